import { internals } from '../../src/engine/internals.ts'
import type { MockAnswer } from '../../src/engine/exchange.ts'
import type { Mock } from '../../src/mock.ts'

/** Asks a mock with plain values, as transports do. */
export function ask(mock: Mock, method: string, target: string, body?: unknown): MockAnswer {
  const [path = '', query = ''] = target.split('?')
  const headers: Readonly<Record<string, string>> = body === undefined ? {} : { 'content-type': 'application/json' }
  return mock[internals].run({
    method,
    url: `http://callcamp.ai${target}`,
    path,
    query,
    header: (name) => headers[name],
    headers: () => headers,
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  })
}

export function bodyOf(answer: MockAnswer): unknown {
  return answer.body === undefined ? undefined : JSON.parse(answer.body)
}

export const newCampaign = { name: 'New', status: 'draft', type: 'outbound' }
