import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import type { Scenario } from '../../src/contract/scenarios.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

// Some read an account of hundreds of rows several times.

async function take(mock: Mock, ...args: string[]) {
  const { url, asked } = await realServer(mock)
  const { terminal, out, err } = fakeTerminal()
  const code = await main(['snapshot', url, ...args], terminal)
  return { code, out: out(), err: err(), asked }
}

const scenarioIn = (text: string) =>
  JSON.parse(text) as Scenario & Required<Pick<Scenario, 'campaigns' | 'records' | 'orders' | 'recordTypes'>>

async function everything(mock: Mock): Promise<unknown> {
  const { campaigns } = (await (await mock.fetch('/api/campaigns?limit=100')).json()) as {
    campaigns: { uuid: string }[]
  }
  const orders = []
  for (const { uuid } of campaigns)
    orders.push(await (await mock.fetch(`/api/campaigns/${uuid}/orders?limit=100`)).json())
  const records = []
  for (let page = 1; page <= 5; page += 1)
    records.push(await (await mock.fetch(`/api/records?limit=100&page=${page}`)).json())
  return { campaigns, orders, records }
}

describe.each(['hosted', 'local'] as const)('a snapshot of a %s account', (edition) => {
  test('answers what the account answered', async () => {
    const account = createMock({ edition, scenario: 'demo' })
    const { code, out, err, asked } = await take(account)
    expect(code).toBe(0)
    expect(err).toContain(
      `${account.db.campaign.count()} campaigns, ${account.db.record.count()} records, ${account.db.order.count()} orders`,
    )
    expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([])
    const copy = createMock({ edition, scenario: scenarioIn(out), simulator: false })
    expect(await everything(copy)).toEqual(await everything(account))
  })

  test('keeps the names that contacts were given', async () => {
    const account = createMock({ edition, scenario: 'edge-cases' })
    const named = (mock: typeof account) =>
      mock.db.order
        .getAll()
        .map(({ recordUuid }) => mock.db.record.findFirst({ where: { uuid: { equals: recordUuid } } })?.name)
    expect(new Set(named(createMock({ edition, scenario: scenarioIn((await take(account)).out) })))).toEqual(
      new Set(named(account)),
    )
  })

  test('makes up the record types that campaigns ask for', async () => {
    const account = createMock({ edition, scenario: 'demo' })
    const { recordTypes, campaigns } = scenarioIn((await take(account)).out)
    const ids = new Set(recordTypes.map(({ uuid }) => uuid))
    expect(campaigns.every(({ recordTypeUuid }) => recordTypeUuid == null || ids.has(recordTypeUuid))).toBe(true)
    expect(recordTypes.some(({ fields = [] }) => fields.length > 1)).toBe(true)
  })
})

describe('an anonymized snapshot', () => {
  test('has the same shape and counts', async () => {
    const account = createMock({ scenario: 'demo' })
    const [open, closed] = [scenarioIn((await take(account)).out), scenarioIn((await take(account, '--anonymize')).out)]
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
          : value === null
            ? null
            : typeof value
    expect(shape(closed)).toEqual(shape(open))
    expect(closed.orders.map(({ status }) => status)).toEqual(open.orders.map(({ status }) => status))
  })

  test('has nobody in it', async () => {
    const account = createMock({ scenario: 'empty' })
    const { uuid } = account.db.campaign.create({
      name: 'Quimby and friends',
      description: 'What Zebulon told us',
      recordTypeUuid: null,
    })
    for (const count of [1, 2, 3]) {
      const parameters = {
        note: `Zebulon likes tea ${count}`,
        other: '+14155557777',
        mail: 'quimby@private.example',
        deep: { spouse_name: 'Zebulona' },
      }
      const record = account.db.record.create({
        firstName: 'Zebulon',
        lastName: `Quimby ${count}`,
        phoneNumber: `+1415555777${count}`,
        email: `zebulon${count}@private.example`,
        recordTypeUuid: null,
        parameters,
      })
      account.db.order.create({ campaignUuid: uuid, recordUuid: record.uuid, instructions: 'Ask for Zebulon' })
    }
    const { out } = await take(account, '--anonymize')
    expect(out).not.toMatch(/zebulon|quimby|private|5557777|555777[123]/i)
  })

  test('has no text of a custom field in it, also none that several contacts share', async () => {
    const account = createMock({ scenario: 'empty' })
    const texts = [
      {
        notes: 'HIV positive, call his wife Mary Smith',
        city: 'Islington',
        born: '1980-02-29',
        told: '2026-01-01, by Mary',
        nothing: '',
      },
      {
        notes: 'HIV positive, call his wife Mary Smith',
        city: 'Islington',
        born: '1980-02-29',
        told: '2026-01-01, by Mary',
        nothing: '',
      },
      { notes: 'Likes tea', city: 'Camden', born: '1999-12-31', told: 'Islington', nothing: '' },
    ]
    for (const parameters of texts)
      account.db.record.create({ recordTypeUuid: null, parameters: { ...parameters, visits: 3, insured: true } })
    const { code, out } = await take(account, '--anonymize')
    expect(code).toBe(0)
    expect(out).not.toMatch(/HIV|Mary|Islington|Camden|tea|1980-02-29|1999-12-31/)
    const [first, second, third] = scenarioIn(out).records.map((record) => record.parameters)
    const text = expect.stringMatching(/^Value \d+$/)
    expect(first).toEqual({
      notes: text,
      city: text,
      born: expect.stringMatching(/^1980-\d\d-\d\d$/),
      told: text,
      nothing: '',
      visits: 3,
      insured: true,
    })
    expect(second).toEqual(first)
    expect(third).toMatchObject({ born: expect.stringMatching(/^1999-/), told: first?.['city'] })
    expect(new Set([first, third].flatMap((one) => [one?.['notes'], one?.['city']])).size).toBe(4)
  })

  test('has values of the same types, the same for the same and others for others', async () => {
    const account = createMock({ scenario: 'empty' })
    const type = account.db.recordType.create({
      fields: (['date', 'datetime', 'email', 'phone', 'url', 'text'] as const).map((kind) => ({
        key: kind,
        type: kind,
      })),
    })
    account.db.campaign.create({ recordTypeUuid: type.uuid })
    const values = [
      {
        date: '2000-01-01',
        datetime: '2026-12-31T23:30:00-02:00',
        email: 'ada@private.example',
        phone: '+14155557777',
        url: 'HTTPS://private.example/ada',
        text: 'Ada',
      },
      {
        date: '2000-01-01',
        datetime: '1970-01-01T00:00:00Z',
        email: 'ada@private.example',
        phone: '+14155557777',
        url: 'HTTPS://private.example/ada',
        text: 'Ada',
      },
      {
        date: '2001-01-01',
        datetime: '9999-12-31T23:59:59Z',
        email: 'grace@private.example',
        phone: '+14155558888',
        url: 'https://private.example/grace',
        text: 'Grace',
      },
    ]
    for (const parameters of values)
      account.db.record.create({ recordTypeUuid: type.uuid, email: parameters.email, parameters })
    const { code, out } = await take(account, '--anonymize')
    expect(code).toBe(0)
    const { recordTypes, records } = scenarioIn(out)
    expect(recordTypes[0]?.fields).toEqual(type.fields)
    expect(out).not.toMatch(/private|555[78]{4}|Ada|Grace|-01-01|-12-31/i)
    expect(records.map(({ parameters }) => String(parameters?.['datetime']).slice(0, 4))).toEqual([
      '2027',
      '1970',
      '9999',
    ])
    const [first, second, third] = records.map(({ email, parameters }) => ({
      ...parameters,
      datetime: undefined,
      contact: email,
    }))
    expect(second).toEqual(first)
    expect(first).toMatchObject({ email: first?.contact })
    for (const key of ['date', 'email', 'phone', 'url', 'text'])
      expect(third).not.toHaveProperty(key, Reflect.get(Object(first), key))
  })

  test('keeps numbers apart that were apart, and together that were together', async () => {
    const account = createMock({ scenario: 'empty' })
    for (const phoneNumber of ['+14155550001', '+14155550002', '+14155550001'])
      account.db.record.create({ phoneNumber, recordTypeUuid: null, parameters: {} })
    const numbers = scenarioIn((await take(account, '--anonymize')).out).records.map((record) => record.phoneNumber)
    expect(numbers[0]).toBe(numbers[2])
    expect(numbers[0]).not.toBe(numbers[1])
  })

  test('is the same for the same seed', async () => {
    const account = createMock({ scenario: 'demo' })
    const records = async (seed: string) =>
      scenarioIn((await take(account, '--anonymize', '--seed', seed, '--name', 'x')).out).records
    expect(await records('4')).toEqual(await records('4'))
    expect(await records('4')).not.toEqual(await records('5'))
  })
})

test('has the seed that was given, or 1', async () => {
  const account = createMock({ scenario: 'documented-orders' })
  expect(scenarioIn((await take(account)).out).seed).toBe(1)
  expect(scenarioIn((await take(account, '--seed', '77')).out).seed).toBe(77)
  expect(scenarioIn((await take(account, '--seed', '77', '--anonymize')).out).seed).toBe(77)
  const { url } = await realServer(account)
  const { terminal, out } = fakeTerminal({ CALLCAMP_MOCK_SEED: '78' })
  await main(['snapshot', url], terminal)
  expect(scenarioIn(out()).seed).toBe(78)
})

test('reads more than one page, and goes into a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const account = createMock({ scenario: 'empty' })
  account.db.record.createMany(230, { recordTypeUuid: null, parameters: {} })
  const file = join(folder, 'ours.json')
  const { code, out, err } = await take(account, '--out', file, '--name', 'ours')
  expect([code, out]).toEqual([0, ''])
  expect(err).toContain(`230 records, 0 orders in ${file}`)
  expect(scenarioIn(readFileSync(file, 'utf8'))).toMatchObject({ name: 'ours', records: { length: 230 } })
})

test('tells of one thing in the singular', async () => {
  const account = createMock({ scenario: 'empty' })
  const { uuid: campaignUuid } = account.db.campaign.create({ recordTypeUuid: null })
  account.db.order.create({
    campaignUuid,
    recordUuid: account.db.record.create({ recordTypeUuid: null, parameters: {} }).uuid,
  })
  expect((await take(account)).err).toBe('callcamp-mock: 1 campaign, 1 record, 1 order\n')
})

test('shows how far it is on a screen only', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }))
  const screen = fakeTerminal({}, true)
  await main(['snapshot', url], screen.terminal)
  expect(screen.err().split('\r\u001B[K')).toContainEqual(expect.stringMatching(/^records: \d+ of \d+$/))
})

test.each([
  [['--out', '/nowhere/at/all.json'], "can't be written"],
  [['--key', 'wrong'], '; the key that was given was not accepted\n'],
  [['--key', 'wrong', '--key', 'old'], '; none of the 2 keys that were given was accepted\n'],
])('%j ends with exit code 2', async (args, message) => {
  const { code, err } = await take(
    createMock({ scenario: 'demo', ...(args[0] === '--key' && { auth: { keys: ['right'] } }) }),
    ...args,
  )
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('what the mock would not take is told with exit code 1', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) => {
    const { records } = told.body as { records?: { country: string }[] }
    if (path.startsWith('/api/records') && records?.[0]) records[0].country = 'Atlantis'
    return told
  })
  const { terminal, err } = fakeTerminal()
  expect(await main(['snapshot', url], terminal)).toBe(1)
  expect(err()).toContain('Atlantis')
})

test.each([
  ['/nonexistent/x.json', 'there is no folder /nonexistent'],
  [tmpdir(), 'it is a folder'],
])('--out %s is refused before the account is read', async (file, message) => {
  const { code, err, asked } = await take(createMock({ scenario: 'demo' }), '--out', file)
  expect(code).toBe(2)
  expect(err).toContain(`${file} can't be written: ${message}`)
  expect(asked).toEqual([])
})

describe('what a server answers beside what the mock knows', () => {
  async function takeChanged(mock: Mock, change: Parameters<typeof realServer>[1], ...args: string[]) {
    const { url, asked } = await realServer(mock, change)
    const { terminal, out, err } = fakeTerminal()
    return { code: await main(['snapshot', url, ...args], terminal), out: out(), err: err(), asked }
  }

  interface Listed {
    records?: Record<string, unknown>[]
    orders?: Record<string, unknown>[]
    campaigns?: Record<string, unknown>[]
  }

  test('rows that are none, or that come twice, are read over', async () => {
    const account = createMock({ scenario: 'empty' })
    account.db.record.createMany(3, { recordTypeUuid: null, parameters: {} })
    const { code, out } = await takeChanged(account, (told) => {
      const { records } = told.body as Listed
      if (records?.[0])
        told.body = {
          ...Object(told.body),
          records: ['junk', null, { name: 'without an id' }, { uuid: 7 }, ...records, records[0]],
        }
      return told
    })
    expect(code).toBe(0)
    expect(scenarioIn(out).records.map(({ uuid }) => uuid)).toEqual(account.db.record.getAll().map(({ uuid }) => uuid))
  })

  test('contacts that only their orders tell of are taken from there', async () => {
    const account = createMock({ scenario: 'empty' })
    const { uuid: campaignUuid } = account.db.campaign.create({ recordTypeUuid: null })
    const ada = account.db.record.create({
      firstName: 'Ada',
      lastName: 'Lovelace',
      phoneNumber: '+14155550100',
      recordTypeUuid: null,
      parameters: {},
    })
    account.db.order.create({ campaignUuid, recordUuid: ada.uuid })
    const hidden = (told: { status: number; body: unknown }, path: string) =>
      path.startsWith('/api/records') ? { status: 200, body: { records: [], total: 0 } } : told
    const open = scenarioIn((await takeChanged(account, hidden)).out)
    expect(open.records).toEqual([
      { uuid: ada.uuid, name: 'Ada Lovelace', phoneNumber: '+14155550100', recordTypeUuid: null },
    ])
    const closed = await takeChanged(account, hidden, '--anonymize')
    expect(closed.code).toBe(0)
    expect(closed.out).not.toMatch(/Ada|Lovelace|5550100/)
    expect(scenarioIn(closed.out).records).toEqual([
      {
        uuid: ada.uuid,
        name: expect.stringMatching(/^\S+ \S+/),
        firstName: null,
        lastName: null,
        phoneNumber: expect.stringMatching(/^\+1/),
        email: null,
        parameters: {},
        recordTypeUuid: null,
      },
    ])
  })

  test('names that were set by hand stay, and times that are none are told with exit code 1', async () => {
    const account = createMock({ scenario: 'empty' })
    account.db.record.create({
      firstName: 'Ada',
      lastName: null,
      name: 'The Countess',
      phoneNumber: '+14155550100',
      recordTypeUuid: null,
      parameters: {},
    })
    const { code, out, err } = await takeChanged(account, (told) => {
      for (const one of (told.body as Listed).records ?? []) one['createdAt'] = 'yesterday'
      return told
    })
    expect(scenarioIn(out).records).toMatchObject([{ name: 'The Countess', createdAt: 'yesterday' }])
    expect(code).toBe(1)
    expect(err).toContain('createdAt')
  })

  test('custom fields that are none are told with exit code 1', async () => {
    const { code, err } = await takeChanged(createMock({ scenario: 'demo' }), (told) => {
      for (const one of (told.body as Listed).records ?? []) one['parameters'] = null
      return told
    })
    expect(code).toBe(1)
    expect(err).toContain('records[0].parameters must be an object; received null')
  })

  test('an order without a contact is told with exit code 1', async () => {
    const account = createMock({ scenario: 'empty' })
    const { uuid: campaignUuid } = account.db.campaign.create({ recordTypeUuid: null })
    account.db.order.create({
      campaignUuid,
      recordUuid: account.db.record.create({ recordTypeUuid: null, parameters: {} }).uuid,
    })
    const { code, err } = await takeChanged(account, (told) => {
      for (const one of (told.body as Listed).orders ?? []) delete one['record']
      return told
    })
    expect(code).toBe(1)
    expect(err).toContain('phoneNumber')
  })

  test('fields of a record type are those of which every value is of one type', async () => {
    const account = createMock({ scenario: 'empty' })
    const type = account.db.recordType.create({ fields: [] })
    account.db.campaign.create({ recordTypeUuid: type.uuid })
    account.db.record.createMany(2, { recordTypeUuid: type.uuid, parameters: {} })
    let index = 0
    const { out } = await takeChanged(account, (told) => {
      for (const one of (told.body as Listed).records ?? []) {
        index += 1
        one['parameters'] =
          index % 2 === 0
            ? { mixed: 1, half: 'x', size: 2, told: null, site: 'https://a.example' }
            : { mixed: 'one', half: ['x'], size: 3.5, told: null, site: 'https://b.example' }
      }
      return told
    })
    expect(scenarioIn(out).recordTypes).toMatchObject([
      {
        uuid: type.uuid,
        fields: [
          { key: 'size', type: 'number' },
          { key: 'site', type: 'url' },
        ],
      },
    ])
  })

  test('its clock, where it tells no time, stands at what happened last', async () => {
    const account = createMock({ scenario: 'empty', now: '2026-03-01T00:00:00Z' })
    account.db.record.create({
      recordTypeUuid: null,
      parameters: {},
      createdAt: '2026-02-01T10:00:00Z',
      updatedAt: '2026-02-03T10:00:00Z',
    })
    account.db.record.create({
      recordTypeUuid: null,
      parameters: {},
      createdAt: '2026-02-01T10:00:00Z',
      updatedAt: '2026-02-02T10:00:00Z',
    })
    const { url } = await realServer(account, (told) => told, { clock: false })
    const { terminal, out } = fakeTerminal()
    expect(await main(['snapshot', url], terminal)).toBe(0)
    expect(scenarioIn(out()).now).toBe('2026-02-03T10:00:00Z')
  })

  test('what tells no time at all begins at the beginning', async () => {
    const account = createMock({ scenario: 'empty' })
    account.db.record.create({ recordTypeUuid: null, parameters: {} })
    const { url } = await realServer(
      account,
      (told) => {
        for (const one of (told.body as Listed).records ?? [])
          Object.assign(one, { createdAt: undefined, updatedAt: undefined })
        return told
      },
      { clock: false },
    )
    const { terminal, out } = fakeTerminal()
    await main(['snapshot', url], terminal)
    expect(scenarioIn(out()).now).toBe('1970-01-01T00:00:00Z')
  })

  test.each([
    [403, { message: 'Forbidden' }, 'it answers 403 with the JSON {"message":"Forbidden"}; give a key with --key\n'],
    [200, { records: [], total: '0' }, 'page=1: total must be a number; received "0"\n'],
    [200, { records: [] }, 'page=1: total must be a number; received none\n'],
    [500, { message: 'Broken' }, 'it answers 500 with the JSON {"message":"Broken"}\n'],
    [200, ['a', 'list'], 'it answers 200 with the JSON ["a","list"]\n'],
    [200, null, 'it answers 200 with the JSON null\n'],
    [200, '"text"', 'it answers 200 with the JSON "text"\n'],
    [
      200,
      '\n<!doctype html><title>Welcome</title>',
      'it answers 200 with HTML: "\\n<!doctype html><title>Welcome</title>"\n',
    ],
    [200, '{"records":[{"uuid":"a"', 'it answers 200 with broken JSON: "{\\"records\\":[{\\"uuid\\":\\"a\\""\n'],
    [200, 'All\u009Bm is well', 'it answers 200 with the text "All\uFFFDm is well"\n'],
    [200, '', 'it answers 200 with nothing in it\n'],
  ])('no list, but %i %j, ends with exit code 2', async (status, body, message) => {
    const { code, out, err } = await takeChanged(createMock({ scenario: 'demo' }), (told, path) =>
      path.startsWith('/api/records') ? { status, body } : told,
    )
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('does not answer a list of records at /api/records?limit=100&page=1: ')
    expect(err).toContain(message)
  })
})

test('a list that tells of more rows than a snapshot takes ends with exit code 2', async () => {
  const { url } = await realServer(createMock(), () => ({
    status: 200,
    body: { campaigns: [{ uuid: 'row-0' }], total: 1e9 },
  }))
  const { terminal, out, err } = fakeTerminal()
  expect(await main(['snapshot', url], terminal)).toBe(2)
  expect(out()).toBe('')
  expect(err()).toContain(
    `callcamp-mock: ${url} tells of 1000000000 campaigns at /api/campaigns: a snapshot takes up to 1000000 of a list\n`,
  )
})

test('an anonymized snapshot knows the country of a contact by the number where nothing else tells', async () => {
  const account = createMock({ scenario: 'empty' })
  const numbers = ['+4915112345678', '+819012345678', '+14155550100', '+5511987654321']
  for (const phoneNumber of numbers)
    account.db.record.create({
      phoneNumber,
      country: null,
      firstName: null,
      lastName: 'Someone',
      email: null,
      recordTypeUuid: null,
      parameters: { people: ['Ada Lovelace'], twice: 'Ada' },
    })
  account.db.campaign.create({ description: null, recordTypeUuid: null })
  const { code, out } = await take(account, '--anonymize')
  expect(code).toBe(0)
  const { records, campaigns } = scenarioIn(out)
  // One of a country that has no names here gets an American's.
  for (const [index, start] of ['+49', '+81', '+1', '+1'].entries())
    expect(records[index]!.phoneNumber.startsWith(start), start).toBe(true)
  expect(records.map(({ phoneNumber }) => phoneNumber)).not.toEqual(expect.arrayContaining([expect.toBeOneOf(numbers)]))
  expect(records.every(({ firstName, email }) => firstName === null && email === null)).toBe(true)
  expect(out).not.toContain('Lovelace')
  expect(records[0]?.parameters?.['people']).toHaveLength(1)
  expect(campaigns[0]?.description).toBeNull()
})

test('--out with a name that no file can have is told once the account is read', async () => {
  const { code, err } = await take(
    createMock({ scenario: 'empty' }),
    '--out',
    join(tmpdir(), `${'x'.repeat(300)}.json`),
  )
  expect(code).toBe(2)
  expect(err).toContain("can't be written: ENAMETOOLONG")
})

describe('an incomplete read', () => {
  const large = () => {
    const account = createMock({ scenario: 'empty' })
    account.db.record.createMany(230, { recordTypeUuid: null, parameters: {} })
    return account
  }
  const queryOf = (path: string) => new URL(path, 'http://x').searchParams
  async function takeFrom(account: Mock, change: Parameters<typeof realServer>[1]) {
    const { url, asked } = await realServer(account, change)
    const { terminal, out, err } = fakeTerminal()
    const code = await main(['snapshot', url], terminal)
    return { code, records: out() === '' ? undefined : scenarioIn(out()).records.length, err: err(), asked, url }
  }

  /** A server with campaigns that answers a number of requests, and no more. */
  async function takeUntil(answered: number, campaigns: number) {
    const account = createMock({ scenario: 'empty' })
    account.db.campaign.createMany(campaigns, { recordTypeUuid: null })
    let count = 0
    const { url, asked } = await realServer(account, (told) => {
      count += 1
      return count > answered ? new Promise<never>(() => {}) : told
    })
    const { terminal, out, err } = fakeTerminal()
    const code = await main(['snapshot', url, '--timeout', '1'], terminal)
    return { code, campaigns: scenarioIn(out()).campaigns.length, err: err(), asked }
  }

  test('stops at the first answer that is lost, and names the lists after it', async () => {
    const { code, campaigns, err, asked } = await takeUntil(4, 15)
    expect({ code, campaigns }).toEqual({ code: 1, campaigns: 15 })
    expect(asked).toHaveLength(5)
    expect(err).toMatch(
      /missing:\n {2}orders of campaign 2 of 15 \(\S+\): 0 rows read; \S+ can't be reached: no answer within 1 s\n {2}orders of campaign 3 of 15 \(\S+\) and 12 more lists: not asked any more\n$/,
    )
  })

  test('keeps the first pages of campaigns if a later page is lost', async () => {
    const { code, campaigns, err, asked } = await takeUntil(2, 115)
    expect({ code, campaigns }).toEqual({ code: 1, campaigns: 100 })
    expect(asked).toHaveLength(3)
    expect(err).toContain('campaigns (/api/campaigns): 100 rows of 115 read; http')
    expect(err).toContain('\n  records (/api/records) and 100 more lists: not asked any more\n')
  })

  test('is told with what is missing and exit code 1, where pages break off', async () => {
    const { code, records, err, url } = await takeFrom(large(), (told, path) =>
      queryOf(path).get('page') === '3' ? { status: 500, body: { message: 'Broken' } } : told,
    )
    expect({ code, records }).toEqual({ code: 1, records: 200 })
    expect(err).toContain(
      `callcamp-mock: the snapshot is incomplete; this is missing:\n  records (/api/records): 200 rows of 230 read; ${url} does not answer a list of records at /api/records?limit=100&page=3: it answers 500 with the JSON {"message":"Broken"}\n`,
    )
  })

  test('is told where there are fewer rows than the total says', async () => {
    const { code, records, err } = await takeFrom(large(), (told, path) => {
      const { records } = Object(told.body) as { records?: unknown[] }
      if (path.startsWith('/api/records') && records) told.body = { ...Object(told.body), total: 260 }
      return told
    })
    expect({ code, records }).toEqual({ code: 1, records: 230 })
    expect(err).toContain('records (/api/records): 230 rows of 260 read; its pages have no more')
  })

  test('is told where every page is the same, which is not asked for without end', async () => {
    const { code, records, err, asked } = await takeFrom(large(), async (told, path) => {
      const query = queryOf(path)
      if (!path.startsWith('/api/records') || query.get('page') === '1') return told
      return { status: 200, body: await (await large().fetch('/api/records?limit=100')).json() }
    })
    expect(code).toBe(1)
    expect(records).toBeLessThan(230)
    expect(err).toContain('of 230 read; its pages have no more')
    expect(asked.length).toBeLessThan(12)
  })

  test('is told where every page is the same, and the total says that there are very many', async () => {
    const { code, err, asked } = await takeFrom(createMock({ scenario: 'empty' }), (told, path) =>
      path.startsWith('/api/records')
        ? { status: 200, body: { records: [{ uuid: 'a' }, { uuid: 'b' }], total: 900_000 } }
        : told,
    )
    expect(code).toBe(1)
    expect(err).toContain('records (/api/records): 2 rows of 900000 read; its pages have no more')
    expect(asked.length).toBeLessThan(12)
  })

  test('is told where the orders of a campaign can not be read, and the others are', async () => {
    const account = createMock({ scenario: 'demo' })
    const [first] = account.db.campaign.getAll()
    const { code, records, err } = await takeFrom(account, (told, path) =>
      path.startsWith(`/api/campaigns/${first?.uuid}/orders`) ? { status: 404, body: {} } : told,
    )
    expect({ code, records }).toEqual({ code: 1, records: account.db.record.count() })
    expect(err).toMatch(
      /\n {2}orders of campaign 1 of \d+ \(\/api\/campaigns\/\S+\/orders\): 0 rows read; http:\S+ does not answer a list/,
    )
  })

  test('is none where pages are smaller than asked for', async () => {
    const account = large()
    const { code, records } = await takeFrom(account, async (told, path) => {
      const page = queryOf(path).get('page')
      if (!path.startsWith('/api/records?limit=100') || page === null) return told
      return { status: 200, body: await (await account.fetch(`/api/records?limit=25&page=${page}`)).json() }
    })
    expect({ code, records }).toEqual({ code: 0, records: 230 })
  })

  test('is none where a row that is deleted meanwhile moves another to a page that was read', async () => {
    const account = large()
    const { code, records } = await takeFrom(account, (told, path) => {
      if (!path.startsWith('/api/records') || queryOf(path).get('page') !== '1') return told
      const newest = account.db.record.getAll().at(-1)
      if (account.db.record.count() === 230 && newest)
        account.db.record.delete({ where: { uuid: { equals: newest.uuid } } })
      return told
    })
    // The one that was deleted had been read.
    expect({ code, records }).toEqual({ code: 0, records: 230 })
  })

  test('of campaigns alone, when the connection breaks at once, ends with exit code 2', async () => {
    const { code, records, err } = await takeFrom(large(), (told, path) =>
      path === '/api/campaigns?limit=100&page=1' ? { status: 500, body: {} } : told,
    )
    expect({ code, records }).toEqual({ code: 2, records: undefined })
    expect(err).toContain('does not answer a list of campaigns')
  })
})
