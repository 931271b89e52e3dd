import { type Account, received } from '../account.ts'
import { CommandError } from '../terminal.ts'

/** All that an account answers, page by page. */

export type Row = Readonly<Record<string, unknown>>

/** A row of a list. */
interface Entry extends Row {
  readonly uuid: string
}

export interface AccountRows {
  readonly campaigns: readonly Entry[]
  readonly records: readonly Entry[]
  /** The orders of each campaign, by its id. */
  readonly orders: ReadonlyMap<string, readonly Entry[]>
  /** The contacts of each record type that a campaign names, by its id. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** The server's clock, where it tells. */
  readonly date: string | null
}

export async function readAccount(account: Account, progress: (text: string) => void): Promise<AccountRows> {
  const { headers } = await account.get('/api/campaigns?limit=1')
  const read = (path: string, key: string, what: string) =>
    allPages(account, path, key, (done, total) => progress(`${what}: ${done} of ${total}`))
  const campaigns = await read('/api/campaigns', 'campaigns', 'campaigns')
  const records = await read('/api/records', 'records', 'records')
  const orders = new Map<string, readonly Entry[]>()
  for (const [index, { uuid }] of campaigns.entries()) {
    orders.set(
      uuid,
      await read(
        `/api/campaigns/${encodeURIComponent(uuid)}/orders`,
        'orders',
        `orders of campaign ${index + 1} of ${campaigns.length}`,
      ),
    )
  }
  const members = new Map<string, readonly string[]>()
  for (const type of new Set(campaigns.flatMap((campaign) => textOf(campaign, 'recordTypeUuid') ?? []))) {
    const rows = await read(`/api/records?recordTypeUuid=${encodeURIComponent(type)}`, 'records', 'record types')
    members.set(
      type,
      rows.map(({ uuid }) => uuid),
    )
  }
  return { campaigns, records, orders, members, date: headers.get('date') }
}

const pageSize = 100
/** How many rows a list may have: a server that tells of more is not what it seems, or too large for one file. */
const mostRows = 1_000_000

/** Every row once, oldest first, also when rows come and go while the pages are read. */
async function allPages(
  account: Account,
  path: string,
  key: string,
  progress: (done: number, total: number) => void,
): Promise<Entry[]> {
  const rows = new Map<string, Entry>()
  for (let page = 1; ; page += 1) {
    const target = `${path}${path.includes('?') ? '&' : '?'}limit=${pageSize}&page=${page}`
    const reading = await account.get(target)
    const { status, body } = reading
    const [found, total] = status === 200 ? [valueOf(body, key), valueOf(body, 'total')] : []
    if (!Array.isArray(found) || typeof total !== 'number')
      throw new CommandError(
        `${account.url} does not answer a list of ${key} at ${target}: it answers ${received(reading)}${status === 401 || status === 403 ? '; give a key with --key' : ''}`,
      )
    for (const row of found) {
      if (isEntry(row) && !rows.has(row.uuid)) rows.set(row.uuid, row)
    }
    const told = Math.max(total, rows.size)
    if (told > mostRows)
      throw new CommandError(
        `${account.url} tells of ${told} ${key} at ${path}: a snapshot takes up to ${mostRows} of a list`,
      )
    progress(rows.size, total)
    if (found.length < pageSize || page * pageSize >= total) return [...rows.values()].toReversed()
  }
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEntry(value: unknown): value is Entry {
  return isRow(value) && textOf(value, 'uuid') !== undefined
}

export function textOf(row: Row, key: string): string | undefined {
  const value = valueOf(row, key)
  return typeof value === 'string' ? value : undefined
}

function valueOf(value: unknown, key: string): unknown {
  return isRow(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
