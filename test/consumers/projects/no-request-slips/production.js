import { createServer } from 'node:http'

export default async function startProduction({ provide }) {
  const received = []
  const server = createServer(({ method, url }, response) => {
    if (url !== '/received') received.push(`${method} ${url}`)
    response.setHeader('content-type', 'application/json').end(JSON.stringify(received))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  provide('production', `http://127.0.0.1:${server.address().port}`)
  return () => {
    server.closeAllConnections()
    server.close()
    if (received.length > 0) throw new Error(`Production received ${received.join(', ')}`)
  }
}
