import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Mock } from '../../src/mock.ts'

export interface Told {
  status: number
  // What a test changes: JSON as it came.
  body: unknown
}

/** A server that answers as the mock does, but for what a test changes: a stand-in for a real one. Without a clock it tells no time. */
export async function realServer(
  mock: Mock,
  change: (told: Told, path: string) => Told = (told) => told,
  { clock = true } = {},
): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = []
  // A client on a busy machine may need longer than the usual five seconds for its next request.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const path = request.url ?? '/'
    asked.push(`${request.method} ${path}`)
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const answer = async () => {
      const answered = await mock.fetch(path, { method: request.method ?? 'GET', headers })
      const told = change({ status: answered.status, body: await answered.json() }, path)
      response.sendDate = clock
      response.writeHead(told.status, { 'content-type': 'application/json' })
      response.end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body))
    }
    void answer()
  })
  return { url: await listen(server), asked }
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
