// A server in a process of its own that tells, when asked, what it holds: node --expose-gc child.mjs <bundle of src/server.ts>
import { pathToFileURL } from 'node:url'

const { serve } = await import(pathToFileURL(process.argv[2]).href)
const served = await serve({ port: 0, scenario: 'demo', speed: 600, timeouts: { headers: 2_000, request: 4_000 } })

process.on('message', (message) => {
  if (message === 'stop') {
    served.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
    return
  }
  globalThis.gc()
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  process.send({ heap: process.memoryUsage().heapUsed, sockets })
})
process.send({ port: served.port })
