import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Problem, show } from '../contract/problems.ts'
import { inOtherCharset, notUtf8, tooLarge } from '../engine/decode.ts'
import { TurnQueue } from './turn-queue.ts'

/** Reads the bodies of requests up to a limit, or discards them. */

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

/** A body beyond its limit is read and discarded up to this multiple of it, so that the connection can be used again. */
const discardFactor = 64
/** Bodies up to this size are always read, no matter how many others are being read. */
const alwaysReadBytes = 16_384

/** Larger bodies are handled one at a time: to parse and to check one takes as long as a hundred small requests. */
const largeBytes = 16_384

/** Counts the bytes of all bodies that are being read or wait to be handled. */
export class BodyMeter {
  /** Large bodies that have come. */
  readonly queue = new TurnQueue()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(bytes: number): void {
    this.#bytes += bytes
  }

  get isFull(): boolean {
    return this.#bytes > this.#maxBytes
  }
}

/** Whether a body is announced as too large even to discard. */
export function isEndless({ headers }: IncomingMessage, largest: number): boolean {
  return Number(headers['content-length']) > largest * discardFactor
}

/** Returns why a body can't be read, judging by its head. */
export function unreadable({ headers }: IncomingMessage, largest = Number.POSITIVE_INFINITY): Problem | undefined {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    return new Problem(415, `The body must be sent as it is; received one with the content encoding ${show(encoding)}`)
  return Number(headers['content-length']) > largest ? tooLarge(largest) : undefined
}

/**
 * Reads a body, and calls back with its text or with its refusal. If the client disconnects, the callback is never
 * called. `isEndless` means that the client is still sending, so that the connection must be closed.
 */
export function readBody(
  message: IncomingMessage,
  largest: number,
  meter: BodyMeter,
  then: (body: string | Problem, isEndless: boolean) => void,
): void {
  let chunks: Buffer[] = []
  let size = 0
  let metered = 0
  let isAnswered = false
  let isComplete = false
  const letGo = () => {
    chunks = []
    meter.add(-metered)
    metered = 0
  }
  const answer = (body: string | Problem, isEndless: boolean) => {
    isAnswered = true
    then(body, isEndless)
    letGo()
  }
  message.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (isAnswered) {
      if (size > largest * discardFactor) message.destroy()
    } else if (size > largest) {
      letGo()
      if (size > largest * discardFactor) answer(tooLarge(largest), true)
    } else {
      chunks.push(chunk)
      metered += chunk.length
      meter.add(chunk.length)
      if (meter.isFull && size > alwaysReadBytes) answer(tooMuchAtOnce(), true)
    }
  })
  const finish = () =>
    answer(size > largest ? tooLarge(largest) : toText(chunks, message.headers['content-type']), false)
  message.on('end', () => {
    if (isAnswered) return
    isComplete = true
    if (metered > largeBytes) meter.queue.add(finish)
    else finish()
  })
  message.on('close', () => {
    if (!isComplete) letGo()
  })
}

/** Discards a body. A client that sends without end is disconnected. */
export function discardBody(message: IncomingMessage, largest: number): void {
  let size = 0
  message.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > largest * discardFactor) message.destroy()
  })
}

function tooMuchAtOnce(): Problem {
  return new Problem(429, 'More bodies are being sent at the same time than the server has memory for: try again', {
    headers: { 'retry-after': '1' },
  })
}

function toText(chunks: readonly Buffer[], contentType: string | undefined): string | Problem {
  const [first] = chunks
  const bytes = first && chunks.length === 1 ? first : Buffer.concat(chunks)
  const text = bytes.toString()
  // The decoder writes this character for invalid bytes, but a client may also have sent it.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return inOtherCharset(contentType) ?? notUtf8()
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
