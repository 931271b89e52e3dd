import { describe, expect, test } from 'vitest'
import { looseModels, referencesOf } from '../../src/contract/models.ts'
import { createMock } from '../../src/create-mock.ts'
import { asJson } from '../json-request.ts'

/** References to nothing, wherever rows come from. */

const start = { name: 'ours', now: '2026-05-04T08:00:00Z', seed: 1 }
const ghosts = Object.fromEntries(Object.keys(referencesOf.campaign).map((field) => [field, 'ghost']))
const loose = (scenario: object = start) =>
  createMock({ references: 'loose', scenario: scenario as typeof start, simulator: false })

describe('where references are loose', () => {
  test('the test API takes what requests take', async () => {
    const mock = loose()
    const made = await (
      await mock.fetch('/api/campaigns', asJson({ name: 'New', status: 'draft', type: 'outbound', ...ghosts }))
    ).json()
    expect(made).toMatchObject(ghosts)
    expect(mock.db.campaign.create(ghosts)).toMatchObject(ghosts)
    expect(
      mock.db.campaign.update({ where: { uuid: { equals: made.uuid } }, data: { recordTypeUuid: 'other' } }),
    ).toMatchObject({ ...ghosts, recordTypeUuid: 'other' })
    expect(mock.db.record.create({ recordTypeUuid: 'ghost', parameters: { anything: 'goes' } })).toMatchObject({
      recordTypeUuid: 'ghost',
      parameters: { anything: 'goes' },
    })
  })

  test('a sandbox takes them as well', () => {
    expect(loose().sandbox('mine').db.campaign.create(ghosts)).toMatchObject(ghosts)
  })

  test('an order that is made up in such a campaign has a contact of its kind', () => {
    const mock = loose()
    const { uuid } = mock.db.campaign.create(ghosts)
    const { recordUuid } = mock.db.order.create({ campaignUuid: uuid })
    expect(mock.db.record.findFirst({ where: { uuid: { equals: recordUuid } } })).toMatchObject({
      recordTypeUuid: 'ghost',
    })
  })

  test('a scenario may hold them, from the start and when it is loaded, and its recipes go on from there', async () => {
    const scenario = {
      ...start,
      campaigns: [{ uuid: 'c', name: 'Spring', ...ghosts }],
      records: [{ uuid: 'r', phoneNumber: '+14155550100', recordTypeUuid: 'ghost', parameters: { anything: 'goes' } }],
      generate: { orders: [{ campaign: 'c', count: 3 }] },
    }
    const loaded = loose()
    loaded.load(scenario)
    for (const mock of [loose(scenario), loaded]) {
      expect(await (await mock.fetch('/api/campaigns/c')).json()).toMatchObject(ghosts)
      expect(mock.db.record.getAll().map((record) => record.recordTypeUuid)).toEqual(['ghost', 'ghost', 'ghost'])
      expect(mock.db.order.count()).toBe(3)
    }
  })

  test('an order and a call need what they are of all the same', () => {
    const mock = loose()
    expect(() => mock.db.order.create({ campaignUuid: 'ghost' })).toThrow(
      'campaignUuid must be the id of an existing campaign; received "ghost"',
    )
    expect(() => mock.db.order.create({ recordUuid: 'ghost' })).toThrow(
      'recordUuid must be the id of an existing record; received "ghost"',
    )
    expect(() => mock.db.call.create({ orderUuid: 'ghost', campaignUuid: 'ghost', recordUuid: 'ghost' })).toThrow(
      'orderUuid must be the id of an existing order; received "ghost"',
    )
    expect(() => loose({ ...start, orders: [{ campaignUuid: 'ghost', recordUuid: 'ghost' }] })).toThrow(
      /orders\[0\]\.campaignUuid must be .*\n.*orders\[0\]\.recordUuid must be/,
    )
  })
})

test.each([...looseModels])('where references are strict, a %s has none to nothing', (model) => {
  const mock = createMock({ scenario: start })
  expect(() => mock.db[model].create({ recordTypeUuid: 'ghost' })).toThrow(
    'recordTypeUuid must be the id of an existing record type; received "ghost"',
  )
  expect(() => createMock({ scenario: { ...start, campaigns: [{ name: 'Spring', ...ghosts }] } })).toThrow(
    'campaigns[0].recordTypeUuid must be the id of an existing record type; received "ghost"',
  )
})
