/** Index keys that consist of two ids. Ids may contain any character, so no separator is safe. */

/** A key for two ids. It begins with the length of the first, which keeps `a b`, `c` and `a`, `b c` apart. */
export function pairKey(first: string, second: string): string {
  return `${first.length} ${first}${second}`
}
