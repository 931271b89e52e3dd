import { makeMock, type Mock } from '../mock.ts'
import { defaultTimeouts, HttpServer, type OriginOf } from '../transports/http.ts'
import { every } from '../transports/timers.ts'
import { wallTime } from '../world/clock.ts'
import { Desk } from './desk.ts'
import { isLoopback } from './guard.ts'
import { LiveEvents } from './live.ts'
import { MemoryBudget, shareMemory } from './memory.ts'
import { type ServeOptions, splitOptions } from './options.ts'
import { defaultSandboxLimits, SandboxKeeper } from './sandboxes.ts'

/** A mock behind a port. */
export interface Served {
  /** Where it is found: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** The same mock in process. */
  readonly mock: Mock
  /** Stops within a second; what is being answered is answered first. */
  readonly close: () => Promise<void>
}

/** How often time catches up, and watchers are told so. */
const beat = 250
const sweep = 10_000
/** How many streams of events there may be at a time. */
const maxStreams = 1_000

/**
 * Serves the API over HTTP, with the control API beside it. Time ticks, unless told otherwise.
 * @example
 * const { url, mock, close } = await serve({ port: 0, scenario: 'demo' })
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { server, mock: mockOptions } = splitOptions(options)
  const { host } = server
  const shares = shareMemory(server.memory)
  const timeouts = { ...defaultTimeouts, ...given(server.timeouts) }
  const http = new HttpServer({ timeouts, maxBodyBytes: shares.bodies, report, log: server.log })
  const port = await http.listen(server.port, host)
  const url = `http://${toAuthority(host)}:${port}`
  try {
    const mock = makeMock({ ...mockOptions, clock: mockOptions.clock ?? 'ticking', baseUrl: url }, 'serve')
    const live = new LiveEvents(
      mock,
      wallTime().toString(36),
      { maxStreams, maxBacklogBytes: shares.backlog },
      (event) => server.notice?.(event),
    )
    const memory = new MemoryBudget(mock, shares.retained, {
      eventBytes: (one) => live.bytesOf(one),
      forget: (name) => sandboxes.forget(name, 'memory'),
    })
    const sandboxes: SandboxKeeper = new SandboxKeeper(
      mock,
      { ...defaultSandboxLimits, ...given(server.sandboxes) },
      {
        made: (sandbox) => live.follow(sandbox),
        forgotten(sandbox, name, reason) {
          memory.remove(sandbox)
          live.forget(sandbox, name, reason)
        },
        report,
      },
    )
    const keys = mockOptions.auth && new Set(mockOptions.auth.keys)
    const guard = { onLoopback: isLoopback(host), allowHosts: server.allowHosts, keys }
    http.serve(
      isEverywhere(host) ? originAsked(url) : () => url,
      new Desk({
        mock,
        url,
        sandboxes,
        live,
        control: server.control,
        guard,
        memory,
        maxControlBytes: shares.controlBody,
      }),
    )
    const stopBeating = every(beat, () => keepAlive(mock, live))
    const stopSweeping = every(sweep, () => {
      sandboxes.sweep()
      memory.sweep()
    })
    const close = async () => {
      stopBeating()
      stopSweeping()
      await http.close()
      live.close()
    }
    return { url, host, port, mock, close }
  } catch (error) {
    await http.close()
    throw error
  }
}

/** Time goes on, and calls are made, also while nobody asks anything. */
function keepAlive(mock: Mock, live: LiveEvents): void {
  try {
    mock.tick()
    for (const sandbox of mock.sandboxes.values()) sandbox.tick()
    live.beat()
  } catch (error) {
    report(error)
  }
}

function report(error: unknown): void {
  // oxlint-disable-next-line no-console
  console.error('callcamp-mock:', error)
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Found by many names, a server is called what whoever asks calls it: `localhost` is another machine for others. */
function originAsked(url: string): OriginOf {
  return (host) =>
    host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host) ? `http://${host}` : url
}

/** An address as URLs write it; listening everywhere, it is found here too. */
function toAuthority(host: string): string {
  if (isEverywhere(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function given<Values extends object>(values: Values): { [Name in keyof Values]: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]: NonNullable<Values[Name]>
  }
}
