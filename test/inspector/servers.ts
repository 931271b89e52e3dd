import { afterEach } from 'vitest'
import { type ServeOptions, serve, type Served } from '../../src/server.ts'

/** Returns a function that starts servers with a clock that stands still. They are closed after each test. */
export function useServers(defaults: ServeOptions): (options?: ServeOptions) => Promise<Served> {
  const running: Served[] = []
  afterEach(async () => {
    for (const served of running.splice(0)) await served.close()
  })
  return async (options) => {
    const served = await serve({ port: 0, clock: 'frozen', ...defaults, ...options })
    running.push(served)
    return served
  }
}
