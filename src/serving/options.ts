import { z } from 'zod'
import { dayMs } from '../contract/durations.ts'
import { checkOptions, mockOptions } from '../contract/options.ts'
import type { SandboxForgottenEvent } from '../control/feed.ts'
import type { MockOptions } from '../mock.ts'
import type { LogLine, TlsFiles } from '../transports/http-settings.ts'
import { defaultMemoryBytes } from './memory.ts'
import { publicUrl } from './public-url.ts'

/** Options of `serve`: those of a mock, and those of a server. */
export interface ServeOptions extends Omit<MockOptions, 'baseUrl' | 'unknown'> {
  /** The public address of the server, behind a proxy: `https://mock.example.com/callcamp`. It is used only in OpenAPI and links. */
  readonly baseUrl?: string | undefined
  /** Default 3000. 0 takes any free port. */
  readonly port?: number | undefined
  /** The address to listen on. Default 127.0.0.1, which only this machine can reach. */
  readonly host?: string | undefined
  /** The path of a unix socket to listen on instead of a port. */
  readonly socket?: string | undefined
  /** Serves https with this certificate and key, in PEM. */
  readonly tls?: TlsFiles | undefined
  /** Where state is read at the start and written at the end: a file, or a folder with a file per sandbox. */
  readonly save?: { readonly file?: string | undefined; readonly sandboxes?: string | undefined } | undefined
  /** Whether there is a control API, and the inspector with it. Default true. */
  readonly control?: boolean | undefined
  /** More host names that may reach the control API: `mock.example.com`, or `.example.com` for all its subdomains. */
  readonly allowHosts?: readonly string[] | undefined
  /** The maximum bytes for journals, events, faults and sandboxes. Default 512 MiB. */
  readonly memory?: number | undefined
  /** How many sandboxes there may be (default 1000), and how many milliseconds an unused one is kept (0 keeps it). */
  readonly sandboxes?: { readonly most?: number | undefined; readonly idle?: number | undefined } | undefined
  /** Milliseconds: for the head of a request, for a whole request, between two requests, and for open requests when the server stops. */
  readonly timeouts?:
    | {
        readonly headers?: number | undefined
        readonly request?: number | undefined
        readonly idle?: number | undefined
        readonly grace?: number | undefined
      }
    | undefined
  /** Called when a sandbox is forgotten. */
  readonly notice?: ((event: SandboxForgottenEvent) => void) | undefined
  /** Called for every request. */
  readonly log?: ((line: LogLine) => void) | undefined
}

export const defaultPort = 3_000
export const defaultHost = '127.0.0.1'

/** A smaller budget could not hold a body of the control API. */
export const minMemoryBytes = 16_777_216
const maxIdleMs = 2_592_000_000

const milliseconds = z.int().min(1).max(dayMs)

const serverOptions = z.strictObject({
  port: z.int().min(0).max(65_535).default(defaultPort),
  host: z.string().min(1).default(defaultHost),
  baseUrl: z
    .string()
    .refine((text) => publicUrl(text) !== undefined, {
      error: 'must be an address such as https://mock.example.com/callcamp, or a path such as /callcamp',
    })
    .optional(),
  socket: z.string().min(1).optional(),
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
  save: z.strictObject({ file: z.string().min(1).optional(), sandboxes: z.string().min(1).optional() }).default({}),
  control: z.boolean().default(true),
  allowHosts: z
    .array(
      z
        .string()
        .regex(/^\.?[a-z0-9.-]+$/i, { error: 'must be a name without a port, such as mock.example.com' })
        .transform((name) => name.toLowerCase()),
    )
    .readonly()
    .default([]),
  memory: z.int().min(minMemoryBytes).max(1_099_511_627_776).default(defaultMemoryBytes),
  sandboxes: z
    .strictObject({ most: z.int().min(1).max(1_000_000).optional(), idle: z.int().min(0).max(maxIdleMs).optional() })
    .default({}),
  timeouts: z
    .strictObject({
      headers: milliseconds.optional(),
      request: milliseconds.optional(),
      idle: milliseconds.optional(),
      grace: z.int().min(0).max(60_000).optional(),
    })
    .default({}),
  notice: z
    .custom<(event: SandboxForgottenEvent) => void>((value) => typeof value === 'function', {
      error: 'must be a function',
    })
    .optional(),
  log: z
    .custom<(line: LogLine) => void>((value) => typeof value === 'function', { error: 'must be a function' })
    .optional(),
})

const serveOptions = serverOptions.extend(mockOptions.omit({ baseUrl: true, unknown: true }).shape)

export type ServerOptions = z.output<typeof serverOptions>

/** Splits the options into those of the server and those of the mock. A TypeError names each one that is wrong. */
export function splitOptions(options: ServeOptions): { readonly server: ServerOptions; readonly mock: MockOptions } {
  const server = checkOptions(serveOptions, options, 'serve')
  const mock = Object.fromEntries(Object.entries(options).filter(([name]) => !Object.hasOwn(serverOptions.shape, name)))
  return { server, mock }
}
