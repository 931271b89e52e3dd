/** Answers that the world holds back. */

interface Held {
  readonly request: number
  /** Milliseconds of the client's timers that it is still held for; 0 goes as soon as the client has nothing else to do. */
  left: number
  readonly release: () => void
}

export class HeldAnswers {
  #held: Held[] = []
  readonly #onRelease: (request: number) => void

  constructor(onRelease: (request: number) => void) {
    this.#onRelease = onRelease
  }

  hold(ms: number, request: number): Promise<void> {
    return new Promise((resolve) => void this.#held.push({ request, left: ms, release: resolve }))
  }

  /** Milliseconds until the next answer goes; undefined where none is held. */
  get next(): number | undefined {
    return this.#held.length === 0 ? undefined : Math.min(...this.#held.map(({ left }) => left))
  }

  /** Lets time pass for the answers that are held. */
  pass(ms: number): void {
    for (const one of this.#held) one.left = Math.max(0, one.left - ms)
  }

  /** Sends the due answer that was held the longest. */
  releaseNext(): void {
    const due = this.#held.find(({ left }) => left === this.next)
    if (!due) return
    this.#held = this.#held.filter((one) => one !== due)
    this.#onRelease(due.request)
    due.release()
  }

  releaseAll(): void {
    for (const one of this.#held) one.release()
    this.#held = []
  }
}
