import { z } from 'zod'
import { clockSettings } from '../../contract/clock-settings.ts'
import type { KeptFault } from '../../engine/fault-registry.ts'
import { wallTime } from '../../world/clock.ts'
import { hash } from '../../world/random.ts'
import { keptRegisters } from './entries.ts'
import { type KeptStore, type KeptText, keptText, type KeptTransaction } from './store.ts'

/**
 * The log of one place: a head, and the entries of its generation. Each text has a checksum that also covers its
 * position.
 */

/** Only the outer form is checked here. The fault itself is validated when it is added. */
const keptFault = z.custom<KeptFault>(
  (value) => z.object({ fault: z.object({ id: z.int() }), toPass: z.int(), hits: z.int() }).safeParse(value).success,
)

const headSchema = z.strictObject({
  place: z.string(),
  generation: z.string(),
  /** The number of the first entry of the generation, which contains the whole state before it. */
  first: z.int(),
  last: z.int(),
  /** The last entry at the time of the compaction. Entries up to it may differ from those of the generation before. */
  made: z.int(),
  /** The length of all texts in characters: now, and when the generation was made. */
  length: z.int(),
  base: z.int(),
  /** How many tabs have opened the log. It numbers the tabs. */
  tabs: z.int(),
  /** When a tab last opened the log, in milliseconds since 1970. */
  opened: z.number(),
  /** The clock and simulator options when the state was stored. If the options of the mock differ now, they win. */
  options: z.string(),
  state: z.strictObject({
    registers: keptRegisters,
    clock: clockSettings,
    faults: z.array(keptFault).readonly(),
  }),
})
export type Head = z.output<typeof headSchema>

export class DamagedError extends Error {}

/** Why a stored state is dropped, for users: to them, its entries and parts have no names. */
export const damagedPart = 'a part of it is damaged'
export const missingPart = 'a part of it is missing'

function seal(text: string, ...where: readonly (string | number)[]): KeptText {
  return { text, sum: hash(`${where.join(' ')} ${text}`) }
}

/** Returns a stored text. Throws if its checksum is wrong. */
export function unseal(kept: unknown, ...where: readonly (string | number)[]): string {
  const { data } = keptText.safeParse(kept)
  if (!data) throw new DamagedError(missingPart)
  if (seal(data.text, ...where).sum !== data.sum) throw new DamagedError(damagedPart)
  return data.text
}

export async function readHead(transaction: KeptTransaction, place: string): Promise<Head | undefined> {
  const kept = await transaction.head(place)
  if (kept === undefined) return undefined
  const { data, error } = headSchema.safeParse(JSON.parse(unseal(kept, place)))
  if (error) throw new DamagedError(damagedPart)
  return data
}

export function writeHead(transaction: KeptTransaction, place: string, head: Head): Promise<unknown> {
  return transaction.putHead(place, seal(JSON.stringify(head), place))
}

/**
 * Names a generation of a new log, or of the log of an earlier generation. The name contains that of the log, because
 * entries of another log have the same numbers.
 */
export function nameGeneration(name: string, earlier?: string): string {
  // Two logs that begin in the same millisecond belong to tabs with other numbers.
  return `${earlier === undefined ? `${name}-${wallTime()}` : logOf(earlier)} ${name}`
}

/** The name of the log that a generation belongs to. */
export function logOf(generation: string): string {
  return generation.slice(0, generation.indexOf(' '))
}

/** A text of an entry, with its key. */
export interface Part {
  readonly entry: number
  readonly part: number
  readonly text: string
}

/** Numbers the texts of entries. `first` is the number of the first entry. The texts are made one at a time. */
export function* toParts(entries: Iterable<Iterable<string>>, first: number): Generator<Part> {
  let entry = first
  for (const texts of entries) {
    let part = 0
    for (const text of texts) yield { entry, part: part++, text }
    entry += 1
  }
}

export function writePart(
  transaction: KeptTransaction,
  place: string,
  generation: string,
  { entry, part, text }: Part,
): Promise<unknown> {
  return transaction.putPart([place, generation, entry, part], seal(text, place, entry, part))
}

/** The log is compacted when it has this many more entries than the history has steps. */
const spareEntries = 1_000
/**
 * It is also compacted when its texts are `factor` times as long as after the last compaction, plus `length`
 * characters.
 */
const growth = { factor: 4, length: 4 * 1_048_576 }

/** Whether a log is worth compacting. `steps` is the number of steps that the history keeps. */
export function isGrown({ first, last, length, base }: Head, steps: number): boolean {
  return last - first > steps + spareEntries || length > growth.factor * base + growth.length
}

/** A limit above any number of parts, for reading all of them. */
export const everything = 4_294_967_295

/** Replaces the stored log with a new generation. */
export async function beginLog(
  transaction: KeptTransaction,
  facts: Pick<Head, 'place' | 'generation' | 'tabs' | 'options' | 'state'>,
  entries: readonly Iterable<string>[],
): Promise<Head> {
  const { place, generation } = facts
  await transaction.removeParts(place)
  let length = 0
  for (const part of toParts(entries, 0)) {
    length += part.text.length
    await writePart(transaction, place, generation, part)
  }
  const last = entries.length - 1
  const head = { ...facts, first: 0, last, made: last, length, base: length, opened: wallTime() }
  await writeHead(transaction, place, head)
  return head
}

/**
 * Compacts the log: writes a new generation part by part, then switches to it. Returns false if another tab was faster.
 */
export async function compactLog(
  store: KeptStore,
  from: Pick<Head, 'place' | 'generation' | 'last'>,
  generation: string,
  entries: readonly Iterable<string>[],
): Promise<boolean> {
  const { place, last: made } = from
  const first = made + 1 - entries.length
  let length = 0
  for (const part of toParts(entries, first)) {
    length += part.text.length
    await store.transact('readwrite', (transaction) => writePart(transaction, place, generation, part))
  }
  return store.transact('readwrite', async (transaction) => {
    const head = await readHead(transaction, place)
    if (head?.generation !== from.generation) {
      await transaction.removeParts(place, generation)
      return false
    }
    const base = length
    for (const [[, , entry, part], kept] of await transaction.entries([place, from.generation, made + 1, 0])) {
      length += kept.text.length
      await transaction.putPart([place, generation, entry, part], kept)
    }
    await transaction.removeParts(place, from.generation)
    await writeHead(transaction, place, { ...head, generation, first, made, length, base })
    return true
  })
}
