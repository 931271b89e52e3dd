import { expect } from 'vitest'
import { type OperationId, operationIds } from '../../src/contract/operation-ids.ts'
import { type Case, casesOf, usual } from './case.ts'
import { campaign, order, record } from './world.ts'
import { asJson } from '../json-request.ts'

/** Ids that nothing has, methods that a path does not know, and the methods that every path knows. */

/** Ids are opaque: none is refused for its form, each is only looked for. */
const ids = [
  '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5',
  'nobody',
  '0',
  'null',
  'a b',
  'a/b',
  '%',
  'ключ',
  '🌻',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(500),
]

const bodies: { readonly [Id in OperationId]?: object } = {
  'campaigns.update': {},
  'records.update': {},
  'orders.create': { record: { phoneNumber: '+14155553001' } },
  'orders.update': {},
  'orders.associate': { recordUuids: [record.zoe] },
}

/** The places in a path where an id stands. */
function idsIn(path: string): readonly string[] {
  return [campaign.active, record.ada, order.planned].filter((uuid) => path.includes(`/${uuid}`))
}

const unknown = operationIds.flatMap((operation): Case[] => {
  const { works } = casesOf(operation)
  const { method, path } = usual[operation]
  const body = bodies[operation]
  const init: RequestInit = body ? asJson(body, method) : { method }
  return idsIn(path).map((uuid) =>
    works(
      `answers 404 for ids that nothing has in place of ${uuid}`,
      async (api) => {
        for (const id of ids)
          expect((await api.send(path.replace(uuid, encodeURIComponent(id)), init)).status, id).toBe(404)
      },
      { bad: true },
    ),
  )
})

/** The methods that each path knows. */
const methods: readonly (readonly [operation: OperationId, allowed: readonly string[]])[] = [
  ['campaigns.list', ['GET', 'POST']],
  ['campaigns.get', ['GET', 'PATCH', 'DELETE']],
  ['records.list', ['GET', 'POST']],
  ['records.get', ['GET', 'PATCH', 'DELETE']],
  ['orders.list', ['GET', 'POST']],
  ['orders.update', ['PATCH', 'DELETE']],
  ['orders.associate', ['POST']],
]

function methodCases(operation: OperationId, allowed: readonly string[]): Case[] {
  const { path } = usual[operation]
  const { refuses, works } = casesOf(operation)
  const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
    (method) =>
      !allowed.includes(method) && !(operation === 'orders.associate' && ['PATCH', 'DELETE'].includes(method)),
  )
  return [
    ...others.map((method) => refuses(`the method ${method}`, { method, status: 405, says: [method] })),
    works(
      'names the methods it knows where it refuses one',
      async (api) => {
        for (const method of others) {
          const { status, headers } = await api.send(path, { method })
          expect(status).toBe(405)
          const allow = headers.get('allow')?.split(', ') ?? []
          for (const one of allowed) expect(allow).toContain(one)
          expect(allow).not.toContain(method)
          expect(allow.includes('HEAD')).toBe(allowed.includes('GET'))
        }
      },
      { bad: true },
    ),
    works('answers OPTIONS with the methods it knows', async (api) => {
      const { status, headers, text } = await api.send(path, { method: 'OPTIONS' })
      expect(status).toBe(204)
      expect(text).toBe('')
      for (const one of allowed) expect(headers.get('allow')?.split(', ')).toContain(one)
    }),
  ]
}

const asGet = operationIds
  .filter((operation) => usual[operation].method === 'GET')
  .flatMap((operation): Case[] => {
    const { works, refuses } = casesOf(operation)
    const { path } = usual[operation]
    return [
      works('answers HEAD as GET, without the body', async (api) => {
        const got = await api.get(path)
        const { status, headers, text } = await api.send(path, { method: 'HEAD' })
        expect(status).toBe(got.status)
        expect(text).toBe('')
        expect(headers.get('content-type')).toBe(got.headers.get('content-type'))
      }),
      refuses('HEAD where it refuses GET', {
        method: 'HEAD',
        path: operation.endsWith('get') ? path.replace(/[^/]+$/, 'nobody') : `${path}?page=0`,
        status: operation.endsWith('get') ? 404 : 400,
      }),
    ]
  })

export const missingCases: readonly Case[] = [
  ...unknown,
  ...methods.flatMap(([operation, allowed]) => methodCases(operation, allowed)),
  ...asGet,
]
