/** Index keys that consist of two ids. Ids may contain any character, so no separator is safe. */

/** A key for two ids. It begins with the length of the first, which keeps `a b`, `c` and `a`, `b c` apart. */
export function pairKey(first: string, second: string): string {
  return `${first.length} ${first}${second}`
}

/** Keys for many rows that refer to few pairs: each pair has one text, which is made and hashed once. */
export class PairKeys {
  readonly #keys = new Map<string, Map<string, string>>()

  of(first: string, second: string): string {
    let keys = this.#keys.get(first)
    if (!keys) this.#keys.set(first, (keys = new Map()))
    let key = keys.get(second)
    if (key === undefined) keys.set(second, (key = pairKey(first, second)))
    return key
  }
}
