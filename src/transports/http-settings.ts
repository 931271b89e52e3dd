import type { Server, ServerOptions } from 'node:http'
import { z } from 'zod'
import { dayMs } from '../contract/durations.ts'

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

const milliseconds = z.int().min(1).max(dayMs)

export const httpTimeouts = z.strictObject({
  /** How long the head of a request may take. */
  headers: milliseconds.default(10_000),
  /** How long a whole request may take. */
  request: milliseconds.default(30_000),
  /** How long a connection may idle. */
  idle: milliseconds.default(60_000),
  /** How long open requests may take when the server stops. */
  grace: z.int().min(0).max(60_000).default(500),
})
/** Milliseconds of real time. */
interface HttpTimeouts extends Readonly<z.output<typeof httpTimeouts>> {}

export const tlsFiles = z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).readonly()
/** A certificate and its key, in PEM. */
export interface TlsFiles extends z.output<typeof tlsFiles> {}

/** The address and port, or the unix socket, that a server listens on. */
export type ListenTarget = { readonly port: number; readonly host: string } | { readonly path: string }

/** Makes a server that does not listen yet. */
export type CreateServer = (options: ServerOptions) => Server

export interface HttpSettings {
  /** Default: a server without TLS. */
  readonly createServer?: CreateServer | undefined
  /** The maximum number of bytes of bodies that are read at the same time. */
  readonly maxBodyBytes: number
  readonly timeouts: HttpTimeouts
  readonly report: (error: unknown) => void
  readonly log: ((line: LogLine) => void) | undefined
}
