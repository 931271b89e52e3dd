import type { ServerResponse } from 'node:http'
import { every, wait } from './timers.ts'

/** Server-sent events: an answer that goes on. */

/** How many bytes all streams together have still to send. Bytes that several of them send count once. */
export class Backlog {
  bytes = 0
}

/** Encoded events. All streams send the same bytes, which are let go when the last of them has. */
export class SharedChunk {
  readonly bytes: Buffer
  readonly #backlog: Backlog
  readonly #freed: () => void
  #holders = 0

  constructor(text: string, backlog: Backlog, freed: () => void) {
    this.bytes = Buffer.from(text)
    this.#backlog = backlog
    this.#freed = freed
  }

  hold(): void {
    if (this.#holders === 0) this.#backlog.bytes += this.bytes.length
    this.#holders += 1
  }

  release(): void {
    this.#holders -= 1
    if (this.#holders > 0) return
    this.#backlog.bytes -= this.bytes.length
    this.#freed()
  }
}

/** An event in the form of the stream; its data is JSON, and so a single line. */
export function encodeEvent({ id, type, data }: { id: string | null; type: string; data: string }): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${type}\ndata: ${data}\n\n`
}

/** A stream that has this much to send takes no more: its watcher reads on from where it is. */
const maxPendingBytes = 65_536
const heartbeatMs = 15_000
/** A watcher that takes nothing for so many heartbeats has gone without a word. */
const maxSilentHeartbeats = 4
/** How long a stream that ended may take to send the rest. */
const endGraceMs = 5_000

/** Connects a stream to what it sends; returns what disconnects it. */
export type StreamSource = (stream: EventStream) => () => void

export const streamHead = [
  'content-type',
  'text/event-stream',
  'cache-control',
  'no-store',
  'x-accel-buffering',
  'no',
] as const

export class EventStream {
  readonly #response: ServerResponse
  readonly #queue: SharedChunk[] = []
  #disconnect: (() => void) | undefined
  #drained: () => void = () => {}
  #pendingBytes = 0
  #silentHeartbeats = 0

  constructor(response: ServerResponse, source: StreamSource) {
    this.#response = response
    response.write('retry: 1000\n\n')
    const stopBeating = every(heartbeatMs, () => this.#beat())
    const stopSource = source(this)
    this.#disconnect = () => {
      stopBeating()
      stopSource()
    }
    response.once('close', () => {
      this.#detach()
      for (const chunk of this.#queue.splice(0)) chunk.release()
    })
  }

  /** Bytes that are not sent yet. */
  get pendingBytes(): number {
    return this.#pendingBytes
  }

  /** Whether the watcher keeps up; where it does not, `onDrain` tells when it has caught up. */
  get hasRoom(): boolean {
    return this.#pendingBytes < maxPendingBytes
  }

  onDrain(listener: () => void): void {
    this.#drained = listener
  }

  send(chunk: SharedChunk): void {
    if (this.#response.writableEnded || this.#response.destroyed) return
    const { length } = chunk.bytes
    chunk.hold()
    this.#queue.push(chunk)
    this.#pendingBytes += length
    this.#response.write(chunk.bytes, () => {
      const wasFull = !this.hasRoom
      this.#pendingBytes -= length
      this.#silentHeartbeats = 0
      this.#queue.shift()?.release()
      if (wasFull && this.hasRoom && this.#disconnect) this.#drained()
    })
  }

  /** Ends well: what was sent still arrives. From now on nothing is connected to the stream. */
  end(): void {
    this.#detach()
    this.#response.end()
    const stopWaiting = wait(endGraceMs, () => this.cut())
    this.#response.once('close', stopWaiting)
  }

  /** Ends at once; a client comes back and asks for what it missed. */
  cut(): void {
    this.#detach()
    this.#response.destroy()
  }

  #detach(): void {
    this.#disconnect?.()
    this.#disconnect = undefined
  }

  #beat(): void {
    this.#silentHeartbeats += 1
    if (this.#silentHeartbeats > maxSilentHeartbeats) this.cut()
    else
      this.#response.write(': \n\n', () => {
        this.#silentHeartbeats = 0
      })
  }
}
