import type { Sliced } from './slices.ts'
import type { Texts } from './texts.ts'

/**
 * Finds the texts that contain a word without reading them: for every three letters in a row it knows which texts have
 * them. A word is looked up by its rarest three letters.
 *
 * The positions of the texts are kept as the steps between them, in as few bytes as each needs: most take one.
 */

const firstCapacity = 1 << 12

export class Trigrams {
  readonly #slots = new Slots()
  /** Where the steps of a slot begin in `#steps`; they end where those of the next begin. */
  #starts: Uint32Array = new Uint32Array(1)
  #steps: Uint8Array = new Uint8Array(0)
  #isBuilt = false

  get isBuilt(): boolean {
    return this.#isBuilt
  }

  /** Reads the texts twice, first to count and then to fill. Pauses after each block. */
  *build<Item>(texts: Texts<Item>): Sliced<void> {
    const slots = this.#slots
    for (let block = 0; block < texts.blocks; block += 1) {
      eachTrigram(texts, block, slots, true, (slot, step) => {
        slots.counts[slot] = (slots.counts[slot] ?? 0) + 1
        slots.lengths[slot] =
          (slots.lengths[slot] ?? 0) + (step < 0x80 ? 1 : step < 0x4000 ? 2 : step < 0x20_0000 ? 3 : 4)
      })
      yield
    }
    const starts = new Uint32Array(slots.size + 1)
    for (let slot = 0; slot < slots.size; slot += 1) starts[slot + 1] = (starts[slot] ?? 0) + (slots.lengths[slot] ?? 0)
    const steps = new Uint8Array(starts[slots.size] ?? 0)
    const next = starts.slice()
    slots.last.fill(-1)
    for (let block = 0; block < texts.blocks; block += 1) {
      eachTrigram(texts, block, slots, false, (slot, step) => {
        let at = next[slot] ?? 0
        let rest = step
        for (; rest >= 0x80; rest >>>= 7) steps[at++] = (rest & 0x7f) | 0x80
        steps[at++] = rest
        next[slot] = at
      })
      yield
    }
    this.#starts = starts
    this.#steps = steps
    this.#isBuilt = true
  }

  /**
   * Positions of the texts that have the rarest three letters of a word, in order: all that contain the word, and for a
   * word of three letters no others. Undefined when the word is too short to look up.
   */
  candidates(word: string): Uint32Array | undefined {
    if (word.length < 3) return undefined
    const slots = this.#slots
    let rarest = -1
    for (let index = 0; index + 2 < word.length; index += 1) {
      const slot = slots.find((word.charCodeAt(index) << 16) | word.charCodeAt(index + 1), word.charCodeAt(index + 2))
      if (slot === -1) return new Uint32Array(0)
      if (rarest === -1 || (slots.counts[slot] ?? 0) < (slots.counts[rarest] ?? 0)) rarest = slot
    }
    return this.#positions(rarest)
  }

  #positions(slot: number): Uint32Array {
    const steps = this.#steps
    const positions = new Uint32Array(this.#slots.counts[slot] ?? 0)
    let at = this.#starts[slot] ?? 0
    let position = -1
    for (let index = 0; index < positions.length; index += 1) {
      let step = 0
      for (let shift = 0; ; shift += 7) {
        const byte = steps[at++] ?? 0
        step |= (byte & 0x7f) << shift
        if (byte < 0x80) break
      }
      position += step
      positions[index] = position
    }
    return positions
  }
}

/** Calls `visit` once for each three letters of each text of a block, with the step from the last text with them. */
function eachTrigram<Item>(
  texts: Texts<Item>,
  block: number,
  slots: Slots,
  adds: boolean,
  visit: (slot: number, step: number) => void,
): void {
  const text = texts.block(block)
  const starts = texts.starts(block)
  const first = block * texts.perBlock
  for (let place = 0; place + 1 < starts.length; place += 1) {
    const position = first + place
    const end = starts[place + 1] ?? 0
    let [one, two] = [0, 0]
    for (let index = starts[place] ?? 0; index < end; index += 1) {
      const three = text.charCodeAt(index)
      // No word goes over a separator, which is 0.
      if (one !== 0 && two !== 0 && three !== 0) {
        const slot = adds ? slots.add((one << 16) | two, three) : slots.find((one << 16) | two, three)
        const last = slots.last[slot] ?? -1
        if (last !== position) {
          slots.last[slot] = position
          visit(slot, position - last)
        }
      }
      one = two
      two = three
    }
  }
}

/** Numbers for three letters in a row, in a hash table with open addresses: a Map would take ten times as long. */
class Slots {
  size = 0
  counts = new Uint32Array(firstCapacity)
  /** How many bytes the steps take. */
  lengths = new Uint32Array(firstCapacity)
  /** The last text that had them. */
  last = new Int32Array(firstCapacity).fill(-1)
  /** The first two letters, and the third. */
  #pairs = new Int32Array(firstCapacity)
  #thirds = new Uint16Array(firstCapacity)
  /** The slot number plus 1 at each place, or 0 for a free place. At least half of the places are free. */
  #table = new Uint32Array(2 * firstCapacity)

  find(pair: number, third: number): number {
    return (this.#table[this.#place(pair, third)] ?? 0) - 1
  }

  add(pair: number, third: number): number {
    const place = this.#place(pair, third)
    const known = this.#table[place] ?? 0
    if (known > 0) return known - 1
    const slot = this.size
    this.size += 1
    this.#table[place] = this.size
    this.#pairs[slot] = pair
    this.#thirds[slot] = third
    if (this.size === this.counts.length) this.#grow()
    return slot
  }

  #place(pair: number, third: number): number {
    const table = this.#table
    const mask = table.length - 1
    const mixed = Math.imul(pair, 0x9e37_79b1) ^ Math.imul(third, 0x85eb_ca6b)
    let place = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const slot = (table[place] ?? 0) - 1
      if (slot === -1 || (this.#pairs[slot] === pair && this.#thirds[slot] === third)) return place
      place = (place + 1) & mask
    }
  }

  #grow(): void {
    const capacity = 2 * this.counts.length
    this.counts = copied(new Uint32Array(capacity), this.counts)
    this.lengths = copied(new Uint32Array(capacity), this.lengths)
    this.last = copied(new Int32Array(capacity).fill(-1), this.last)
    this.#pairs = copied(new Int32Array(capacity), this.#pairs)
    this.#thirds = copied(new Uint16Array(capacity), this.#thirds)
    this.#table = new Uint32Array(2 * capacity)
    for (let slot = 0; slot < this.size; slot += 1)
      this.#table[this.#place(this.#pairs[slot] ?? 0, this.#thirds[slot] ?? 0)] = slot + 1
  }
}

function copied<Numbers extends Uint32Array | Int32Array | Uint16Array>(to: Numbers, from: Numbers): Numbers {
  to.set(from)
  return to
}
