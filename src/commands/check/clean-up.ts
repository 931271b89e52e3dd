import { show } from '../../contract/problems.ts'
import { wait } from '../../transports/timers.ts'
import { type Account, AskError } from '../account.ts'
import { received } from '../reading.ts'
import { fieldOf, textOf, uuidOf } from '../values.ts'
import type { Contract } from './contract.ts'
import { listOf, type ListQuery, withQuery } from './lists.ts'

/** Deletes the rows of a check. A row without its mark is never deleted, whatever the server says it is. */

export type Kind = 'campaign' | 'record'

export interface ToDelete {
  readonly contract: Contract
  readonly marker: string
  /** Created rows that came back with the mark. */
  readonly marked: ReadonlyMap<string, Kind>
  /** Created rows that came back without the mark. They may belong to others. */
  readonly doubtful: ReadonlyMap<string, Kind>
  /** Whether there may be rows whose id is unknown. */
  readonly isUnclear: boolean
}

/** The total time limit. */
const maxCleanUpMs = 60_000
const listIds = { campaign: 'campaigns.list', record: 'records.list' } as const

/** Returns a sentence for each row that is left. */
export async function cleanUp(account: Account, rows: ToDelete, progress: (text: string) => void): Promise<string[]> {
  const deadline = new AbortController()
  const late = new AskError(`cleaning up takes more than ${maxCleanUpMs / 1_000} s`)
  const stopTimer = wait(maxCleanUpMs, () => deadline.abort(late))
  const asked = account.until(deadline.signal)
  try {
    const left: string[] = []
    // Deleting a campaign deletes its orders.
    for (const kind of ['campaign', 'record'] as const) {
      const found = await attempt(() => findMarked(asked, rows, kind))
      if (typeof found === 'string' && rows.isUnclear)
        left.push(`${kind}s whose names begin with ${show(rows.marker)}, if there are any: ${found}`)
      const known = [...rows.marked].flatMap(([uuid, of]) => (of === kind ? [uuid] : []))
      for (const uuid of new Set([...known, ...(typeof found === 'string' ? [] : found)])) {
        progress(`deletes ${kind} ${uuid}`)
        const why = await attempt(() => remove(asked, pathOf(rows, kind, uuid)))
        if (why !== undefined) left.push(`${kind} ${uuid}, whose name begins with ${show(rows.marker)}: ${why}`)
      }
    }
    for (const [uuid, kind] of rows.doubtful) {
      const why = await attempt(() => removeIfMarked(asked, rows, pathOf(rows, kind, uuid)))
      if (why !== undefined) left.push(`${kind} ${uuid}, which was answered to a POST: ${why}`)
    }
    return left
  } finally {
    stopTimer()
  }
}

/** Whether a row has the mark of this check in its name. */
export function isMarked(row: unknown, marker: string): boolean {
  const name = textOf(row, 'name') ?? textOf(row, 'firstName') ?? ''
  // Without a name in the answer, the first name is the mark itself.
  return name === marker || name.startsWith(`${marker} `)
}

function pathOf({ contract }: ToDelete, kind: Kind, uuid: string): string {
  return `${listOf(contract, listIds[kind]).path}/${encodeURIComponent(uuid)}`
}

/** Returns the ids of marked rows: those that a search finds, and those among the newest. */
async function findMarked(account: Account, { contract, marker }: ToDelete, kind: Kind): Promise<string[]> {
  const { path, key } = listOf(contract, listIds[kind])
  const queries: readonly ListQuery[] = [{ search: marker, limit: 100 }, { limit: 100 }]
  const uuids: string[] = []
  for (const query of queries) {
    const found = fieldOf((await account.get(withQuery(path, query))).body, key)
    const rows: readonly unknown[] = Array.isArray(found) ? found : []
    uuids.push(...rows.filter((row) => isMarked(row, marker)).flatMap((row) => uuidOf(row) ?? []))
  }
  return uuids
}

/** Returns why a row still exists, or undefined if it is gone. */
async function remove(account: Account, path: string): Promise<string | undefined> {
  const deleted = await account.send({ method: 'DELETE', path })
  if (isGone(deleted.status)) return undefined
  if (deleted.status >= 300) return `DELETE ${path} answers ${received(deleted)}`
  return isGone((await account.get(path)).status) ? undefined : `it is still there after DELETE ${path}`
}

async function removeIfMarked(account: Account, { marker }: ToDelete, path: string): Promise<string | undefined> {
  const { status, body } = await account.get(path)
  if (isGone(status)) return undefined
  return isMarked(body, marker) ? remove(account, path) : 'it is left alone, as its name is not that of the check'
}

function isGone(status: number): boolean {
  return status === 404 || status === 410
}

/** Returns why a request got no answer, or undefined if it got one. */
async function attempt<Result>(ask: () => Promise<Result>): Promise<Result | string> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AskError) return error.message
    throw error
  }
}
