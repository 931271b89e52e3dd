import { AsyncLocalStorage } from 'node:async_hooks'
import type { Mock } from '../mock.ts'

/** What the doors of one process share: msw answers for one server at a time. */

/** The mock of the explored world that a request belongs to. It answers before any other mock. */
export const exploredMock = new AsyncLocalStorage<Mock>()

/** The servers of this process that listen: those that want to be the only one, and all others. */
const claiming = new Set<object>()
const listening = new Set<object>()

/** Whether requests of this process are answered by a server that asks for the explored mock first. */
export function isIntercepted(): boolean {
  return claiming.size + listening.size > 0
}

/** Notes that a server listens; returns a function that notes its end. */
export function noteListening(server: object): () => void {
  listening.add(server)
  return () => void listening.delete(server)
}

/** The same, but refused where another such server listens: that one would fall silent. */
export function claimInterception(server: object): () => void {
  if (claiming.size > 0)
    throw new Error(
      'Another mock server listens already, and msw answers for one at a time. Close it, or let it answer for both: server.use(...other.handlers)',
    )
  claiming.add(server)
  return () => void claiming.delete(server)
}
