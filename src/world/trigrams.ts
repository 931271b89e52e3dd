/**
 * Finds the texts that contain a word without reading them all: for every three letters in a row it knows
 * which texts have them. A word is looked up by its rarest three letters, and what that names is then read.
 */

const buckets = 1 << 16

/** Three letters to a bucket. Two triples may share one: the reader checks the text anyway. */
function bucket(text: string, index: number): number {
  const mixed =
    Math.imul(text.charCodeAt(index), 0x9e37) ^
    Math.imul(text.charCodeAt(index + 1), 0x85eb) ^
    Math.imul(text.charCodeAt(index + 2), 0xc2b3)
  return (mixed ^ (mixed >>> 13)) & (buckets - 1)
}

export class Trigrams {
  /** Where the positions of a bucket begin in `#positions`; they end where those of the next begin. */
  readonly #starts = new Uint32Array(buckets + 1)
  readonly #positions: Uint32Array

  /** `texts` is read twice: first to count, then to fill. */
  constructor(size: number, text: (position: number) => string) {
    const last = new Int32Array(buckets).fill(-1)
    const each = (visit: (bucket: number, position: number) => void) => {
      last.fill(-1)
      for (let position = 0; position < size; position += 1) {
        const letters = text(position)
        for (let index = 0; index + 2 < letters.length; index += 1) {
          const found = bucket(letters, index)
          if (last[found] === position) continue
          last[found] = position
          visit(found, position)
        }
      }
    }
    const counts = new Uint32Array(buckets)
    let total = 0
    each((found) => {
      counts[found] = (counts[found] ?? 0) + 1
      total += 1
    })
    for (let index = 0; index < buckets; index += 1)
      this.#starts[index + 1] = (this.#starts[index] ?? 0) + (counts[index] ?? 0)
    const next = this.#starts.slice(0, buckets)
    const positions = new Uint32Array(total)
    each((found, position) => {
      const at = next[found] ?? 0
      positions[at] = position
      next[found] = at + 1
    })
    this.#positions = positions
  }

  /** Positions of texts that may contain the word, in order; undefined when the word is too short to look up. */
  candidates(word: string): Uint32Array | undefined {
    if (word.length < 3) return undefined
    let rarest = 0
    let fewest = Number.POSITIVE_INFINITY
    for (let index = 0; index + 2 < word.length; index += 1) {
      const found = bucket(word, index)
      const size = (this.#starts[found + 1] ?? 0) - (this.#starts[found] ?? 0)
      if (size < fewest) {
        fewest = size
        rarest = found
      }
    }
    return this.#positions.subarray(this.#starts[rarest], this.#starts[rarest + 1])
  }
}
