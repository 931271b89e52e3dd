import { expect } from 'vitest'
import type { OrderList } from '../../src/contract/orders.ts'
import { type Case, casesOf } from './case.ts'
import { orderKeys } from './orders.ts'
import type { AnyRecord } from './record-lists.ts'
import { bulkRecord, campaign, neverNumber, order, record, type } from './world.ts'

const associate = casesOf('orders.associate')

const orders = `/api/campaigns/${campaign.active}/orders`
const path = `${orders}/associate`
const open = `/api/campaigns/${campaign.open}/orders`

export const associateCases: readonly Case[] = [
  associate.works('answers that it is done, and only that', async (api) => {
    const { status, text } = await api.post(path, { recordUuids: [record.zoe] })
    expect(status).toBe(200)
    expect(text).toBe('{"success":true}')
  }),
  associate.works('adds the record as a registered order with nothing planned', async (api) => {
    await api.post(path, { recordUuids: [record.zoe] })
    const { body } = await api.get<OrderList>(orders)
    expect(body.total).toBe(4)
    expect(Object.keys(body.orders[0] ?? {})).toEqual(orderKeys)
    expect(body.orders[0]).toMatchObject({
      campaignUuid: campaign.active,
      status: 'registered',
      scheduledTime: null,
      price: null,
      instructions: null,
      record: { uuid: record.zoe },
    })
    expect(body.orders[0]?.uuid).toMatch(/^order_[0-9a-z]{20}$/)
  }),
  associate.works('adds many records, the last of them listed first', async (api) => {
    const recordUuids = [record.ada, record.paul, bulkRecord(3), bulkRecord(1)]
    await api.post(`${open}/associate`, { recordUuids })
    const { body } = await api.get<OrderList>(open)
    expect(body.orders.map((one) => one.record.uuid)).toEqual([...recordUuids.toReversed(), record.twin])
  }),
  associate.works('makes no new records', async (api) => {
    await api.post(path, { recordUuids: [record.zoe] })
    expect((await api.get<{ readonly total: number }>('/api/records')).body.total).toBe(31)
  }),
  associate.works('leaves records that are in the campaign as they are', async (api) => {
    const before = await api.get<OrderList>(orders)
    const { status } = await api.post(path, { recordUuids: [record.ada, record.grace, record.never] })
    expect(status).toBe(200)
    await api.post(path, { recordUuids: [record.ada] })
    api.expectWarning('recordUuids[0]', order.planned)
    expect((await api.get(orders)).body).toEqual(before.body)
  }),
  associate.works('adds only those that are not in the campaign yet', async (api) => {
    await api.post(path, { recordUuids: [record.ada, record.zoe] })
    const { body } = await api.get<OrderList>(orders)
    expect(body.orders.map((one) => one.uuid).slice(1)).toEqual([order.never, order.scheduled, order.planned])
  }),
  associate.works('adds a record once that is named twice', async (api) => {
    const { status } = await api.post(path, { recordUuids: [record.zoe, record.zoe] })
    expect(status).toBe(200)
    expect((await api.get<OrderList>(orders)).body.total).toBe(4)
  }),
  associate.works('adds records of any type to a campaign without one', async (api) => {
    const { status } = await api.post(`${open}/associate`, { recordUuids: [record.paul, bulkRecord(0)] })
    expect(status).toBe(200)
  }),
  associate.works('shows the campaign in the history of the record', async (api) => {
    await api.post(path, { recordUuids: [record.zoe] })
    const { body } = await api.get<AnyRecord>(`/api/records/${record.zoe}`)
    expect(body.campaigns).toMatchObject([
      { campaignUuid: campaign.active, campaignName: 'Summer Promotion', status: 'registered', lastCallAt: null },
    ])
  }),
  associate.works('makes a do-not-call order of a number that is never to be called', async (api) => {
    await api.post(`${open}/associate`, { recordUuids: [record.never] })
    api.expectWarning('recordUuids[0] joins as do-not-call', order.never, neverNumber)
    const { body } = await api.get<OrderList>(`${open}?search=nora`)
    expect(body.orders).toMatchObject([{ status: 'do-not-call' }])
  }),
  associate.works('takes no status from the body', async (api) => {
    expect((await api.post(path, { recordUuids: [record.zoe], status: 'planned' })).status).toBe(200)
    expect((await api.get<OrderList>(`${orders}?search=zo`)).body.orders[0]?.status).toBe('registered')
  }),

  associate.refuses('an id that nothing has, whatever its form', {
    body: { recordUuids: ['nobody'] },
    fields: ['recordUuids[0]'],
    says: ['nobody', 'existing record', 'mock.db.record.create({ uuid: "nobody" }) or POST /__mock/db/record'],
  }),
  associate.refuses('a line for each id that nothing has, and adds none', {
    body: { recordUuids: ['nobody', record.zoe, 'no one'] },
    fields: ['recordUuids[0]', 'recordUuids[2]'],
  }),
  associate.refuses('a line for each record of another type', {
    body: { recordUuids: [record.zoe, record.paul, bulkRecord(0)] },
    fields: ['recordUuids[1]', 'recordUuids[2]'],
    says: [type.lead, type.patient, type.bare],
  }),
  associate.refuses('unknown ids and records of another type at once', {
    body: { recordUuids: [record.paul, 'nobody'] },
    fields: ['recordUuids[0]', 'recordUuids[1]'],
  }),
  associate.refuses('an unknown id beside records that are in the campaign', {
    body: { recordUuids: [record.ada, 'nobody'] },
    fields: ['recordUuids[1]'],
  }),
  associate.refuses('an empty object', { body: {}, fields: ['recordUuids'], says: ['is required', 'a list'] }),
  associate.refuses('a single id that is no list', {
    body: { recordUuids: record.zoe },
    fields: ['recordUuids'],
    says: ['must be a list'],
  }),
  associate.refuses('null for the list', { body: { recordUuids: null }, fields: ['recordUuids'] }),
  associate.refuses('ids that are no texts, a line for each', {
    body: { recordUuids: [1, record.zoe, null, {}] },
    fields: ['recordUuids[0]', 'recordUuids[2]', 'recordUuids[3]'],
  }),
  associate.refuses(
    'unknown keys when strict',
    { body: { recordUuids: [record.zoe], status: 'planned' }, fields: ['status'] },
    { options: { strict: true } },
  ),
  associate.refuses('a campaign that nothing has', {
    path: '/api/campaigns/nobody/orders/associate',
    body: { recordUuids: [record.zoe] },
    status: 404,
    says: ['nobody'],
  }),
  associate.refuses(
    'ids that nothing has also where references are loose',
    { body: { recordUuids: ['nobody'] }, fields: ['recordUuids[0]'] },
    { options: { references: 'loose' } },
  ),
]
