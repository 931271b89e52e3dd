import { expect } from 'vitest'
import { operationIds } from '../../src/contract/operation-ids.ts'
import type { Refusal } from './api.ts'
import { type Case, casesOf, usual } from './case.ts'

/** Keys, the rate limit, and refusals in another form. */

const keys = { options: { auth: { keys: ['secret', 'second key'] } } } as const
const list = casesOf('campaigns.list')

const withoutKey = operationIds.flatMap((operation): Case[] => {
  const { refuses } = casesOf(operation)
  return [
    refuses('a request without a key', { status: 401, says: ['Authorization', 'X-API-Key'] }, keys),
    refuses(
      'a request with a key that is not known',
      { init: { headers: { authorization: 'Bearer wrong' } }, status: 401 },
      keys,
    ),
  ]
})

const accepted: readonly Readonly<Record<string, string>>[] = [
  { authorization: 'Bearer secret' },
  { authorization: 'bearer secret' },
  { authorization: 'Bearer second key' },
  { 'x-api-key': 'secret' },
]
const refused: readonly Readonly<Record<string, string>>[] = [
  { authorization: 'secret' },
  { authorization: 'Basic secret' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer Secret' },
  { 'x-api-key': '' },
  { 'x-api-key': 'constructor' },
]

const origin = 'https://app.example'
/** Browsers set the header themselves, and look at the answer before a test can. */
const canSetOrigin = new Request('http://callcamp.ai', { headers: { origin } }).headers.has('origin')

/** What a page of another origin is told beside the answer. */
const allowing = {
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  vary: 'Origin',
}

export const accessCases: readonly Case[] = [
  ...(
    [
      [200, '/api/campaigns'],
      [400, '/api/campaigns?page=0'],
      [404, '/api/campaigns/nobody'],
      [404, '/api/nothing'],
    ] as const
  ).map(([status, path]) =>
    list.works(`lets a page of another origin read a ${status} of ${path}, also with its cookies`, async (api) => {
      const answer = await api.send(path, { headers: { origin }, credentials: 'include' })
      expect(answer.status).toBe(status)
      if (canSetOrigin) expect(Object.fromEntries(answer.headers)).toMatchObject(allowing)
    }),
  ),
  list.works('lets a page read the headers of an answer', async (api) => {
    const { status, headers } = await api.send('/api/campaigns', { method: 'PUT', headers: { origin } })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    if (canSetOrigin) expect(headers.get('access-control-expose-headers')).toContain('allow')
  }),
  ...(canSetOrigin ? ['/api/campaigns', '/api/nothing'] : []).map((path) =>
    list.works(`allows what a preflight of ${path} asks for`, async (api) => {
      const asked = {
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,x-trace',
      }
      const { status, headers } = await api.send(path, { method: 'OPTIONS', headers: { origin, ...asked } })
      expect(status).toBe(204)
      expect(Object.fromEntries(headers)).toMatchObject({
        ...allowing,
        'access-control-allow-methods': 'PATCH',
        'access-control-allow-headers': 'authorization,x-trace',
      })
    }),
  ),
  ...withoutKey,
  ...accepted.map((headers) =>
    list.works(
      `takes ${JSON.stringify(headers)}`,
      async (api) => {
        expect((await api.send('/api/campaigns', { headers })).status).toBe(200)
      },
      keys,
    ),
  ),
  ...refused.map((headers) =>
    list.refuses(`the key in ${JSON.stringify(headers)}`, { init: { headers }, status: 401 }, keys),
  ),
  list.works(
    'says how to authenticate where a key is needed',
    async (api) => {
      expect((await api.get('/api/campaigns')).headers.get('www-authenticate')).toBe('Bearer')
    },
    keys,
  ),
  list.works('asks for no key where none is configured', async (api) => {
    expect((await api.send('/api/campaigns', { headers: { authorization: 'Bearer whatever' } })).status).toBe(200)
  }),

  ...operationIds.map((operation) =>
    casesOf(operation).works(
      'is refused beyond the rate limit, and told when to try again',
      async (api) => {
        for (let request = 0; request < 2; request += 1) expect((await api.get('/api/campaigns')).status).toBe(200)
        const { method, path } = usual[operation]
        const { status, headers, body } = await api.send<Refusal>(path, { method })
        expect(status).toBe(429)
        expect(headers.get('retry-after')).toBe('60')
        expect(body.message).toContain('60')
      },
      { options: { rateLimit: 2 } },
    ),
  ),
  list.works(
    'counts in a window of any length',
    async (api) => {
      await api.get('/api/campaigns')
      const { status, headers } = await api.get('/api/campaigns')
      expect(status).toBe(429)
      expect(headers.get('retry-after')).toBe('7200')
    },
    { options: { rateLimit: { requests: 1, window: '2h' } } },
  ),

  ...(
    [
      [404, '/api/campaigns/nobody', undefined],
      [400, '/api/campaigns?page=0', [{ field: 'page' }]],
      [405, '/api/campaigns', undefined],
    ] as const
  ).map(([status, path, errors]) =>
    list.works(
      `writes a ${status} as formatError says`,
      async (api) => {
        const answer = await api.send<{ readonly error: object }>(path, { method: status === 405 ? 'PUT' : 'GET' })
        expect(answer.status).toBe(status)
        expect(Object.keys(answer.body)).toEqual(['error'])
        expect(answer.body.error).toMatchObject(errors ? { code: status, details: errors } : { code: status })
      },
      {
        options: {
          formatError: ({ status, message, errors }) => ({ error: { code: status, message, details: errors } }),
        },
      },
    ),
  ),
]
