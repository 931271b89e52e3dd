import type { ServerOptions } from './options.ts'

/** How a server was started, for people and tools. It contains no keys. */
export interface ServerSettings extends Readonly<ReturnType<typeof settingsOf>> {}

export function settingsOf(options: ServerOptions) {
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
