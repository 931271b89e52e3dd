import type { ServerResponse } from 'node:http'
import { every } from './timers.ts'

/** Server-sent events: an answer that goes on. */

interface StreamedEvent {
  readonly id: number | null
  readonly type: string
  /** JSON: a single line. */
  readonly data: string
}

export interface EventStream {
  send(event: StreamedEvent): void
  end(): void
}

/** Begins to send, and answers what calls it off. */
export type StreamSource = (stream: EventStream) => () => void

/** Whoever reads so slowly that this much waits is cut off: a client comes back and asks for what it missed. */
const largestBacklog = 4_194_304
const heartbeat = 15_000

export const streamHead = [
  'content-type',
  'text/event-stream',
  'cache-control',
  'no-store',
  'x-accel-buffering',
  'no',
] as const

/** Streams until either side has enough. */
export function streamEvents(response: ServerResponse, source: StreamSource): void {
  response.write('retry: 1000\n\n')
  const stream: EventStream = {
    send({ id, type, data }) {
      response.write(`${id === null ? '' : `id: ${id}\n`}event: ${type}\ndata: ${data}\n\n`)
      if (response.writableLength > largestBacklog) response.destroy()
    },
    end: () => response.end(),
  }
  const stopSource = source(stream)
  const stopBeating = every(heartbeat, () => response.write(': \n\n'))
  response.once('close', () => {
    stopBeating()
    stopSource()
  })
}
