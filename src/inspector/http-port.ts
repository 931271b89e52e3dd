import { eventTypes } from '../contract/events.ts'
import type { LiveEvent, Port } from './port.ts'

const types = [...eventTypes, 'gap', 'clock'] as const

/** The control API of a server, found under an address such as `/__mock`. */
export function createHttpPort(base: string): Port {
  return {
    async request(method, path, body) {
      const init =
        body === undefined
          ? { method }
          : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const response = await fetch(base + path, init)
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    subscribe(listener) {
      let source: EventSource
      let retry: ReturnType<typeof setTimeout> | undefined
      const open = () => {
        source = new EventSource(`${base}/events`)
        source.addEventListener('open', () => listener({ type: 'connection', open: true }))
        source.addEventListener('error', () => {
          listener({ type: 'connection', open: false })
          // A browser comes back by itself after a broken connection, but not after a refusal.
          if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 2_000)
        })
        for (const type of types)
          source.addEventListener(type, (event) => listener(JSON.parse(event.data) as LiveEvent))
      }
      open()
      return () => {
        clearTimeout(retry)
        source.close()
      }
    },
  }
}
