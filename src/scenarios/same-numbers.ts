import { hash } from '../world/random.ts'

/**
 * Finds the contacts that have the same phone number, by their position. Contacts are chained by the hash of their
 * number, and numbers are compared when somebody asks: in a page, a map of them takes more than twice as long to fill.
 */
export class SameNumbers {
  readonly #numberAt: (position: number) => string
  /** The last contact of each chain, and for each contact the one before it, plus one; 0 is the end of a chain. */
  #last = new Int32Array(1)
  #before = new Int32Array()
  #size = 0

  constructor(numberAt: (position: number) => string) {
    this.#numberAt = numberAt
  }

  /** Makes room for this number of contacts. */
  grow(capacity: number): void {
    const size = this.#size
    this.#last = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1, capacity))))
    this.#before = new Int32Array(capacity)
    this.#size = 0
    while (this.#size < size) this.add()
  }

  /** Adds the next contact. */
  add(): void {
    const chain = this.#chainOf(this.#numberAt(this.#size))
    this.#before[this.#size] = this.#last[chain] ?? 0
    this.#size += 1
    this.#last[chain] = this.#size
  }

  /** The contacts with the number of this one, which is one of them. */
  *with(position: number): Generator<number> {
    const number = this.#numberAt(position)
    for (let next = this.#last[this.#chainOf(number)] ?? 0; next > 0; next = this.#before[next - 1] ?? 0)
      if (this.#numberAt(next - 1) === number) yield next - 1
  }

  #chainOf(number: string): number {
    return hash(number) & (this.#last.length - 1)
  }
}
