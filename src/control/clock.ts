import type { ClockState, FullClock } from '../contract/control/clock.ts'
import { toTimestamp } from '../contract/timestamps.ts'
import { messageOf, Problem, problems } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'
import { type HandlersOf, type BodyOf, refusing } from './handlers.ts'
import { withoutSimulator } from './simulator.ts'

export function clockOf(mock: Controlled): ClockState {
  const now = mock.clock.now()
  const { mode, speed } = mock.clock.settings
  return { now, mode, speed }
}

type ClockChange = BodyOf<'clock.change'>

/** Freezes before the move and starts ticking after it, so that the clock does not tick meanwhile. */
function change(mock: Controlled, { frozen, speed, ...move }: ClockChange): Problem | undefined {
  if (frozen === true) mock.clock.configure({ mode: 'frozen' })
  const refusal = moveTime(mock, move)
  if (refusal) return refusal
  if (frozen !== undefined || speed !== undefined)
    mock.clock.configure({ mode: frozen === undefined ? undefined : frozen ? 'frozen' : 'ticking', speed })
  return undefined
}

function moveTime(
  mock: Controlled,
  { set, advance, step, runToEnd }: Omit<ClockChange, 'frozen' | 'speed'>,
): Problem | undefined {
  const { clock, simulator } = mock
  if (set !== undefined) return moving('set', () => clock.set(set))
  if (advance !== undefined) return moving('advance', () => clock.advance(advance))
  if (!step && !runToEnd) return undefined
  return withoutSimulator(mock) ?? moving('body', () => (step ? simulator.step() : simulator.runToEnd()))
}

/** Turns errors of the clock, such as an invalid moment or an endless simulation, into refusals. */
function moving(field: string, move: () => unknown): Problem | undefined {
  try {
    const outcome = refusing(field, move)
    return outcome instanceof Problem ? outcome : undefined
  } catch (error) {
    return problems.forbidden(messageOf(error))
  }
}

function fullClockOf(mock: Controlled): FullClock {
  const next = mock.simulator.next()
  return { ...clockOf(mock), next: next ? { at: toTimestamp(next.at), type: next.type } : null }
}

export const clockHandlers: HandlersOf<'clock'> = {
  'clock.get': fullClockOf,
  'clock.change': (mock, { body }) => change(mock, body) ?? fullClockOf(mock),
}
