import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { add, render } from './app.js'

async function handle(request, response) {
  if (request.method === 'POST') {
    await add(await text(request))
    response.writeHead(303, { location: '/' }).end()
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(await render())
  }
}

/** In tests, each request of the API goes to the sandbox of the page that is being rendered. */
async function forTests() {
  const { setupSandboxForwarding } = await import('callcamp-mock/node')
  const { listen, forRequest } = setupSandboxForwarding({
    server: process.env.MOCK_SERVER,
    baseUrl: 'http://callcamp.ai',
  })
  listen()
  return (request, response) => forRequest(request, () => handle(request, response))
}

createServer(process.env.MOCK_SERVER ? await forTests() : handle).listen(4311)
