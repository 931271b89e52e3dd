import { eventTypes } from '../contract/events.ts'
import type { LiveEvent } from './port.ts'

const types = [...eventTypes, 'gap', 'clock'] as const

/** Hears of the events of a mock, as JSON, until the returned function is called. */
export function openStream(url: string, listener: (event: string) => void): () => void {
  let source: EventSource
  let retry: ReturnType<typeof setTimeout> | undefined
  const tell = (open: boolean) => listener(JSON.stringify({ type: 'connection', open } satisfies LiveEvent))
  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => tell(true))
    source.addEventListener('error', () => {
      tell(false)
      // A browser comes back by itself after a broken connection, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 2_000)
    })
    for (const type of types) source.addEventListener(type, ({ data }) => listener(String(data)))
  }
  open()
  return () => {
    clearTimeout(retry)
    source.close()
  }
}
