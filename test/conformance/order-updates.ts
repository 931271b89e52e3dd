import { expect } from 'vitest'
import { openStatuses, orderStatuses } from '../../src/contract/order-statuses.ts'
import type { CampaignOrder, CreatedOrder, OrderList } from '../../src/contract/orders.ts'
import { type Case, casesOf } from './case.ts'
import { orderKeys } from './orders.ts'
import { bulkOrder, campaign, neverNumber, order } from './world.ts'

const update = casesOf('orders.update')

const orders = `/api/campaigns/${campaign.active}/orders`
const path = `${orders}/${order.planned}`
const never = `${orders}/${order.never}`
const twin = `/api/campaigns/${campaign.open}/orders/${order.twin}`
const bulk = (index: number) => `/api/campaigns/${campaign.full}/orders/${bulkOrder(index)}`
const doNotCall = orderStatuses.indexOf('do-not-call')

/** Each field, values it takes, and what is answered where that differs. */
const good: readonly (readonly [field: keyof CampaignOrder, value: unknown, answered?: unknown])[] = [
  ['scheduledTime', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-10T16:30:00+02:00', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-10T09:00:00-05:30', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-11T00:15:00+09:45', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-10T14:30:00.999Z', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-10t14:30:00z', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2020-02-29T00:00:00Z'],
  ['scheduledTime', null],
  ['scheduledTimeTimezone', 'Asia/Kathmandu'],
  ['scheduledTimeTimezone', 'UTC'],
  ['scheduledTimeTimezone', null],
  ['scheduledDurationSeconds', 1],
  ['scheduledDurationSeconds', 86_400],
  ['scheduledDurationSeconds', null],
  ['price', 0],
  ['price', 0.1],
  ['price', 1_000_000],
  ['price', null],
  ['currencyCode', 'EUR'],
  ['currencyCode', 'JPY'],
  ['currencyCode', null],
  ['instructions', 'Ask for Ada. 🌻'],
  ['instructions', '', null],
  ['scheduledTime', '', null],
  ['scheduledTimeTimezone', ' ', null],
  ['currencyCode', '', null],
  ['scheduledTime', '2026-05-10T14:30:00', '2026-05-10T14:30:00Z'],
  ['scheduledTime', '2026-05-10T14:30', '2026-05-10T14:30:00Z'],
  ['instructions', null],
]

const bad: readonly (readonly [field: keyof CampaignOrder, value: unknown, says?: string])[] = [
  ['status', 'dialing', orderStatuses.join(', ')],
  ['status', null],
  ['status', 'Planned'],
  ['scheduledTime', '2026-05-10', 'ISO 8601'],
  ['scheduledTime', '2026-02-30T14:30:00Z'],
  ['scheduledTime', '2026-05-10T25:00:00Z'],
  ['scheduledTime', '1969-12-31T23:59:59Z', 'must lie between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59Z'],
  ['scheduledTime', 'tomorrow', 'tomorrow'],
  ['scheduledTime', '1969-12-31T23:59:59', 'must be'],
  ['scheduledTime', 1_778_423_400],
  ['scheduledTimeTimezone', 'Mars/Olympus', 'IANA'],
  ['scheduledTimeTimezone', 2],
  ['scheduledDurationSeconds', 0],
  ['scheduledDurationSeconds', -600],
  ['scheduledDurationSeconds', 1.5, 'whole number'],
  ['scheduledDurationSeconds', '600', 'received "600"'],
  ['price', -0.01, 'at least 0'],
  ['price', '10.5', 'must be a number'],
  ['price', true],
  ['currencyCode', 'usd', 'ISO 4217'],
  ['currencyCode', 'EURO'],
  ['currencyCode', 'QQQ'],
  ['instructions', ['x']],
  ['instructions', 5],
]

export const orderUpdateCases: readonly Case[] = [
  update.works('answers the long form, its keys in the documented order', async (api) => {
    const { status, body } = await api.patch<CampaignOrder>(path, { price: 12 })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(orderKeys)
    expect(Object.keys(body.record)).toEqual(['uuid', 'name', 'phoneNumber'])
  }),
  ...good.map(([field, value, answered = value]) =>
    update.works(`takes ${JSON.stringify(value)} for ${field}`, async (api) => {
      const before = await api.get<OrderList>(`${orders}?search=ada`)
      const { status, body } = await api.patch<CampaignOrder>(path, { [field]: value })
      expect(status).toBe(200)
      expect(body).toEqual({ ...before.body.orders[0], [field]: answered })
      expect((await api.get<OrderList>(`${orders}?search=ada`)).body.orders).toEqual([body])
    }),
  ),
  ...bad.map(([field, value, says]) =>
    update.refuses(`${JSON.stringify(value)} for ${field}`, {
      path,
      body: { [field]: value },
      fields: [field],
      says: says ? [says] : [],
    }),
  ),
  update.works('changes every field at once', async (api) => {
    const plan = {
      status: 'scheduled',
      scheduledTime: '2026-05-10T14:30:00Z',
      scheduledTimeTimezone: 'Europe/Berlin',
      scheduledDurationSeconds: 60,
      price: 1,
      currencyCode: 'EUR',
      instructions: 'Short',
    }
    expect((await api.patch<CampaignOrder>(path, plan)).body).toMatchObject(plan)
  }),
  update.works('changes nothing by an empty object', async (api) => {
    const before = await api.get<OrderList>(`${orders}?search=ada`)
    const { status, body } = await api.patch<CampaignOrder>(path, {})
    expect(status).toBe(200)
    expect(body).toEqual(before.body.orders[0])
  }),
  update.refuses('all faults at once', {
    body: {
      status: 'x',
      scheduledTime: 'x',
      scheduledTimeTimezone: 'x',
      scheduledDurationSeconds: 0,
      price: -1,
      currencyCode: 'x',
      instructions: 1,
    },
    fields: [
      'status',
      'scheduledTime',
      'scheduledTimeTimezone',
      'scheduledDurationSeconds',
      'price',
      'currencyCode',
      'instructions',
    ],
  }),
  update.works('changes neither record nor campaign by the body', async (api) => {
    const { status, body } = await api.patch<CampaignOrder>(path, {
      campaignUuid: campaign.open,
      recordUuid: 'x',
      record: { name: 'x' },
      uuid: 'x',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ uuid: order.planned, campaignUuid: campaign.active, record: { name: 'Ada Lovelace' } })
  }),
  update.refuses(
    'unknown keys when strict',
    { body: { record: {} }, fields: ['record'] },
    { options: { strict: true } },
  ),

  // The orders of the full campaign have a scheduled time, so that each can take each status.
  ...orderStatuses
    .filter((from) => from !== 'do-not-call')
    .map((from) =>
      update.works(`leads from ${from} to every status`, async (api) => {
        for (const to of orderStatuses) {
          const { status, body } = await api.patch<CampaignOrder>(bulk(orderStatuses.indexOf(from)), { status: to })
          expect(status, `from ${from} to ${to}`).toBe(200)
          expect(body.status).toBe(to)
          await api.patch(bulk(orderStatuses.indexOf(from)), { status: 'registered' })
          await api.patch(bulk(orderStatuses.indexOf(from)), { status: from })
        }
      }),
    ),
  ...orderStatuses
    .filter((to) => !openStatuses.has(to))
    .map((to) =>
      update.works(`leads from do-not-call to ${to}`, async (api) => {
        const { status, body } = await api.patch<CampaignOrder>(bulk(doNotCall), { status: to })
        expect(status).toBe(200)
        expect(body.status).toBe(to)
      }),
    ),
  ...[...openStatuses].map((to) =>
    update.refuses(`to call who asked never to be called, by the status ${to}`, {
      path: bulk(doNotCall),
      body: { status: to },
      status: 409,
      says: ['never', to],
    }),
  ),
  ...[...openStatuses].map((to) =>
    update.refuses(`to call a number that is on a do-not-call order of another campaign, by the status ${to}`, {
      path: twin,
      body: { status: to, scheduledTime: '2026-05-10T14:30:00Z' },
      status: 409,
      says: [to, order.never, neverNumber],
    }),
  ),
  update.works('lets other fields of a do-not-call order change', async (api) => {
    const { status, body } = await api.patch<CampaignOrder>(never, { instructions: 'Do not call.', price: 0 })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'do-not-call', instructions: 'Do not call.' })
  }),
  update.works('calls again once no do-not-call order has the number', async (api) => {
    await api.patch(never, { status: 'registered' })
    expect((await api.patch(twin, { status: 'planned' })).status).toBe(200)
  }),
  update.works('forbids the number everywhere as soon as one order is do-not-call', async (api) => {
    await api.patch(never, { status: 'registered' })
    await api.patch(twin, { status: 'do-not-call' })
    expect((await api.patch(never, { status: 'planned' })).status).toBe(409)
  }),

  update.refuses('the status scheduled without a time', {
    body: { status: 'scheduled' },
    fields: ['scheduledTime'],
    says: ['is required', 'scheduledTime', 'status scheduled'],
  }),
  ...(['completed', 'archived', 'closed'] as const).map((status) =>
    update.works(`warns of an order that is planned in a campaign that is ${status}`, async (api) => {
      const orders = `/api/campaigns/${campaign[status]}/orders`
      const made = await api.post<CreatedOrder>(orders, { record: { phoneNumber: '+14155553001' } })
      expect((await api.patch(`${orders}/${made.body.uuid}`, { status: 'planned' })).status).toBe(200)
      api.expectWarning('status planned', status)
    }),
  ),
  update.works('takes the status scheduled with a time', async (api) => {
    expect(
      (await api.patch<CampaignOrder>(path, { status: 'scheduled', scheduledTime: '2026-05-10T14:30:00Z' })).body,
    ).toMatchObject({ status: 'scheduled', scheduledTime: '2026-05-10T14:30:00Z' })
  }),
  update.works('takes the status scheduled where a time is set already', async (api) => {
    await api.patch(path, { scheduledTime: '2026-05-10T14:30:00Z' })
    expect((await api.patch<CampaignOrder>(path, { status: 'scheduled' })).body.status).toBe('scheduled')
  }),
  ...(
    [
      ['Europe/Berlin', '2026-05-10T16:30:00', '2026-05-10T14:30:00Z'],
      ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
      ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
      ['Asia/Kathmandu', '2026-05-10T20:15:00.999', '2026-05-10T14:30:00Z'],
    ] as const
  ).map(([scheduledTimeTimezone, scheduledTime, answered]) =>
    update.works(`reads ${scheduledTime} in the time zone ${scheduledTimeTimezone} of the body`, async (api) => {
      const { body } = await api.patch<CampaignOrder>(path, { scheduledTime, scheduledTimeTimezone })
      expect(body).toMatchObject({ scheduledTime: answered, scheduledTimeTimezone })
    }),
  ),
  update.works('reads a time without an offset in the time zone of the order', async (api) => {
    await api.patch(path, { scheduledTimeTimezone: 'Europe/Berlin' })
    const { body } = await api.patch<CampaignOrder>(path, { status: 'scheduled', scheduledTime: '2026-05-10T16:30:00' })
    expect(body).toMatchObject({ status: 'scheduled', scheduledTime: '2026-05-10T14:30:00Z' })
  }),
  update.refuses('a time without an offset where no time zone is known', {
    path: `${orders}/${order.scheduled}`,
    body: { scheduledTime: '2026-05-10T16:30:00' },
    fields: ['scheduledTime'],
    says: ['offset', 'scheduledTimeTimezone', '2026-05-10T16:30:00'],
  }),
  update.refuses('a time without an offset where the body takes the time zone away', {
    body: { scheduledTime: '2026-05-10T16:30:00', scheduledTimeTimezone: null },
    fields: ['scheduledTime'],
  }),
  update.refuses('only the time zone where a time without an offset has a wrong one', {
    body: { scheduledTime: '2026-05-10T16:30:00', scheduledTimeTimezone: 'Mars/Olympus' },
    fields: ['scheduledTimeTimezone'],
  }),
  update.refuses('a time that its time zone puts before 1970', {
    body: { scheduledTime: '1970-01-01T00:00:00', scheduledTimeTimezone: 'Asia/Tokyo' },
    fields: ['scheduledTime'],
    says: ['must lie between'],
  }),
  update.works('keeps the status when only the time is set', async (api) => {
    expect((await api.patch<CampaignOrder>(path, { scheduledTime: '2026-05-10T14:30:00Z' })).body.status).toBe(
      'planned',
    )
  }),
  update.refuses('to take the time from a scheduled order', {
    path: `${orders}/${order.scheduled}`,
    body: { scheduledTime: null },
    fields: ['scheduledTime'],
  }),
  update.works('takes the time from an order that is no longer scheduled', async (api) => {
    const { status, body } = await api.patch<CampaignOrder>(`${orders}/${order.scheduled}`, {
      status: 'planned',
      scheduledTime: null,
    })
    expect(status).toBe(200)
    expect(body.scheduledTime).toBeNull()
  }),

  update.refuses('an order of another campaign', { path: `${orders}/${order.twin}`, body: { price: 1 }, status: 404 }),
  update.refuses('an order of a campaign that nothing has', {
    path: `/api/campaigns/nobody/orders/${order.planned}`,
    body: { price: 1 },
    status: 404,
  }),
]
