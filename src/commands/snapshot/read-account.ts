import { show } from '../../contract/problems.ts'
import { type Account, AskError } from '../account.ts'
import { counted } from '../counts.ts'
import { received, type Reading, refusedRedirect } from '../reading.ts'
import { CommandError } from '../terminal.ts'
import { fieldOf, type Row, textOf, uuidOf } from '../values.ts'

/** Reads all rows of an account, page by page. */

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
  /** The clock of the server, if it sends one. */
  readonly date: string | null
  /** One sentence for each list that could not be read. */
  readonly missing: readonly string[]
}

interface ListToRead {
  readonly path: string
  /** The key of its rows. */
  readonly key: string
  /** Its name in messages. */
  readonly what: string
  /** Whether a snapshot needs at least its first page. */
  readonly isNeeded: boolean
}

/**
 * Stops asking after an answer that is lost: a server that is down must not cost the time limit for each list.
 * Throws a CommandError if campaigns or records are asked for and can't be read at all.
 */
export async function readAccount(account: Account, progress: (text: string) => void): Promise<AccountRows> {
  const { headers } = await account.get('/api/campaigns?limit=1')
  const reader = new ListReader(account, progress)
  const campaigns = await reader.read({ path: '/api/campaigns', key: 'campaigns', what: 'campaigns', isNeeded: true })
  const records = await reader.read({ path: '/api/records', key: 'records', what: 'records', isNeeded: true })
  const orders = new Map<string, readonly Entry[]>()
  for (const [index, { uuid }] of campaigns.entries()) {
    const path = `/api/campaigns/${encodeURIComponent(uuid)}/orders`
    const what = `orders of campaign ${index + 1} of ${campaigns.length}`
    orders.set(uuid, await reader.read({ path, key: 'orders', what, isNeeded: false }))
  }
  const members = new Map<string, readonly string[]>()
  for (const type of new Set(campaigns.flatMap((campaign) => textOf(campaign, 'recordTypeUuid') ?? []))) {
    const path = `/api/records?recordTypeUuid=${encodeURIComponent(type)}`
    const rows = await reader.read({ path, key: 'records', what: 'record types', isNeeded: false })
    members.set(
      type,
      rows.map(({ uuid }) => uuid),
    )
  }
  return { campaigns, records, orders, members, date: headers.get('date'), missing: reader.missing }
}

const pageSize = 100
/** The maximum number of rows of a list. A longer one would not fit into one file. */
const maxRows = 1_000_000
/** The maximum length of all pages together. */
const maxCharacters = 1_000_000_000
/** A list is read again if it came out short or became shorter: a deleted row moves others to pages that were already read. */
const maxPasses = 2

class ListReader {
  readonly #missing: string[] = []
  /** The lists that were not asked for, because an answer was lost before. */
  readonly #unasked: ListToRead[] = []
  #isLost = false
  readonly #account: Account
  readonly #progress: (text: string) => void
  #characters = 0

  constructor(account: Account, progress: (text: string) => void) {
    this.#account = account
    this.#progress = progress
  }

  /** One sentence for each list that could not be read, and one for those that were not asked for. */
  get missing(): readonly string[] {
    const [first, ...others] = this.#unasked
    if (!first) return this.#missing
    const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more list')}`
    return [...this.#missing, `${first.what} (${first.path})${more}: not asked any more`]
  }

  /** Returns every row once, oldest first, even if rows come and go while the pages are read. */
  async read(list: ListToRead): Promise<Entry[]> {
    if (this.#isLost) {
      this.#unasked.push(list)
      return []
    }
    const rows = new Map<string, Entry>()
    try {
      let isWhole = false
      for (let pass = 0; pass < maxPasses && !isWhole; pass += 1) {
        const { first, last } = await this.#pages(list, rows)
        isWhole = rows.size >= last && last >= first
        if (rows.size < last && pass === maxPasses - 1) this.#miss(list, rows.size, last, 'its pages have no more')
      }
    } catch (error) {
      const isPartial = error instanceof BrokenList && (rows.size > 0 || !list.isNeeded)
      if (!isPartial) throw error
      this.#miss(list, rows.size, error.total, error.message)
    }
    return [...rows.values()].toReversed()
  }

  /** Adds the rows of every page. Returns the totals of the first and of the last page. */
  async #pages(list: ListToRead, rows: Map<string, Entry>): Promise<{ readonly first: number; readonly last: number }> {
    const seen = new Set<string>()
    let known: number | undefined
    let first = 0
    let size = pageSize
    for (let page = 1; ; page += 1) {
      const target = `${list.path}${list.path.includes('?') ? '&' : '?'}limit=${pageSize}&page=${page}`
      const { found, total, characters } = await this.#page(list, target, known)
      known = total
      this.#characters += characters
      const before = seen.size
      for (const row of found.filter(isEntry)) {
        seen.add(row.uuid)
        if (!rows.has(row.uuid)) rows.set(row.uuid, row)
      }
      this.#checkSize(list, Math.max(total, rows.size))
      this.#progress(`${list.what}: ${rows.size} of ${total}`)
      // A server may return smaller pages than requested.
      if (page === 1) [first, size] = [total, found.length]
      // One that ignores the number of the page answers the same rows for ever.
      if (seen.size === before || page * size >= total) return { first, last: total }
    }
  }

  async #page({ key }: ListToRead, target: string, known: number | undefined) {
    const reading = await this.#get(target, known)
    const { status, body, text } = reading
    const [found, total] = status === 200 ? [fieldOf(body, key), fieldOf(body, 'total')] : []
    if (Array.isArray(found) && typeof total === 'number')
      return { found: found as readonly unknown[], total, characters: text.length }
    const why = Array.isArray(found)
      ? `total must be a number; received ${total === undefined ? 'none' : show(total)}`
      : `it answers ${received(reading)}${this.#hintFor(reading)}`
    throw new BrokenList(`${this.#account.url} does not answer a list of ${key} at ${target}: ${why}`, known)
  }

  async #get(target: string, known: number | undefined): Promise<Reading> {
    try {
      return await this.#account.get(target)
    } catch (error) {
      if (!(error instanceof AskError) || error.isFinal) throw error
      this.#isLost = error.isLost
      throw new BrokenList(error.message, known)
    }
  }

  #hintFor(reading: Reading): string {
    const { status } = reading
    if (refusedRedirect(reading)) return '. If that is the server, read it at its own address'
    return status === 401 || status === 403 ? `; ${this.#account.keyAdvice(reading)}` : ''
  }

  #checkSize({ key, path }: ListToRead, size: number): void {
    const { url } = this.#account
    if (size > maxRows)
      throw new CommandError(`${url} tells of ${size} ${key} at ${path}: a snapshot takes up to ${maxRows} of a list`)
    if (this.#characters > maxCharacters)
      throw new CommandError(`${url} answers more than ${maxCharacters} characters: too much for one file`)
  }

  #miss({ what, path }: ListToRead, count: number, total: number | undefined, why: string): void {
    const of = total === undefined ? '' : ` of ${total}`
    this.#missing.push(`${what} (${path}): ${counted(count, 'row')}${of} read; ${why}`)
  }
}

/** Thrown when a list can't be read to its end. */
class BrokenList extends CommandError {
  /** The expected number of rows, if known. */
  readonly total: number | undefined

  constructor(message: string, total: number | undefined) {
    super(message)
    this.total = total
  }
}

function isEntry(value: unknown): value is Entry {
  return uuidOf(value) !== undefined
}
