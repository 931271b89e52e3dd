import { plain, type Terminal } from './terminal.ts'

/** One line that changes, on a screen; nothing elsewhere. */
export class Progress {
  readonly #terminal: Terminal

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show(text: string): void {
    if (this.#terminal.isTty.err) this.#terminal.err(`\r\u001B[K${plain(text).slice(0, 76)}`)
  }

  end(): void {
    if (this.#terminal.isTty.err) this.#terminal.err('\r\u001B[K')
  }
}
