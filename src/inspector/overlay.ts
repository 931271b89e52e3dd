import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { ClockState, Fault, Health } from './answers.ts'
import { icon, iconButton } from './controls.ts'
import { define, Reactive } from './element.ts'
import { plural, timeOfDay, weekday } from './format.ts'
import { pausePath, phonePath, runPath, stepPath } from './icons.ts'
import { createInspector } from './inspector.ts'
import { once } from './once.ts'
import { fitting, keepState, type OverlayState, readState } from './overlay-state.ts'
import { overlayStyles } from './overlay-styles.ts'
import { move, popOut } from './pop-out.ts'
import type { Port } from './port.ts'

/** The inspector over somebody else's page: a slim bar in a corner, and a panel that it opens. */

export interface Overlay {
  open(): void
  close(): void
  /** Takes it off the page. */
  remove(): void
}

/** Puts the bar on the page. Alt+Shift+C opens and closes the panel. */
export function showOverlay(port: Port): Overlay {
  define({ 'callcamp-overlay': OverlayElement })
  const element = Object.assign(new OverlayElement(), { port })
  // Outside of the body, whose styles would place it.
  document.documentElement.append(element)
  return {
    open: () => element.set({ shown: true }),
    close: () => element.set({ shown: false }),
    remove: () => element.remove(),
  }
}

/** Milliseconds for which events are gathered before the bar is drawn. */
const gatheringMs = 250

/**
 * Events inside the overlay that must not reach the page: its menus would close on them, or it would take the focus
 * back.
 */
const privateEvents = ['pointerdown', 'mousedown', 'touchstart', 'click', 'dblclick', 'contextmenu', 'focusin'] as const

class OverlayElement extends Reactive {
  declare port: Port
  state: OverlayState = readState()
  clock: ClockState | undefined
  health: Health | undefined
  faults: readonly Fault[] = []
  popup: Window | undefined
  #drawn = false
  #inspector: HTMLElement | undefined
  /** Whether the panel is reopened after a reload. Then it does not take the focus. */
  #isReopened = this.state.shown
  #stop: (() => void) | undefined
  readonly #gather = once(
    (look) => setTimeout(look, gatheringMs),
    () => void this.#look(),
  )
  /** The element that had the focus before the panel was opened, and gets it back. */
  #focusedBefore: HTMLElement | null = null
  readonly #listen = (event: KeyboardEvent) => {
    if (event.altKey && event.shiftKey && event.code === 'KeyC') this.#toggle(event)
  }

  constructor() {
    super()
    this.enclose(overlayStyles)
    for (const type of privateEvents) this.addEventListener(type, (event) => event.stopPropagation())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.#listen, true)
    // Above everything, whatever the page transforms or stacks.
    this.popover = 'manual'
    this.showPopover()
    this.#stop = this.port.subscribe(() => {
      if (!this.state.shown) this.#gather()
    })
    void this.#look()
  }

  disconnectedCallback(): void {
    removeEventListener('keydown', this.#listen, true)
    this.#stop?.()
    this.popup?.close()
  }

  set(change: Partial<OverlayState>): void {
    this.state = { ...this.state, ...change }
    keepState(this.state)
  }

  protected override update(): void {
    super.update()
    const isShown = this.state.shown && !this.popup
    if (isShown === this.#drawn) return
    this.#drawn = isShown
    const dialog = this.shadowRoot?.querySelector('dialog')
    if (dialog && this.#inspector) move(this.#inspector, dialog.querySelector<HTMLElement>('.panel') ?? dialog)
    if (dialog && this.#isReopened) reopen(dialog)
    else if (dialog) open(dialog)
    else if (!this.popup) this.#focusedBefore?.focus()
    this.#isReopened = false
  }

  protected override render(): TemplateResult {
    const { state, popup } = this
    if (state.shown) this.#inspector ??= createInspector(this.port, { framed: true })
    // Keys that are typed in the panel do not reach the shortcuts of the page. The panel's own listener comes before.
    const keep = (event: KeyboardEvent) => {
      if (!this.state.shown) return
      event.stopPropagation()
      if (event.type === 'keydown' && event.key === 'Escape') this.#toggle(event)
    }
    return html`<div class="root ${state.shown ? 'open' : ''}" @keydown=${keep} @keyup=${keep} @keypress=${keep}>
      ${state.shown && !popup ? this.#panel() : nothing}${this.#bar()}
    </div>`
  }

  #panel(): TemplateResult {
    const { dock, size } = this.state
    const other = dock === 'right' ? 'bottom' : 'right'
    const otherDock = other === 'right' ? 'M2 3h12v10H2zM10 3v10' : 'M2 3h12v10H2zM2 9h12'
    return html`<dialog
      class=${dock}
      .style=${`--size:${fitting(size, dock)}px`}
      aria-label="callcamp-mock"
      tabindex="-1"
    >
      <div
        class="edge"
        role="separator"
        tabindex="0"
        aria-label="Size"
        aria-orientation=${dock === 'right' ? 'vertical' : 'horizontal'}
        aria-valuenow=${fitting(size, dock)}
        @keydown=${(event: KeyboardEvent) => this.#resizeBy(event)}
        @pointerdown=${(event: PointerEvent) => this.#resize(event)}
      ></div>
      <div class="head">
        ${iconButton(`Dock to the ${other}`, otherDock, () => this.set({ dock: other }))}
        ${iconButton('Pop out', 'M9 2h5v5M14 2L8 8M12 9v5H2V4h5', () => this.#popOut())}
        ${iconButton('Close the panel', 'M3 3l10 10M13 3L3 13', () => this.set({ shown: false }))}
      </div>
      <div class="panel"></div>
    </dialog>`
  }

  #bar(): TemplateResult {
    const { clock, faults, health } = this
    return html`<div class="bar" role="group" aria-label="Mock">
      <button
        class="toggle"
        aria-expanded=${this.state.shown}
        aria-label="callcamp-mock"
        title="callcamp-mock (Alt+Shift+C)"
        @click=${(event: Event) => this.#toggle(event)}
      >
        ${icon(phonePath)}
      </button>
      ${clock ? this.#clock(clock) : nothing}
      ${faults.length > 0 ? html`<span class="faults">${plural(faults.length, 'fault')}</span>` : nothing}
      ${health?.sandbox ? html`<span>${health.sandbox}</span>` : nothing}
    </div>`
  }

  /** What time it is, and the buttons that move it. */
  #clock({ now, mode, next }: ClockState): TemplateResult {
    const isTicking = mode === 'ticking'
    const set = (change: object) => () => void this.port.request('POST', '/clock', change).then(() => this.#look())
    return html`<span class="time">${weekday(now)} ${timeOfDay(now)} UTC</span>
      ${iconButton(isTicking ? 'Pause time' : 'Run time', isTicking ? pausePath : runPath, set({ frozen: isTicking }))}
      ${iconButton('Step time', stepPath, set({ step: true }), !next)}`
  }

  async #look(): Promise<void> {
    const read = async (path: string) => (await this.port.request('GET', path)).body
    const [clock, faults, health] = await Promise.all(['/clock', '/faults', '/health'].map(read))
    this.clock = clock as ClockState
    this.faults = (faults as { faults: readonly Fault[] }).faults
    this.health = health as Health
  }

  #resize(down: PointerEvent): void {
    const listening = new AbortController()
    const { signal } = listening
    const { dock } = this.state
    const move = ({ clientX, clientY }: PointerEvent) =>
      this.set({ size: fitting(dock === 'right' ? innerWidth - clientX : innerHeight - clientY, dock) })
    addEventListener('pointermove', move, { signal, capture: true })
    addEventListener('pointerup', () => listening.abort(), { signal, capture: true })
    addEventListener('pointercancel', () => listening.abort(), { signal, capture: true })
    down.preventDefault()
  }

  #resizeBy(event: KeyboardEvent): void {
    const { dock, size } = this.state
    const grows = dock === 'right' ? 'ArrowLeft' : 'ArrowUp'
    const shrinks = dock === 'right' ? 'ArrowRight' : 'ArrowDown'
    if (event.key !== grows && event.key !== shrinks) return
    event.preventDefault()
    this.set({ size: fitting(size + (event.key === grows ? 40 : -40), dock) })
  }

  #popOut(): void {
    if (!this.#inspector) return
    this.popup = popOut(this.#inspector, () => {
      this.popup = undefined
      // The inspector is destroyed with its window: the next panel makes a new one.
      this.#inspector = undefined
      this.set({ shown: false })
      void this.#look()
    })
  }

  #toggle(event: Event): void {
    event.preventDefault()
    if (this.popup) return this.popup.focus()
    // If a dialog of the page covers the panel, it is brought to the front instead of closed.
    const dialog = this.shadowRoot?.querySelector('dialog')
    if (dialog && open(dialog)) return
    if (!this.state.shown)
      this.#focusedBefore =
        document.activeElement === this
          ? (this.shadowRoot?.querySelector<HTMLElement>('.toggle') ?? null)
          : document.activeElement instanceof HTMLElement
            ? document.activeElement
            : null
    this.set({ shown: !this.state.shown })
    if (!this.state.shown) void this.#look()
  }
}

/** Opens what was open before the page was loaded, and leaves the focus where it is. */
function reopen(dialog: HTMLDialogElement): void {
  const focused = document.activeElement
  dialog.show()
  if (focused instanceof HTMLElement && focused !== document.body) focused.focus()
  else (document.activeElement as HTMLElement | null)?.blur()
}

/**
 * Opens the panel beside the page. If a modal dialog of the page blocks it, opens it as a modal dialog above, and
 * returns true.
 */
function open(dialog: HTMLDialogElement): boolean {
  if (!dialog.open) dialog.show()
  dialog.focus()
  // The selector `:focus` would not work, as it matches nothing while the window has no focus.
  const root = dialog.getRootNode()
  if (root instanceof ShadowRoot && root.activeElement === dialog) return false
  dialog.close()
  dialog.showModal()
  dialog.focus()
  return true
}
