import { z } from 'zod'
import { aFunction } from '../contract/options.ts'
import { createHandlers } from '../transports/msw.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { exploredMock, isIntercepted } from '../runners/interception.ts'
import { checkMsw, toMissing } from '../runners/versions.ts'
import { toListenOptions } from '../transports/unhandled.ts'

/** Brings the requests of a search to its worlds. */

export const ownServer = z.object({
  use: aFunction<(...handlers: Mock['handlers']) => void>(),
  boundary: aFunction<<Result>(run: () => Result) => () => Result>(),
})
/** The part of msw's server that is used. */
export interface OwnServer extends Readonly<z.input<typeof ownServer>> {}

/** The searches that share a server of their own. */
const users = new Set<object>()
let shared: Promise<() => void> | undefined

/** Runs a search. Meanwhile, the mock of the current world answers. */
export async function intercepted<Result>(
  root: Mock,
  server: OwnServer | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  if (server) {
    // Handlers that are added within a boundary are gone after it. One by one, msw cannot remove them.
    return server.boundary(() => {
      server.use(...handlers())
      return run()
    })()
  }
  if (isIntercepted()) return run()
  const user = {}
  users.add(user)
  let close: (() => void) | undefined
  try {
    shared ??= listen(root)
    close = await shared
    return await run()
  } finally {
    users.delete(user)
    if (users.size === 0) {
      shared = undefined
      close?.()
    }
  }
}

const handlers = () => createHandlers(() => exploredMock.getStore()?.[internals])

/** What versions of msw set on the global object while a server listens. */
const marksOfServers = ['interceptor-source', 'setup-server'].map((name) => Symbol.for(name))

async function listen(root: Mock): Promise<() => void> {
  const { setupServer } = await import('msw/node').catch((error: unknown) => toMissing('callcamp-mock/explore', error))
  checkMsw('callcamp-mock/explore')
  if (marksOfServers.some((mark) => Reflect.get(globalThis, mark) !== undefined))
    throw new Error(
      'explore: another msw server listens already, and msw answers for one at a time. Pass it: explore({ server, … }), or close it before',
    )
  const server = setupServer(...handlers())
  const options = toListenOptions(() => ({ apis: [root[internals].api], onUnhandledRequest: undefined }), 'test')
  server.listen(options)
  return () => server.close()
}
