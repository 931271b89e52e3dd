import { createServer } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { listen, objectsIn, realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

// Some hundred requests each.

afterEach(() => {
  vi.restoreAllMocks()
})

async function run(...args: string[]) {
  const { terminal, out, err } = fakeTerminal()
  return { code: await main(['check', ...args], terminal), out: out(), err: err() }
}

interface Report {
  readonly edition: string
  readonly differences: number
  readonly operations: readonly {
    readonly operation: string
    readonly compared: number
    readonly findings: readonly {
      readonly kind: string
      readonly at: string
      readonly expected: string
      readonly received: string
      readonly times: number
    }[]
  }[]
}

async function report(url: string, ...args: string[]): Promise<Report & { findings: string[] }> {
  const { out } = await run(url, '--json', ...args)
  const told = JSON.parse(out) as Report
  return {
    ...told,
    findings: told.operations.flatMap(({ operation, findings }) =>
      findings.map(({ kind, at, received }) => `${operation} ${kind} ${at} ${received}`.replaceAll('  ', ' ')),
    ),
  }
}

const demo = () => createMock({ scenario: 'demo' })

describe.each(['hosted', 'local'] as const)('a server of the %s edition that agrees', (edition) => {
  test('is found to agree, having only been read', async () => {
    const mock = createMock({ edition, scenario: 'demo' })
    const before = mock.snapshot()
    const { url, asked } = await realServer(mock)
    const { code, out, err } = await run(url)
    expect(out).toContain(`${edition} edition`)
    expect(out).toContain('The mock and the server agree.')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([])
    expect(mock.snapshot()).toEqual(before)
    expect((await report(url)).operations.map(({ operation, compared }) => [operation, compared > 0])).toEqual(
      ['campaigns.list', 'campaigns.get', 'records.list', 'records.get', 'orders.list'].map((operation) => [
        operation,
        true,
      ]),
    )
  })
})

test('custom fields of any shape agree', async () => {
  const mock = createMock({ scenario: 'empty' })
  mock.db.record.create({
    recordTypeUuid: null,
    parameters: { tags: ['a', 'b'], score: 1.5, address: { city: 'Oslo', lines: [] }, nothing: null },
  })
  const { url } = await realServer(mock)
  const { code, out } = await run(url)
  expect(out).toContain('agrees    records.get')
  expect(code).toBe(0)
})

describe('drift is found', () => {
  test('where a field is missing', async () => {
    const { url } = await realServer(demo(), (told) => {
      for (const one of objectsIn(told.body)) delete one['timezone']
      return told
    })
    expect((await report(url)).findings).toEqual([
      'campaigns.list missing campaigns[].timezone nothing',
      'campaigns.get missing timezone nothing',
    ])
  })

  test('where there is one more', async () => {
    const { url } = await realServer(demo(), (told, path) => {
      if (path.includes('/orders'))
        for (const one of objectsIn(told.body)) if ('scheduledTime' in one) one['notes'] = []
      return told
    })
    expect((await report(url)).findings).toEqual(['orders.list extra orders[].notes array'])
  })

  test('where one is of another type, or has a value that nobody knows', async () => {
    const { url } = await realServer(demo(), (told, path) => {
      if (!path.startsWith('/api/records/')) return told
      for (const one of objectsIn(told.body)) {
        if ('phoneNumber' in one)
          Object.assign(one, { phoneNumber: 49_123, status: 'gone', updatedAt: '2026-04-10T09:24:11.123Z' })
      }
      return told
    })
    expect((await report(url)).findings).toEqual([
      'records.get type phoneNumber integer',
      'records.get value status "gone"',
      'records.get value updatedAt "2026-04-10T09:24:11.123Z"',
      'records.get row phoneNumber 49123',
      'records.get row status "gone"',
      'records.get row updatedAt "2026-04-10T09:24:11.123Z"',
      expect.stringContaining('orders.list row orders[].record.phoneNumber '),
    ])
  })

  test('where a status is another one', async () => {
    const { url } = await realServer(demo(), (told) => (told.status === 400 ? { status: 422, body: told.body } : told))
    const { findings, differences } = await report(url)
    expect(findings).toEqual(['campaigns.list status 422', 'records.list status 422', 'orders.list status 422'])
    expect(differences).toBe(3)
  })

  test('where refusals have another form', async () => {
    const { url } = await realServer(demo(), (told) =>
      told.status === 404 ? { status: 404, body: { error: 'not found' } } : told,
    )
    expect((await report(url)).findings).toContain('campaigns.get missing (404).message nothing')
  })

  test('where it answers no JSON', async () => {
    const { url } = await realServer(demo(), (told, path) =>
      path === '/api/campaigns' ? { status: 200, body: '<html>' } : told,
    )
    expect((await report(url)).findings).toEqual(['campaigns.list type text that is not JSON'])
  })

  test('where an answer has no body at all', async () => {
    const { url } = await realServer(demo(), (told, path) =>
      path.startsWith('/api/campaigns/') && told.status === 200 ? { status: 200, body: '' } : told,
    )
    expect((await report(url)).findings).toEqual(['campaigns.get type null', 'orders.list type null'])
  })

  test('where rows are no rows, which are not asked for one by one', async () => {
    const { url, asked } = await realServer(createMock({ scenario: 'empty' }), (told, path) =>
      /^\/api\/records\?limit=10?$/.test(path)
        ? { status: 200, body: { records: ['Ada', { uuid: 7 }, null], total: 3, page: 1, limit: 10, totalPages: 1 } }
        : told,
    )
    expect((await report(url)).findings).toEqual(
      expect.arrayContaining([
        'records.list type records[] string',
        'records.list type records[].uuid integer',
        'records.list type records[] null',
      ]),
    )
    expect(asked.filter((one) => one.startsWith('GET /api/records/'))).toEqual([
      'GET /api/records/record_00000000000000000000',
    ])
  })

  test('where a list is none', async () => {
    const { url } = await realServer(demo(), (told, path) =>
      path.startsWith('/api/records?') && told.status === 200
        ? { status: 200, body: { ...Object(told.body), records: 'many' } }
        : told,
    )
    expect(await report(url)).toMatchObject({ edition: 'hosted', findings: ['records.list type records string'] })
  })

  test('where it speaks the other edition', async () => {
    const { url } = await realServer(createMock({ edition: 'local', scenario: 'demo' }))
    expect((await report(url, '--edition', 'hosted')).findings).toEqual(
      expect.arrayContaining(['records.list missing totalPages nothing', 'records.list extra records[].phone string']),
    )
  })

  test('and told for people, with exit code 1', async () => {
    const { url } = await realServer(demo(), (told) => {
      for (const one of objectsIn(told.body)) delete one['timezone']
      return told
    })
    const { code, out } = await run(url)
    expect(code).toBe(1)
    expect(out).toMatch(
      /differs {3}campaigns\.get[^\n]*\n {10}missing +timezone is missing: the mock answers string[^(]* \(GET \/api\/campaigns\/[^)]*\)\n/,
    )
    expect(out).toContain('agrees    records.list')
    expect(out).toContain('2 differences.')
  })

  test('and told in the singular, and for the answer as a whole', async () => {
    const { url } = await realServer(demo(), (told, path) =>
      path === '/api/campaigns' ? { status: 200, body: '<html>' } : told,
    )
    const { out } = await run(url)
    expect(out).toMatch(
      /differs {3}campaigns\.list +\d+ requests, 1 difference\n {10}type {6}the answer is text that is not JSON: the mock answers object \(GET \/api\/campaigns\)\n/,
    )
    expect(out).toContain('\n1 difference.\n')
  })

  test('as often as it was seen, and how many there are of an operation', async () => {
    const { url } = await realServer(demo(), (told) =>
      told.status === 400 ? { status: 422, body: told.body } : told.status === 404 ? { status: 404, body: {} } : told,
    )
    const { out } = await run(url)
    expect(out).toMatch(
      /differs {3}campaigns\.list +\d+ requests, 1 difference\n {10}status {4}status 422: the mock answers 400 \(GET \/api\/campaigns\?limit=0, 6 times\)\n/,
    )
    expect(out).toMatch(
      /differs {3}campaigns\.get +\d+ requests, 2 differences\n {10}missing {3}\(404\)\.success is missing: the mock answers/,
    )
  })
})

test('one request and one answer are told in the singular', async () => {
  const mock = createMock({ scenario: 'empty' })
  mock.db.record.create({ recordTypeUuid: null, parameters: {} })
  const { url } = await realServer(mock, (told, path) =>
    path.startsWith('/api/campaigns/') ? { status: 410, body: told.body } : told,
  )
  const { out } = await run(url)
  expect(out).toMatch(/differs {3}campaigns\.get +2 requests, 1 difference\n/)
  expect(out).toMatch(/agrees {4}records\.get +2 requests, 1 answer compared, 3 facts\n/)
})

test('what an empty account can not show is told', async () => {
  const { url } = await realServer(createMock({ scenario: 'empty' }))
  const { code, out } = await run(url)
  expect(code).toBe(0)
  expect(out).toMatch(/unknown {3}campaigns\.list/)
})

test('keys are tried one after another', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo', auth: { keys: ['right'] } }))
  expect((await run(url, '--key', 'wrong', '--key', 'right')).code).toBe(0)
  expect(await run(url)).toMatchObject({ code: 2, err: expect.stringContaining(': give a key with --key\n') })
  const one = await run(url, '--key', 'wrong')
  expect(one).toMatchObject({ code: 2, err: expect.stringContaining(': the key that was given was not accepted\n') })
  const two = await run(url, '--key', 'a', '--key', 'b')
  expect(two).toMatchObject({
    code: 2,
    err: expect.stringContaining(': none of the 2 keys that were given was accepted\n'),
  })
})

test('a list of null where no row is expected is told with its number of rows', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) => {
    if (path.includes('search=no-such-thing')) told.body = { ...Object(told.body), campaigns: [null] }
    return told
  })
  expect((await run(url)).out).toContain('search: 1 row and a total of 0; expected no rows')
})

test('a key that is taken is the last that is tried', async () => {
  const keys: (string | null)[] = []
  const mock = createMock({ scenario: 'empty', auth: { keys: ['right'] } })
  const url = await listen(
    createServer((request, response) => {
      keys.push(request.headers['x-api-key']?.toString() ?? null)
      void mock
        .fetch(String(request.url), { headers: { 'x-api-key': keys.at(-1) ?? '' } })
        .then(async (answer) => response.writeHead(answer.status, [...answer.headers].flat()).end(await answer.text()))
    }),
  )
  expect((await run(url, '--edition', 'hosted', '--key', 'right', '--key', 'wrong')).code).toBe(0)
  // One question is asked without a key, on purpose.
  expect(keys.filter((key) => key === null)).toHaveLength(1)
  expect(keys).not.toContain('wrong')
})

test('what was not given as a flag is taken from the environment', async () => {
  const { url } = await realServer(createMock({ scenario: 'empty', auth: { keys: ['right'] } }))
  const { terminal, out } = fakeTerminal({ CALLCAMP_MOCK_KEY: 'wrong, right' })
  expect(await main(['check', url], terminal)).toBe(0)
  expect(out()).toContain('The mock and the server agree.')
})

test.each([
  [
    'that does not answer in time',
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    'no answer within 30 s',
  ],
  [
    'that is not there',
    new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND nowhere.example') }),
    'getaddrinfo ENOTFOUND nowhere.example',
  ],
  [
    'that none of its addresses reaches',
    new TypeError('fetch failed', { cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }) }),
    'ECONNREFUSED',
  ],
  ['that fetch refuses to ask', new TypeError('bad port'), 'bad port'],
])('a server %s is told with its reason', async (_, reason, message) => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(reason)
  expect(await run('https://nowhere.example')).toEqual({
    code: 2,
    out: '',
    err: `callcamp-mock: https://nowhere.example can't be reached: ${message}\n`,
  })
})

test('a busy server is waited for', async () => {
  let busy = 2
  const { url } = await realServer(demo(), (told) => (busy-- > 0 ? { status: 429, body: {} } : told))
  expect((await run(url)).code).toBe(0)
})

test.each([
  ['http://127.0.0.1:9', "can't be reached"],
  ['ftp://x', 'The address must be one such as'],
  ['callcamp', 'The address must be one such as'],
])('%s ends with exit code 2', async (url, message) => {
  const { code, err } = await run(url)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('an address is needed', async () => {
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('<url> is missing') })
})

test('a server that speaks no https is told so in plain words', async () => {
  const { url } = await realServer(demo())
  const { code, err } = await run(url.replace('http:', 'https:'))
  expect(code).toBe(2)
  expect(err).toContain("can't be reached: it does not speak https. Try the address with http://")
})
