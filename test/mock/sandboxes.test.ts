import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { campaign, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = () => createMock({ scenario: world, simulator: false })
const remove = (mock: Mock) => mock.fetch(`/api/campaigns/${campaign.open}`, { method: 'DELETE' })
const hasCampaign = async (mock: Mock) => (await mock.fetch(`/api/campaigns/${campaign.open}`)).status === 200

describe('a sandbox', () => {
  test('begins with the start of the mock, whatever has happened to the mock since', async () => {
    const mock = create()
    await remove(mock)
    expect(await hasCampaign(mock.sandbox('mine'))).toBe(true)
  })

  test('keeps its data from the mock and from other sandboxes', async () => {
    const mock = create()
    await remove(mock.sandbox('a'))
    mock.sandbox('b').db.campaign.create({ name: 'Only in b' })
    expect([
      await hasCampaign(mock),
      await hasCampaign(mock.sandbox('a')),
      await hasCampaign(mock.sandbox('b')),
    ]).toEqual([true, false, true])
    expect([mock, mock.sandbox('a'), mock.sandbox('b')].map((one) => one.db.campaign.count())).toEqual([9, 8, 10])
  })

  test('keeps searches, lists and do-not-call numbers apart too', async () => {
    const mock = create()
    mock.sandbox('a').db.campaign.update({ where: { uuid: { equals: campaign.open } }, data: { name: 'Renamed' } })
    mock.sandbox('a').db.order.delete({ where: { uuid: { equals: 'order_never' } } })
    const total = async (one: Mock) => (await (await one.fetch('/api/campaigns?search=renamed')).json()).total
    expect([await total(mock), await total(mock.sandbox('a')), await total(mock.sandbox('b'))]).toEqual([0, 1, 0])
    const plan = async (one: Mock) =>
      (await one.fetch(`/api/campaigns/${campaign.open}/orders/order_twin`, asJson('{"status":"planned"}', 'PATCH')))
        .status
    expect([await plan(mock), await plan(mock.sandbox('a')), await plan(mock.sandbox('b'))]).toEqual([409, 200, 409])
  })

  test('has a clock, faults, a journal and listeners of its own', async () => {
    const mock = create()
    const mine = mock.sandbox('mine')
    const heard: string[] = []
    mock.on('request', () => heard.push('mock'))
    mine.on('request', ({ sandbox }) => heard.push(String(sandbox)))
    mine.clock.advance('1h')
    mine.faults.add({ status: 503 })
    expect((await mine.fetch('/api/campaigns')).status).toBe(503)
    expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    expect([mock.clock.now(), mine.clock.now()]).toEqual(['2026-05-04T08:00:00Z', '2026-05-04T09:00:00Z'])
    expect([mock.requests.count(), mine.requests.count()]).toEqual([1, 1])
    expect(heard).toEqual(['mine', 'mock'])
  })

  test('draws the same ids as the mock and as every other', () => {
    const mock = create()
    const ids = [mock, mock.sandbox('a'), mock.sandbox('b')].map((one) => one.db.campaign.create({ name: 'x' }).uuid)
    expect(new Set(ids).size).toBe(1)
  })

  test('is the same for the same name', () => {
    const mock = create()
    expect(mock.sandbox('mine')).toBe(mock.sandbox('mine'))
    expect(mock.sandbox('mine')).not.toBe(mock.sandbox('yours'))
    expect(mock.sandbox('mine').sandbox('yours')).toBe(mock.sandbox('yours'))
  })

  test('has its name in its information', () => {
    expect(create().sandbox('mine').info).toMatchObject({ sandbox: 'mine', scenario: 'conformance' })
  })

  test('is reset and loaded alone', async () => {
    const mock = create()
    const mine = mock.sandbox('mine')
    await remove(mock)
    await remove(mine)
    mine.reset()
    expect([await hasCampaign(mock), await hasCampaign(mine)]).toEqual([false, true])
    mine.load('empty')
    expect([mock.db.campaign.count(), mine.db.campaign.count()]).toEqual([8, 0])
  })

  test('is listed, and forgotten when it is dropped', async () => {
    const mock = create()
    await remove(mock.sandbox('mine'))
    expect([...mock.sandboxes.keys()]).toEqual(['mine'])
    expect(mock.dropSandbox('mine')).toBe(true)
    expect(mock.dropSandbox('mine')).toBe(false)
    expect(await hasCampaign(mock.sandbox('mine'))).toBe(true)
  })

  test.each([['__proto__'], ['constructor'], ['a b/c?d']])('can have the name %s', (name) => {
    const mock = create()
    expect(mock.sandbox(name).info.sandbox).toBe(name)
    expect(mock.sandbox(name)).toBe(mock.sandbox(name))
  })

  test.each([[''], [5], [undefined]])('can not have the name %j', (name) => {
    expect(() => create().sandbox(name as string)).toThrow(TypeError)
  })
})
