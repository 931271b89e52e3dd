import type { Port } from './port.ts'

/**
 * Opens the state that the address of the page names, as `#w=…`: the mock starts from it. Resolves with a message where
 * the mock refuses it. The address is the page's own afterwards, so that a reload does not start over.
 */
export async function openStateLink(port: Pick<Port, 'request'>): Promise<HTMLElement | undefined> {
  const { hash, pathname, search } = location
  if (!hash.startsWith('#w=')) return undefined
  history.replaceState(null, '', pathname + search)
  const { status, body } = await port.request('POST', '/reset', { scenario: hash })
  if (status < 400) return undefined
  const message = document.createElement('p')
  message.setAttribute('role', 'alert')
  message.textContent = `The state in the address was not opened: ${messageIn(body)}`
  return message
}

function messageIn(body: unknown): string {
  const [first] =
    typeof body === 'object' && body !== null && 'errors' in body && Array.isArray(body.errors) ? body.errors : []
  return typeof first?.message === 'string' ? first.message : 'the mock refused it'
}
