// Requests through msw and global fetch, as an application makes them: the mock's handlers against a bare handler each.
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { createMock } from '../../../dist/index.js'
import { inTurns } from '../measure.mjs'
import { campaignId, record, recordId, recordType, scenario, words } from '../rows.mjs'

const api = 'http://callcamp.ai'
const limit = 'http://limit.test'
const headers = { 'content-type': 'application/json' }

/** What is asked of both sides. `verb` is the limit's handler; where it takes a body, it parses it. */
export function requestsOf(size) {
  const word = words()
  const lastPage = Math.floor(size / 20 / 7 / 10) || 1
  const send = (method, body) => ({ method, headers, body: JSON.stringify(body) })
  let created = size
  return {
    get: { verb: 'get', path: (index) => `/api/records/${recordId((index * 7) % size)}` },
    list: { verb: 'get', path: () => '/api/records' },
    'list by campaign': { verb: 'get', path: (index) => `/api/records?campaignUuid=${campaignId(index)}` },
    'orders by status': {
      verb: 'get',
      path: (index) => `/api/campaigns/${campaignId(index)}/orders?status=planned&page=${1 + (index % lastPage)}`,
    },
    search: { verb: 'get', path: () => `/api/records?search=${word()}` },
    create: {
      verb: 'post',
      path: () => '/api/records',
      init: () => send('POST', { recordTypeUuid: recordType, ...record(created++) }),
    },
    patch: {
      verb: 'patch',
      path: (index) => `/api/records/${recordId(index % size)}`,
      init: (index) => send('PATCH', { firstName: `Ada ${index}`, parameters: { amount: index } }),
    },
    delete: {
      verb: 'delete',
      path: (index) => `/api/records/${recordId(index % size)}`,
      init: () => ({ method: 'DELETE' }),
    },
  }
}

export async function measureRequests(size, { wants, quick }, nameOf) {
  const mock = createMock({ scenario: scenario(size), simulator: false })
  const ours = setupServer(...mock.handlers)
  const results = {}
  for (const [name, request] of Object.entries(requestsOf(size))) {
    if (!wants(nameOf(name))) continue
    const { status, text } = await sample(mock, request)
    const bare = setupServer(bareHandler(request, status, JSON.parse(text)))
    const side = (server, origin, reset) => ({
      before() {
        reset()
        server.listen({ onUnhandledRequest: 'error' })
      },
      after: () => server.close(),
      async call(index) {
        const response = await fetch(origin + request.path(index), request.init?.(index))
        await response.json()
        if (response.status !== status) throw new Error(`${name} answered ${response.status}`)
      },
    })
    const sides = { ours: side(ours, api, () => mock.reset()), limit: side(bare, limit, () => {}) }
    results[nameOf(name)] = await inTurns(sides, { rounds: quick ? 21 : 45, calls: 25, warmUp: 300 })
  }
  return results
}

/** What the mock answers, for the limit to answer the same. */
async function sample(mock, { path, init }) {
  const response = await mock.fetch(api + path(0), init?.(0))
  const text = await response.text()
  mock.reset()
  return { status: response.status, text }
}

function bareHandler({ verb, path, init }, status, body) {
  const pattern = limit + path(0).split('?')[0].replace(recordId(0), ':uuid').replace(campaignId(0), ':campaign')
  const takesBody = init?.(0).body !== undefined
  return http[verb](pattern, async ({ request }) => {
    if (takesBody) await request.json()
    return HttpResponse.json(body, { status })
  })
}
