import { Reactive } from './element.ts'
import type { Live } from './live.ts'

/** An element of the inspector: draws into its parent's tree, so that one style sheet serves all, and follows the mock. */
export abstract class Part extends Reactive {
  declare live: Live
  #stop: (() => void) | undefined
  #seen = -1

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = this.live.listen(() => this.requestUpdate())
  }

  disconnectedCallback(): void {
    this.#stop?.()
  }

  protected override update(): void {
    if (this.live.revision !== this.#seen) {
      this.#seen = this.live.revision
      void this.load()
    }
    super.update()
  }

  /** Fetches what the view shows; called again whenever rows may have changed. */
  protected load(): void | Promise<void> {}
}
