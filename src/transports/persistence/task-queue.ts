interface WaitingTask {
  /** Runs it. It does not throw: the promise of its caller rejects. */
  readonly run: () => void
  /** Settles the promise of its caller. */
  readonly settle: () => void
}

/** Functions that wait for their turn among all tabs. A caller gets the result when `settle` is called. */
export class TaskQueue {
  readonly #waiting: WaitingTask[] = []

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  add<Result>(run: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let settle = () => {}
      this.#waiting.push({
        run() {
          try {
            const result = run()
            settle = () => resolve(result)
          } catch (error) {
            settle = () => reject(error)
          }
        },
        settle: () => settle(),
      })
    })
  }

  /** Runs all that wait. Returns a function that settles their promises. */
  runAll(): () => void {
    const tasks = this.#waiting.splice(0)
    for (const task of tasks) task.run()
    return () => {
      for (const task of tasks) task.settle()
    }
  }

  /** Runs all that wait, and settles their promises at once: for a mock that writes nothing. */
  runAndSettleAll(): void {
    this.runAll()()
  }
}
