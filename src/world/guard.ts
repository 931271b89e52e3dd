/** Runs functions of the user, which may read the mock but must not change it. */
export class Guard {
  /** What the message calls the function that runs right now. */
  #running: string | undefined

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  run<Result>(name: string, call: () => Result): Result {
    const outer = this.#running
    this.#running = name
    try {
      return call()
    } finally {
      this.#running = outer
    }
  }

  /** Throws while a function of the user runs. To be called before every change. */
  assertFree(): void {
    if (this.#running !== undefined)
      throw new Error(
        `The mock cannot be changed from inside ${this.#running}: it may only read. Change the mock when the call that runs it has returned`,
      )
  }
}
