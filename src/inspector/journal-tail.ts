import type { Exchange } from './port.ts'

/** How many requests are kept. */
export const maxRequests = 10_000

/** The end of the journal: what was read of it, and what was heard since. */
export class JournalTail {
  #requests: readonly Exchange[] = []
  /** Requests that were received since. They are merged when `requests` is read. */
  #heard: Exchange[] = []
  #lastRead: Exchange | undefined

  /** Newest last. */
  get requests(): readonly Exchange[] {
    if (this.#heard.length > 0) this.#requests = [...this.#requests, ...this.#heard].slice(-maxRequests)
    this.#heard = []
    return this.#requests
  }

  hear(request: Exchange): void {
    // Told after it was read: the ids alone may begin anew.
    const last = this.#lastRead
    if (last && request.id <= last.id && timeOf(request) <= timeOf(last)) return
    this.#heard.push(request)
    // Limits the memory, even if `requests` is never read.
    if (this.#heard.length > maxRequests) this.#heard.shift()
  }

  /** Puts what was read before what was heard meanwhile, which may be younger. */
  take(read: readonly Exchange[]): void {
    const last = read.at(-1)
    this.#lastRead = last
    const younger = last ? this.requests.filter(({ id }) => id > last.id) : this.requests
    this.#requests = [...read, ...younger].slice(-maxRequests)
  }

  clear(): void {
    this.#heard = []
    this.#requests = []
    this.#lastRead = undefined
  }
}

const timeOf = ({ receivedAt = '' }: Exchange): string => receivedAt
