import type { MockOptions } from '../mock.ts'
import type { ServerOptions } from './options.ts'
import type { SandboxLimits } from './sandboxes.ts'

/** How a server was started, for people and tools. It contains no keys. */
export interface ServerSettings {
  readonly control: boolean
  readonly auth: boolean
  readonly strict: boolean
  readonly references: string
  readonly latency: MockOptions['latency'] | null
  readonly rateLimit: MockOptions['rateLimit'] | null
  readonly tls: boolean
  readonly socket: string | null
  readonly baseUrl: string | null
  readonly allowHosts: readonly string[]
  readonly sandboxes: SandboxLimits
  readonly memory: number
  readonly save: { readonly file: string | null; readonly sandboxes: string | null }
}

export function settingsOf(server: ServerOptions, mock: MockOptions): ServerSettings {
  const { control, tls, socket, baseUrl, allowHosts, memory, save, sandboxes } = server
  return {
    control,
    auth: mock.auth !== undefined,
    strict: mock.strict ?? false,
    references: mock.references ?? 'strict',
    latency: mock.latency ?? null,
    rateLimit: mock.rateLimit ?? null,
    tls: tls !== undefined,
    socket: socket ?? null,
    baseUrl: baseUrl ?? null,
    allowHosts,
    sandboxes,
    memory,
    save: { file: save.file ?? null, sandboxes: save.sandboxes ?? null },
  }
}
