import { createMock, type Edition, type Mock } from 'callcamp-mock'

/** Requests that no client means to send: random, mutated, broken. Drawn from a seed, so that each can be sent again. */

/** A small generator for tests (mulberry32). */
function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface WildRequest {
  method: string
  path: string
  query: string
  headers: Record<string, string>
  body: string | undefined
}

const oddTexts = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udc00x',
  '💥',
  'İ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  '0',
  '-0',
  '1e999',
  'NaN',
  '9'.repeat(400),
  'a'.repeat(5_000),
  '(((((a+)+)+)+)+)$',
  '.*',
  '%',
  '%zz',
  '%00',
  '%2e%2e%2f',
  '../../etc/passwd',
  '<script>',
  '\r\nX-Injected: 1',
  '{{7*7}}',
  "' OR 1=1 --",
  '\u202e',
  '\ufeff',
]
const oddValues: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e-300,
  2 ** 53,
  [],
  {},
  [[]],
  { a: { b: { c: {} } } },
  ...oddTexts,
]
const keys = [
  'name',
  'status',
  'type',
  'description',
  'timezone',
  'schedule',
  'recordTypeUuid',
  'outboundPhoneUuid',
  'firstName',
  'lastName',
  'phoneNumber',
  'phone',
  'email',
  'country',
  'parameters',
  'record',
  'recordUuids',
  'scheduledTime',
  'scheduledTimeTimezone',
  'scheduledDurationSeconds',
  'price',
  'currencyCode',
  'instructions',
  'mon',
  'start',
  '__proto__',
  'constructor',
  'prototype',
  'toJSON',
  'length',
  '',
]
const goodValues: unknown[] = [
  'Spring',
  'draft',
  'active',
  'outbound',
  'planned',
  'scheduled',
  'do-not-call',
  '+14155550100',
  'ada@example.com',
  'US',
  'USD',
  'Europe/London',
  '2026-05-10T14:30:00Z',
  600,
  { mon: { start: '09:00', end: '17:00' } },
  { amount: 1 },
]

export class Fuzzer {
  readonly #next: () => number
  readonly #known: () => Known

  /** `known` names rows that there are, so that not all of it runs into 404. */
  constructor(seed: number, known: () => Known) {
    this.#next = draws(seed)
    this.#known = known
  }

  request(): WildRequest {
    return {
      method: this.#method(),
      path: this.#path(),
      query: this.#query(),
      headers: this.#headers(),
      body: this.#body(),
    }
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.#next() * values.length)] as Value
  }

  #chance(likely: number): boolean {
    return this.#next() < likely
  }

  #method(): string {
    return this.#chance(0.9)
      ? this.#pick(['GET', 'POST', 'PATCH', 'DELETE', 'POST', 'PATCH'])
      : this.#pick(['PUT', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'PROPFIND', 'X'])
  }

  #id(): string {
    return this.#chance(0.7) ? this.#pick(this.#known().ids) : encodeOnce(this.#pick(oddTexts), this.#chance(0.7))
  }

  #path(): string {
    const path = this.#pick([
      '/api/campaigns',
      '/api/records',
      `/api/campaigns/${this.#id()}`,
      `/api/records/${this.#id()}`,
      `/api/campaigns/${this.#id()}/orders`,
      `/api/campaigns/${this.#id()}/orders/${this.#id()}`,
      this.#pick(this.#known().orders),
      this.#pick(this.#known().orders),
      `/api/campaigns/${this.#id()}/orders/associate`,
    ])
    if (this.#chance(0.9)) return path
    return this.#pick([
      `${path}/`,
      `/${path}`,
      path.toUpperCase(),
      path.slice(0, Math.floor(this.#next() * path.length)) || '/',
      `${path}//x`,
      '/',
      '/api',
      `/api/${encodeOnce(this.#pick(oddTexts), true)}`,
      path.replace('/', '%2F'),
      `${path};v=1`,
    ])
  }

  #query(): string {
    if (this.#chance(0.5)) return ''
    const parts = Array.from(
      { length: 1 + Math.floor(this.#next() * 4) },
      () =>
        `${this.#pick(['page', 'limit', 'search', 'status', 'recordTypeUuid', 'campaignUuid', '__proto__', 'page[]', encodeOnce(this.#pick(oddTexts), true)])}=${encodeOnce(String(this.#pick(this.#chance(0.5) ? [1, 2, 10, 100, 'active', 'planned', 'a', 'son'] : oddTexts)), this.#chance(0.8))}`,
    )
    return parts.join(this.#pick(['&', '&', '&&', ';']))
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = {}
    if (this.#chance(0.9))
      headers['content-type'] = this.#chance(0.9)
        ? this.#pick(['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'])
        : this.#pick([
            'text/plain',
            '',
            'application/jsonx',
            'multipart/form-data; boundary=x',
            ';;;',
            'application/json'.repeat(50),
          ])
    if (this.#chance(0.1))
      headers['authorization'] = this.#pick(['', 'Bearer', 'Bearer x', 'Basic eDp5', 'bearer '.repeat(100)])
    return headers
  }

  #body(): string | undefined {
    if (this.#chance(0.15)) return undefined
    const text = this.#text()
    if (this.#chance(0.9)) return text
    const cut = Math.floor(this.#next() * text.length)
    return this.#pick([
      text.slice(0, cut),
      `${text}${text}`,
      text.replace(':', ''),
      `\ufeff${text}`,
      text.replaceAll('"', "'"),
      `${text.slice(0, cut)}\u0000${text.slice(cut)}`,
      '',
      '   ',
      'null',
      '"text"',
      '12',
      '[1,2]',
      `{"name":"a","name":5}`,
    ])
  }

  #text(): string {
    if (this.#chance(0.01)) return '['.repeat(20_000)
    if (this.#chance(0.01)) return `{"parameters":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`
    if (this.#chance(0.005))
      return JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index])))
    if (this.#chance(0.002)) return JSON.stringify({ name: 'x'.repeat(1_100_000) })
    if (this.#chance(0.02))
      return '{"__proto__":{"polluted":true},"name":"P","status":"draft","type":"outbound","constructor":{"prototype":{"polluted":true}}}'
    const plausible = this.#pick([
      { name: 'Fuzz', status: 'active', type: 'outbound' },
      { recordTypeUuid: this.#id(), phoneNumber: '+14155550100', phone: '+14155550100' },
      { record: { phoneNumber: '+14155550130', firstName: 'Fu', parameters: { amount: 1 } }, status: 'planned' },
      { status: 'planned' },
      { recordUuids: [this.#id(), this.#id()] },
      {},
    ])
    return JSON.stringify(this.#mutated(plausible, 0))
  }

  #mutated(value: object, depth: number): unknown {
    const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
      if (this.#chance(0.12)) return [key, this.#pick(oddValues)]
      if (this.#chance(0.05)) return [this.#pick(keys), inner]
      return [
        key,
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < 4
          ? this.#mutated(inner, depth + 1)
          : inner,
      ]
    })
    while (this.#chance(0.3))
      entries.push([this.#pick(keys), this.#chance(0.6) ? this.#pick(goodValues) : this.#pick(oddValues)])
    return Object.fromEntries(entries)
  }
}

function encodeOnce(text: string, encode: boolean): string {
  if (!encode) return text.replaceAll(/[\r\n#?]/g, '')
  try {
    return encodeURIComponent(text)
  } catch {
    return '%ED%A0%80'
  }
}

/** What the contract lets a mock answer. */
export const allowedStatuses = new Set([200, 201, 204, 400, 401, 404, 405, 409, 413, 415, 429])

/** Rows that there are: their ids, and the paths of orders. */
export interface Known {
  readonly ids: readonly string[]
  readonly orders: readonly string[]
}

/** A mock with rows of everything, and what is known of them. */
export function newTarget(edition: Edition, options: { strict?: boolean } = {}): { mock: Mock; known: () => Known } {
  const mock = createMock({ edition, scenario: 'demo', journal: 100, ...options })
  let known: Known = { ids: [], orders: [] }
  let asked = 0
  return {
    mock,
    known() {
      if (asked++ % 4_000 === 0) {
        const { campaigns, records, orders, recordTypes } = mock.snapshot()
        const latest = [campaigns, records, orders, recordTypes].flatMap((rows) =>
          rows.slice(-12).map((row) => row.uuid),
        )
        const refusing = orders.filter((order) => order.status === 'do-not-call').slice(-6)
        known = {
          ids: ['none', ...latest],
          orders: [
            '/api/campaigns/none/orders/none',
            ...[...orders.slice(-12), ...refusing].map(
              (order) => `/api/campaigns/${order.campaignUuid}/orders/${order.uuid}`,
            ),
          ],
        }
      }
      return known
    },
  }
}
