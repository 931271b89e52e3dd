/** Taken when the module loads, before a test installs fake timers. */
const { setImmediate: onNextTurn } = globalThis

/** How many turns of the event loop belong to others after each task. When nothing else happens, they take no time. */
const turnsBetween = 3

/** Runs one task every few turns of the event loop, so that other connections are served between two of them. */
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
    this.#wait(turnsBetween)
    task()
  }

  #wait(turns: number): void {
    onNextTurn(() => (turns > 0 ? this.#wait(turns - 1) : this.#next()))
  }
}
