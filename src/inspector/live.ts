import type { Call, ClockState, Fault, Health, Page, Stats } from './answers.ts'
import type { Exchange, LiveEvent, Port } from './port.ts'
import { Series } from './series.ts'

/** What all views share: the state of the mock as it was last heard, and the way to change it. */

const longestJournal = 500
/** How many calls the chart is told by, at most. */
const mostCalls = 10_000
/** Milliseconds between two looks at a mock in which things happen. */
const rest = 250

export class Live {
  readonly #port: Port
  readonly #listeners = new Set<() => void>()
  readonly series = new Series()
  health: Health | undefined
  clock: ClockState | undefined
  stats: Stats | undefined
  faults: readonly Fault[] = []
  requests: readonly Exchange[] = []
  /** How many calls are too long ago to be in the series. */
  untold = 0
  /** False while the mock can't be reached. */
  connected = true
  /** What went wrong last, for people. */
  problem = ''
  /** Grows when rows may have changed. */
  revision = 0
  #stop: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Whether something happened since the last look. */
  #more = false
  #telling = false
  #again = true

  constructor(port: Port) {
    this.#port = port
  }

  start(): void {
    this.#stop ??= this.#port.subscribe((event) => this.#hear(event))
    void this.#begin()
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Hears of every change, until the function it answers is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads; undefined when it was refused or nobody answered, which is then told to the user. */
  get<Answer>(path: string): Promise<Answer | undefined> {
    return this.#ask<Answer>('GET', path)
  }

  rows<Row>(
    model: string,
    query: Readonly<Record<string, string | number | undefined>>,
  ): Promise<Page<Row> | undefined> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
    return this.get(`/db/${model}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`)
  }

  /** Page after page, until all rows are there, or enough of them. */
  async all<Row extends { readonly uuid: string }>(
    model: string,
    query: Readonly<Record<string, string>>,
    enough: (rows: readonly Row[]) => boolean = () => false,
  ): Promise<Page<Row> | undefined> {
    // What is new meanwhile moves others to the next page, where they are met again.
    const rows = new Map<string, Row>()
    for (let page = 1; ; page += 1) {
      const read = await this.rows<Row>(model, { ...query, page, limit: 1_000 })
      if (!read) return undefined
      for (const row of read.rows) rows.set(row.uuid, row)
      const found = [...rows.values()]
      if (page * read.limit >= read.total || enough(found)) return { ...read, rows: found }
    }
  }

  /** Changes something, and shows what became of it. */
  async act<Answer>(method: string, path: string, body?: unknown): Promise<Answer | undefined> {
    this.problem = ''
    const answer = await this.#ask<Answer>(method, path, body)
    await this.#refresh()
    return answer
  }

  setClock(change: object): void {
    void this.act('POST', '/clock', change)
  }

  /** Shows people what went wrong; an empty text takes it away again. */
  tell(problem: string): void {
    this.problem = problem
    this.#tell()
  }

  async clearRequests(): Promise<void> {
    await this.act('DELETE', '/requests')
    this.requests = []
    this.#tell()
  }

  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer | undefined> {
    try {
      const reply = await this.#port.request(method, path, body)
      if (reply.status < 400) return (reply.body ?? {}) as Answer
      this.problem = problemOf(reply.body) ?? `${method} ${path} answered ${reply.status}`
    } catch {
      this.connected = false
    }
    this.#tell()
    return undefined
  }

  #hear(event: LiveEvent): void {
    if (event.type === 'connection') {
      const back = event.open && !this.connected
      this.connected = event.open
      this.#tell()
      if (back) void this.#begin()
      else if (event.open) void this.#catchUp()
      return
    }
    if (event.type === 'reset' || event.type === 'history' || event.type === 'gap') return void this.#begin()
    if (event.type === 'clock') {
      if (this.clock) this.clock = { ...this.clock, now: event.at, mode: event.mode, speed: event.speed }
      return this.#tell()
    }
    if (event.type === 'request') {
      this.requests = [...this.requests.slice(1 - longestJournal), event.request]
      this.#tell()
      if (event.request.method === 'GET') return
    }
    if (event.type === 'order.status') this.series.move(event)
    this.#soon()
  }

  /** Looks again after a rest, however much happens in between. */
  #soon(): void {
    this.#more = true
    this.#timer ??= setTimeout(() => void this.#look(), rest)
  }

  /** A mock that is slow to answer is not asked again before it has. */
  async #look(): Promise<void> {
    this.#more = false
    await this.#refresh()
    this.#timer = undefined
    if (this.#more && this.#stop) this.#soon()
  }

  async #begin(): Promise<void> {
    this.#again = true
    this.requests = []
    await this.#readJournal()
    await this.#refresh()
  }

  /** What happened after the first look and before anything could be heard. */
  async #catchUp(): Promise<void> {
    await this.#readJournal()
    this.#soon()
  }

  /** What is heard meanwhile stays: it may be younger than what is read. */
  async #readJournal(): Promise<void> {
    const journal = await this.get<{ requests: Exchange[] }>(`/requests?limit=${longestJournal}`)
    if (!journal) return
    const last = journal.requests.at(-1)
    const younger = last ? this.requests.filter(({ id }) => id > last.id) : this.requests
    this.requests = [...journal.requests, ...younger].slice(-longestJournal)
  }

  async #refresh(): Promise<void> {
    const [health, clock, stats, faults] = await Promise.all([
      this.get<Health>('/health'),
      this.get<ClockState>('/clock'),
      this.get<Stats>('/stats'),
      this.get<{ faults: Fault[] }>('/faults'),
    ])
    if (!health || !clock || !stats) return
    this.health = health
    this.clock = { ...clock, next: clock.next ?? stats.next }
    this.stats = stats
    this.faults = faults?.faults ?? []
    const { total: _, ...orders } = stats.orders
    if (this.#again) {
      this.#again = false
      const calls = await this.all<Call>('call', { orderBy: '-startedAt' }, ({ length }) => length >= mostCalls)
      const simulator = await this.get<{ settings?: { maxAttempts?: number } }>('/simulator')
      this.untold = calls ? calls.total - calls.rows.length : 0
      this.series.begin(clock.now, orders, calls?.rows ?? [], simulator?.settings?.maxAttempts ?? 3)
    } else this.series.settle(clock.now, orders)
    this.connected = true
    this.revision += 1
    this.#tell()
  }

  /** Tells everyone, once for all that happens in the same turn. */
  #tell(): void {
    if (this.#telling) return
    this.#telling = true
    queueMicrotask(() => {
      this.#telling = false
      for (const listener of this.#listeners) listener()
    })
  }
}

function problemOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { message, errors } = body as { message?: string; errors?: { field: string; message: string }[] }
  return errors?.length ? errors.map((error) => `${error.field}: ${error.message}`).join(' · ') : message
}
