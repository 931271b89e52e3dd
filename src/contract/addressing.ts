/**
 * How requests address a server, its control API and its sandboxes. The path, a header or a cookie names a sandbox; the
 * cookie is for requests to which a page cannot add headers.
 */

/** Where a server listens that was started without options. */
export const defaultHost = '127.0.0.1'
export const defaultPort = 3_000
export const defaultServer = `http://${defaultHost}:${defaultPort}`

/** The path of the control API. */
export const controlPath = '/__mock'

export const sandboxHeader = 'x-mock-sandbox'
export const sandboxCookie = 'mock-sandbox'

/** Whether a path, without its query, belongs to the control API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(`${controlPath}/`) || path === controlPath
}

/** The start of all paths of a sandbox. */
export function sandboxPrefix(name: string): string {
  return `/~${name}`
}

const behindPrefix = /^\/~([^/]*)(\/.*)?$/

/** Reads a path of a sandbox: its name, and the rest of the path. Undefined if the path names none. */
export function readSandboxPath(path: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest = '/'] = behindPrefix.exec(path) ?? []
  return name === undefined ? undefined : { name, rest }
}
