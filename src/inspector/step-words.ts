import type { Cause, HistoryStep } from '../contract/history.ts'

/** Steps of the history that follow each other and have the same cause: people look at them as one. */
export interface StepGroup {
  readonly title: string
  readonly type: Cause['type']
  readonly at: string
  /** The first step and the last one. */
  readonly first: number
  readonly last: number
  readonly steps: number
  readonly changes: number
}

const passed = 'Time passed'

const titles: Readonly<Record<string, string>> = {
  tick: passed,
  'clock.advance': 'Time was moved on',
  'clock.set': 'The time was set',
  'simulator.step': 'Stepped to the next event',
  'simulator.runToEnd': 'Ran to the end',
  reset: 'Reset',
  load: 'Another scenario',
  restore: 'A state was restored',
}

/** What a step did, for people: `orders.create`, `record changed`, `Time was moved on`. */
function titleOf(cause: Cause): string {
  if (cause.type === 'request') return cause.operation ?? `${cause.method} ${cause.path}`
  return titles[cause.call] ?? cause.call.replace('.', ': ')
}

export const movesClock = ({ type }: { readonly type: Cause['type'] }): boolean => ['clock', 'simulator'].includes(type)

const minute = 60_000

/** Where time passed by itself, what was a moment ago is told by the minute, and what was long ago by the day. */
function slotOf(at: string, now: number): string {
  const ms = Date.parse(at)
  const size = [1, 10, 60].map((minutes) => minutes * minute).find((size) => now - ms < 10 * size) ?? 1_440 * minute
  return `${size} ${Math.floor(ms / size)}`
}

/** Steps as groups, in the same order. A group ends after a step that is `marked`. */
export function groupsOf(steps: readonly HistoryStep[], marked: ReadonlySet<number> = new Set()): StepGroup[] {
  const groups: StepGroup[] = []
  const now = Date.parse(steps.at(-1)?.at ?? '')
  let slot = ''
  for (const { id, at, cause, changes } of steps) {
    const title = titleOf(cause)
    const known = groups.at(-1)
    const before = slot
    slot = title === passed ? slotOf(at, now) : ''
    if (known?.title === title && slot === before && !marked.has(known.last))
      groups[groups.length - 1] = { ...known, last: id, steps: known.steps + 1, changes: known.changes + changes }
    else groups.push({ title, type: cause.type, at, first: id, last: id, steps: 1, changes })
  }
  return groups
}

const events: Readonly<Record<string, string>> = {
  'call.started': 'A call begins',
  'call.ended': 'A call ends',
  'campaign.status': 'A campaign completes',
}

/** What happens next, for people. */
export const eventWords = (type: string): string => events[type] ?? type.replaceAll('.', ' ')
