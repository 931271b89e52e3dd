/** Index keys made of two values. Ids are opaque: they may contain any character, so no separator is safe. */

/** A key for two ids. The length in front tells `a b` and `c` from `a` and `b c`. */
export function pairKey(first: string, second: string): string {
  return `${first.length} ${first}${second}`
}
