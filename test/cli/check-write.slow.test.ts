import { describe, expect, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { operationIds } from '../../src/contract/operation-ids.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { realServer, type Told } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

/** What `check --write` does to a server: it leaves nothing behind, and touches nothing of others. */

async function run(url: string, ...flags: string[]) {
  const { terminal, out, err } = fakeTerminal()
  return { code: await main(['check', url, '--write', ...flags], terminal), out: out(), err: err() }
}

const account = () => createMock({ scenario: 'documented-orders' })
const rowsOf = ({ db }: Mock) => [db.campaign, db.record, db.order].map((table) => table.getAll())
const refused = (status: number): Told => ({ status, body: { success: false, message: 'No' } })

test('all operations are compared, and every row is as it was', async () => {
  const mock = account()
  const before = rowsOf(mock)
  const { url, asked } = await realServer(mock)
  const { code, out } = await run(url, '--json')
  expect(code).toBe(0)
  const { operations } = JSON.parse(out) as { operations: { operation: string; compared: number }[] }
  expect(operations.filter(({ compared }) => compared > 0).map(({ operation }) => operation)).toEqual([...operationIds])
  expect(rowsOf(mock)).toEqual(before)
  expect(asked.filter((one) => one.startsWith('POST ')).length).toBeGreaterThan(10)
})

test('every row that it makes is marked, and is a draft or a number that nobody has', async () => {
  const mock = account()
  const made: object[] = []
  const { url } = await realServer(mock, (told, _path, method) => {
    if (method === 'POST' && told.status === 201) made.push(Object(told.body))
    return told
  })
  await run(url)
  const names = made.map((row) => Reflect.get(row, 'name') ?? Reflect.get(Object(Reflect.get(row, 'record')), 'name'))
  expect(names.length).toBeGreaterThan(5)
  expect(names.every((name) => /^callcamp-mock check \w+ /.test(String(name)))).toBe(true)
  const numbers = JSON.stringify(made).match(/"phoneNumber":"[^"]+"/g) ?? []
  expect(numbers.every((number) => /"\+1\d{3}55501\d\d"$/.test(number))).toBe(true)
  expect(made.filter((row) => 'type' in row)).toEqual([
    expect.objectContaining({ status: 'draft' }),
    expect.objectContaining({ status: 'draft' }),
  ])
})

describe('nothing is left', () => {
  test.each(['POST', 'PATCH', 'DELETE'])('when %s is not answered any more', async (method) => {
    const mock = account()
    const before = rowsOf(mock)
    let count = 0
    const { url } = await realServer(mock, async (told, _path, asked) => {
      // It is done all the same.
      if (asked === method && (count += 1) > 1 && count < 12) return new Promise(() => {})
      return told
    })
    expect((await run(url, '--timeout', '0.2')).code).toBe(2)
    expect(rowsOf(mock)).toEqual(before)
  })

  test('when the answers to POST do not tell what was made', async () => {
    const mock = account()
    const before = rowsOf(mock)
    const { url } = await realServer(mock, (told, _path, method) =>
      method === 'POST' && told.status === 201 ? { status: 201, body: { ok: true } } : told,
    )
    expect((await run(url)).code).toBe(1)
    expect(rowsOf(mock)).toEqual(before)
  })

  test('when what is not valid is taken', async () => {
    const mock = account()
    const before = rowsOf(mock)
    const { url } = await realServer(mock, (told, path, method) => {
      const name = /callcamp-mock check \w+ A/.exec(JSON.stringify(mock.db.campaign.getAll()))?.[0]
      if (method !== 'POST' || told.status !== 400 || path !== '/api/campaigns' || name === undefined) return told
      return { status: 201, body: { ...mock.db.campaign.create({ name, recordTypeUuid: null }) } }
    })
    expect((await run(url)).code).toBe(1)
    expect(rowsOf(mock)).toEqual(before)
  })

  test.each(['POST /api/campaigns', 'PATCH /api/records/', 'POST /api/records'])(
    'when it is stopped after %s',
    async (moment) => {
      const mock = account()
      const before = rowsOf(mock)
      const { terminal, stop, out, err } = fakeTerminal()
      const { url } = await realServer(mock, (told, path, method) => {
        if (`${method} ${path}`.startsWith(moment)) stop()
        return told
      })
      expect(await main(['check', url, '--write'], terminal)).toBe(130)
      expect(rowsOf(mock)).toEqual(before)
      expect([out(), err()]).toEqual(['', 'callcamp-mock: Stopped before the end\n'])
    },
  )
})

test('what a POST answers is left alone where its name is that of another row', async () => {
  const mock = account()
  const before = rowsOf(mock)
  const [theirs] = mock.db.campaign.getAll()
  const { url, asked } = await realServer(mock, (told, path, method) =>
    method === 'POST' && path === '/api/campaigns' ? { status: 201, body: { ...theirs } } : told,
  )
  const { code, out } = await run(url)
  expect(code).toBe(1)
  expect(out).toContain(
    `Not cleaned up: campaign ${theirs?.uuid}, which was answered to a POST: it is left alone, as its name is not that of the check`,
  )
  expect(asked).not.toContain(`PATCH /api/campaigns/${theirs?.uuid}`)
  expect(asked).not.toContain(`DELETE /api/campaigns/${theirs?.uuid}`)
  expect(rowsOf(mock)).toEqual(before)
})

describe('what can not be deleted is named', () => {
  const unkind = (mock: Mock) =>
    realServer(mock, (told, path, method) => (method === 'DELETE' && !path.includes('/orders/') ? refused(500) : told))

  test('in every report', async () => {
    const { url } = await unkind(account())
    const { code, out } = await run(url)
    expect(code).toBe(1)
    expect(out).toMatch(
      /Not cleaned up: campaign \S+, whose name begins with "callcamp-mock check \w+": DELETE \/api\/campaigns\/\S+ answers 500 with the JSON/,
    )
    expect(out).toMatch(/Not cleaned up: record record_/)
    expect(JSON.parse((await run(url, '--json')).out)).toMatchObject({
      left: expect.arrayContaining([expect.stringMatching(/^campaign /)]),
    })
  })

  test('also when it is stopped, and there is no report', async () => {
    const mock = account()
    const { terminal, stop, err } = fakeTerminal()
    const { url } = await realServer(mock, (told, path, method) => {
      if (method === 'PATCH') stop()
      return method === 'DELETE' && path.startsWith('/api/campaigns/') ? refused(403) : told
    })
    expect(await main(['check', url, '--write'], terminal)).toBe(130)
    expect(err()).toMatch(
      /^callcamp-mock: Not cleaned up: campaign .*\ncallcamp-mock: Not cleaned up: campaign .*\ncallcamp-mock: Stopped before the end\n$/,
    )
  })

  test('when it is answered as deleted and is still there', async () => {
    const { url } = await realServer(account(), (told, path, method) =>
      method === 'GET' && path.startsWith('/api/records/') && told.status === 404
        ? { status: 200, body: { uuid: 'still there' } }
        : told,
    )
    expect((await run(url)).out).toMatch(/Not cleaned up: record \S+, .*: it is still there after DELETE/)
  })
})
