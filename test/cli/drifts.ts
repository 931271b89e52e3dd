import type { Edition } from '../../src/contract/editions.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { objectsIn } from './real-server.ts'

/** Servers that are the mock, but for one thing each. */

interface Asked {
  readonly method: string
  readonly url: URL
  readonly body: string
}

interface Answered {
  status: number
  body: unknown
  headers: Record<string, string>
}

export interface Drift {
  readonly name: string
  /** What is found at least: of which operation, of which kind, and where. */
  readonly finding: string
  /** Asks the mock for something else. */
  readonly ask?: (asked: Asked, mock: Mock) => Asked | Answered
  /** Answers something else than the mock. */
  readonly answer?: (answered: Answered, asked: Asked, mock: Mock) => Answered | void
}

/** A `fetch` that answers as the mock does, but for what drifts. */
export function driftingFetch(
  mock: Mock,
  { ask = (asked) => asked, answer }: Pick<Drift, 'ask' | 'answer'>,
): typeof fetch {
  return async (input, init) => {
    const asked: Asked = {
      method: init?.method ?? 'GET',
      url: new URL(String(input)),
      body: typeof init?.body === 'string' ? init.body : '',
    }
    const meant = ask(asked, mock)
    const answered = 'status' in meant ? meant : await answerOf(mock, meant, init?.headers)
    const { status, body, headers } = answer?.(answered, asked, mock) ?? answered
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(status === 204 ? null : text, { status, headers })
  }
}

async function answerOf(mock: Mock, { method, url, body }: Asked, headers: HeadersInit = {}): Promise<Answered> {
  const answered = await mock.fetch(url, { method, headers, ...(body !== '' && { body }) })
  const text = await answered.text()
  return {
    status: answered.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: Object.fromEntries(answered.headers),
  }
}

export const address = 'https://real.example'

/** An account that is large enough to show every drift, and no larger. */
export function smallAccount(edition: Edition): Mock {
  const mock = createMock({ edition, scenario: 'empty', baseUrl: address, now: '2026-05-04T08:00:00Z' })
  const { db } = mock
  const type = db.recordType.create({ fields: [{ key: 'plan', type: 'text', required: true }] })
  for (let index = 0; index < 55; index += 1) {
    const createdAt = new Date(Date.UTC(2026, 3, 1, index)).toISOString().replace('.000', '')
    const parameters = { plan: index % 2 === 0 ? 'premium' : 'basic plan' }
    db.record.create({ recordTypeUuid: type.uuid, parameters, createdAt, updatedAt: createdAt })
  }
  const records = db.record.getAll()
  for (const [index, status] of (['draft', 'paused', 'active', 'closed'] as const).entries()) {
    const createdAt = `2026-04-0${index + 1}T00:00:00Z`
    const description = 'Calls about the spring offer'
    db.campaign.create({ status, description, recordTypeUuid: type.uuid, createdAt, updatedAt: createdAt })
  }
  const [campaign] = db.campaign.getAll()
  const statuses = ['registered', 'planned', 'contacted', 'failed'] as const
  for (const [index, { uuid: recordUuid }] of records.slice(0, 12).entries())
    db.order.create({
      campaignUuid: campaign?.uuid ?? '',
      recordUuid,
      status: statuses[index % statuses.length] ?? 'registered',
    })
  return mock
}

/* What drifts are made of. */

interface Envelope {
  total?: unknown
  page?: unknown
  limit?: unknown
  totalPages?: unknown
}
const listKeys = ['campaigns', 'records', 'orders'] as const

const isList = ({ status, body }: Answered) => status === 200 && objectsIn(body)[0]?.['total'] !== undefined
const envelopeOf = (answered: Answered): Envelope | undefined =>
  isList(answered) ? (answered.body as Envelope) : undefined
const rowsOf = ({ body }: Answered): Record<string, unknown>[] =>
  listKeys.flatMap((key) => (objectsIn(body)[0]?.[key] as Record<string, unknown>[] | undefined) ?? [])

function withRows(answered: Answered, change: (rows: Record<string, unknown>[]) => unknown[]): Answered {
  const key = listKeys.find((one) => Array.isArray(objectsIn(answered.body)[0]?.[one]))
  if (key === undefined || !isList(answered)) return answered
  return { ...answered, body: { ...Object(answered.body), [key]: change(rowsOf(answered)) } }
}

/** Changes every object that has a key. */
const each =
  (key: string, change: (one: Record<string, unknown>) => void): Drift['answer'] =>
  ({ status, body }) => {
    if (status < 300) for (const one of objectsIn(body)) if (key in one) change(one)
  }

const withQuery = (asked: Asked, change: (query: URLSearchParams) => void): Asked => {
  const url = new URL(asked.url)
  change(url.searchParams)
  return { ...asked, url }
}
const ignoring =
  (...names: string[]): Drift['ask'] =>
  (asked) =>
    withQuery(asked, (query) => names.forEach((name) => query.delete(name)))

const refused =
  (change: (answered: Answered) => Partial<Answered>, status?: number): Drift['answer'] =>
  (answered) =>
    answered.status >= 400 && (status === undefined || answered.status === status)
      ? { ...answered, ...change(answered) }
      : answered

const isOperation = ({ method, url }: Asked, wanted: string, path: RegExp) =>
  method === wanted && path.test(url.pathname)
const campaignPath = /^\/api\/campaigns\/[^/]+$/
const recordPath = /^\/api\/records\/[^/]+$/
const ordersPath = /\/orders$/
const orderPath = /\/orders\/(?!associate)[^/]+$/

/** Found by asking, and nothing else. */
export const readDrifts: readonly Drift[] = [
  {
    name: 'campaigns lack a field',
    finding: 'campaigns.list missing campaigns[].timezone',
    answer: each('timezone', (one) => delete one['timezone']),
  },
  {
    name: 'records have a field more',
    finding: 'records.get extra score',
    answer: each('parameters', (one) => (one['score'] = 1)),
  },
  {
    name: 'orders do not tell the number of their contact',
    finding: 'orders.list missing orders[].record.phoneNumber',
    answer: each('scheduledTime', (one) => delete objectsIn(one['record'])[0]?.['phoneNumber']),
  },
  {
    name: 'the status of a campaign is one that nobody knows',
    finding: 'campaigns.list value campaigns[].status',
    answer: each('schedule', (one) => (one['status'] = 'running')),
  },
  {
    name: 'the price of an order is a text',
    finding: 'orders.list type orders[].price',
    answer: each('price', (one) => (one['price'] = '1.50')),
  },
  {
    name: 'custom fields are null',
    finding: 'records.list type records[].parameters',
    answer: each('parameters', (one) => (one['parameters'] = null)),
  },
  {
    name: 'times have milliseconds',
    finding: 'records.get value createdAt',
    answer: each('createdAt', (one) => (one['createdAt'] = '2026-04-10T09:24:11.000Z')),
  },
  {
    name: 'phone numbers are not in E.164',
    finding: 'records.list value records[].phoneNumber',
    answer: each('country', (one) => (one['phoneNumber'] = '(415) 555-0100')),
  },
  {
    name: 'the total is a text',
    finding: 'orders.list type total',
    answer: (answered) => withEnvelope(answered, ({ total }) => ({ total: String(total) })),
  },
  {
    name: 'a list is answered with 206',
    finding: 'orders.list status',
    answer: (answered) => (isList(answered) ? { ...answered, status: 206 } : answered),
  },
  {
    name: 'what is not valid is refused with 422',
    finding: 'campaigns.list status',
    answer: refused(() => ({ status: 422 }), 400),
  },
  {
    name: 'what is unknown is refused with 400',
    finding: 'records.get status',
    answer: refused(() => ({ status: 400 }), 404),
  },
  {
    name: 'what is unknown is answered with null',
    finding: 'campaigns.get status',
    answer: refused(() => ({ status: 200, body: 'null' }), 404),
  },
  { name: 'page is ignored', finding: 'orders.list paging page 2', ask: ignoring('page') },
  {
    name: 'page is ignored, and answered as asked for',
    finding: 'records.list paging page 2',
    ask: ignoring('page'),
    answer: (answered, { url }) =>
      withEnvelope(answered, ({ page }) => ({ page: Number(url.searchParams.get('page') ?? page) })),
  },
  { name: 'limit is ignored', finding: 'records.list paging rows of a page', ask: ignoring('limit') },
  {
    name: 'pages are counted from 0',
    finding: 'campaigns.list paging page 1',
    ask: (asked) => withQuery(asked, (query) => query.set('page', String(Number(query.get('page') ?? 0) + 1))),
    answer: (answered) => withEnvelope(answered, ({ page }) => ({ page: Number(page) - 1 })),
  },
  {
    name: 'pages overlap by a row',
    finding: 'records.list paging page 3',
    answer: (answered, { url }) =>
      Number(url.searchParams.get('page')) > 1
        ? withRows(answered, (rows) => [...rows.slice(1), ...rows.slice(0, 1)])
        : answered,
  },
  {
    name: 'a page has at most 50 rows',
    finding: 'records.list paging rows of a page',
    ask: (asked) => withQuery(asked, (query) => Number(query.get('limit')) === 100 && query.set('limit', '50')),
  },
  {
    name: 'a page past the end is the last one',
    finding: 'campaigns.list paging total',
    answer: (answered, _, mock) => pastTheEnd(answered, mock),
  },
  {
    name: 'a limit beyond 100 is taken as 100',
    finding: 'records.list status',
    ask: (asked) => withQuery(asked, (query) => Number(query.get('limit')) > 100 && query.set('limit', '100')),
  },
  {
    name: 'lists are reversed',
    finding: 'campaigns.list order rows',
    answer: (answered) => withRows(answered, (rows) => rows.toReversed()),
  },
  {
    name: 'records are sorted by name',
    finding: 'records.list order rows',
    answer: (answered, { url }) =>
      url.pathname === '/api/records'
        ? withRows(answered, (rows) =>
            rows.toSorted((a, b) => String(a['lastName']).localeCompare(String(b['lastName']))),
          )
        : answered,
  },
  {
    name: 'the total is that of the page',
    finding: 'records.list paging total',
    answer: (answered) => withEnvelope(answered, () => ({ total: rowsOf(answered).length })),
  },
  {
    name: 'the total is one too many',
    finding: 'orders.list paging total',
    answer: (answered) => withEnvelope(answered, ({ total }) => ({ total: Number(total) + 1 })),
  },
  {
    name: 'totalPages is rounded down',
    finding: 'orders.list paging totalPages',
    answer: (answered) =>
      withEnvelope(answered, ({ total, limit, totalPages }) =>
        totalPages === undefined ? {} : { totalPages: Math.floor(Number(total) / Number(limit)) },
      ),
  },
  {
    name: 'refusals have another envelope',
    finding: 'campaigns.get missing (404).message',
    answer: refused(() => ({ body: { error: { code: 1 } } })),
  },
  {
    name: 'a refusal names no fields',
    finding: 'records.list missing (400).errors',
    answer: refused(({ body }) => ({ body: { ...Object(body), errors: undefined } }), 400),
  },
  {
    name: 'a refusal names another field',
    finding: 'orders.list refusal (400).errors',
    answer: refused(
      ({ body }) => ({ body: { ...Object(body), errors: [{ field: 'query', message: 'is wrong' }] } }),
      400,
    ),
  },
  {
    name: 'success is true in refusals',
    finding: 'campaigns.get value (404).success',
    answer: refused(({ body }) => ({ body: { ...Object(body), success: true } })),
  },
  {
    name: 'lists come as HTML',
    finding: 'campaigns.list header content-type',
    answer: (answered) => (isList(answered) ? { ...answered, headers: { 'content-type': 'text/html' } } : answered),
  },
  {
    name: 'refusals come as plain text',
    finding: 'records.get header (404) content-type',
    answer: refused(() => ({ headers: { 'content-type': 'text/plain; charset=utf-8' } }), 404),
  },
  {
    name: 'a method that is refused is told no other',
    finding: 'orders.list header (405) allow',
    answer: refused(() => ({ headers: { 'content-type': 'application/json' } }), 405),
  },
  { name: 'the status filter is ignored', finding: 'orders.list filter status', ask: ignoring('status') },
  {
    name: 'the campaign filter of records is ignored',
    finding: 'records.list filter campaignUuid',
    ask: ignoring('campaignUuid'),
  },
  { name: 'search is ignored', finding: 'records.list search search', ask: ignoring('search') },
  {
    name: 'search minds the case',
    finding: 'orders.list search record.name',
    answer: (answered, { url }) =>
      url.searchParams.get('search')?.match(/[A-Z]{4}/)
        ? withEnvelope(
            withRows(answered, () => []),
            () => ({ total: 0 }),
          )
        : answered,
  },
  {
    name: 'contacts do not tell their campaigns',
    finding: 'records.get row campaigns',
    answer: each('campaigns', (one) => one['total'] === undefined && delete one['campaigns']),
  },
  {
    name: 'a campaign by itself has another name',
    finding: 'campaigns.get row name',
    answer: (answered, { url }) =>
      campaignPath.test(url.pathname) && answered.status === 200
        ? { ...answered, body: { ...Object(answered.body), name: 'Another' } }
        : answered,
  },
  {
    name: 'an address is answered with a redirect',
    finding: 'campaigns.list redirect',
    answer: (answered, { url, method }) =>
      url.pathname === '/api/campaigns' && method === 'GET'
        ? { status: 308, body: undefined, headers: { location: '/api/campaigns/' } }
        : answered,
  },
]

/** Found by making rows of one's own. */
export const writeDrifts: readonly Drift[] = [
  {
    name: 'orders are listed oldest first',
    finding: 'orders.list lifecycle orders',
    answer: (answered, { url }) => (ordersPath.test(url.pathname) ? oldestFirst(answered) : answered),
  },
  {
    name: 'what is created is answered with 200',
    finding: 'records.create status',
    answer: (answered) => (answered.status === 201 ? { ...answered, status: 200 } : answered),
  },
  {
    name: 'what is created is answered with 201 and another field',
    finding: 'campaigns.create extra id',
    answer: (answered) =>
      answered.status === 201 ? { ...answered, body: { ...Object(answered.body), id: 7 } } : answered,
  },
  {
    name: 'what is created is answered without its status',
    finding: 'orders.create missing status',
    answer: (answered) =>
      answered.status === 201 ? { ...answered, body: { ...Object(answered.body), status: undefined } } : answered,
  },
  {
    name: 'a new campaign has no time zone',
    finding: 'campaigns.create lifecycle timezone',
    answer: (answered, asked) =>
      isOperation(asked, 'POST', /campaigns$/) && answered.status === 201
        ? { ...answered, body: { ...Object(answered.body), timezone: null } }
        : answered,
  },
  {
    name: 'an update is answered, and not kept',
    finding: 'campaigns.update lifecycle name',
    ask: (asked, mock) => (isOperation(asked, 'PATCH', campaignPath) ? unkept(asked, mock) : asked),
  },
  {
    name: 'an update is ignored',
    finding: 'orders.update lifecycle scheduledTime',
    ask: (asked) => (asked.method === 'PATCH' ? { ...asked, body: '{}' } : asked),
  },
  {
    name: 'an update takes away what it does not name',
    finding: 'campaigns.update missing type',
    answer: (answered, { method }) =>
      method === 'PATCH' ? { ...answered, body: { ...Object(answered.body), type: undefined } } : answered,
  },
  {
    name: 'custom fields are replaced as a whole',
    finding: 'records.update lifecycle parameters',
    answer: (answered, asked) =>
      isOperation(asked, 'PATCH', recordPath) && answered.status === 200
        ? { ...answered, body: { ...Object(answered.body), parameters: Object(JSON.parse(asked.body)).parameters } }
        : answered,
  },
  {
    name: 'a campaign that is deleted stays',
    finding: 'campaigns.delete status',
    ask: (asked) =>
      isOperation(asked, 'DELETE', campaignPath)
        ? { status: 200, body: { success: true }, headers: { 'content-type': 'application/json' } }
        : asked,
  },
  {
    name: 'an order that is deleted stays',
    finding: 'orders.delete lifecycle orders',
    ask: (asked) =>
      isOperation(asked, 'DELETE', orderPath)
        ? { status: 200, body: { success: true, message: 'Done' }, headers: { 'content-type': 'application/json' } }
        : asked,
  },
  {
    name: 'what is deleted is answered with 202',
    finding: 'records.delete status',
    answer: (answered, { method }) =>
      method === 'DELETE' && answered.status < 300 ? { ...answered, status: 202 } : answered,
  },
  {
    name: 'what is deleted twice is deleted well',
    finding: 'orders.delete status',
    answer: (answered, { method }) =>
      method === 'DELETE' && answered.status === 404
        ? { status: 200, body: { success: true, message: 'Done' }, headers: answered.headers }
        : answered,
  },
  {
    name: 'who asked not to be called may be planned',
    finding: 'orders.update status',
    answer: refused(() => ({ status: 200, body: {} }), 409),
  },
  {
    name: 'a time is answered as it was sent',
    finding: 'orders.update lifecycle scheduledTime',
    answer: (answered, { method, body }) =>
      method === 'PATCH' && body.includes('+02:00')
        ? { ...answered, body: { ...Object(answered.body), scheduledTime: '2099-01-01T10:00:00+02:00' } }
        : answered,
  },
  {
    name: 'records that join are planned',
    finding: 'orders.associate lifecycle orders[].status',
    answer: (answered, asked) =>
      isOperation(asked, 'GET', ordersPath) && answered.status === 200
        ? withRows(answered, (rows) =>
            rows.map((row) => (row['status'] === 'registered' ? { ...row, status: 'planned' } : row)),
          )
        : answered,
  },
  {
    name: 'a body that is no JSON is refused with 500',
    finding: 'campaigns.create status',
    answer: (answered, { body }) => (body === '{"name":' ? { ...answered, status: 500 } : answered),
  },
  {
    name: 'a body of another type is taken for JSON',
    finding: 'campaigns.create status',
    answer: refused(() => ({ status: 400, body: { success: false, message: 'No', errors: [] } }), 415),
  },
]

function withEnvelope(answered: Answered, change: (envelope: Envelope) => Envelope): Answered {
  const envelope = envelopeOf(answered)
  return envelope ? { ...answered, body: { ...envelope, ...change(envelope) } } : answered
}

function oldestFirst(answered: Answered): Answered {
  return withRows(answered, (rows) => rows.toReversed())
}

/** Answers what an update would, over a copy. */
function unkept({ url, body }: Asked, mock: Mock): Answered | Asked {
  const uuid = url.pathname.split('/').at(-1)
  const before = mock.db.campaign.findFirst({ where: { uuid: { equals: uuid ?? '' } } })
  const asked = { method: 'PATCH', url, body }
  if (!before || body.includes('completed') || body.includes('""')) return asked
  const { simulator: _, ...campaign } = before
  return { status: 200, body: { ...campaign, ...JSON.parse(body) }, headers: { 'content-type': 'application/json' } }
}

function pastTheEnd(answered: Answered, mock: Mock): Answered {
  const envelope = envelopeOf(answered)
  if (!envelope || rowsOf(answered).length > 0 || Number(envelope.total) === 0) return answered
  const [campaign] = mock.db.campaign.getAll()
  return withRows(answered, () => [campaign])
}
