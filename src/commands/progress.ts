import { machineTime } from '../world/clock.ts'
import { plain, type Terminal } from './terminal.ts'

/** How often a line is written without a terminal. */
const lineEveryMs = 10_000

/** Shows progress: one changing line on a terminal, otherwise a line now and then. */
export class Progress {
  readonly #terminal: Terminal
  #told = machineTime()

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show(text: string): void {
    if (this.#terminal.isTty.err) this.#terminal.err(`\r\u001B[K${plain(text).slice(0, 76)}`)
    else if (machineTime() - this.#told >= lineEveryMs) {
      this.#told = machineTime()
      this.#terminal.err(`callcamp-mock: ${plain(text)}\n`)
    }
  }

  /** Writes a line that stays. */
  say(text: string): void {
    this.end()
    this.#terminal.err(`callcamp-mock: ${plain(text)}\n`)
  }

  end(): void {
    if (this.#terminal.isTty.err) this.#terminal.err('\r\u001B[K')
  }
}
