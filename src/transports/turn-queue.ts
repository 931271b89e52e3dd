/** Taken when the module loads, before a test installs fake timers. */
const { setImmediate: onNextTurn } = globalThis

/** Runs one task per turn of the event loop, so that other connections are served between two of them. */
export class TurnQueue {
  readonly #tasks: (() => void)[] = []
  #isRunning = false

  add(task: () => void): void {
    this.#tasks.push(task)
    if (this.#isRunning) return
    this.#isRunning = true
    onNextTurn(() => this.#next())
  }

  #next(): void {
    const task = this.#tasks.shift()
    this.#isRunning = task !== undefined
    if (!task) return
    onNextTurn(() => this.#next())
    task()
  }
}
