import { html, nothing, type TemplateResult } from 'lit/html.js'
import { define, toSheet } from './element.ts'
import type { Toast } from './live.ts'
import { eventWords } from './step-words.ts'
import { between, plural, timeOfDay, weekday } from './format.ts'
import { Part } from './part.ts'
import { toRoute } from './place.ts'
import { speeds } from './speeds.ts'
import { themes, timeZones } from './preferences.ts'
import type * as Later from './views/later.ts'

const views = {
  overview: ['Overview', 'M2 14V8h3v6M6.5 14V3h3v11M11 14v-4h3v4'],
  data: [
    'Data',
    'M2.500 4c0-2.700 11-2.700 11 0v8c0 2.700-11 2.700-11 0zM2.500 4c0 2.700 11 2.700 11 0M2.500 8c0 2.700 11 2.700 11 0',
  ],
  requests: ['Requests', 'M2 5h11l-3-3M14 11H3l3 3'],
  faults: ['Faults', 'M9 1L3 9h4l-1 6 7-8H8z'],
  time: ['Time', 'M8 1.5a6.5 6.5 0 1 0 .01 0zM8 4v4l3 2'],
  simulator: [
    'Simulator',
    'M2 5h7M13 5h1M2 11h1M7 11h7M9 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M3 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  ],
  scenarios: ['Scenarios', 'M2 5l6-3 6 3-6 3zM2 8.5l6 3 6-3M2 11.5l6 3 6-3'],
} as const

/** The view that a place belongs to, for the list of views. */
const homes: Readonly<Record<string, keyof typeof views>> = { campaign: 'overview' }

const isView = (name: string): name is keyof typeof views => Object.hasOwn(views, name)

/** Views that are lists: so many parts of the path say which. One more part is what is open beside the list. */
const lists: Readonly<Record<string, number>> = { requests: 1, data: 2 }

const themeIcons = {
  auto: 'M8 2a6 6 0 1 0 .01 0zM8 2v12M8 5l3 2M8 8l4 1.500M8 11l3 1',
  light: 'M8 5a3 3 0 1 0 .01 0zM8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.300 12.300l.7.7M3 13l.7-.7M12.300 3.700l.7-.7',
  dark: 'M13 10A6 6 0 0 1 6 3a5.500 5.500 0 1 0 7 7z',
}
const zoneNames = { utc: 'UTC', campaign: 'Campaign', local: 'Local' }

/** The frame around the views: where one is, what time it is, what goes wrong. */
export class Shell extends Part {
  /** Inside another page, whose address is not ours to change. */
  framed = false
  /** All but the overview, once it is loaded. */
  later: typeof Later | undefined
  /** What lies above everything. */
  dialog: 'palette' | 'keys' | undefined
  #drawn: string | undefined
  #tried = ''
  #last = ''
  #page = ''
  /** How far each place was scrolled. */
  readonly #scrolled = new Map<string, number>()
  #stopPlace: (() => void) | undefined
  readonly #keys = (event: KeyboardEvent) => this.#press(event)

  override connectedCallback(): void {
    super.connectedCallback()
    const { live } = this
    live.place.start()
    this.#last = live.place.route
    this.#page = pageOf(live.place.path)
    this.#stopPlace = live.place.listen((byBack) => this.#arrive(byBack))
    live.start()
    ;(this.framed ? this : window).addEventListener('keydown', this.#keys as EventListener)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopPlace?.()
    this.live.place.stop()
    this.live.stop()
    ;(this.framed ? this : window).removeEventListener('keydown', this.#keys as EventListener)
  }

  protected override update(): void {
    super.update()
    void this.#fetch()
    const [view = ''] = this.live.place.path
    const before = this.#drawn
    this.#drawn = view
    if (before === view) return
    if (isView(view)) this.live.place.title = views[view][0]
    // The next Tab goes on from the new view; a change within the same view leaves the focus where it is.
    if (before !== undefined) this.querySelector('main')?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { live } = this
    const [view = ''] = live.place.path
    const at = homes[view] ?? view
    const { theme } = live.preferences
    const sandbox = `--sandbox:${colourOf(live.health?.sandbox ?? '')}`
    return html` <div
      class="app ${live.connected ? '' : 'lost'}"
      .style=${theme === 'auto' ? sandbox : `${sandbox};color-scheme:${theme}`}
      @click=${(event: MouseEvent) => this.#navigate(event)}
    >
      <header class="top">
        <a class="brand" href="#/overview"
          ><svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 3c0 6 4 10 10 10l.5-3-3-1-1.5 1.5C7 9.500 6.500 9 5.500 7L7 5.500 6 2.500z" /></svg
          ><span>callcamp<b>mock</b></span></a
        >
        <button class="find" aria-label="Search Ctrl K" @click=${() => this.#show('palette')}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M7 2a5 5 0 1 0 .01 0zM11 11l3 3" /></svg
          ><span>Search </span><kbd>Ctrl K</kbd>
        </button>
        <nav aria-label="Views">
          ${Object.entries(views).map(
            ([name, [title, icon]]) =>
              html`<a href="#/${name}" aria-current=${name === at ? 'page' : nothing}>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${icon} /></svg
                >${title}${name === 'faults' && live.faults.length > 0 ? html`<i class="count">${live.faults.length}</i>` : nothing}</a
              >`,
          )}
        </nav>
        <p class="whence note">
          ${live.health ? html`<b><bdi>${live.health.scenario}</bdi></b> seed ${live.health.seed}<br />${live.health.edition} ${live.health.version}` : nothing}
        </p>
        ${this.#preferences()}
      </header>
      <div class="bar-top">
        ${this.#clock()}${live.faults.length > 0 ? html`<a class="alarm" href="#/faults">${plural(live.faults.length, 'fault')} running</a>` : nothing}
        ${this.#sandbox()}
        <div class="timeline">${this.later?.drawTimeline(live)}</div>
      </div>
      ${live.connected ? nothing : html`<p class="banner" role="alert">The mock does not answer. What you see is how it was last heard; trying again…</p>`}
      ${live.problem ? html`<p class="banner problem" role="alert"><span>${live.problem}</span><button aria-label="Dismiss" @click=${() => live.tell('')}>✕</button></p>` : nothing}
      <main tabindex="-1">${this.#view(view)}</main>
      ${live.toast ? this.#toast(live.toast) : nothing}
      ${this.dialog ? this.later?.drawDialog(this.dialog, live, () => (this.dialog = undefined)) : nothing}
    </div>`
  }

  /** Loads the other views once one is asked for; tries again when the mock is back, or another one is asked for. */
  async #fetch(): Promise<void> {
    const { live } = this
    const asked = `${live.place.path[0]} ${this.dialog} ${live.connected}`
    // The overview comes first: all else can wait until it is drawn.
    if (this.later || asked === this.#tried || !live.health) return
    this.#tried = asked
    try {
      const later = await import('./views/later.ts')
      define(later.elements)
      const root = this.getRootNode()
      if (root instanceof ShadowRoot)
        root.adoptedStyleSheets.push(toSheet(later.styles, this.ownerDocument.defaultView ?? window))
      this.later = later
    } catch {
      if (live.connected) live.tell('This view could not be loaded')
    }
  }

  #view(view: string): unknown {
    const { live, later } = this
    if (view !== 'overview' && !later) return html`<p class="empty">Loading…</p>`
    return later?.drawView(live) ?? html`<callcamp-overview .live=${live}></callcamp-overview>`
  }

  #preferences(): TemplateResult {
    const { live } = this
    const { theme, times } = live.preferences
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
    return html`<div class="preferences">
      <button title="Theme: ${theme}" aria-label="Theme: ${theme}" @click=${() => live.prefer({ theme: next })}>
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${themeIcons[theme]} /></svg></button
      ><select
        aria-label="Zone of times"
        @change=${({ target }: Event) => live.prefer({ times: timeZones.find((one) => target instanceof HTMLSelectElement && one === target.value) ?? 'utc' })}
      >
        ${timeZones.map((one) => html`<option value=${one} ?selected=${one === times}>${zoneNames[one]}</option>`)}</select
      ><button title="Keys (?)" aria-label="Keys" @click=${() => this.#show('keys')}>?</button>
    </div>`
  }

  #clock(): TemplateResult | typeof nothing {
    const { clock } = this.live
    if (!clock) return nothing
    const ticking = clock.mode === 'ticking'
    const set = (change: object) => () => this.live.setClock(change)
    return html`<div class="clock" role="group" aria-label="Clock">
      <time datetime=${clock.now} class=${ticking ? 'ticking' : ''}
        >${weekday(clock.now)} <span class="date">${clock.now.slice(0, 10)} </span>${timeOfDay(clock.now)}
        <small>UTC</small></time
      >
      <button
        aria-label=${ticking ? 'Pause' : 'Run'}
        title=${ticking ? 'Pause' : 'Run'}
        @click=${set({ frozen: ticking })}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d=${ticking ? 'M5 3v10M11 3v10' : 'M4 2.500v11L13 8z'} />
        </svg>
      </button>
      ${speeds(this.live)}
      <button
        aria-label="Step to the next event"
        title=${clock.next ? `${eventWords(clock.next.type)} in ${between(clock.now, clock.next.at)}: step to it` : 'Nothing is due'}
        ?disabled=${!clock.next}
        @click=${set({ step: true })}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 2.500v11L11 8zM13 3v10" /></svg>
      </button>
    </div>`
  }

  /** Where one is: the mock itself, or a sandbox with a colour of its own. */
  #sandbox(): TemplateResult | typeof nothing {
    const { live } = this
    const current = live.health?.sandbox ?? ''
    const names = [...new Set([current, ...live.sandboxes])].filter((name) => name !== '')
    if (names.length === 0) return nothing
    return html`<label class="sandbox"
      ><i></i
      ><select
        aria-label="Sandbox"
        .value=${current}
        @focus=${() => void live.readSandboxes()}
        @change=${(event: Event) => live.enter((event.target as HTMLSelectElement).value || null)}
      >
        <option value="" ?selected=${current === ''}>No sandbox</option>
        ${names.map((name) => html`<option value=${name} ?selected=${name === current}>${name}</option>`)}
      </select></label
    >`
  }

  #toast({ text, step, isUndone }: Toast): TemplateResult {
    const { live } = this
    return html`<div class="toast" role="status">
      <span>${text}</span>
      ${step === null ? html`<span class="note">No history is kept</span>` : html`<button @click=${() => void live.undo()}>${isUndone ? 'Redo' : 'Undo'}</button>`}
      <button aria-label="Dismiss" @click=${() => live.dismiss()}>✕</button>
    </div>`
  }

  #show(dialog: 'palette' | 'keys'): void {
    this.dialog = dialog
  }

  #press(event: KeyboardEvent): void {
    const field = event.composedPath()[0]
    const typing = field instanceof HTMLElement && field.matches('input, select, textarea, [contenteditable]')
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'k') this.#show('palette')
    else if (isCommand || event.altKey || this.dialog) return
    else if (event.key === 'Escape') {
      if (!this.#leave()) return
      // In another page, the panel stays.
      event.stopPropagation()
    } else if (typing) return
    else if (event.key === '?') this.#show('keys')
    else if (event.key === '/') this.querySelector<HTMLElement>('main input[type=search]')?.focus()
    else return
    event.preventDefault()
  }

  /** Closes what is open beside a list; false where nothing is. */
  #leave(): boolean {
    const { path, query } = this.live.place
    if (path.length <= (lists[path[0] ?? ''] ?? Infinity)) return false
    this.live.place.go(toRoute(path.slice(0, -1), Object.fromEntries(query)))
    return true
  }

  #arrive(byBack: boolean): void {
    const { route, path } = this.live.place
    const main = this.querySelector('main')
    this.#scrolled.set(this.#last, main?.scrollTop ?? 0)
    const page = pageOf(path)
    const isSame = page === this.#page
    this.#last = route
    this.#page = page
    if (isSame || !main) return
    const goal = byBack ? (this.#scrolled.get(route) ?? 0) : 0
    // What is shown there may have to be fetched first.
    const scroll = (left: number) => {
      main.scrollTop = goal
      if (left > 0 && main.scrollTop < goal - 1 && this.#last === route) requestAnimationFrame(() => scroll(left - 1))
    }
    requestAnimationFrame(() => scroll(60))
  }

  #navigate(event: MouseEvent): void {
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement)
    if (!link?.hash.startsWith('#/') || link.download || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.live.place.go(link.hash.slice(2))
  }
}

/** A name has its colour everywhere and always; nothing has that of the frame. */
const colourOf = (name: string): string =>
  name === '' ? 'var(--line)' : `light-dark(hsl(${hueOf(name)} 70% 40%),hsl(${hueOf(name)} 70% 65%))`

const hueOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)

/** What is the same page, scrolled as it is: a list, whatever is open beside it. */
const pageOf = (path: readonly string[]): string => path.slice(0, lists[path[0] ?? '']).join('/')
