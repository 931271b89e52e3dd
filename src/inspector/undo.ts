import { plural } from './format.ts'
import type { Live } from './live.ts'

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
    live.announce({ text: `Undone: ${plural(answer.undone, 'step')}`, step: newest, isUndone: true, faults: [] })
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
  const { step, faults, isUndone } = live.toast ?? {}
  if (step === null || step === undefined) return
  if (isUndone) return forward(live, step)
  await back(live, step)
  const kept = new Set(live.faults.map(({ id }) => id))
  for (const { id, hits, remaining, ...fault } of faults ?? [])
    if (!kept.has(id)) await live.act('POST', '/faults', fault)
}
