import { moment, plural } from './format.ts'
import type { Live } from './live.ts'
import { movesClock } from './step-words.ts'

/** The way back and forward through the history, and into a sandbox that continues from one of its points. */

/** Undoes the newest step of the history, or a step and all later ones. */
export async function back(live: Live, id?: number): Promise<void> {
  const { last } = live.history
  if (id === undefined && last === null) return live.tell('Nothing to undo')
  // A clock that ticks on would do something new at once, and the way forward would be gone.
  if (live.clock?.mode === 'ticking') await live.setClock({ frozen: true })
  const newest = live.history.last
  const answer = await live.act<{ readonly undone: number }>('POST', '/history/back', { id })
  if (answer)
    live.announce({
      text: `Undone: ${plural(answer.undone, 'step')}. The next change ends Redo.`,
      step: newest,
      isUndone: true,
      faults: [],
    })
}

/** A moment closer than this to the end of a clock step counts as its end, in milliseconds. */
const stepEndMarginMs = 60_000

/**
 * Goes back to the state of a moment, in milliseconds since 1970. If the moment lies within a step that moved the clock,
 * this goes back before the step and then on to the moment: what happens until then is the same again.
 */
export async function backTo(live: Live, ms: number): Promise<void> {
  const at = `${new Date(ms).toISOString().slice(0, 19)}Z`
  if (live.clock?.mode === 'ticking') await live.setClock({ frozen: true })
  const { steps } = live.history
  const now = live.clock?.now ?? ''
  let later = now
  // A new start, or a clock that was set back, is where time begins.
  const index = steps.findLastIndex((step) => {
    const isBefore = step.at < at || step.at > later || step.cause.type === 'start'
    later = step.at
    return isBefore
  })
  const [before, next] = [steps[index], steps[index + 1]]
  const isWithin = Date.parse(next?.at ?? now) - ms >= stepEndMarginMs
  if (before && before.at < at && movesClock(before.cause) && isWithin) {
    // What was undone cannot be redone once the clock moves: the state is kept for the toast.
    const state = (await live.get<{ readonly document: unknown }>('/document'))?.document
    await back(live, before.id)
    await live.act('POST', '/clock', { set: at })
    live.announce({ text: `Back at ${moment(at, live.zone)}. Redo is gone.`, step: 0, state, faults: live.faults })
  } else if (next) await back(live, next.id)
  else live.tell('Nothing changed since')
}

/** Does what was undone last again, or all up to a step. */
export async function forward(live: Live, id?: number): Promise<void> {
  if (live.history.ahead.length > 0) await live.act('POST', '/history/forward', { id })
}

/** Goes to the point after a step, wherever that is. */
export async function goTo(live: Live, step: number): Promise<void> {
  const next = live.history.steps.find(({ id }) => id > step)
  await (next ? back(live, next.id) : forward(live, step))
}

/** Makes a sandbox that continues from now, or from before a step, and goes there. Its name is one that is free. */
export async function fork(live: Live, id?: number): Promise<void> {
  await live.readSandboxes()
  let number = live.sandboxes.length + 1
  while (live.sandboxes.includes(`fork-${number}`)) number += 1
  const name = `fork-${number}`
  if (await live.act('POST', '/history/fork', { name, id })) live.enter(name)
}

/** Undoes what the toast tells of, or does it again. */
export async function undo(live: Live): Promise<void> {
  const { step, faults, isUndone, state } = live.toast ?? {}
  if (step === null || step === undefined) return
  if (isUndone) return forward(live, step)
  await (state ? live.act('PUT', '/state', state) : back(live, step))
  const kept = new Set(live.faults.map(({ id }) => id))
  for (const { id, hits, remaining, ...fault } of faults ?? [])
    if (!kept.has(id)) await live.act('POST', '/faults', fault)
}
