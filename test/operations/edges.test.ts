import { createMock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import { bulk, campaign, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = () => createMock({ scenario: world, simulator: false })
const read = async (path: string, init?: RequestInit) => (await create().fetch(path, init)).json()

describe('a page past the end', () => {
  test.each([
    '/api/records?search=bulk',
    `/api/records?campaignUuid=${campaign.full}`,
    `/api/records?search=bulk&campaignUuid=${campaign.full}`,
    `/api/campaigns/${campaign.full}/orders?search=bulk`,
    `/api/campaigns/${campaign.full}/orders?`,
  ])('of %s is empty, however little it is past it', async (path) => {
    const key = path.includes('orders') ? 'orders' : 'records'
    expect(await read(`${path}&limit=20&page=2`)).toMatchObject({ [key]: { length: bulk - 20 }, total: bulk })
    expect(await read(`${path}&limit=20&page=3`)).toMatchObject({ [key]: [], total: bulk })
  })
})

describe('what is not there is called by its name', () => {
  test.each([
    ['GET', '/api/campaigns/none', 'campaign'],
    ['PATCH', '/api/campaigns/none', 'campaign'],
    ['DELETE', '/api/campaigns/none', 'campaign'],
    ['GET', '/api/records/none', 'record'],
    ['PATCH', '/api/records/none', 'record'],
    ['DELETE', '/api/records/none', 'record'],
    ['GET', '/api/campaigns/none/orders', 'campaign'],
    ['POST', '/api/campaigns/none/orders', 'campaign'],
    ['PATCH', '/api/campaigns/none/orders/none', 'campaign'],
    ['DELETE', '/api/campaigns/none/orders/none', 'campaign'],
    ['PATCH', `/api/campaigns/${campaign.active}/orders/none`, 'order'],
    ['DELETE', `/api/campaigns/${campaign.active}/orders/none`, 'order'],
    ['POST', '/api/campaigns/none/orders/associate', 'campaign'],
  ])('%s %s: %s', async (method, path, name) => {
    const body = path.endsWith('associate')
      ? '{"recordUuids":["x"]}'
      : path.endsWith('orders')
        ? '{"record":{"phoneNumber":"+14155550100"}}'
        : '{}'
    const sends = method === 'POST' || method === 'PATCH'
    const { message } = await read(path, sends ? asJson(body, method) : { method })
    expect(message).toMatch(new RegExp(String.raw`\b${name}\b.*"none"`))
  })
})

test('no record type is called null: contacts without one are found by no name of a type', async () => {
  const { total } = (await read(`/api/records?campaignUuid=${campaign.active}`)) as { total: number }
  expect(total).toBeGreaterThan(0)
  for (const none of ['null', 'undefined', '0']) {
    expect(await read(`/api/records?campaignUuid=${campaign.active}&recordTypeUuid=${none}`)).toMatchObject({
      records: [],
      total: 0,
    })
    expect(await read(`/api/records?recordTypeUuid=${none}`)).toMatchObject({ records: [], total: 0 })
  }
})

test('a contact without a record type that joins a campaign is found there by no name of a type either', async () => {
  const mock = createMock()
  const { uuid: campaignUuid } = mock.db.campaign.create({ recordTypeUuid: null })
  const { uuid: recordUuid } = mock.db.record.create({ recordTypeUuid: null })
  mock.db.order.create({ campaignUuid, recordUuid, status: 'registered' })
  const total = async (query: string) =>
    (await (await mock.fetch(`/api/records?campaignUuid=${campaignUuid}${query}`)).json()).total
  expect([await total(''), await total('&recordTypeUuid=null')]).toEqual([1, 0])
})

test('a word with a zero byte, which stands between searched fields, is found nowhere', async () => {
  for (const path of ['/api/records', '/api/campaigns', `/api/campaigns/${campaign.full}/orders`])
    expect(await read(`${path}?search=%00`)).toMatchObject({ total: 0 })
})

test.each(['null', 'undefined', 'none'])(
  'a search for %s finds no contact and no campaign that merely lacks something',
  async (word) => {
    const mock = createMock()
    mock.db.record.create({
      name: 'Ada',
      customName: true,
      firstName: null,
      lastName: null,
      email: null,
      country: null,
    })
    mock.db.campaign.create({ name: 'Spring', description: null })
    for (const path of ['/api/records', '/api/campaigns'])
      expect(await (await mock.fetch(`${path}?search=${word}`)).json()).toMatchObject({ total: 0 })
  },
)
