import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Mock } from '../../src/mock.ts'

export interface Told {
  status: number
  // What a test changes: JSON as it came.
  body: unknown
  /** JSON without others where a test answers by itself. */
  headers?: Record<string, string>
}

/** A server that answers as the mock does, but for what a test changes: a stand-in for a real one. Without a clock it tells no time. */
export async function realServer(
  mock: Mock,
  change: (told: Told, path: string, method: string) => Told | Promise<Told> = (told) => told,
  { clock = true } = {},
): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = []
  // A client on a busy machine may need longer than the usual five seconds for its next request.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const { url: path = '/', method = 'GET' } = request
    asked.push(`${method} ${path}`)
    const answer = async () => {
      const told = await change(await answerOf(mock, request), path, method)
      response.sendDate = clock
      response.writeHead(told.status, told.headers ?? { 'content-type': 'application/json' })
      response.end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body))
    }
    void answer()
  })
  return { url: await listen(server), asked }
}

async function answerOf(mock: Mock, request: IncomingMessage): Promise<Told> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  const { method = 'GET', url = '/' } = request
  const answered = await mock.fetch(url, { method, headers, ...(body !== '' && { body }) })
  const text = await answered.text()
  return {
    status: answered.status,
    body: text === '' ? '' : JSON.parse(text),
    headers: Object.fromEntries(answered.headers),
  }
}

/** Lets a server listen until the test ends; answers where. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Every object in a JSON value, for a test to change. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
}
