import { beforeAll, describe, expect, test } from 'vitest'
import type { CampaignOrder, OrderList } from '../../src/contract/orders.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { asJson } from '../json-request.ts'

/** A campaign that is too large to be searched order by order answers as a small one does. */

const count = 450
const statuses = ['registered', 'canceled', 'contacted'] as const

const scenario = {
  name: 'large',
  now: '2026-05-04T08:00:00Z',
  seed: 1,
  campaigns: [
    { uuid: 'large', name: 'Large', status: 'draft' },
    { uuid: 'other', name: 'Other', status: 'draft' },
  ],
  records: Array.from({ length: count }, (_, index) => ({
    uuid: `record_${index}`,
    firstName: index % 3 === 0 ? 'Ada' : 'Grace',
    lastName: `Number${index}`,
    email: 'ada@example.com',
    phoneNumber: `+1415555${1_000 + index}`,
    parameters: { note: 'adaptable' },
  })),
  orders: [
    // Not in the order of their contacts.
    ...Array.from({ length: count }, (_, index) => ({
      uuid: `order_${index}`,
      campaignUuid: 'large',
      recordUuid: `record_${(index * 7) % count}`,
      status: statuses[index % 3],
    })),
    { uuid: 'order_other', campaignUuid: 'other', recordUuid: 'record_0' },
  ],
} as const

let mock: Mock
let all: readonly CampaignOrder[]

async function read(query: string): Promise<OrderList> {
  return (await mock.fetch(`/api/campaigns/large/orders?${query}`)).json()
}

beforeAll(async () => {
  mock = createMock({ scenario })
  const pages: CampaignOrder[] = []
  for (let page = 1; page <= 5; page += 1) pages.push(...(await read(`limit=100&page=${page}`)).orders)
  all = pages
})

describe('a search through the orders of a large campaign', () => {
  test('begins with all of them, newest first', () => {
    expect(all.map((one) => one.uuid)).toEqual(
      Array.from({ length: count }, (_, index) => `order_${count - 1 - index}`),
    )
  })

  test.each([
    'ada',
    'ADA',
    'number1',
    'grace number44',
    '5551',
    '+14155551',
    'adaptable',
    'example.com',
    'a',
    '.',
    'nobody',
  ])('finds what looking at each would find: %s', async (word) => {
    const wanted = all.filter(
      ({ record }) => record.name.toLowerCase().includes(word.toLowerCase()) || record.phoneNumber.includes(word),
    )
    const found = await read(new URLSearchParams({ search: word, limit: '100' }).toString())
    expect(found.total).toBe(wanted.length)
    expect(found.orders).toEqual(wanted.slice(0, 100))
  })

  test('combines with a status', async () => {
    const wanted = all.filter(({ record, status }) => record.name.includes('Ada') && status === 'canceled')
    const found = await read('search=ada&status=canceled&limit=20&page=2')
    expect(found.total).toBe(wanted.length)
    expect(found.orders).toEqual(wanted.slice(20, 40))
  })

  test('sees what has changed since', async () => {
    const { uuid } = mock.db.record.create({ uuid: 'record_new', firstName: 'Zebulon', phoneNumber: '+14155559999' })
    await mock.fetch('/api/campaigns/large/orders/associate', asJson({ recordUuids: [uuid] }))
    mock.db.record.update({ where: { uuid: { equals: 'record_5' } }, data: { lastName: 'Zebulonson' } })
    expect((await read('search=zebulon')).orders.map((one) => one.record.uuid)).toEqual(['record_new', 'record_5'])
    mock.reset()
    expect((await read('search=zebulon')).total).toBe(0)
  })
})
