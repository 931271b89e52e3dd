import { z } from 'zod'
import { toTimestamp } from '../contract/formats.ts'
import { messageOf, Problem, problems } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'
import { type ControlRow, defineControl, refusing } from './row.ts'
import { withoutSimulator } from './simulator.ts'

/** Time travel. */

export function clockOf(mock: Controlled) {
  const now = mock.clock.now()
  const { mode, speed } = mock.clock.settings
  return { now, mode, speed }
}

const clockBody = z
  .strictObject({
    set: z.union([z.string(), z.number()]).optional(),
    advance: z.union([z.string(), z.number()]).optional(),
    step: z.literal(true).optional(),
    runToEnd: z.literal(true).optional(),
    frozen: z.boolean().optional(),
    speed: z.number().min(0).max(1_000_000).optional(),
  })
  .refine(
    ({ set, advance, step, runToEnd }) =>
      [set, advance, step, runToEnd].filter((move) => move !== undefined).length <= 1,
    {
      error: 'must move time in one way: set, advance, step or runToEnd',
    },
  )
type ClockBody = z.output<typeof clockBody>

/** A clock that is told to stand must not tick on while time is moved; one that is told to tick starts where it was moved to. */
function change(mock: Controlled, { frozen, speed, ...move }: ClockBody): Problem | undefined {
  if (frozen === true) mock.clock.configure({ mode: 'frozen' })
  const refusal = moveTime(mock, move)
  if (refusal) return refusal
  if (frozen !== undefined || speed !== undefined)
    mock.clock.configure({ mode: frozen === undefined ? undefined : frozen ? 'frozen' : 'ticking', speed })
  return undefined
}

function moveTime(
  mock: Controlled,
  { set, advance, step, runToEnd }: Omit<ClockBody, 'frozen' | 'speed'>,
): Problem | undefined {
  const { clock, simulator } = mock
  if (set !== undefined) return moving('set', () => clock.set(set))
  if (advance !== undefined) return moving('advance', () => clock.advance(advance))
  if (!step && !runToEnd) return undefined
  return withoutSimulator(mock) ?? moving('body', () => (step ? simulator.step() : simulator.runToEnd()))
}

/** Time that can't be moved is a refusal: a moment that is none, or events without an end. */
function moving(field: string, move: () => unknown): Problem | undefined {
  try {
    const outcome = refusing(field, move)
    return outcome instanceof Problem ? outcome : undefined
  } catch (error) {
    return problems.forbidden(messageOf(error))
  }
}

function fullClockOf(mock: Controlled) {
  const next = mock.simulator.next()
  return { ...clockOf(mock), next: next ? { at: toTimestamp(next.at), type: next.type } : null }
}

export const clockRows: readonly ControlRow[] = [
  defineControl({
    id: 'clock.get',
    method: 'GET',
    path: '/clock',
    summary: 'The time, and what happens next',
    handle: fullClockOf,
  }),
  defineControl({
    id: 'clock.change',
    method: 'POST',
    path: '/clock',
    summary: 'Moves time, lets it stand, or lets it tick',
    body: clockBody,
    handle: (mock, { body }) => change(mock, body) ?? fullClockOf(mock),
  }),
]
