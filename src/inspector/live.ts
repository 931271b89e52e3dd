import type { ClockState, Fault, Health, Page, Stats } from './answers.ts'
import type { Exchange, LiveEvent, Port } from './port.ts'
import { JournalTail, maxRequests } from './journal-tail.ts'
import { type HistoryPage, KnownHistory } from './known-history.ts'
import { plural } from './format.ts'
import { problemOf } from './problem-text.ts'
import { Place } from './place.ts'
import { Preferences } from './preferences.ts'

/** What all views share: the state of the mock as it was last heard, and the way to change it. */

/** Milliseconds between two looks at a mock in which things happen. */
const lookEveryMs = 250
/** Milliseconds for which events are gathered before they are shown. */
const gatheringMs = 100

/** What was done, and the step of the history from which it can be undone; null where no history is kept. */
export interface Toast {
  readonly text: string
  readonly step: number | null
  /** Whether the step was undone, and can be done again. */
  readonly isUndone?: boolean
  /** The faults that there were: a new start takes them away, and no step of the history brings them back. */
  readonly faults: readonly Fault[]
}

export class Live {
  #port: Port
  readonly #listeners = new Set<() => void>()
  readonly #journal = new JournalTail()
  readonly history = new KnownHistory()
  readonly place: Place
  readonly preferences = new Preferences()
  health: Health | undefined
  clock: ClockState | undefined
  /** The virtual time when the page was opened, in milliseconds since 1970. */
  opened: number | undefined
  stats: Stats | undefined
  faults: readonly Fault[] = []
  /** The sandboxes there were when somebody looked. */
  sandboxes: readonly string[] = []
  /** What was done last, as long as it is told. */
  toast: Toast | undefined
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
  #isGathering = false
  /** Whether something was heard while the page was hidden. */
  #missed = false
  readonly #show = () => {
    if (document.hidden || !this.#missed) return
    this.#missed = false
    void this.#begin()
  }

  constructor(port: Port, place: Place = new Place(true)) {
    this.#port = port
    this.place = place
    place.listen(() => this.#tell())
  }

  /** The zone in which moments are shown, beside a campaign in its own. */
  zone(campaign?: string): string {
    return this.preferences.zone(campaign)
  }

  prefer(change: Parameters<Preferences['change']>[0]): void {
    this.preferences.change(change)
    this.#tell()
  }

  /** The end of the journal, newest last. */
  get requests(): readonly Exchange[] {
    return this.#journal.requests
  }

  start(): void {
    this.#stop ??= this.#port.subscribe((event) => this.#hear(event))
    globalThis.document?.addEventListener('visibilitychange', this.#show)
    void this.#begin()
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
    globalThis.document?.removeEventListener('visibilitychange', this.#show)
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Goes to a sandbox, or with null to the mock itself. */
  enter(sandbox: string | null): void {
    const port = this.#port.enter(sandbox)
    if (!port) return
    this.stop()
    this.#port = port
    this.start()
  }

  async readSandboxes(): Promise<void> {
    const found = await this.get<{ sandboxes: readonly { readonly name: string }[] }>('/sandboxes')
    this.sandboxes = found?.sandboxes.map(({ name }) => name) ?? this.sandboxes
    this.#tell()
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

  /** Reads what may be gone; undefined where it is, which is told to nobody. */
  async find<Answer>(path: string): Promise<Answer | undefined> {
    try {
      const { status, body } = await this.#port.request('GET', path)
      return status < 400 ? (body as Answer) : undefined
    } catch {
      return undefined
    }
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

  /** Changes something, and shows what became of it. With a text, it is told, together with the way to undo it. */
  async act<Answer>(method: string, path: string, body?: unknown, done?: string): Promise<Answer | undefined> {
    this.problem = ''
    this.toast = undefined
    const { faults } = this
    const last = this.history.last ?? 0
    const answer = await this.#ask<Answer>(method, path, body)
    await this.#refresh()
    if (answer !== undefined && done !== undefined) {
      const step = this.history.steps.find(({ id }) => id > last)?.id ?? null
      this.#announce({ text: done, step, faults })
    }
    return answer
  }

  /** Undoes the newest step of the history, or a step and all later ones. */
  async back(id?: number): Promise<void> {
    if (id === undefined && this.history.last === null) return this.tell('There is nothing to undo')
    // A clock that ticks on would do something new at once, and the way forward would be gone.
    const body = id === undefined ? {} : { id }
    if (this.clock?.mode === 'ticking') await this.#ask('POST', '/clock', { frozen: true })
    const { last } = this.history
    const answer = await this.act<{ readonly undone: number }>('POST', '/history/back', body)
    if (answer)
      this.#announce({ text: `Undone: ${plural(answer.undone, 'step')}`, step: last, isUndone: true, faults: [] })
  }

  /** Does what was undone last again, or all up to a step. */
  async forward(id?: number): Promise<void> {
    if (this.history.ahead.length > 0) await this.act('POST', '/history/forward', id === undefined ? {} : { id })
  }

  /** Makes a sandbox that continues from now, or from before a step, and goes there. Its name is one that is free. */
  async fork(id?: number): Promise<void> {
    await this.readSandboxes()
    let number = this.sandboxes.length + 1
    while (this.sandboxes.includes(`fork-${number}`)) number += 1
    const name = `fork-${number}`
    if (await this.act('POST', '/history/fork', { name, id })) this.enter(name)
  }

  /** Undoes what the toast tells of, or does it again. */
  async undo(): Promise<void> {
    const { step, faults, isUndone } = this.toast ?? {}
    if (step === null || step === undefined) return
    if (isUndone) return this.forward(step)
    await this.back(step)
    const kept = new Set(this.faults.map(({ id }) => id))
    for (const { id, hits, remaining, ...fault } of faults ?? [])
      if (!kept.has(id)) await this.act('POST', '/faults', fault)
  }

  #announce(toast: Toast): void {
    this.toast = toast
    this.#tell()
  }

  /** Takes the toast away. */
  dismiss(): void {
    this.toast = undefined
    this.#tell()
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
    this.#journal.clear()
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
    if (globalThis.document?.hidden && event.type !== 'connection') {
      this.#missed = true
      return
    }
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
      return this.#gather()
    }
    if (event.type === 'request') {
      this.#journal.hear(event.request)
      this.#gather()
      if (event.request.method === 'GET') return
    }
    this.#soon()
  }

  /** Looks again after a while, however much happens in between. */
  #soon(): void {
    this.#more = true
    this.#timer ??= setTimeout(() => void this.#look(), lookEveryMs)
  }

  /** A mock that is slow to answer is not asked again before it has. */
  async #look(): Promise<void> {
    this.#more = false
    await this.#refresh()
    this.#timer = undefined
    if (this.#more && this.#stop) this.#soon()
  }

  async #begin(): Promise<void> {
    this.#journal.clear()
    this.history.reread()
    await Promise.all([this.#readJournal(), this.#refresh(), this.readSandboxes()])
    this.#tell()
  }

  /** What happened after the first look and before anything could be heard. */
  async #catchUp(): Promise<void> {
    await this.#readJournal()
    this.#soon()
  }

  async #readJournal(): Promise<void> {
    const journal = await this.get<{ requests: Exchange[] }>(`/requests?limit=${maxRequests}`)
    if (journal) this.#journal.take(journal.requests)
  }

  async #refresh(): Promise<void> {
    const [health, clock, stats, faults, history] = await Promise.all([
      this.get<Health>('/health'),
      this.get<ClockState>('/clock'),
      this.get<Stats>('/stats'),
      this.get<{ faults: Fault[] }>('/faults'),
      this.get<HistoryPage>(this.history.path),
    ])
    if (!health || !clock || !stats) return
    this.health = health
    this.clock = { ...clock, next: stats.next ?? clock.next }
    this.opened ??= Date.parse(clock.now)
    this.stats = stats
    this.faults = faults?.faults ?? []
    if (history) this.history.take(history)
    this.connected = true
    this.revision += 1
    this.#tell()
  }

  /** Tells everyone after a while, once for all that is heard until then. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    setTimeout(() => {
      this.#isGathering = false
      this.#tell()
    }, gatheringMs)
  }

  /** Tells everyone, once for all that happens before the next frame. */
  #tell(): void {
    if (this.#telling) return
    this.#telling = true
    nextFrame(() => {
      this.#telling = false
      for (const listener of this.#listeners) listener()
    })
  }
}

/** A hidden page has no frames. */
function nextFrame(draw: () => void): void {
  if (!globalThis.document || document.hidden) setTimeout(draw, 0)
  else requestAnimationFrame(draw)
}
