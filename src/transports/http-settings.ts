/** How a server speaks HTTP, and what it tells of requests. */

/** One request that was answered, for people who watch. */
export interface LogLine {
  /** When the answer was ready, by the wall clock: `2026-05-04T08:00:00.123Z`. */
  readonly time: string
  readonly method: string
  /** Path and query, as they came. */
  readonly path: string
  /** Null where there was no answer, on purpose. */
  readonly status: number | null
  readonly ms: number
  readonly sandbox: string | null
  readonly warnings: readonly string[]
}

/** Milliseconds of real time. */
export interface HttpTimeouts {
  /** How long the head of a request may take. */
  readonly headers: number
  /** How long a whole request may take. */
  readonly request: number
  /** How long a connection may idle. */
  readonly idle: number
  /** How long requests that are being answered may take on, when the server stops. */
  readonly grace: number
}

export const defaultTimeouts: HttpTimeouts = { headers: 10_000, request: 30_000, idle: 60_000, grace: 500 }

/** A certificate and its key, in PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** Where a server listens: a port of an address, or a unix socket. */
export type ListenTarget = { readonly port: number; readonly host: string } | { readonly path: string }

export interface HttpSettings {
  readonly tls?: TlsFiles | undefined
  /** How many bytes of bodies are read at the same time. */
  readonly maxBodyBytes: number
  readonly timeouts: HttpTimeouts
  readonly report: (error: unknown) => void
  readonly log: ((line: LogLine) => void) | undefined
}
