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

export function settingsOf(options: ServerOptions): ServerSettings {
  const { control, strict, references, allowHosts, sandboxes, memory, save } = options
  return {
    control,
    auth: options.auth !== undefined,
    strict,
    references,
    latency: options.latency ?? null,
    rateLimit: options.rateLimit ?? null,
    tls: options.tls !== undefined,
    socket: options.socket ?? null,
    baseUrl: options.baseUrl ?? null,
    allowHosts,
    sandboxes,
    memory,
    save: { file: save.file ?? null, sandboxes: save.sandboxes ?? null },
  }
}
