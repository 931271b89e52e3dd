import type { ServerResponse } from 'node:http'
import { every, wait } from './timers.ts'

/** Server-sent events. */

/** Counts the unsent bytes of all streams. Bytes that several streams share count once. */
export class Backlog {
  bytes = 0
}

/** Encoded events. All streams share the bytes, which are released when the last stream has sent them. */
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

/** Encodes an event. Its data is JSON and therefore a single line. */
export function encodeEvent({ id, type, data }: { id: string | null; type: string; data: string }): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${type}\ndata: ${data}\n\n`
}

/** A stream with this many unsent bytes takes no more. Its watcher continues later from its position. */
const maxPendingBytes = 65_536
const heartbeatMs = 15_000
/** A watcher that reads nothing for so many heartbeats is gone. */
const maxSilentHeartbeats = 4
/** How long an ended stream may take to send the rest. */
const endGraceMs = 5_000

/** Connects a stream to its source. Returns a function that disconnects it. */
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
    const stopHeartbeat = every(heartbeatMs, () => this.#heartbeat())
    const stopSource = source(this)
    this.#disconnect = () => {
      stopHeartbeat()
      stopSource()
    }
    response.once('close', () => {
      this.#detach()
      for (const chunk of this.#queue.splice(0)) chunk.release()
    })
  }

  /** The number of unsent bytes. */
  get pendingBytes(): number {
    return this.#pendingBytes
  }

  /** Whether the watcher keeps up. If it does not, `onDrain` is called when it has caught up. */
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

  /** Disconnects the stream and ends it after the rest is sent. */
  end(): void {
    this.#detach()
    this.#response.end()
    const stopWaiting = wait(endGraceMs, () => this.cut())
    this.#response.once('close', stopWaiting)
  }

  /** Ends the stream at once. A client reconnects and asks for what it missed. */
  cut(): void {
    this.#detach()
    this.#response.destroy()
  }

  #detach(): void {
    this.#disconnect?.()
    this.#disconnect = undefined
  }

  #heartbeat(): void {
    this.#silentHeartbeats += 1
    if (this.#silentHeartbeats > maxSilentHeartbeats) this.cut()
    else
      this.#response.write(': \n\n', () => {
        this.#silentHeartbeats = 0
      })
  }
}
