import type { LiveEvent } from './port.ts'
import type { openStream } from './event-stream.ts'

/** How the events of a server reach a page: by a stream that all tabs share, or, without such workers, by its own. */

/** Hears of the events of the mock with this `base`, by the worker with this `script`, which all tabs share. */
export function openEvents(base: string, script: string, listener: (event: LiveEvent) => void): () => void {
  const hear = (event: string) => listener(JSON.parse(event) as LiveEvent)
  const url = `${base}/events`
  if (typeof SharedWorker === 'undefined') {
    const opened = import(script).then((worker: { readonly openStream: typeof openStream }) =>
      worker.openStream(url, hear),
    )
    return () => void opened.then((close) => close())
  }
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
