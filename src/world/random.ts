import type { SnapshotRandom } from '../contract/scenarios.ts'

/**
 * The only source of randomness. Every purpose draws from a stream of its own, so that injecting a fault
 * or making one more contact does not change what the others draw.
 */

export type RandomState = SnapshotRandom
type StreamState = RandomState['ids']

/** A small fast generator (sfc32): 32-bit integers only, so every engine computes the same. */
export class Stream {
  /**
   * Three words and a counter, made by the first draw: most sandboxes never draw from most streams. Integers in an array
   * take a third to a half of the time that fields take in a page.
   */
  #words: Int32Array | undefined
  /** The state when somebody last asked. */
  #state: StreamState

  constructor(seed: number | string) {
    const start = hash(String(seed))
    this.#state = [start, hash(`${start}b`), hash(`${start}c`), 1]
    for (let round = 0; round < 12; round += 1) this.bits()
  }

  /** The next 32 bits. */
  bits(): number {
    const words = (this.#words ??= Int32Array.from(this.#state))
    const b = words[1] ?? 0
    const c = words[2] ?? 0
    const counter = words[3] ?? 0
    const sum = ((words[0] ?? 0) + b + counter) | 0
    words[0] = b ^ (b >>> 9)
    words[1] = c + (c << 3)
    words[2] = ((c << 21) | (c >>> 11)) + sum
    words[3] = counter + 1
    return sum >>> 0
  }

  /** A number from 0 up to 1, without 1. */
  next(): number {
    return toFraction(this.bits())
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** The same value until something is drawn, as every step of the history keeps it. */
  get state(): StreamState {
    const words = this.#words
    if (words && words[3] !== this.#state[3]) this.#state = [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0]
    return this.#state
  }

  set state(state: StreamState) {
    this.#state = state
    this.#words = undefined
  }
}

/** FNV-1a with a final mix: 32 well-spread bits of a text. */
export function hash(text: string): number {
  let value = 2_166_136_261
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619)
  return mix(value) >>> 0
}

/** Spreads 32 bits over 32 bits (the finalizer of MurmurHash3). */
export function mix(bits: number): number {
  let value = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35)
  return value ^ (value >>> 16)
}

/** 32 bits as a number from 0 up to 1, without 1. */
export function toFraction(bits: number): number {
  return (bits >>> 0) / 4_294_967_296
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
/** The character codes of every pair of the alphabet, first and second. */
const firsts = Uint8Array.from({ length: 36 * 36 }, (_, index) => alphabet.charCodeAt(Math.floor(index / 36)))
const seconds = Uint8Array.from({ length: 36 * 36 }, (_, index) => alphabet.charCodeAt(index % 36))
const pairsOfId = 10
const bytes = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'))

export class Random {
  readonly ids: Stream
  readonly faker: Stream
  readonly simulator: Stream
  readonly faults: Stream
  readonly #seed: number
  /** The state when somebody last asked. */
  #state: RandomState | undefined
  #newIds: Stream | undefined
  readonly #isTaken: (id: string, prefix: string) => boolean
  /** The character codes of the last id with each prefix, to be written over. */
  readonly #codes = new Map<string, number[]>()

  /**
   * Ids for which `isTaken` returns true are skipped: rows of another mock may have ids that this seed draws. The prefix
   * of a UUID is empty.
   */
  constructor(seed: number, isTaken: (id: string, prefix: string) => boolean = () => false) {
    this.#seed = seed
    this.#isTaken = isTaken
    this.ids = new Stream(`${seed}/ids`)
    this.faker = new Stream(`${seed}/faker`)
    this.simulator = new Stream(`${seed}/simulator`)
    this.faults = new Stream(`${seed}/faults`)
  }

  /**
   * Draws the ids of new rows from another stream, which is not part of the state: for worlds with the same seed whose
   * rows are merged. Calls, which each world makes alike, keep the same ids in all of them. Without a name, ids are
   * drawn from the stream of the seed again.
   */
  separate(name: string | undefined): void {
    this.#newIds = name === undefined ? undefined : new Stream(`${this.#seed}/ids/${name}`)
  }

  /** An id such as `record_9z8y7x6w5v4u3t2s1r0q`: a prefix and 20 of [0-9a-z]. */
  id(prefix: string): string {
    let id = this.#drawId(prefix)
    while (this.#isTaken(id, prefix)) id = this.#drawId(prefix)
    return id
  }

  /** A UUID, version 4. */
  uuid(): string {
    let id = this.#drawUuid()
    while (this.#isTaken(id, '')) id = this.#drawUuid()
    return id
  }

  /** The same object until something is drawn, as every step of the history keeps it. */
  get state(): RandomState {
    const known = this.#state
    const [ids, faker] = [this.ids.state, this.faker.state]
    const [simulator, faults] = [this.simulator.state, this.faults.state]
    const isSame =
      ids === known?.ids && faker === known.faker && simulator === known.simulator && faults === known.faults
    return isSame ? known : (this.#state = { ids, faker, simulator, faults })
  }

  set state(state: RandomState) {
    this.#state = state
    this.ids.state = state.ids
    this.faker.state = state.faker
    this.simulator.state = state.simulator
    this.faults.state = state.faults
  }

  #drawId(prefix: string): string {
    const ids = prefix === 'call_' ? this.ids : (this.#newIds ?? this.ids)
    // A string made from all codes at once takes half the memory of one that is concatenated.
    let codes = this.#codes.get(prefix)
    if (!codes) this.#codes.set(prefix, (codes = Array.from(prefix, (character) => character.charCodeAt(0))))
    for (let pair = 0, at = prefix.length; pair < pairsOfId; pair += 1, at += 2) {
      const drawn = ids.bits() % 1296
      codes[at] = firsts[drawn] ?? 0
      codes[at + 1] = seconds[drawn] ?? 0
    }
    return String.fromCharCode(...codes)
  }

  #drawUuid(): string {
    const ids = this.#newIds ?? this.ids
    const [a, b, c, d] = [ids.bits(), ids.bits(), ids.bits(), ids.bits()]
    return `${hex(a)}-${hex(b).slice(0, 4)}-4${hex(b).slice(5)}-${'89ab'[c >>> 30]}${hex(c).slice(1, 4)}-${hex(c).slice(4)}${hex(d)}`
  }
}

function hex(bits: number): string {
  return `${bytes[bits >>> 24]}${bytes[(bits >>> 16) & 255]}${bytes[(bits >>> 8) & 255]}${bytes[bits & 255]}`
}
