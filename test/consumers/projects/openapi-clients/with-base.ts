const fetchAnywhere = globalThis.fetch

/** Lets clients that ask for paths find a server, as they do on a page that the server sends. */
export function withBase(baseUrl: string): void {
  globalThis.fetch = (input, init) =>
    fetchAnywhere(typeof input === 'string' && input.startsWith('/') ? baseUrl + input : input, init)
}
