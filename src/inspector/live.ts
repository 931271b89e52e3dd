import { Reader } from './reader.ts'
import type { ClockState, Fault, Health, Stats } from './answers.ts'
import type { Exchange, LiveEvent, Port } from './port.ts'
import { JournalTail, maxRequests } from './journal-tail.ts'
import { type HistoryPage, KnownHistory } from './known-history.ts'
import { once } from './once.ts'
import { Place } from './place.ts'
import { Preferences } from './preferences.ts'
import type { Toast } from './toast.ts'

/** Shared by all views: the last known state of the mock, and the methods that change it. */

/** Milliseconds between two refreshes while events arrive. */
const lookEveryMs = 250
/** Milliseconds for which events are gathered before they are shown. */
const gatheringMs = 100

export class Live extends Reader {
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
  #campaignZone: string | null = null
  /** The message about the last action, while it is shown. */
  toast: Toast | undefined
  /** Grows when rows may have changed. */
  revision = 0
  #stop: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Whether something happened since the last refresh began. */
  #more = false
  readonly #gather = once((show) => setTimeout(show, gatheringMs), this.changed)
  /** How many refreshes began, and which of them was the last to be shown. */
  #begun = 0
  #shown = 0
  /** Whether events arrived while the page was hidden. */
  #missed = false
  readonly #show = () => {
    if (document.hidden || !this.#missed) return
    this.#missed = false
    void this.#begin()
  }

  constructor(port: Port, place: Place = new Place(true)) {
    super(port)
    this.place = place
    place.listen(() => this.changed())
  }

  /** The zone in which moments are shown. */
  get zone(): string {
    return this.preferences.zone((this.place.path[0] === 'campaign' && this.#campaignZone) || 'UTC')
  }

  /** The zone of the campaign that is shown. */
  set zoneOfCampaign(zone: string | null) {
    this.#campaignZone = zone
    this.changed()
  }

  prefer(change: Parameters<Preferences['change']>[0]): void {
    this.preferences.change(change)
    this.changed()
  }

  /** The end of the journal, newest last. */
  get requests(): readonly Exchange[] {
    return this.#journal.requests
  }

  start(): void {
    this.#stop ??= this.port.subscribe((event) => this.#hear(event))
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

  /** Switches to a sandbox, or with null to the mock itself. */
  enter(sandbox: string | null): void {
    const port = this.port.enter(sandbox)
    if (!port) return
    this.stop()
    this.port = port
    this.start()
  }

  async readSandboxes(): Promise<void> {
    const found = await this.get<{ sandboxes: readonly { readonly name: string }[] }>('/sandboxes')
    this.sandboxes = found?.sandboxes.map(({ name }) => name) ?? this.sandboxes
    this.changed()
  }

  /** Sends a request that changes something, and refreshes. With `done`, shows this text with a button to undo it. */
  async act<Answer>(method: string, path: string, body?: unknown, done?: string): Promise<Answer | undefined> {
    this.problem = ''
    this.toast = undefined
    const { faults } = this
    const last = this.history.last ?? 0
    const answer = await this.ask<Answer>(method, path, body)
    await this.#refresh()
    if (answer !== undefined && done !== undefined) {
      const step = this.history.steps.find(({ id }) => id > last)?.id ?? null
      this.announce({ text: done, step, faults })
    }
    return answer
  }

  /** Tells what was done, with the way to undo it. */
  announce(toast: Toast): void {
    this.toast = toast
    this.changed()
  }

  /** Takes the toast away. */
  dismiss(): void {
    this.toast = undefined
    this.changed()
  }

  /** Moves the clock. Where it is set back, a toast tells that this undoes nothing. */
  setClock(change: { readonly set?: string | null; readonly [field: string]: unknown }): Promise<unknown> {
    const isBack = change.set && this.clock && change.set < this.clock.now
    const done = isBack ? 'Only the clock moved. To undo, use History.' : undefined
    return this.act('POST', '/clock', change, done)
  }

  async clearRequests(): Promise<void> {
    await this.act('DELETE', '/requests')
    this.#journal.clear()
    this.changed()
  }

  #hear(event: LiveEvent): void {
    if (globalThis.document?.hidden && event.type !== 'connection') {
      this.#missed = true
      return
    }
    if (event.type === 'connection') {
      const back = event.open && !this.connected
      this.connected = event.open
      this.changed()
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
      if (event.request.method === 'GET' && !event.request.fault) return
    }
    this.#soon()
  }

  /** Schedules one refresh, however many events arrive until then. */
  #soon(): void {
    this.#more = true
    this.#timer ??= setTimeout(() => void this.#look(), lookEveryMs)
  }

  /** The next refresh is scheduled only after this one, so that a slow mock gets no further requests. */
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
    this.changed()
  }

  /** Reads what happened between the first refresh and the start of the event stream. */
  async #catchUp(): Promise<void> {
    await this.#readJournal()
    this.#soon()
  }

  async #readJournal(): Promise<void> {
    const journal = await this.get<{ requests: Exchange[] }>(`/requests?limit=${maxRequests}`)
    if (journal) this.#journal.take(journal.requests)
  }

  async #refresh(): Promise<void> {
    const begun = (this.#begun += 1)
    const after = this.history.readFrom
    const [health, clock, stats, faults, history] = await Promise.all([
      this.get<Health>('/health'),
      this.get<ClockState>('/clock'),
      this.get<Stats>('/stats'),
      this.get<{ faults: Fault[] }>('/faults'),
      this.get<HistoryPage>(`/history?after=${after}`),
    ])
    // A refresh that began later may have its answers before this one.
    if (!health || !clock || !stats || begun < this.#shown) return
    this.#shown = begun
    this.health = health
    this.clock = { ...clock, next: stats.next ?? clock.next }
    this.opened ??= Date.parse(clock.now)
    this.stats = stats
    this.faults = faults?.faults ?? []
    if (history) this.history.take(history, after)
    this.connected = true
    this.revision += 1
    this.changed()
  }
}
