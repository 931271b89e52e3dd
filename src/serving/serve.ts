import { internals } from '../engine/internals.ts'
import { makeMock } from '../create-mock.ts'
import type { Mock } from '../mock.ts'
import type { OriginOf } from '../transports/http-handler.ts'
import { HttpServer } from '../transports/http.ts'
import { every } from '../transports/timers.ts'
import { wallTime } from '../world/clock.ts'
import { isLoopback } from './guard.ts'
import { toListenError } from './listen-error.ts'
import { LiveEvents } from './live.ts'
import { MemoryBudget, shareMemory } from './memory.ts'
import { type ServeOptions, type ServerOptions, splitOptions } from './options.ts'
import { hostPattern, publicUrl } from './public-url.ts'
import { RequestRouter } from './request-router.ts'
import { SandboxKeeper } from './sandboxes.ts'
import { SavedState } from './saved-state.ts'
import { type ServerSettings, settingsOf } from './settings.ts'
import { checkSocketPath, removeStaleSocket } from './unix-socket.ts'

/** A mock that listens on a port or a unix socket. */
export interface Served {
  /** The address of the server: `http://127.0.0.1:3000`. */
  readonly url: string
  readonly host: string
  /** 0 for a unix socket. */
  readonly port: number
  /** The mock of the server, for use in this process. */
  readonly mock: Mock
  /** How the server was started, as in `/__mock/health`. */
  readonly settings: ServerSettings
  /** Saves the state to the place that `save` names. */
  readonly save: () => void
  /** Stops within a second. Open requests are answered first, and the state is saved. */
  readonly close: () => Promise<void>
}

/** How often the clock catches up and watchers are told. */
const tickEveryMs = 250
const sweepEveryMs = 2_000
/** The maximum number of open event streams. */
const maxStreams = 1_000

/**
 * Serves the API and the control API over HTTP. The clock ticks by default.
 * @example
 * const { url, mock, close } = await serve({ port: 0, scenario: 'demo' })
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { server, mock: mockOptions } = splitOptions(options)
  const { host, socket, tls, timeouts } = server
  // A server without TLS starts faster, as it does not load it.
  const createServer = tls && (await import('./tls.ts')).withTls(tls)
  if (socket !== undefined) checkSocketPath(socket)
  const shares = shareMemory(server.memory)
  const http = new HttpServer({ createServer, timeouts, maxBodyBytes: shares.bodies, report, log: server.log })
  const port = await listen(http, server)
  const scheme = tls ? 'https' : 'http'
  const url = socket === undefined ? `${scheme}://${toAuthority(host)}:${port}` : `${scheme}://localhost`
  try {
    const mock = makeMock({ ...mockOptions, clock: mockOptions.clock ?? 'ticking', baseUrl: url }, 'serve')
    const saved = new SavedState(server.save, report)
    const live = new LiveEvents(
      mock,
      wallTime().toString(36),
      { maxStreams, maxBacklogBytes: shares.backlog },
      (event) => {
        if (event.reason === 'dropped') saved.drop(event.sandbox)
        server.notice?.(event)
      },
    )
    const memory = new MemoryBudget(mock, shares.retained, {
      eventBytes: (one) => live.bytesOf(one),
      forget: (name) => sandboxes.forget(name, 'memory'),
    })
    const sandboxes: SandboxKeeper = new SandboxKeeper(mock, server.sandboxes, {
      made(sandbox, name) {
        saved.restoreSandbox(sandbox, name)
        live.follow(sandbox)
      },
      forgotten(sandbox, name, reason) {
        memory.remove(sandbox)
        live.forget(sandbox, name, reason)
      },
      report,
    })
    saved.restore(mock)
    const keys = mockOptions.auth && new Set(mockOptions.auth.keys)
    const settings = settingsOf(server)
    const onLoopback = socket !== undefined || isLoopback(host)
    const router = new RequestRouter({
      mock,
      url,
      publicUrl: server.baseUrl === undefined ? undefined : publicUrl(server.baseUrl),
      sandboxes,
      live,
      guard: { onLoopback, allowHosts: server.allowHosts, keys },
      memory,
      maxControlBytes: shares.controlBody,
      settings,
      isReady: () => http.isReady,
    })
    const isNamed = isEverywhere(host) || server.allowHosts.length > 0
    http.serve(isNamed ? originAsked(url, scheme) : () => url, router)
    const stopTicking = every(tickEveryMs, () => keepAlive(mock, live))
    const stopSweeping = every(sweepEveryMs, () => {
      sandboxes.sweep()
      memory.sweep()
    })
    const save = () => saved.save(mock)
    let closed: Promise<void> | undefined
    const close = async () => {
      stopTicking()
      stopSweeping()
      // Once connections are refused, another server may be asked for a sandbox. Its file must exist by then.
      try {
        save()
      } finally {
        await http.close()
        live.close()
      }
      saved.renew(mock)
    }
    return { url, host, port, mock, settings, save, close: () => (closed ??= close()) }
  } catch (error) {
    await http.close()
    throw error
  }
}

async function listen(http: HttpServer, { port, host, socket }: ServerOptions): Promise<number> {
  try {
    if (socket !== undefined) await removeStaleSocket(socket)
    return await http.listen(socket === undefined ? { port, host } : { path: socket })
  } catch (error) {
    throw toListenError(error, { port, host, socket })
  }
}

/** Moves time on, so that calls are made even without requests. */
function keepAlive(mock: Mock, live: LiveEvents): void {
  try {
    mock[internals].tick()
    for (const sandbox of mock.sandboxes.values()) sandbox[internals].tick()
    live.sendHeartbeat()
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

/** A server that listens on all addresses has no name of its own: each client uses the host name of its request. */
function originAsked(url: string, scheme: string): OriginOf {
  return (host) => (host !== undefined && hostPattern.test(host) ? `${scheme}://${host}` : url)
}

/** An address in the form of URLs. A server that listens on all addresses is reachable on the local one. */
function toAuthority(host: string): string {
  if (isEverywhere(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
