import { z } from 'zod'
import { dayMs } from '../../contract/durations.ts'
import { modelNames } from '../../contract/models.ts'
import { version } from '../../contract/version.ts'
import { wallTime } from '../../world/clock.ts'
import { hash } from '../../world/random.ts'
import type { WorldBase } from '../../world/state.ts'
import { readHead } from './log.ts'
import type { KeptStore } from './store.ts'

/** The keys of stored states, and how long a state is kept. */

/** The parts of a place: owner, API, start and rows of the mock, and the version of the package. */
const placeSchema = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.string(),
  z.string(),
])

/** The key of the place where a state is stored. Mocks with another start have another place and never share data. */
export function storageKey(
  owner: string,
  { edition, baseUrl }: { readonly edition: string; readonly baseUrl: string },
  start: WorldBase,
): string {
  const { scenario, seed, now } = start
  const place: z.output<typeof placeSchema> = [
    owner,
    edition,
    baseUrl,
    scenario,
    seed,
    now,
    fingerprint(start),
    version,
  ]
  return JSON.stringify(place)
}

/** The fingerprint reads about this many rows: all of a small start, and a sample of a large one. */
const sampledRows = 2_000

/** A short text that differs if the rows of two starts differ. */
function fingerprint({ tables }: WorldBase): string {
  const size = modelNames.reduce((sum, model) => sum + tables[model].byId.value.size, 0)
  const step = Math.ceil(size / sampledRows) || 1
  let at = 0
  let value = 0
  for (const model of modelNames)
    for (const { row } of tables[model].byId.value.values())
      if (at++ % step === 0) value = hash(`${value} ${JSON.stringify(row)}`)
  return `${size} ${value.toString(36)}`
}

const keptDays = { session: 1, local: 7 }

/**
 * Removes states that are no longer used: of other versions, of closed tabs, and those that were not opened for long.
 * Returns why the place is empty if data could be expected there.
 */
export async function sweep(
  store: KeptStore,
  place: string,
  isAlive: (owner: string) => boolean,
): Promise<string | undefined> {
  const mine = placeSchema.parse(JSON.parse(place))
  let reason: string | undefined
  for (const other of await store.transact('readonly', (transaction) => transaction.places())) {
    if (other === place) continue
    const facts = parsePlace(other)
    const [owner = '', , , , , now = 0, , writer = ''] = facts ?? []
    const isSame = facts !== undefined && [0, 1, 2, 3, 4].every((index) => facts[index] === mine[index])
    if (isSame && writer !== version) reason = `version ${writer} wrote it, and this is ${version}`
    else if (isSame && now !== mine[5])
      reason ??= `the mock begins at ${toText(mine[5])} now, and began at ${toText(now)}. Give the option now a fixed time`
    else if (isSame)
      reason ??= 'the mock begins with other rows now, because its scenario or its simulator option changed'
    if (isAlive(owner)) continue
    await store.transact('readwrite', async (transaction) => {
      const opened = await readHead(transaction, other).then(
        (head) => head?.opened ?? 0,
        () => 0,
      )
      const days = owner === 'local' ? keptDays.local : keptDays.session
      if (facts && writer === version && wallTime() - opened < days * dayMs) return
      await transaction.removeHead(other)
      await transaction.removeParts(other)
    })
  }
  return reason
}

function parsePlace(place: string): z.output<typeof placeSchema> | undefined {
  try {
    return placeSchema.parse(JSON.parse(place))
  } catch {
    return undefined
  }
}

function toText(ms: number): string {
  return new Date(ms).toISOString()
}
