import { html, nothing, type TemplateResult } from 'lit/html.js'
import { css, define, Reactive } from './element.ts'
import { createInspector } from './inspector.ts'
import type { Port } from './port.ts'

/** The inspector over somebody else's page: a button in a corner, and a panel that it opens. */

export interface Overlay {
  readonly element: HTMLElement
  open(): void
  close(): void
  toggle(): void
  /** Takes it off the page. */
  remove(): void
}

/** Puts the button on the page. Alt+Shift+C opens and closes the panel. */
export function showOverlay(port: Port): Overlay {
  define({ 'callcamp-overlay': OverlayElement })
  const element = Object.assign(new OverlayElement(), { port })
  // Outside of the body, whose styles would place it.
  document.documentElement.append(element)
  const set = (open: boolean) => {
    element.shown = open
  }
  return {
    element,
    open: () => set(true),
    close: () => set(false),
    toggle: () => set(!element.shown),
    remove: () => element.remove(),
  }
}

/** Every rule that a page could set on the element itself is set here, with the last word: an important rule of the inside wins. */
const styles = css`
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    z-index: 2147483647 !important;
    display: block !important;
    width: 0 !important;
    height: 0 !important;
    overflow: visible !important;
  }
  .root {
    all: initial;
    /* The one thing that all leaves as it is. */
    direction: ltr;
    color-scheme: light dark;
  }
  button,
  dialog {
    position: fixed;
    box-sizing: border-box;
    color: light-dark(#1b1d20, #e9eaeb);
    background: light-dark(#fff, #191c1f);
    border: 1px solid light-dark(#8b8f96, #676e76);
    box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
  }
  button {
    right: 12px;
    bottom: 12px;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 40px;
    height: 40px;
    padding: 0;
    margin: 0;
    border-radius: 20px;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid light-dark(#2653c7, #8fb0ff);
    outline-offset: 2px;
  }
  svg {
    width: 20px;
    fill: none;
    stroke: light-dark(#2653c7, #8fb0ff);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  dialog {
    inset: auto 12px 60px auto;
    width: min(1080px, 100vw - 24px);
    height: min(720px, 100vh - 72px);
    max-width: none;
    max-height: none;
    padding: 0;
    margin: 0;
    border-radius: 12px;
    overflow: hidden;
    outline: 0;
  }
  ::backdrop {
    background: none;
  }
`

/** What begins a gesture in here is not for the page: menus that close on a click outside stay open, focus is not taken back. */
const ours = ['pointerdown', 'mousedown', 'touchstart', 'click', 'dblclick', 'contextmenu', 'focusin'] as const

class OverlayElement extends Reactive {
  declare port: Port
  shown = false
  #drawn = false
  #inspector: HTMLElement | undefined
  /** Where the focus was, to give it back. */
  #before: HTMLElement | null = null
  readonly #listen = (event: KeyboardEvent) => {
    if (event.altKey && event.shiftKey && event.code === 'KeyC') this.#toggle(event)
  }

  constructor() {
    super()
    this.enclose(styles)
    for (const type of ours) this.addEventListener(type, (event) => event.stopPropagation())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.#listen, true)
    // Above everything, whatever the page transforms or stacks.
    this.popover = 'manual'
    this.showPopover()
  }

  disconnectedCallback(): void {
    removeEventListener('keydown', this.#listen, true)
  }

  protected override update(): void {
    super.update()
    if (this.shown === this.#drawn) return
    this.#drawn = this.shown
    const dialog = this.shadowRoot?.querySelector('dialog')
    if (dialog) open(dialog)
    else this.#before?.focus()
  }

  protected override render(): TemplateResult {
    const { shown } = this
    if (shown) this.#inspector ??= createInspector(this.port, { framed: true })
    // What is typed in here is not for the page's own shortcuts.
    const keep = (event: KeyboardEvent) => {
      event.stopPropagation()
      if (event.type === 'keydown' && event.key === 'Escape') this.#toggle(event)
    }
    return html`<div class="root">
      ${shown ? html`<dialog aria-label="callcamp-mock" tabindex="-1" @keydown=${keep} @keyup=${keep} @keypress=${keep}>${this.#inspector}</dialog>` : nothing}
      <button
        aria-expanded=${shown ? 'true' : 'false'}
        aria-label="callcamp-mock"
        title="callcamp-mock (Alt+Shift+C)"
        @click=${(event: Event) => this.#toggle(event)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 3c0 6 4 10 10 10l.5-3-3-1-1.5 1.5C7 9.500 6.500 9 5.500 7L7 5.500 6 2.500z" />
        </svg>
      </button>
    </div>`
  }

  #toggle(event: Event): void {
    event.preventDefault()
    // What a dialog of the page has covered meanwhile is shown again, not closed.
    const dialog = this.shadowRoot?.querySelector('dialog')
    if (dialog && open(dialog)) return
    if (!this.shown)
      this.#before =
        document.activeElement === this
          ? (this.shadowRoot?.querySelector('button') ?? null)
          : document.activeElement instanceof HTMLElement
            ? document.activeElement
            : null
    this.shown = !this.shown
  }
}

/** Beside the page; where a modal dialog of the page lets nothing else be used, as another one above it, which is told. */
function open(dialog: HTMLDialogElement): boolean {
  if (!dialog.open) dialog.show()
  dialog.focus()
  // Not by `:focus`, which nothing has while the window itself has none.
  const root = dialog.getRootNode()
  if (root instanceof ShadowRoot && root.activeElement === dialog) return false
  dialog.close()
  dialog.showModal()
  dialog.focus()
  return true
}
