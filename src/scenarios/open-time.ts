import type { CallingWindows, Span } from '../simulator/windows.ts'

/** The past time in which a campaign could call. */
export class OpenTime {
  readonly #spans: readonly Span[]

  constructor(windows: CallingWindows, from: number, to: number) {
    this.#spans = [...windows.spans(from, to)]
  }

  /** How many milliseconds of it are between two moments. */
  within(from: number, to: number): number {
    let sum = 0
    for (const { start, end } of this.#overlapping(from, to)) sum += Math.min(end, to) - Math.max(start, from)
    return sum
  }

  /** The moment between two others at which this much open time has passed; undefined if there is less. */
  at(from: number, to: number, offset: number): number | undefined {
    let left = offset
    for (const { start, end } of this.#overlapping(from, to)) {
      const first = Math.max(start, from)
      const length = Math.min(end, to) - first
      if (left < length) return first + left
      left -= length
    }
    return undefined
  }

  /** The last open moment before a moment. */
  before(ms: number): number | undefined {
    const index = this.#firstEndingAfter(ms - 1)
    const span = this.#spans[index]
    if (span && span.start < ms) return Math.min(span.end, ms) - 1
    const last = this.#spans[index - 1]
    return last && last.end - 1
  }

  *#overlapping(from: number, to: number): Generator<Span> {
    for (let index = this.#firstEndingAfter(from); index < this.#spans.length; index += 1) {
      const span = this.#spans[index]
      if (!span || span.start >= to) return
      yield span
    }
  }

  #firstEndingAfter(ms: number): number {
    let low = 0
    let high = this.#spans.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#spans[middle]?.end ?? Infinity) > ms) high = middle
      else low = middle + 1
    }
    return low
  }
}
