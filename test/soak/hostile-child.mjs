// A server in a process of its own that tells what it holds: node --expose-gc hostile-child.mjs <bundle of src/server.ts> <… of heap-growth.ts> <bytes>
import { pathToFileURL } from 'node:url'

const [server, heapGrowth, bytes] = process.argv.slice(2)
const memory = Number(bytes)
const { serve } = await import(pathToFileURL(server).href)
const { boundHeapGrowth } = await import(pathToFileURL(heapGrowth).href)
// As the command does.
boundHeapGrowth(memory)
const served = await serve({ port: 0, scenario: 'demo', memory, sandboxes: { most: 200 } })

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
  // Seldom, since it takes time: without garbage, so that what is retained shows.
  const isCollected = ++turn % 100 === 0
  if (isCollected) globalThis.gc()
  const { rss, heapUsed: heap, heapTotal, external } = process.memoryUsage()
  process.send({ rss, heap, heapTotal, external, isCollected })
}, 100)
