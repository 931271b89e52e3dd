import { eventTypes } from '../contract/events.ts'
import type { LiveEvent } from './port.ts'

/** How the events of a server reach a page: by a stream of its own, or by one that all tabs share. */

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

/** Hears of the events of the mock whose control API lies at `base`; `script` is that of the worker which all tabs share. */
export function openEvents(base: string, script: string, listener: (event: LiveEvent) => void): () => void {
  const hear = (event: string) => listener(JSON.parse(event) as LiveEvent)
  const url = `${base}/events`
  if (typeof SharedWorker === 'undefined') return openStream(url, hear)
  const { port } = new SharedWorker(script, { type: 'module', name: 'callcamp-mock' })
  port.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) => {
    for (const event of data) hear(event)
  })
  port.start()
  const join = () => port.postMessage(url)
  const leave = () => port.postMessage(undefined)
  join()
  // A page that is left may come back as it was.
  const listening = new AbortController()
  const { signal } = listening
  addEventListener('pagehide', leave, { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && join(), { signal })
  return () => {
    listening.abort()
    leave()
  }
}
