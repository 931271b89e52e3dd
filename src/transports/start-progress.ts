import { machineTime } from '../world/clock.ts'
import { every } from './timers.ts'

const intervalMs = 1_000

/** What a start is doing, for the line that says so. */
type StartStep = 'making the data' | 'restoring the kept state' | 'starting the service worker'

/** Says every second what a start is doing, and how long it took in the end. A start of less than a second says nothing. */
export class StartProgress {
  readonly #tell: (line: string) => void
  readonly #began = machineTime()
  readonly #stop: () => void
  #step: StartStep = 'making the data'
  #hasTold = false

  constructor(tell: (line: string) => void) {
    this.#tell = tell
    this.#stop = every(intervalMs, () => {
      this.#hasTold = true
      tell(`callcamp-mock: starting for ${this.#seconds} s, ${this.#step}`)
    })
  }

  begin(step: StartStep): void {
    this.#step = step
  }

  /** Stops telling. Only a start that was successful says how long it took. */
  end({ isStarted }: { readonly isStarted: boolean }): void {
    this.#stop()
    if (this.#hasTold && isStarted) this.#tell(`callcamp-mock: started after ${this.#seconds} s`)
  }

  get #seconds(): string {
    return ((machineTime() - this.#began) / 1_000).toFixed(1)
  }
}
