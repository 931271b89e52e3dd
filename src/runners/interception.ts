import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpHandler } from 'msw'
import type * as mswNode from 'msw/node'
import type { SetupServer } from 'msw/node'
import type { Mock } from '../mock.ts'
import { type PolicyNow, toListenOptions } from '../transports/unhandled.ts'
import { listenFirst } from './request-source.ts'

/** What the doors of one process share: one mock server listens at a time. */

/** The mock of the explored world that a request belongs to. It answers before any other mock. */
export const exploredMock = new AsyncLocalStorage<Mock>()

/** The interception that listens in this process. */
const holders = new Set<Interception>()

/** Whether requests of this process are answered by a server that asks for the explored mock first. */
export function isIntercepted(): boolean {
  return holders.size > 0
}

type Door = 'callcamp-mock/node' | 'callcamp-mock/vitest'

/** A server of msw that starts and stops. `close` of the server does the same as `close` here. */
export class Interception {
  readonly server: SetupServer
  /** Whether another one may take over. */
  isIdle = false
  readonly #door: Door
  readonly #msw: typeof mswNode
  readonly #handlers: readonly HttpHandler[]
  readonly #closeServer: () => void
  #stop: (() => void) | undefined

  constructor(door: Door, msw: typeof mswNode, handlers: readonly HttpHandler[]) {
    this.#door = door
    this.#msw = msw
    this.#handlers = handlers
    this.server = msw.setupServer(...handlers)
    this.#closeServer = this.server.close.bind(this.server)
    // Otherwise the mock would still count as listening.
    this.server.close = () => this.close()
  }

  get isListening(): boolean {
    return this.#stop !== undefined
  }

  /** A second call changes nothing. */
  listen(policy: () => PolicyNow): void {
    if (this.#stop) return
    for (const holder of holders) {
      if (!holder.isIdle) throw new Error(toTaken(holder.#door))
      holder.close()
    }
    this.#stop = listenFirst(this.#msw, {
      listen: (leave) => this.server.listen(toListenOptions(policy, 'test', leave)),
      close: this.#closeServer,
    })
    holders.add(this)
  }

  close(): void {
    if (!this.#stop) return
    holders.delete(this)
    this.#stop()
    this.#stop = undefined
  }

  /** Removes the handlers that were added, and brings those of the mock back. */
  resetHandlers(): void {
    this.server.resetHandlers(...this.#handlers)
  }
}

function toTaken(door: Door): string {
  return door === 'callcamp-mock/vitest'
    ? 'The test of callcamp-mock/vitest answers the requests of this file, and only one mock server can listen. Use its fixture mock, or add the handlers to its fixture server: server.use(...other.handlers)'
    : 'Another mock server listens already, and only one can. Close it, or let it answer for both: server.use(...other.handlers)'
}
