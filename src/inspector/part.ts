import { LitElement, type PropertyValues } from 'lit'
import type { Live } from './live.ts'

/** An element of the inspector: renders into its parent's tree, so that one style sheet serves all, and follows the mock. */
export abstract class Part extends LitElement {
  static override properties = { live: { attribute: false } }
  declare live: Live
  #stop: (() => void) | undefined
  #seen = -1

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = this.live.listen(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.live.revision === this.#seen) return
    this.#seen = this.live.revision
    void this.load()
  }

  /** Fetches what the view shows; called again whenever rows may have changed. */
  protected load(): void | Promise<void> {}
}
