/**
 * The script of the worker that all tabs of a server share. A browser opens six connections for each host, and a stream
 * of events holds one for as long as it is open: here there is one for each mock that is looked at, and not one for each
 * tab.
 */
import { openStream } from './event-stream.ts'

/** For a page whose browser has no such workers. */
export { openStream }

/** How many mocks have a stream of their own. Tabs of further mocks are told to poll instead. */
const maxStreams = 3
/** Milliseconds for which events are gathered: a message for each would cost the tabs more than the events. */
const gatheringMs = 50
/** Milliseconds between two polls of a tab without a stream. */
const pollEveryMs = 1_000

interface Watched {
  readonly ports: Set<MessagePort>
  readonly stop: () => void
  /** Whether the stream is open, as it was told last. */
  connection: string | undefined
}

const watched = new Map<string, Watched>()

function watch(url: string): Watched {
  const ports = new Set<MessagePort>()
  let gathered: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    for (const port of ports) port.postMessage(gathered)
    gathered = []
  }
  const tell = (event: string) => {
    if (event.startsWith('{"type":"connection"')) made.connection = event
    gathered.push(event)
    timer ??= setTimeout(flush, gatheringMs)
  }
  const isStreamed = watched.size < maxStreams
  const polling = isStreamed ? undefined : setInterval(() => tell('{"type":"look"}'), pollEveryMs)
  const made: Watched = {
    ports,
    connection: isStreamed ? undefined : '{"type":"connection","open":true}',
    stop: isStreamed ? openStream(url, tell) : () => clearInterval(polling),
  }
  return made
}

function leave(port: MessagePort): void {
  for (const [url, { ports, stop }] of watched) {
    if (!ports.delete(port) || ports.size > 0) continue
    stop()
    watched.delete(url)
  }
}

addEventListener('connect', (event) => {
  const [port] = event instanceof MessageEvent ? event.ports : []
  port?.addEventListener('message', ({ data: url }: MessageEvent<string | undefined>) => {
    leave(port)
    if (url === undefined) return
    const joined = watched.get(url) ?? watch(url)
    watched.set(url, joined)
    joined.ports.add(port)
    if (joined.connection !== undefined) port.postMessage([joined.connection])
  })
  port?.addEventListener('close', () => leave(port))
  port?.start()
})
