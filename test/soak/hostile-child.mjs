// A server in a process of its own that tells what it holds: node --expose-gc hostile-child.mjs <bundle of src/server.ts> <bytes>
import { pathToFileURL } from 'node:url'

const { serve } = await import(pathToFileURL(process.argv[2]).href)
const served = await serve({ port: 0, scenario: 'demo', memory: Number(process.argv[3]), sandboxes: { most: 200 } })

process.on('message', (message) => {
  if (message === 'collect') globalThis.gc()
  else
    served.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
})
process.send({ port: served.port })
let turn = 0
setInterval(() => {
  // Now and then without garbage: that is what is retained.
  const isCollected = ++turn % 20 === 0
  if (isCollected) globalThis.gc()
  const { rss, heapUsed: heap, external } = process.memoryUsage()
  process.send({ rss, heap, external, isCollected })
}, 100)
