interface WaitingCall {
  /** Runs it. It does not throw: the promise of its caller rejects. */
  readonly run: () => void
  /** Settles the promise of its caller. */
  readonly settle: () => void
}

/** Functions that wait for their turn among all tabs. A caller gets the result when `settle` is called. */
export class CallQueue {
  readonly #waiting: WaitingCall[] = []

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
    const calls = this.#waiting.splice(0)
    for (const call of calls) call.run()
    return () => {
      for (const call of calls) call.settle()
    }
  }

  /** Runs all that wait, and settles their promises at once: for a mock that writes nothing. */
  runAndSettleAll(): void {
    this.runAll()()
  }
}
