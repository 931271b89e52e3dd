import type { Reply } from './port.ts'

/** How many batches may be sent at once after a while without any. */
const burst = 2
/** Milliseconds after which one more may be sent. */
const oneMoreMs = 334

interface Waiting {
  readonly path: string
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: unknown) => void
}

/** Puts what is read within the same moment into one request, and sends few of those each second. */
export class BatchReader {
  readonly #send: (paths: readonly string[]) => Promise<Reply>
  #waiting: Waiting[] = []
  /** How many batches may be sent now. */
  #credit = burst

  constructor(send: (paths: readonly string[]) => Promise<Reply>) {
    this.#send = send
  }

  read(path: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ path, resolve, reject })
      if (this.#waiting.length === 1) setTimeout(() => void this.#flush(), 0)
    })
  }

  #earn(): void {
    this.#credit += 1
    if (this.#credit < burst) setTimeout(() => this.#earn(), oneMoreMs)
    void this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#credit === 0 || this.#waiting.length === 0) return
    if (this.#credit === burst) setTimeout(() => this.#earn(), oneMoreMs)
    this.#credit -= 1
    const waiting = this.#waiting
    this.#waiting = []
    const paths = [...new Set(waiting.map(({ path }) => path))]
    try {
      const reply = await this.#send(paths)
      const answers =
        reply.status < 400 ? (reply.body as { answers: readonly Reply[] }).answers : paths.map(() => reply)
      for (const { path, resolve } of waiting) resolve(answers[paths.indexOf(path)] ?? reply)
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }
}
