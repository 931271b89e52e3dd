import type { Reply } from './port.ts'

/** How many batches may be sent at once after a while without any, and each second from then on. */
const burst = 2
const perSecond = 3

interface Waiting {
  readonly path: string
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: unknown) => void
}

/** Puts what is read within the same moment into one request, and sends few of those each second. */
export class BatchReader {
  readonly #send: (paths: readonly string[]) => Promise<Reply>
  #waiting: Waiting[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  /** How many batches may be sent, as of a moment. */
  #credit = burst
  #since = performance.now()

  constructor(send: (paths: readonly string[]) => Promise<Reply>) {
    this.#send = send
  }

  read(path: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ path, resolve, reject })
      this.#timer ??= setTimeout(() => void this.#flush(), Math.max(0, ((1 - this.#earn()) / perSecond) * 1_000))
    })
  }

  #earn(): number {
    const now = performance.now()
    this.#credit = Math.min(burst, this.#credit + ((now - this.#since) / 1_000) * perSecond)
    this.#since = now
    return this.#credit
  }

  async #flush(): Promise<void> {
    this.#timer = undefined
    this.#earn()
    this.#credit -= 1
    const waiting = this.#waiting.splice(0)
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
