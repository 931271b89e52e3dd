import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { campaign, record, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = () => createMock({ scenario: world })
const text = (mock: Mock) => JSON.stringify(mock.snapshot())

async function plan(mock: Mock): Promise<void> {
  await mock.fetch(
    `/api/campaigns/${campaign.open}/orders`,
    asJson('{"status":"planned","record":{"phoneNumber":"+14155550100","parameters":{"__proto__":1}}}'),
  )
  mock.clock.advance('1s')
}

/** What happens next: the same for the same rows, time and chance. */
async function future(mock: Mock): Promise<string> {
  await mock.fetch('/api/campaigns', asJson('{"name":"New","status":"draft","type":"inbound"}'))
  mock.db.record.create({})
  mock.clock.advance('2d')
  return text(mock)
}

describe('restore', () => {
  test.each(['demo', null, 5])('refuses %j, which is no snapshot', (snapshot) => {
    const mock = create()
    expect(() => mock.restore(snapshot as never)).toThrow(TypeError)
    expect(() => mock.restore(snapshot as never)).toThrow(
      `restore takes a snapshot, as mock.snapshot() returns it; received ${JSON.stringify(snapshot)}`,
    )
  })
})

describe('a snapshot', () => {
  test('is plain JSON: what comes back from text is the same', async () => {
    const mock = create()
    await plan(mock)
    const snapshot = mock.snapshot()
    expect(JSON.stringify(JSON.parse(JSON.stringify(snapshot)))).toBe(JSON.stringify(snapshot))
  })

  test('is frozen all the way down', async () => {
    const mock = create()
    await plan(mock)
    const thawed: unknown[] = []
    const visit = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) thawed.push(value)
      Object.values(value).forEach(visit)
    }
    visit(mock.snapshot())
    expect(thawed).toEqual([])
  })

  test('does not change with the mock', async () => {
    const mock = create()
    const snapshot = mock.snapshot()
    const before = JSON.stringify(snapshot)
    await plan(mock)
    await future(mock)
    expect(JSON.stringify(snapshot)).toBe(before)
  })

  test('has a version, the scenario, the seed, the time, chance, all rows and what is pending', () => {
    const snapshot = create().snapshot()
    expect(snapshot).toMatchObject({ version: 1, name: 'conformance', seed: 1, now: '2026-05-04T08:00:00Z' })
    expect(
      [
        snapshot.recordTypes,
        snapshot.assistants,
        snapshot.phones,
        snapshot.campaigns,
        snapshot.records,
        snapshot.orders,
        snapshot.calls,
      ].map((rows) => rows.length),
    ).toEqual([3, 2, 2, 9, 31, 29, 2])
    expect(Object.keys(snapshot.random)).toEqual(['ids', 'faker', 'simulator', 'faults'])
  })
})

describe('restore', () => {
  test('goes back to the snapshot', async () => {
    const mock = create()
    await plan(mock)
    const snapshot = mock.snapshot()
    await future(mock)
    mock.restore(snapshot)
    expect(text(mock)).toBe(JSON.stringify(snapshot))
  })

  test('leads to the same future, in the middle of calls too', async () => {
    const mock = create()
    await plan(mock)
    const snapshot = mock.snapshot()
    const first = await future(mock)
    mock.restore(snapshot)
    expect(await future(mock)).toBe(first)
  })

  test('takes a snapshot that was text in between, in another mock', async () => {
    const mock = create()
    await plan(mock)
    const saved = text(mock)
    const other = createMock()
    other.restore(JSON.parse(saved))
    expect(text(other)).toBe(saved)
    expect(await future(other)).toBe(await future(mock))
  })

  test('leaves the start to which reset goes back', async () => {
    const mock = create()
    const start = text(mock)
    await plan(mock)
    mock.restore(mock.snapshot())
    mock.reset()
    expect(text(mock)).toBe(start)
  })

  test('makes a snapshot the start when it is loaded', async () => {
    const mock = create()
    await plan(mock)
    const snapshot = mock.snapshot()
    mock.load(snapshot)
    await future(mock)
    mock.reset()
    expect(text(mock)).toBe(JSON.stringify(snapshot))
  })

  test('keeps custom fields of any name as data', async () => {
    const mock = create()
    await plan(mock)
    mock.restore(JSON.parse(text(mock)))
    const { parameters } = mock.db.record.findFirst({ where: { phoneNumber: { equals: '+14155550100' } } }) ?? {}
    expect(Object.entries(parameters ?? {})).toEqual([['__proto__', 1]])
  })

  test('takes references to nothing that loose requests have made', async () => {
    const mock = createMock({ scenario: world, references: 'loose', simulator: false })
    await mock.fetch(`/api/campaigns/${campaign.open}`, asJson('{"recordTypeUuid":"nobody","timezone":null}', 'PATCH'))
    const snapshot = mock.snapshot()
    mock.restore(snapshot)
    expect(text(mock)).toBe(JSON.stringify(snapshot))
  })

  test('searches and lists what the snapshot has', async () => {
    const mock = create()
    const snapshot = mock.snapshot()
    await mock.fetch(`/api/records/${record.ada}`, { method: 'DELETE' })
    mock.restore(snapshot)
    expect(await (await mock.fetch('/api/records?search=lovelace')).json()).toMatchObject({ total: 1 })
  })

  test.each([[null], [{}], [5], ['demo-but-misspelt'], [{ name: 'x', now: 'noon', seed: 1 }]])(
    'refuses %j and leaves everything as it is',
    (wrong) => {
      const mock = create()
      const before = text(mock)
      expect(() => mock.restore(wrong as never)).toThrow(TypeError)
      expect(text(mock)).toBe(before)
    },
  )
})
