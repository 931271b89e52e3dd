import { Reactive } from './element.ts'
import type { Live } from './live.ts'

/** An element of the inspector: draws into its parent's tree, so that one style sheet serves all, and follows the mock. */
export abstract class Part extends Reactive {
  declare live: Live
  #stop: (() => void) | undefined
  #seen = -1
  #loading = false

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = this.live.listen(() => this.requestUpdate())
  }

  disconnectedCallback(): void {
    this.#stop?.()
  }

  protected override update(): void {
    if (this.live.revision !== this.#seen && !this.#loading) void this.#reload()
    const focused = this.querySelector<HTMLElement>(':focus')
    super.update()
    // What had the focus is gone: the next Tab goes on from here, not from the beginning of the page.
    if (focused?.isConnected === false) this.focusFallback()?.focus({ preventScroll: true })
  }

  /** Draws at once, for what looks at the result. */
  redraw(): void {
    this.update()
  }

  /** Only one load runs at a time, so that a slow mock gets no further requests. */
  async #reload(): Promise<void> {
    this.#seen = this.live.revision
    this.#loading = true
    await this.load()
    this.#loading = false
    if (this.isConnected) this.requestUpdate()
  }

  /** The element that gets the focus when the focused one is removed. */
  protected focusFallback(): HTMLElement | null {
    return this.closest('.view')
  }

  /** Fetches what the view shows; called again whenever rows may have changed. */
  protected load(): void | Promise<void> {}
}
