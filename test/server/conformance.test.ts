import { serve } from '../../src/server.ts'
import { conformance, type Harness } from '../conformance/suite.ts'

/** Asks a server over real sockets. */
const overHttp: Harness = {
  async start(all) {
    const { baseUrl: _, ...options } = all
    const { url, mock, close } = await serve({ ...options, port: 0 })
    return { mock, fetch: (path, init) => fetch(url + path, init), stop: close }
  },
}

conformance('HTTP', overHttp)
