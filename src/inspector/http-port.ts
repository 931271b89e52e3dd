import { BatchReader } from './batch-reader.ts'
import { openEvents } from './event-source.ts'
import type { Port } from './port.ts'

/** The control API of a server, found under an address such as `/__mock`. */
export function createHttpPort(base: string): Port {
  const ask: Port['request'] = async (method, path, body) => {
    const init =
      body === undefined
        ? { method }
        : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(base + path, init)
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const reader = new BatchReader((paths) => ask('POST', '/batch', { paths }))
  // The name of a sandbox stands in front of the address.
  const [, root = base] = /^(.*?)(?:\/~[^/]*)?\/__mock$/.exec(base) ?? []
  return {
    request: (method, path, body) => (method === 'GET' ? reader.read(path) : ask(method, path, body)),
    subscribe: (listener) => openEvents(base, `${root}/__mock/events.js`, listener),
    enter(sandbox) {
      location.assign(`${root}${sandbox === null ? '' : `/~${encodeURIComponent(sandbox)}`}/__mock/${location.hash}`)
      return undefined
    },
  }
}
