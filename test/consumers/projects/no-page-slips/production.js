import { createServer } from 'node:http'

/** Stands for the real API: whatever a page does by accident, it must receive nothing. `/received` tells what it got. */
const received = []

createServer(({ method, url }, response) => {
  response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'application/json')
  if (url === '/received') return response.end(JSON.stringify(received))
  received.push(`${method} ${url}`)
  response.end('{"campaigns":[],"total":0}')
}).listen(4331, '127.0.0.1')
