import { createMock } from 'callcamp-mock'
import { expect, test } from 'vitest'
import { campaign, neverNumber, record, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = () => createMock({ scenario: world, simulator: false })
const total = async (mock: ReturnType<typeof create>, path: string) =>
  ((await (await mock.fetch(path)).json()) as { total: number }).total

async function statusOfNew(mock: ReturnType<typeof create>): Promise<string> {
  const { uuid } = mock.db.campaign.create({})
  const body = JSON.stringify({ status: 'planned', record: { phoneNumber: neverNumber } })
  const response = await mock.fetch(`/api/campaigns/${uuid}/orders`, asJson(body))
  return ((await response.json()) as { status: string }).status
}

test('who asked never to be called in one scenario is forgotten in the next, and known again when it comes back', async () => {
  const mock = create()
  expect(await statusOfNew(mock)).toBe('do-not-call')
  mock.load('empty')
  expect(await statusOfNew(mock)).toBe('planned')
  mock.load(world)
  expect(await statusOfNew(mock)).toBe('do-not-call')
})

test('who is in a campaign is asked of the rows of now', async () => {
  const mock = create()
  const path = `/api/records?campaignUuid=${campaign.active}`
  const before = await total(mock, path)
  expect(before).toBeGreaterThan(0)
  const kept = mock.snapshot()
  mock.db.record.delete({ where: { uuid: { equals: record.ada } } })
  expect(await total(mock, path)).toBe(before - 1)
  mock.restore(kept)
  expect(await total(mock, path)).toBe(before)
  mock.load('empty')
  expect(await total(mock, path)).toBe(0)
})
