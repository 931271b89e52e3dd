import { html, nothing, type TemplateResult } from 'lit/html.js'
import { define, toSheet } from './element.ts'
import { choice, icon, loading } from './controls.ts'
import { phonePath } from './icons.ts'
import { plural } from './format.ts'
import { navigation, views } from './navigation.ts'
import { Part } from './part.ts'
import { themes, timeZones } from './preferences.ts'
import type { Toast } from './toast.ts'
import { back, forward, undo } from './undo.ts'
import { clockBar } from './clock-bar.ts'
import type * as Later from './views/later.ts'
import type { ShownView } from './views/later.ts'

/** The frame around the views: where one is, what time it is, what goes wrong. */
export class Shell extends Part {
  /** All but the overview, once it is loaded. */
  later: typeof Later | undefined
  /** The dialog that is open. */
  dialog: 'palette' | 'keys' | undefined
  #drawn: string | undefined
  #shown: ShownView | undefined
  #tried = ''
  #last = ''
  #page = ''
  /** How far each place was scrolled. */
  readonly #scrolled = new Map<string, number>()
  #stopPlace: (() => void) | undefined
  #listening = new AbortController()

  override connectedCallback(): void {
    super.connectedCallback()
    const { live } = this
    this.#listening = new AbortController()
    live.place.start()
    this.#last = live.place.route
    this.#page = pageOf(live.place.path)
    this.#stopPlace = live.place.listen((byBack) => this.#arrive(byBack))
    live.start()
    // The panel of the overlay has the focus before anything inside it does.
    const target = (this.getRootNode() as ShadowRoot).host.closest<HTMLElement>('dialog, body')
    target?.addEventListener('keydown', (event) => this.#press(event), {
      signal: this.#listening.signal,
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopPlace?.()
    this.live.place.stop()
    this.live.stop()
    this.#listening.abort()
  }

  protected override update(): void {
    super.update()
    void this.#fetch()
    const [view = ''] = this.live.place.path
    const before = this.#drawn
    this.#drawn = view
    if (before === view) return
    this.live.place.title = views[view]?.[0] ?? 'Campaign'
    // The next Tab goes on from the new view; a change within the same view leaves the focus where it is.
    if (before !== undefined) this.querySelector<HTMLElement>('.view')?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { live } = this
    const [view = ''] = live.place.path
    const { theme } = live.preferences
    const sandbox = `--sandbox:${colourOf(live.health?.sandbox ?? '')}`
    return html` <div
      class="app ${live.connected ? '' : 'lost'}"
      .style=${theme === 'auto' ? sandbox : `${sandbox};color-scheme:${theme}`}
      @click=${(event: MouseEvent) => this.#navigate(event)}
      @dragover=${(event: DragEvent) => hasFile(event) && event.preventDefault()}
      @drop=${(event: DragEvent) => this.#drop(event)}
    >
      <section class="top" aria-label="Mock">
        <a class="brand" href="#/overview"
          >${icon(phonePath)}<span role="heading" aria-level="1">callcamp<b>mock</b></span></a
        >
        <button class="find" aria-label="Search Ctrl K" @click=${() => this.#show('palette')}>
          ${icon('M7 2a5 5 0 1 0 .01 0zM11 11l3 3')}<span>Search </span><kbd>Ctrl K</kbd>
        </button>
        ${navigation(live)}
        <p class="whence note">
          ${
            live.health
              ? html`<b><bdi>${live.health.scenario}</bdi></b> seed ${live.health.seed}<br />
                  ${live.health.edition} ${live.health.version}`
              : nothing
          }
        </p>
        ${this.#preferences()}
      </section>
      <section class="bar-top" aria-label="Time and history">
        ${clockBar(live)}
        ${
          live.faults.length > 0
            ? html`<a class="alarm" href="#/faults">${plural(live.faults.length, 'fault')} running</a>`
            : nothing
        }
        ${this.#sandbox()}
        <div class="timeline">${this.later?.drawTimeline(live)}</div>
      </section>
      ${live.connected ? nothing : html`<p class="banner" role="alert">The mock does not answer; trying again…</p>`}
      ${
        live.problem
          ? html`<p class="banner problem" role="alert">
              <span>${live.problem}</span><button aria-label="Dismiss" @click=${() => live.tell('')}>✕</button>
            </p>`
          : nothing
      }
      <div class="view" role=${live.place.framed ? 'region' : 'main'} aria-label="View" tabindex="-1">
        ${this.#view(view)}
      </div>
      ${live.toast ? this.#toast(live.toast) : nothing}
      ${this.dialog ? this.later?.drawDialog(this.dialog, live, () => (this.dialog = undefined)) : nothing}
    </div>`
  }

  /** Loads the other views. After a failure, it tries again when the mock is back, or another view is opened. */
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
      if (live.connected) live.tell('This view did not load')
    }
  }

  #view(view: string): unknown {
    const { live, later } = this
    if (view !== 'overview' && !later) return loading
    this.#shown = later?.viewAt(live, this.#shown)
    return this.#shown?.element ?? html`<callcamp-overview .live=${live}></callcamp-overview>`
  }

  #preferences(): TemplateResult {
    const { live } = this
    const { theme, times } = live.preferences
    return html`<div class="preferences">
      ${choice('Theme', theme, Object.entries(themes), (chosen) => live.prefer({ theme: chosen }))}
      ${choice('Zone of times', times, Object.entries(timeZones), (chosen) => live.prefer({ times: chosen }))}
      <button title="Keys (?)" aria-label="Keys" @click=${() => this.#show('keys')}>?</button>
    </div>`
  }

  /** Where one is: the mock itself, or a sandbox with a colour of its own. */
  #sandbox(): TemplateResult | typeof nothing {
    const { live } = this
    const current = live.health?.sandbox ?? ''
    const names = new Set(['', current, ...live.sandboxes])
    if (names.size === 1) return nothing
    const choices = Array.from(names, (name) => [name, name || 'No sandbox'] as const)
    return html`<label class="sandbox" @focusin=${() => live.readSandboxes()}
      ><i></i>${choice('Sandbox', current, choices, (name) => live.enter(name || null))}</label
    >`
  }

  #toast({ text, step, isUndone }: Toast): TemplateResult {
    const { live } = this
    return html`<div class="toast" role="status">
      <span>${text}</span>
      ${
        step === null
          ? html`<span class="note">No history is kept</span>`
          : html`${live.place.path[0] === 'time' ? nothing : html`<a href="#/time">History</a>`}
              <button @click=${() => undo(live)}>${isUndone ? 'Redo' : 'Undo'}</button>`
      }
      <button aria-label="Dismiss" @click=${() => live.dismiss()}>✕</button>
    </div>`
  }

  #show(dialog: 'palette' | 'keys'): void {
    this.dialog = dialog
  }

  #press(event: KeyboardEvent): void {
    const field = event.composedPath()[0]
    const isIn = (selector: string) => field instanceof HTMLElement && field.matches(selector)
    const typing = isIn('input:not([type=range]), textarea, [contenteditable]')
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (isCommand && key === 'k') this.#show('palette')
    else if (isCommand && (key === 'z' || key === 'y') && !typing)
      void (key === 'y' || event.shiftKey ? forward(this.live) : back(this.live))
    else if (isCommand || event.altKey || this.dialog) return
    else if (event.key === 'Escape') {
      const close = this.querySelector<HTMLElement>('.view .close')
      if (!close) return
      close.click()
      // In another page, the panel stays.
      event.stopPropagation()
    } else if (key === 'arrowdown' && isIn('body, .view, [type=search]')) {
      const row = this.querySelector<HTMLElement>('.view .long a')
      if (!row) return
      row.focus()
    } else if (typing) return
    else if (event.key === '?') this.#show('keys')
    else if (event.key === '/') this.querySelector<HTMLElement>('.view input[type=search]')?.focus()
    else return
    event.preventDefault()
  }

  #arrive(byBack: boolean): void {
    const { route, path } = this.live.place
    const main = this.querySelector<HTMLElement>('.view')
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

  #drop(event: DragEvent): void {
    if (!hasFile(event)) return
    event.preventDefault()
    void this.later?.restoreFile(this.live, event.dataTransfer?.files[0])
  }

  #navigate(event: MouseEvent): void {
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement)
    if (!link?.hash.startsWith('#/') || link.download || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.live.place.go(link.hash.slice(2))
  }
}

const hasFile = ({ dataTransfer }: DragEvent): boolean => !!dataTransfer?.types.includes('Files')

/** A colour that is computed from the name of a sandbox. Without a name, it is that of the frame. */
const colourOf = (name: string): string =>
  name === '' ? 'var(--line)' : `light-dark(hsl(${hueOf(name)} 70% 40%),hsl(${hueOf(name)} 70% 65%))`

const hueOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)

/** The part of a path that keeps its scroll position: of a list, without the item that is open beside it. */
const pageOf = (path: readonly string[]): string => path.slice(0, path[0] === 'requests' ? 1 : 2).join('/')
