/** Settings of the HTTP server, and its log entries. */

/** The log entry of one request. */
export interface LogLine {
  /** The wall-clock time at which the answer was ready: `2026-05-04T08:00:00.123Z`. */
  readonly time: string
  readonly method: string
  /** The raw path and query. */
  readonly path: string
  /** Null if a fault left the request unanswered. */
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
  /** How long open requests may take when the server stops. */
  readonly grace: number
}

export const defaultTimeouts: HttpTimeouts = { headers: 10_000, request: 30_000, idle: 60_000, grace: 500 }

/** A certificate and its key, in PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** The address and port, or the unix socket, that a server listens on. */
export type ListenTarget = { readonly port: number; readonly host: string } | { readonly path: string }

export interface HttpSettings {
  readonly tls?: TlsFiles | undefined
  /** The maximum number of bytes of bodies that are read at the same time. */
  readonly maxBodyBytes: number
  readonly timeouts: HttpTimeouts
  readonly report: (error: unknown) => void
  readonly log: ((line: LogLine) => void) | undefined
}
