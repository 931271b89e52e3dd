/**
 * A list that grows while people use it: it stands still while it is pointed at or has the focus, so that a click hits
 * what was aimed at, and counts what has come in meanwhile. Newer items have higher ids.
 * @example
 * const rows = held.show(live.requests)
 * html`${held.fresh ? html`<button @click=${() => held.catchUp()}>${held.fresh} new</button>` : nothing}
 *   <table @pointerenter=${held.hold} @pointerleave=${held.release} @focusin=${held.hold} @focusout=${held.release}>`
 */
export class HeldList<Item extends { readonly id: number }> {
  readonly #changed: () => void
  /** By what it is held: the pointer, the focus, as the types of their events begin. */
  readonly #holders = new Set<string>()
  #shown: readonly Item[] = []
  #isCatchingUp = true
  /** How many items have come in since the list stands still. */
  fresh = 0

  /** `changed` is called when the list may go on, or catches up. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** What is to be shown of these items: all of them, or those that there were when the list began to stand still. */
  show(items: readonly Item[]): readonly Item[] {
    // A cleared list is never held.
    if (this.#holders.size === 0 || this.#isCatchingUp || items.length === 0) this.#shown = items
    this.#isCatchingUp = false
    const last = this.#shown.at(-1)?.id ?? 0
    this.fresh = items.reduce((count, { id }) => (id > last ? count + 1 : count), 0)
    return this.#shown
  }

  readonly hold = ({ type }: Event): void => {
    this.#holders.add(type.slice(0, 5))
  }

  readonly release = ({ type }: Event): void => {
    this.#holders.delete(type.slice(0, 5))
    if (this.#holders.size === 0) this.catchUp()
  }

  /** Shows what has come in, and stands still again while it is held. */
  catchUp(): void {
    this.#isCatchingUp = true
    this.#changed()
  }
}
