/** How many texts are joined into one: enough to be read through at once, few enough to keep a text that is not Latin to itself. */
const perBlock = 256
/** Between two texts, and between the fields of one. No text is searched for it. */
export const gap = '\0'

/** Many texts that never change, joined so that all of them can be read through without touching each. */
export class Texts {
  readonly #blocks: string[] = []
  /** Where each text begins in its block, and behind the last of them where the block ends. */
  readonly #starts: Uint32Array

  constructor(size: number, textOf: (position: number) => string) {
    this.#starts = new Uint32Array(size + Math.ceil(size / perBlock))
    for (let first = 0; first < size; first += perBlock) {
      const texts: string[] = []
      let start = 0
      for (let position = first; position < Math.min(first + perBlock, size); position += 1) {
        const text = textOf(position)
        this.#starts[slotOf(position)] = start
        start += text.length + gap.length
        texts.push(text)
      }
      this.#starts[slotOf(first) + texts.length] = start
      this.#blocks.push(texts.join(gap) + gap)
    }
  }

  at(position: number): string {
    const slot = slotOf(position)
    return (
      this.#blocks[Math.floor(position / perBlock)]?.slice(
        this.#starts[slot],
        (this.#starts[slot + 1] ?? 0) - gap.length,
      ) ?? ''
    )
  }

  /** Positions of the texts that contain a word, in order. */
  containing(word: string): number[] {
    const found: number[] = []
    for (const [block, text] of this.#blocks.entries()) {
      let slot = block * (perBlock + 1)
      let position = block * perBlock
      for (let at = text.indexOf(word); at !== -1 && at < text.length; at = text.indexOf(word, this.#starts[slot])) {
        while ((this.#starts[slot + 1] ?? 0) <= at) {
          slot += 1
          position += 1
        }
        found.push(position)
        slot += 1
        position += 1
      }
    }
    return found
  }
}

/** Every block has one start more than it has texts. */
function slotOf(position: number): number {
  return position + Math.floor(position / perBlock)
}
