import { expect } from 'vitest'
import { orderStatuses } from '../../src/contract/order-statuses.ts'
import type { CampaignOrder, CreatedOrder, OrderList } from '../../src/contract/orders.ts'
import type { Api } from './api.ts'
import { type Case, casesOf } from './case.ts'
import { type AnyRecord, recordKeys } from './record-lists.ts'
import { bulk, bulkOrder, bulkStatus, campaign, neverNumber, order, record, type } from './world.ts'

const list = casesOf('orders.list')
const create = casesOf('orders.create')
const remove = casesOf('orders.delete')

const ordersOf = (uuid: string) => `/api/campaigns/${uuid}/orders`
const active = ordersOf(campaign.active)
const full = ordersOf(campaign.full)
const number = '+14155553001'

/** The keys of an order in lists and updates, in the order of the documentation. */
export const orderKeys = [
  'uuid',
  'campaignUuid',
  'status',
  'scheduledTime',
  'scheduledTimeTimezone',
  'scheduledDurationSeconds',
  'price',
  'currencyCode',
  'instructions',
  'record',
]

const bulkOrders = Array.from({ length: bulk }, (_, index) => index).toReversed()

async function found(api: Api, path: string): Promise<readonly string[]> {
  const { status, body, text } = await api.get<OrderList>(path)
  expect(status, text).toBe(200)
  expect(body.total).toBe(body.orders.length)
  return body.orders.map((one) => one.uuid)
}

async function count(api: Api, path: string): Promise<number> {
  return (await api.get<{ readonly total: number }>(path)).body.total
}

const searches: readonly (readonly [title: string, search: string, expected: readonly string[]])[] = [
  ['a part of the name', 'lovel', [order.planned]],
  ['any case', 'GRACE', [order.scheduled]],
  ['a part of the phone number', '2071838', [order.planned]],
  ['a phone number with its plus', '+1415555', [order.never, order.scheduled]],
  ['no custom field', 'analytical', []],
  ['no email', 'example.com', []],
  ['no instructions', 'discount', []],
  ['nobody of another campaign', 'bulk', []],
  ['a dot as plain text', 'gr.ce', []],
  ['a plus as plain text', 'r+', []],
  ['spaces around the word without regard to them', '  hopper ', [order.scheduled]],
]

export const orderCases: readonly Case[] = [
  list.works('answers its keys in the documented order', async (api) => {
    const { body } = await api.get<OrderList>(active)
    expect(Object.keys(body)).toEqual(['orders', 'total', 'page', 'limit', 'totalPages'])
    for (const one of body.orders) {
      expect(Object.keys(one)).toEqual(orderKeys)
      expect(Object.keys(one.record)).toEqual(['uuid', 'name', 'phoneNumber'])
    }
  }),
  list.works('answers all there is to an order', async (api) => {
    const { body } = await api.get<OrderList>(`${active}?search=ada`)
    expect(body.orders).toEqual([
      {
        uuid: order.planned,
        campaignUuid: campaign.active,
        status: 'planned',
        scheduledTime: null,
        scheduledTimeTimezone: 'UTC',
        scheduledDurationSeconds: 600,
        price: 10.5,
        currencyCode: 'USD',
        instructions: 'Mention the discount.',
        record: { uuid: record.ada, name: 'Ada Lovelace', phoneNumber: '+442071838750' },
      },
    ])
  }),
  list.works('answers the orders of this campaign only, newest first', async (api) => {
    expect(await found(api, active)).toEqual([order.never, order.scheduled, order.planned])
    expect(await found(api, ordersOf(campaign.open))).toEqual([order.twin])
  }),
  list.works('puts orders of the same second latest first', async (api) => {
    expect(await found(api, `${full}?limit=100`)).toEqual(bulkOrders.map(bulkOrder))
  }),
  list.works('answers an empty list for a campaign without orders', async (api) => {
    const { status, body } = await api.get(ordersOf(campaign.draft))
    expect(status).toBe(200)
    expect(body).toEqual({ orders: [], total: 0, page: 1, limit: 10, totalPages: 0 })
  }),
  ...searches.map(([title, search, expected]) =>
    list.works(`searches for ${title}`, async (api) => {
      expect(await found(api, `${active}?${new URLSearchParams({ search }).toString()}`)).toEqual(expected)
    }),
  ),
  ...orderStatuses.map((status) =>
    list.works(`filters by the status ${status}`, async (api) => {
      expect(await found(api, `${full}?limit=100&status=${status}`)).toEqual(
        bulkOrders.filter((index) => bulkStatus(index) === status).map(bulkOrder),
      )
    }),
  ),
  list.works('filters by what a change has made of the status', async (api) => {
    await api.patch(`${active}/${order.planned}`, { status: 'canceled' })
    expect(await found(api, `${active}?status=planned`)).toEqual([])
    expect(await found(api, `${active}?status=canceled`)).toEqual([order.planned])
  }),
  list.works('filters nothing by a blank status, and warns of it', async (api) => {
    expect(await found(api, `${active}?status=`)).toEqual([order.never, order.scheduled, order.planned])
    api.expectWarning('status is blank')
  }),
  list.works('finds a Greek name in capitals', async (api) => {
    const made = await api.post<CreatedOrder>(active, { record: { phoneNumber: number, firstName: 'Οδυσσέας' } })
    expect(await found(api, `${active}?${new URLSearchParams({ search: 'ΟΔΥΣΣΈΑΣ' }).toString()}`)).toEqual([
      made.body.uuid,
    ])
  }),
  list.works('combines search and status', async (api) => {
    expect(await found(api, `${active}?search=ada&status=planned`)).toEqual([order.planned])
    expect(await found(api, `${active}?search=ada&status=busy`)).toEqual([])
    expect(await found(api, `${full}?search=number%200&status=busy`)).toEqual([bulkOrder(4)])
  }),
  list.refuses('an unknown status, naming those there are', {
    path: `${active}?status=dialing`,
    fields: ['status'],
    says: ['dialing', orderStatuses.join(', ')],
  }),
  list.refuses('a campaign that nothing has', { path: ordersOf('nobody'), status: 404, says: ['campaign', 'nobody'] }),

  create.works('makes a record and its order, and answers the short form', async (api) => {
    const sent = {
      status: 'planned',
      record: {
        name: 'John Doe',
        firstName: 'John',
        lastName: 'Doe',
        email: 'john@doe.com',
        phoneNumber: number,
        country: 'US',
        parameters: { company: 'Acme Corp' },
      },
    }
    const { status, body } = await api.post<CreatedOrder>(active, sent)
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(['uuid', 'status', 'record'])
    expect(Object.keys(body.record)).toEqual(['uuid', 'name', 'email', 'phoneNumber', 'parameters'])
    expect(body).toMatchObject({
      status: 'planned',
      record: { name: 'John Doe', email: 'john@doe.com', phoneNumber: number, parameters: { company: 'Acme Corp' } },
    })
    expect(body.uuid).toMatch(/^order_[0-9a-z]{20}$/)
    expect(body.record.uuid).toMatch(/^record_[0-9a-z]{20}$/)
  }),
  create.works('is registered unless it says otherwise', async (api) => {
    const { body } = await api.post<CreatedOrder>(active, { record: { phoneNumber: number } })
    expect(body).toMatchObject({ status: 'registered', record: { name: number, email: null, parameters: {} } })
  }),
  create.works('lists the order first, with nothing planned', async (api) => {
    const made = await api.post<CreatedOrder>(active, { record: { phoneNumber: number, firstName: 'John' } })
    const { body } = await api.get<OrderList>(active)
    expect(body.orders[0]).toEqual({
      uuid: made.body.uuid,
      campaignUuid: campaign.active,
      status: 'registered',
      scheduledTime: null,
      scheduledTimeTimezone: null,
      scheduledDurationSeconds: null,
      price: null,
      currencyCode: null,
      instructions: null,
      record: { uuid: made.body.record.uuid, name: 'John', phoneNumber: number },
    })
    expect(body.total).toBe(4)
  }),
  create.works('gives the record the record type of the campaign', async (api) => {
    const made = await api.post<CreatedOrder>(active, {
      record: { phoneNumber: number, parameters: { company: 'Acme' } },
    })
    const { body } = await api.get<{ readonly records: readonly AnyRecord[] }>(
      `/api/records?recordTypeUuid=${type.lead}&campaignUuid=${campaign.active}`,
    )
    expect(body.records.map((one) => one.uuid)).toContain(made.body.record.uuid)
  }),
  create.works('makes a record that can be got, with its campaign', async (api) => {
    const made = await api.post<CreatedOrder>(active, { record: { phoneNumber: number } })
    const { body } = await api.get<AnyRecord>(`/api/records/${made.body.record.uuid}`)
    expect(Object.keys(body)).toEqual([...recordKeys[api.edition], 'campaigns'])
    expect(body.campaigns).toMatchObject([
      { campaignUuid: campaign.active, orderUuid: made.body.uuid, status: 'registered', lastCallAt: null },
    ])
  }),
  create.works('takes any parameters in a campaign without a record type', async (api) => {
    const parameters = { anything: 'goes', deep: { list: [1, null] }, 'a key': true }
    const { status, body } = await api.post<CreatedOrder>(ordersOf(campaign.open), {
      record: { phoneNumber: number, parameters },
    })
    expect(status).toBe(201)
    expect(body.record.parameters).toEqual(parameters)
  }),
  ...orderStatuses
    .filter((status) => status !== 'scheduled')
    .map((status) =>
      create.works(`takes the status ${status}`, async (api) => {
        const answer = await api.post<CreatedOrder>(active, { status, record: { phoneNumber: number } })
        expect(answer.status).toBe(201)
        expect(answer.body.status).toBe(status)
      }),
    ),
  create.works('passes over unknown keys on every level', async (api) => {
    const { status, body } = await api.post<CreatedOrder>(active, {
      colour: 'red',
      record: { phoneNumber: number, recordTypeUuid: type.patient, status: 'archived', size: 1 },
    })
    expect(status).toBe(201)
    const list = await api.get<{ readonly records: readonly AnyRecord[] }>(
      `/api/records?recordTypeUuid=${type.lead}&limit=1`,
    )
    expect(list.body.records).toMatchObject([{ uuid: body.record.uuid, status: 'active' }])
  }),
  ...['planned', undefined, 'busy'].map((status) =>
    create.works(
      `makes a do-not-call order of a number that is never to be called, asked for ${status ?? 'nothing'}`,
      async (api) => {
        const answer = await api.post<CreatedOrder>(ordersOf(campaign.open), {
          status,
          record: { phoneNumber: neverNumber },
        })
        expect(answer.status).toBe(201)
        expect(answer.body.status).toBe('do-not-call')
        api.expectWarning('status becomes do-not-call', order.never, neverNumber)
      },
    ),
  ),
  create.works('holds back a number from the moment it is on a do-not-call order', async (api) => {
    await api.patch(`${active}/${order.planned}`, { status: 'do-not-call' })
    const { body } = await api.post<CreatedOrder>(ordersOf(campaign.open), {
      status: 'planned',
      record: { phoneNumber: '+442071838750' },
    })
    expect(body.status).toBe('do-not-call')
  }),
  ...[{}, { scheduledTime: '2026-05-10T14:30:00Z' }].map((sent) =>
    create.refuses(`the status scheduled with ${JSON.stringify(sent)}, and names status and time`, {
      body: { status: 'scheduled', ...sent, record: { phoneNumber: number } },
      fields: ['status'],
      says: [
        'must not be scheduled: creating an order takes no scheduledTime, also where one is sent; create it as registered, then update its status and scheduledTime together',
      ],
    }),
  ),
  create.works('warns of a scheduled time, which it ignores', async (api) => {
    const scheduledTime = '2026-05-10T14:30:00Z'
    expect((await api.post(active, { scheduledTime, record: { phoneNumber: number } })).status).toBe(201)
    api.expectWarning('scheduledTime', 'ignored')
  }),
  ...(['completed', 'archived', 'closed'] as const).map((status) =>
    create.works(`warns of a planned order in a campaign that is ${status}`, async (api) => {
      const orders = ordersOf(campaign[status])
      const answer = await api.post<CreatedOrder>(orders, { status: 'planned', record: { phoneNumber: number } })
      expect(answer.body.status).toBe('planned')
      api.expectWarning('status planned', status)
      await api.post(orders, { record: { phoneNumber: '+14155553002' } })
      api.expectWarning()
    }),
  ),
  ...(['draft', 'active', 'paused'] as const).map((status) =>
    create.works(`warns of no planned order in a campaign that is ${status}`, async (api) => {
      await api.post(ordersOf(campaign[status]), { status: 'planned', record: { phoneNumber: number } })
      api.expectWarning()
    }),
  ),
  create.works('takes blank texts of the record as null', async (api) => {
    const { body } = await api.post<CreatedOrder>(active, {
      record: { phoneNumber: number, name: '', firstName: ' ', email: '' },
    })
    expect(body.record).toMatchObject({ name: number, email: null })
  }),
  create.refuses('an unknown status, naming those there are', {
    body: { status: 'later', record: { phoneNumber: number } },
    fields: ['status'],
    says: ['later', 'registered, planned'],
  }),
  create.refuses('a status of null', { body: { status: null, record: { phoneNumber: number } }, fields: ['status'] }),
  create.refuses('an empty object', { body: {}, fields: ['record'], says: ['is required'] }),
  create.refuses('a record that is no object', { body: { record: 'Ada' }, fields: ['record'] }),
  create.refuses('a record of null', { body: { record: null }, fields: ['record'] }),
  create.refuses('a record without a phone number', {
    body: { record: { name: 'Ada' } },
    fields: ['record.phoneNumber'],
    says: ['is required'],
  }),
  create.refuses('a phone number that is none', {
    body: { record: { phoneNumber: '12' } },
    fields: ['record.phoneNumber'],
    says: ['E.164', '"12"'],
  }),
  create.refuses('an email address that is none', {
    body: { record: { phoneNumber: number, email: 'x' } },
    fields: ['record.email'],
  }),
  create.refuses('a country that is none', {
    body: { record: { phoneNumber: number, country: 'Germany' } },
    fields: ['record.country'],
  }),
  create.refuses('parameters that do not fit the record type of the campaign', {
    body: { record: { phoneNumber: number, parameters: { score: 'x', colour: 'red' } } },
    fields: ['record.parameters.score', 'record.parameters.colour'],
  }),
  create.refuses('parameters without a required field', {
    path: ordersOf(campaign.patients),
    body: { record: { phoneNumber: number } },
    fields: ['record.parameters.insurance'],
  }),
  create.refuses('all faults at once', {
    body: { status: 'x', record: { phoneNumber: 'x', email: 'x', country: 'x', firstName: 1 } },
    fields: ['status', 'record.phoneNumber', 'record.email', 'record.country', 'record.firstName'],
  }),
  create.refuses(
    'unknown keys when strict',
    { body: { colour: 1, record: { phoneNumber: number, size: 1 } }, fields: ['colour', 'record.size'] },
    { options: { strict: true } },
  ),
  create.refuses('a campaign that nothing has', {
    path: ordersOf('nobody'),
    body: { record: { phoneNumber: number } },
    status: 404,
  }),
  create.works('makes neither record nor order when either is invalid', async (api) => {
    const before = [await count(api, '/api/records'), await count(api, active)]
    for (const body of [
      { status: 'x', record: { phoneNumber: number } },
      { record: { phoneNumber: number, parameters: { score: 'x' } } },
      { status: 'scheduled', record: { phoneNumber: number } },
    ]) {
      expect((await api.post(active, body)).status).toBe(400)
    }
    expect([await count(api, '/api/records'), await count(api, active)]).toEqual(before)
  }),

  remove.works('answers that it is done, in words', async (api) => {
    const { status, text } = await api.delete(`${active}/${order.planned}`)
    expect(status).toBe(200)
    expect(text).toBe('{"success":true,"message":"Record removed from campaign successfully"}')
  }),
  remove.works('takes the order out of the list and leaves the record', async (api) => {
    await api.delete(`${active}/${order.planned}`)
    expect(await found(api, active)).toEqual([order.never, order.scheduled])
    const { status, body } = await api.get<AnyRecord>(`/api/records/${record.ada}`)
    expect(status).toBe(200)
    expect(body.campaigns).toBeUndefined()
  }),
  remove.works('lets the record join again', async (api) => {
    await api.delete(`${active}/${order.planned}`)
    await api.post(`${active}/associate`, { recordUuids: [record.ada] })
    const { body } = await api.get<OrderList>(`${active}?search=ada`)
    expect(body.orders).toMatchObject([{ status: 'registered', price: null } satisfies Partial<CampaignOrder>])
  }),
  remove.works('is not possible twice', async (api) => {
    await api.delete(`${active}/${order.planned}`)
    expect((await api.delete(`${active}/${order.planned}`)).status).toBe(404)
  }),
  remove.refuses('an order of another campaign', { path: `${active}/${order.twin}`, status: 404 }),
  remove.refuses('an order of a campaign that nothing has', {
    path: `${ordersOf('nobody')}/${order.planned}`,
    status: 404,
  }),
]
