import type { KeptStore, KeptText, KeptTransaction, PartKey } from '../../src/transports/persistence/store.ts'

/** The store of a browser without a browser: one transaction after another, and each is all or nothing. */
export class MemoryStore implements KeptStore {
  heads = new Map<string, KeptText>()
  parts = new Map<string, KeptText>()
  /** So many parts fit in. */
  room = Number.POSITIVE_INFINITY
  writes = 0
  #last: Promise<unknown> = Promise.resolve()

  transact<Result>(_mode: string, work: (transaction: KeptTransaction) => Promise<Result>): Promise<Result> {
    const run = this.#last.then(async () => {
      const before = [new Map(this.heads), new Map(this.parts)] as const
      try {
        return await work(this.#transaction())
      } catch (error) {
        ;[this.heads, this.parts] = before
        throw error
      }
    })
    this.#last = run.catch(() => {})
    return run
  }

  #transaction(): KeptTransaction {
    const within = (from: PartKey) =>
      [...this.parts.keys()]
        .map((text) => JSON.parse(text) as PartKey)
        .filter(([place, generation]) => place === from[0] && generation === from[1])
        .filter(([, , entry, part]) => entry > from[2] || (entry === from[2] && part >= from[3]))
        .toSorted((a, b) => a[2] - b[2] || a[3] - b[3])
    // As a browser does, it gives answers later.
    const later = <Value>(get: () => Value) => Promise.resolve().then(get)
    return {
      head: (place) => later(() => this.heads.get(place)),
      putHead: (place, head) => later(() => this.#write(() => this.heads.set(place, head))),
      removeHead: (place) => later(() => this.heads.delete(place)),
      places: () => later(() => [...this.heads.keys()]),
      parts: (from, count) =>
        later(() =>
          within(from)
            .slice(0, count)
            .map((key) => this.parts.get(JSON.stringify(key))),
        ),
      entries: (from) => later(() => within(from).map((key) => [key, this.parts.get(JSON.stringify(key))!] as const)),
      putPart: (key, part) => later(() => this.#write(() => this.parts.set(JSON.stringify(key), part))),
      removeParts: (place, generation) =>
        later(() => {
          for (const text of this.parts.keys()) {
            const [ofPlace, ofGeneration] = JSON.parse(text) as PartKey
            if (ofPlace === place && (generation ?? ofGeneration) === ofGeneration) this.parts.delete(text)
          }
        }),
    }
  }

  #write(write: () => void): void {
    write()
    this.writes += 1
    if (this.parts.size > this.room) throw new DOMException('no room', 'QuotaExceededError')
  }
}
