import type { Port } from './port.ts'
import { problemOf } from './problem-text.ts'

/**
 * Opens the state that the address of the page names, as `#w=…`: the mock starts from it. Resolves with a message where
 * the mock refuses it. The address is the page's own afterwards, so that a reload does not start over.
 */
export async function openStateLink(port: Pick<Port, 'request'>): Promise<string | undefined> {
  const { hash, pathname, search } = location
  if (!hash.startsWith('#w=')) return undefined
  history.replaceState(null, '', pathname + search)
  const { status, body } = await port.request('POST', '/reset', { scenario: hash })
  return status < 400 ? undefined : `The state in the address was not opened: ${problemOf(body)}`
}
