import { z } from 'zod'
import type { Cause } from '../../contract/history.ts'
import { modelNames } from '../../contract/models.ts'
import { type Origin, origin, stateDocument } from '../../contract/scenarios.ts'
import { scriptsOf, toPendingEvents } from '../../scenarios/pending-events.ts'
import type { Step } from '../../world/history.ts'
import type { Registers, WorldBase } from '../../world/state.ts'
import type { Identified, Stored } from '../../world/stored.ts'
import type { Table } from '../../world/table.ts'
import { byRow, toWrite, type Write } from '../../world/tables.ts'
import type { World } from '../../world/world.ts'

/** Converts steps of the history to stored texts, and back. */

/** A change to store: a step with the state after it, or a number of undone steps. */
export type Change =
  | { readonly step: Step; readonly after: Registers; readonly base: WorldBase }
  | { readonly undone: number }

/** The number of rows in one text: processing them takes only a few milliseconds. */
const writesPerPart = 250

const { random, simulator, events } = stateDocument.shape
export const keptRegisters = z.strictObject({ now: z.number(), random, simulator, events })
const cause = z.custom<Cause>((value) => z.object({ type: z.string() }).safeParse(value).success)
const startCause = z.strictObject({ type: z.literal('start'), call: z.string() })

const head = z.union([
  z.strictObject({
    /** The number of texts of the entry. */
    parts: z.int().min(1),
    at: z.string(),
    cause,
    after: keptRegisters,
  }),
  /** The world was started again from `origin`. */
  z.strictObject({
    parts: z.int().min(1),
    at: z.string(),
    cause: startCause,
    after: keptRegisters,
    origin: origin.nullable(),
  }),
  z.strictObject({ parts: z.literal(1), undone: z.int().min(1) }),
])
export type EntryHead = z.output<typeof head>

/** A row with its sequence number, or the id of a removed row. */
const write = z.union([
  z.tuple([z.enum(modelNames), z.int(), z.looseObject({ uuid: z.string() })]),
  z.tuple([z.enum(modelNames), z.string()]),
])
export type KeptWrite = z.output<typeof write>

const part = z.strictObject({ head: head.optional(), writes: z.array(write) })

export function toKeptRegisters({ now, random: state, simulator: settings, scripts }: Registers) {
  return { now, random: state, simulator: settings, events: toPendingEvents(scripts) }
}

export function fromKeptRegisters({ events: pending, ...rest }: z.output<typeof keptRegisters>): Registers {
  return { ...rest, scripts: scriptsOf(pending) }
}

/** Makes the texts of a change, one at a time. */
export function* toTexts(change: Change, originOf: (base: WorldBase) => Origin | null): Generator<string> {
  if ('undone' in change) yield JSON.stringify({ head: { parts: 1, undone: change.undone }, writes: [] })
  else {
    const { step, after, base } = change
    const begins = step.replaced ? { origin: originOf(base) } : {}
    const writes = byRow(step.writes).map(({ last }) => last)
    yield* textsOf({ at: step.at, cause: step.cause, after: toKeptRegisters(after), ...begins }, writes)
  }
}

/** The texts of the state before the history: all differences from the start. */
export function baseTexts(began: Origin | null, after: Registers, writes: readonly Write[]): Generator<string> {
  const facts = { at: '', cause: { type: 'start', call: 'restore' }, after: toKeptRegisters(after), origin: began }
  return textsOf(facts, writes)
}

function* textsOf(facts: object, writes: readonly Write[]): Generator<string> {
  const parts = Math.max(1, Math.ceil(writes.length / writesPerPart))
  for (let index = 0; index < parts; index += 1) {
    const some = writes.slice(index * writesPerPart, (index + 1) * writesPerPart)
    yield JSON.stringify({ ...(index === 0 && { head: { parts, ...facts } }), writes: some.map(toKept) })
  }
}

function toKept({ model, before, after }: Write): KeptWrite {
  return after ? [model, after.sequence, { ...after.row }] : [model, before?.uuid ?? '']
}

/** Parses a stored text. Throws if it is invalid. */
export function parsePart(text: string): z.output<typeof part> {
  return part.parse(JSON.parse(text))
}

/** Writes the rows of a text to a world. Returns the writes. */
export function applyKept(world: World, writes: readonly KeptWrite[]): Write[] {
  return writes.map(([model, at, row]) => {
    // The compiler cannot see that a row belongs to its model. Schemas are checked when all entries are read.
    const table = world.tables[model] as unknown as Table<Identified>
    const uuid = row?.uuid ?? String(at)
    const before = table.stored(uuid)
    if (row) table.put(row, Number(at))
    else table.remove(uuid)
    return toWrite(model, before as Stored<never> | undefined, table.stored(uuid) as Stored<never> | undefined)
  })
}
