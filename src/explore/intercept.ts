import { z } from 'zod'
import { aFunction } from '../contract/options.ts'
import { createHandlers } from '../transports/msw.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { exploredMock, isIntercepted } from '../runners/interception.ts'
import { checkMsw, toMissing } from '../runners/versions.ts'
import { toListenOptions } from '../transports/unhandled.ts'

/** Brings the requests of a search to its worlds. */

export const ownServer = z.object({ use: aFunction<(...handlers: Mock['handlers']) => void>() })
/** The part of msw's server that is used. */
export interface OwnServer extends Readonly<z.input<typeof ownServer>> {}

/** The searches that share a server of their own. */
const users = new Set<object>()
let closeShared: (() => void) | undefined

/** Lets the mock of the current world answer; returns a function that ends it. */
export async function intercept(root: Mock, server: OwnServer | undefined): Promise<() => void> {
  if (server) {
    server.use(...createHandlers(() => exploredMock.getStore()?.[internals]))
    return () => {}
  }
  if (isIntercepted()) return () => {}
  const user = {}
  users.add(user)
  closeShared ??= await listen(root)
  return () => {
    users.delete(user)
    if (users.size > 0) return
    closeShared?.()
    closeShared = undefined
  }
}

async function listen(root: Mock): Promise<() => void> {
  const { setupServer } = await import('msw/node').catch((error: unknown) => toMissing('callcamp-mock/explore', error))
  checkMsw('callcamp-mock/explore')
  const server = setupServer(...createHandlers(() => exploredMock.getStore()?.[internals]))
  const options = toListenOptions(() => ({ apis: [root[internals].api], onUnhandledRequest: undefined }), 'test')
  server.listen(options)
  return () => server.close()
}
