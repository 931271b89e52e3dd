import { z } from 'zod'
import { defaultHost, defaultPort } from '../contract/addressing.ts'
import { aFunction, checkOptions, mockOptions, optionFlags } from '../contract/options.ts'
import type { SandboxForgottenEvent } from '../control/feed.ts'
import type { MockOptions } from '../mock.ts'
import { httpTimeouts, type LogLine, tlsFiles } from '../transports/http-settings.ts'
import { defaultMemoryBytes } from './memory.ts'
import { publicUrl } from './public-url.ts'
import { sandboxLimits } from './sandboxes.ts'
import { savePlaces } from './saved-state.ts'

/** A smaller budget could not hold a body of the control API. */
export const minMemoryBytes = 16_777_216

const serverOptions = z.strictObject({
  /** The port to listen on. Default 3000; 0 takes any free port. */
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(defaultPort)
    .register(optionFlags, { group: 'Where', short: 'p', help: 'The port to listen on; 0 takes a free one.' }),
  /** The address to listen on. Default 127.0.0.1, which only this machine can reach. */
  host: z.string().min(1).default(defaultHost).register(optionFlags, {
    group: 'Where',
    value: 'address',
    help: 'The address to listen on; 0.0.0.0 for every network.',
  }),
  /** The public address of the server, behind a proxy: `https://mock.example.com/callcamp`. It is used only in OpenAPI and links. */
  baseUrl: z
    .string()
    .refine((text) => publicUrl(text) !== undefined, {
      error: 'must be an address such as https://mock.example.com/callcamp, or a path such as /callcamp',
    })
    .optional(),
  /** The path of a unix socket to listen on instead of a port. */
  socket: z
    .string()
    .min(1)
    .optional()
    .register(optionFlags, { group: 'Where', value: 'path', help: 'Listens on a unix socket instead of a port.' }),
  /** `{ cert, key }`: a certificate and its key in PEM, to serve https. */
  tls: tlsFiles.optional(),
  /** `{ file, sandboxes }`: a file that keeps the state between runs, and a folder with a file for each sandbox. */
  save: savePlaces.default({}),
  /** Whether there is a control API, and the inspector with it. Default true. */
  control: z.boolean().default(true),
  /** More host names that may reach the control API: `mock.example.com`, or `.example.com` for all names below it. */
  allowHosts: z
    .array(
      z
        .string()
        .regex(/^\.?[a-z0-9.-]+$/i, { error: 'must be a name without a port, such as mock.example.com' })
        .transform((name) => name.toLowerCase()),
    )
    .readonly()
    .default([]),
  /** The maximum bytes for journals, histories, events, faults and sandboxes. Default 512 MiB. */
  memory: z.int().min(minMemoryBytes).max(1_099_511_627_776).default(defaultMemoryBytes),
  /**
   * `{ most, idle }`: how many sandboxes there may be, and how many milliseconds an unused one is kept. Default 1000, and half an
   * hour; an idle time of 0 keeps all.
   */
  sandboxes: sandboxLimits.readonly().prefault({}),
  /**
   * `{ headers, request, idle, grace }`: milliseconds for the head of a request, for a whole request, between two requests, and for
   * open requests when the server stops.
   */
  timeouts: httpTimeouts.readonly().prefault({}),
  /** A function that is called when a sandbox is forgotten. */
  notice: aFunction<(event: SandboxForgottenEvent) => void>().optional(),
  /** A function that gets a line for every request. */
  log: aFunction<(line: LogLine) => void>().optional(),
})

/** Options of `serve`: those of a mock, and those of a server. */
export interface ServeOptions
  extends Omit<MockOptions, 'baseUrl' | 'unknown'>, Readonly<z.input<typeof serverOptions>> {}

export const serveOptions = serverOptions.extend(mockOptions.omit({ baseUrl: true, unknown: true }).shape)
/** All options after the check, with their defaults. */
export type ServerOptions = z.output<typeof serveOptions>

/** Checks the options, and picks those of the mock as they were given. A TypeError names each one that is wrong. */
export function splitOptions(options: ServeOptions): { readonly server: ServerOptions; readonly mock: MockOptions } {
  const server = checkOptions(serveOptions, options, 'serve')
  const mock = Object.fromEntries(Object.entries(options).filter(([name]) => !Object.hasOwn(serverOptions.shape, name)))
  return { server, mock }
}
