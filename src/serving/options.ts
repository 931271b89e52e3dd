import { z } from 'zod'
import { checkOptions, mockOptions } from '../contract/options.ts'
import { show } from '../contract/problems.ts'
import type { MockOptions } from '../mock.ts'
import type { LogLine } from '../transports/http.ts'

/** Options of `serve`: those of a mock, and those of a server. */
export interface ServeOptions extends Omit<MockOptions, 'baseUrl' | 'unknown'> {
  /** Default 3000; 0 takes any that is free. */
  readonly port?: number | undefined
  /** The address to listen at. Default 127.0.0.1: reachable from this machine only. */
  readonly host?: string | undefined
  /** Whether there is a control API, and the inspector with it. Default true. */
  readonly control?: boolean | undefined
  /** How many sandboxes there may be (default 1000), and how many milliseconds an unused one is kept (default 30 minutes). */
  readonly sandboxes?: { readonly most?: number | undefined; readonly idle?: number | undefined } | undefined
  /** Milliseconds that clients may take: for the head of a request, for all of it, between two; and that open requests may take on when the server stops. */
  readonly timeouts?:
    | {
        readonly headers?: number | undefined
        readonly request?: number | undefined
        readonly idle?: number | undefined
        readonly grace?: number | undefined
      }
    | undefined
  /** Hears of every request. */
  readonly log?: ((line: LogLine) => void) | undefined
}

export const defaultPort = 3_000
export const defaultHost = '127.0.0.1'

const milliseconds = z.int().min(1).max(86_400_000)

const serverOptions = z.strictObject({
  port: z.int().min(0).max(65_535).default(defaultPort),
  host: z.string().min(1).default(defaultHost),
  control: z.boolean().default(true),
  sandboxes: z
    .strictObject({ most: z.int().min(1).max(1_000_000).optional(), idle: milliseconds.optional() })
    .default({}),
  timeouts: z
    .strictObject({
      headers: milliseconds.optional(),
      request: milliseconds.optional(),
      idle: milliseconds.optional(),
      grace: z.int().min(0).max(60_000).optional(),
    })
    .default({}),
  log: z
    .custom<(line: LogLine) => void>((value) => typeof value === 'function', { error: 'must be a function' })
    .optional(),
})

const serveOptions = serverOptions.extend(mockOptions.omit({ baseUrl: true, unknown: true }).shape)

export type ServerOptions = z.output<typeof serverOptions>

/** The options of the server and those of the mock; a TypeError names each one that is wrong. */
export function splitOptions(options: ServeOptions): { readonly server: ServerOptions; readonly mock: MockOptions } {
  const baseUrl: unknown = Reflect.get(Object(options), 'baseUrl')
  if (baseUrl !== undefined)
    throw new TypeError(
      `serve: baseUrl is not an option: the API is found where the server listens, at its host and port; received ${show(baseUrl)}`,
    )
  const server = checkOptions(serveOptions, options, 'serve')
  const { port, host, control, sandboxes, timeouts, log, ...mock } = options
  return { server, mock }
}
