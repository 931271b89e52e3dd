import { serve } from '../../src/server.ts'
import { conformance, type Harness } from '../conformance/suite.ts'

/** A client may still be sending a body that was refused when its test is over. */
const noGrace = { grace: 0 } as const

/** Asks a server over real sockets. */
const overHttp: Harness = {
  async start(all) {
    const { baseUrl: _, ...options } = all
    const { url, mock, close } = await serve({ ...options, port: 0, timeouts: noGrace })
    return { mock, fetch: (path, init) => fetch(url + path, init), stop: close }
  },
}

conformance('HTTP', overHttp)
