import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { campaign, now, record, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = () => createMock({ scenario: world, simulator: false })

/** Changes something of everything. */
async function disturb(mock: Mock): Promise<void> {
  await mock.fetch('/api/campaigns', asJson('{"name":"New","status":"draft","type":"inbound"}'))
  await mock.fetch(`/api/campaigns/${campaign.active}`, asJson('{"name":"Changed","status":"closed"}', 'PATCH'))
  await mock.fetch(`/api/campaigns/${campaign.open}/orders/associate`, asJson({ recordUuids: [record.zoe] }))
  await mock.fetch(`/api/records/${record.ada}`, { method: 'DELETE' })
  await mock.fetch(`/api/campaigns/${campaign.full}`, { method: 'DELETE' })
  mock.db.recordType.create({ name: 'New', fields: [] })
  mock.clock.advance('3d')
}

const state = (mock: Mock) => JSON.stringify(mock.snapshot())
const answers = async (mock: Mock) =>
  Promise.all(
    [
      '/api/campaigns?limit=100',
      '/api/campaigns?search=summer',
      '/api/campaigns?status=closed',
      '/api/records?limit=100',
      `/api/records?campaignUuid=${campaign.active}`,
      `/api/campaigns/${campaign.active}/orders`,
    ].map(async (path) => (await mock.fetch(path)).text()),
  )

describe('reset', () => {
  test('takes back every change of rows, time and chance', async () => {
    const mock = create()
    const before = state(mock)
    await disturb(mock)
    expect(state(mock)).not.toBe(before)
    mock.reset()
    expect(state(mock)).toBe(before)
    expect(mock.clock.now()).toBe(now)
  })

  test('takes back what lists, filters and searches find', async () => {
    const mock = create()
    const before = await answers(mock)
    await disturb(mock)
    mock.reset()
    expect(await answers(mock)).toEqual(before)
  })

  test('leads to the same answers to the same requests, byte for byte', async () => {
    const mock = create()
    await disturb(mock)
    const first = state(mock)
    mock.reset()
    await disturb(mock)
    expect(state(mock)).toBe(first)
  })

  test('clears the journal and the faults', async () => {
    const mock = create()
    await disturb(mock)
    mock.faults.add({ status: 503 })
    mock.reset()
    expect(mock.requests.count()).toBe(0)
    expect(mock.faults.all()).toEqual([])
  })

  test('lets a ticking clock that was frozen tick again, as it began', () => {
    const mock = createMock({ clock: 'ticking', speed: 60 })
    mock.clock.configure({ mode: 'frozen' })
    mock.reset()
    expect(mock.clock.settings).toEqual({ mode: 'ticking', speed: 60 })
  })

  test('is told to listeners, who stay', () => {
    const mock = create()
    const heard: unknown[] = []
    mock.on('reset', (event) => heard.push(event))
    mock.reset()
    mock.reset()
    expect(heard).toEqual(
      [1, 2].map(() => ({ type: 'reset', at: now, sandbox: null, scenario: 'conformance', seed: 1 })),
    )
  })
})

describe('load', () => {
  test('starts from another scenario, to which reset goes back', async () => {
    const mock = create()
    mock.load('documented-campaigns')
    expect(mock.info.scenario).toBe('documented-campaigns')
    await mock.fetch('/api/campaigns/8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5', { method: 'DELETE' })
    mock.reset()
    expect(mock.db.campaign.count()).toBe(2)
    expect(mock.clock.now()).toBe('2026-04-22T14:00:00Z')
  })

  test('starts from the same scenario with another seed', () => {
    const mock = create()
    const first = mock.db.campaign.create({ name: 'x' }).uuid
    mock.load(undefined, { seed: 2 })
    expect(mock.info).toMatchObject({ scenario: 'conformance', seed: 2 })
    expect(mock.db.campaign.create({ name: 'x' }).uuid).not.toBe(first)
  })

  test('makes of the same seed the same world', () => {
    const mock = createMock({ scenario: 'demo', seed: 5 })
    const before = state(mock)
    mock.load('empty')
    mock.load('demo', { seed: 5 })
    expect(state(mock)).toBe(before)
  })

  test('leaves everything as it is where the scenario does not exist', () => {
    const mock = create()
    const before = state(mock)
    expect(() => mock.load('no-such-scenario')).toThrow(TypeError)
    expect(state(mock)).toBe(before)
    mock.reset()
    expect(state(mock)).toBe(before)
  })

  test('is told to listeners as a reset', () => {
    const mock = create()
    const heard: string[] = []
    mock.on('reset', ({ scenario }) => heard.push(scenario))
    mock.load('empty')
    expect(heard).toEqual(['empty'])
  })
})

describe('the same seed and the same requests', () => {
  test('lead to the same world in two mocks', async () => {
    const [one, other] = [create(), create()]
    await disturb(one)
    await disturb(other)
    expect(state(one)).toBe(state(other))
  })

  test('lead to the same ids also where requests are refused in between', async () => {
    const [one, other] = [create(), create()]
    for (const path of ['/api/campaigns', '/api/records', `/api/campaigns/${campaign.active}/orders`])
      await other.fetch(path, asJson('{}'))
    await disturb(one)
    await disturb(other)
    expect(state(one)).toBe(state(other))
  })
})
