import { html, nothing, type TemplateResult } from 'lit/html.js'
import { define, toSheet } from './element.ts'
import type { Toast } from './live.ts'
import { eventWords } from './step-words.ts'
import { between, plural, timeOfDay, weekday } from './format.ts'
import { Part } from './part.ts'
import { speeds } from './speeds.ts'
import type * as Later from './views/later.ts'

const views = {
  overview: ['Overview', 'M2 14V8h3v6M6.5 14V3h3v11M11 14v-4h3v4'],
  records: ['Records', 'M8 8a3 3 0 1 0-.01 0zM2.5 14.5c0-5.5 11-5.5 11 0'],
  requests: ['Requests', 'M2 5h11l-3-3M14 11H3l3 3'],
  time: ['Time', 'M8 1.5a6.5 6.5 0 1 0 .01 0zM8 4v4l3 2'],
  scenarios: ['Scenarios', 'M2 5l6-3 6 3-6 3zM2 8.5l6 3 6-3M2 11.5l6 3 6-3'],
  faults: ['Faults', 'M9 1L3 9h4l-1 6 7-8H8z'],
} as const

/** The frame around the views: where one is, what time it is, what goes wrong. */
export class Shell extends Part {
  /** `overview`, `campaign/{uuid}`, `records/{uuid}`, … */
  route = 'overview'
  /** Inside another page, whose address is not ours to change. */
  framed = false
  /** How all views but the overview are drawn, once that is known. */
  later: typeof Later | undefined
  #drawn: string | undefined
  #tried = ''
  readonly #follow = () => {
    this.route = location.hash.slice(2) || 'overview'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.live.start()
    if (this.framed) return
    this.#follow()
    addEventListener('hashchange', this.#follow)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.live.stop()
    removeEventListener('hashchange', this.#follow)
  }

  protected override update(): void {
    super.update()
    void this.#fetch()
    const before = this.#drawn
    this.#drawn = this.route
    if (before === undefined || before === this.route) return
    const main = this.querySelector('main')
    main?.scrollTo(0, 0)
    // The next Tab goes on from the new view; a change within the same view leaves the focus where it is.
    if (before.split('/')[0] !== this.route.split('/')[0]) main?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { live } = this
    const [view = '', id = ''] = this.route.split('/')
    const at = view === 'campaign' ? 'overview' : view
    return html` <div
      class="app ${live.connected ? '' : 'lost'}"
      .style=${`--sandbox:${colourOf(live.health?.sandbox ?? '')}`}
      @click=${(event: Event) => this.#navigate(event)}
    >
      <header class="top">
        <a class="brand" href="#/overview"
          ><svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 3c0 6 4 10 10 10l.5-3-3-1-1.5 1.5C7 9.500 6.500 9 5.500 7L7 5.500 6 2.500z" /></svg
          ><span>callcamp<b>mock</b></span></a
        >
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
      </header>
      <div class="bar-top">
        ${this.#clock()}${live.faults.length > 0 ? html`<a class="alarm" href="#/faults">${plural(live.faults.length, 'fault')} running</a>` : nothing}
        ${this.#sandbox()}
        <div class="timeline">${this.later?.drawTimeline(live)}</div>
      </div>
      ${live.connected ? nothing : html`<p class="banner" role="alert">The mock does not answer. What you see is how it was last heard; trying again…</p>`}
      ${live.problem ? html`<p class="banner problem" role="alert"><span>${live.problem}</span><button aria-label="Dismiss" @click=${() => live.tell('')}>✕</button></p>` : nothing}
      <main tabindex="-1">${this.#view(view, id)}</main>
      ${live.toast ? this.#toast(live.toast) : nothing}
    </div>`
  }

  /** Loads the other views once one is asked for; tries again when the mock is back, or another one is asked for. */
  async #fetch(): Promise<void> {
    const asked = `${this.route} ${this.live.connected}`
    // The overview comes first: the timeline can wait until it is drawn.
    if (this.later || asked === this.#tried || !this.live.health) return
    this.#tried = asked
    try {
      const later = await import('./views/later.ts')
      define(later.elements)
      const root = this.getRootNode()
      if (root instanceof ShadowRoot) root.adoptedStyleSheets.push(toSheet(later.timelineStyles))
      this.later = later
    } catch {
      if (this.live.connected) this.live.tell('This view could not be loaded')
    }
  }

  #view(view: string, id: string): unknown {
    const { live, later } = this
    if (view !== 'overview' && !later) return html`<p class="empty">Loading…</p>`
    return later?.drawView(view, id, live) ?? html`<callcamp-overview .live=${live}></callcamp-overview>`
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

  #navigate(event: Event): void {
    const link =
      this.framed && event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement)
    if (!link) return
    event.preventDefault()
    this.route = link.hash.slice(2)
  }
}

/** A name has its colour everywhere and always; nothing has that of the frame. */
const colourOf = (name: string): string =>
  name === '' ? 'var(--line)' : `light-dark(hsl(${hueOf(name)} 70% 40%),hsl(${hueOf(name)} 70% 65%))`

const hueOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
