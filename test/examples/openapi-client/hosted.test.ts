import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import createClient, { type Client } from 'openapi-fetch'
import { serve, type Served } from 'callcamp-mock/server'
import type { paths } from './hosted.js'

let served: Served
let client: Client<paths>
let recordTypeUuid: string

before(async () => {
  served = await serve({ port: 0, clock: 'frozen', scenario: 'empty' })
  client = createClient<paths>({ baseUrl: served.url })
  recordTypeUuid = served.mock.db.recordType.create({ name: 'Lead', fields: [{ key: 'company', type: 'text' }] }).uuid
})

after(() => served.close())

test('a record lives', async () => {
  const created = await client.POST('/api/records', {
    body: {
      recordTypeUuid,
      firstName: 'Ada',
      phoneNumber: '+14155550100',
      parameters: { company: 'Analytical Engines' },
    },
  })
  assert.equal(created.response.status, 201)
  const uuid = created.data!.uuid

  const listed = await client.GET('/api/records', { params: { query: { search: 'analytical', limit: 5 } } })
  assert.deepEqual(
    listed.data?.records.map((record) => record.uuid),
    [uuid],
  )
  assert.equal(listed.data?.totalPages, 1)

  const changed = await client.PATCH('/api/records/{uuid}', {
    params: { path: { uuid } },
    body: { lastName: 'Lovelace' },
  })
  assert.equal(changed.data?.name, 'Ada Lovelace')

  const deleted = await client.DELETE('/api/records/{uuid}', { params: { path: { uuid } } })
  assert.equal(deleted.data?.success, true)

  const gone = await client.GET('/api/records/{uuid}', { params: { path: { uuid } } })
  assert.equal(gone.response.status, 404)
  assert.match(gone.error?.message ?? '', /There is no record/)
})

test('a campaign and its orders live', async () => {
  const created = await client.POST('/api/campaigns', {
    body: {
      name: 'Spring',
      status: 'draft',
      type: 'outbound',
      recordTypeUuid,
      schedule: { mon: { start: '09:00', end: '17:00' } },
    },
  })
  const campaign = created.data!
  assert.equal(campaign.timezone, 'UTC')
  const path = { uuid: campaign.uuid }

  const order = await client.POST('/api/campaigns/{uuid}/orders', {
    params: { path },
    body: { record: { firstName: 'Grace', phoneNumber: '+14155550101', parameters: { company: 'Navy' } } },
  })
  assert.equal(order.response.status, 201)
  assert.equal(order.data?.status, 'registered')

  const record = await client.POST('/api/records', { body: { recordTypeUuid, phoneNumber: '+14155550102' } })
  const associated = await client.POST('/api/campaigns/{uuid}/orders/associate', {
    params: { path },
    body: { recordUuids: [record.data!.uuid] },
  })
  assert.equal(associated.data?.success, true)

  const orderPath = { ...path, orderUuid: order.data!.uuid }
  const planned = await client.PATCH('/api/campaigns/{uuid}/orders/{orderUuid}', {
    params: { path: orderPath },
    body: { status: 'planned', price: 10.5, currencyCode: 'USD' },
  })
  assert.equal(planned.data?.status, 'planned')

  const active = await client.PATCH('/api/campaigns/{uuid}', {
    params: { path },
    body: { status: 'active', schedule: null },
  })
  assert.equal(active.data?.status, 'active')
  served.mock.clock.advance('1d')

  const orders = await client.GET('/api/campaigns/{uuid}/orders', { params: { path, query: { status: 'contacted' } } })
  assert.deepEqual(
    orders.data?.orders.map((one) => one.record.name),
    ['Grace'],
  )

  assert.equal(
    (await client.DELETE('/api/campaigns/{uuid}/orders/{orderUuid}', { params: { path: orderPath } })).data?.success,
    true,
  )
  assert.equal((await client.DELETE('/api/campaigns/{uuid}', { params: { path } })).data?.success, true)
  assert.equal((await client.GET('/api/campaigns')).data?.total, 0)
})

test('a refusal says what was wrong', async () => {
  const { error, response } = await client.POST('/api/records', {
    body: { recordTypeUuid, phoneNumber: 'not a number' },
  })
  assert.equal(response.status, 400)
  assert.equal(error?.errors?.[0]?.field, 'phoneNumber')
})

test('what the API does not know does not compile', async () => {
  // @ts-expect-error -- the number is required
  await client.POST('/api/records', { body: { recordTypeUuid } })
  // @ts-expect-error -- no such status
  await client.GET('/api/campaigns', { params: { query: { status: 'sleeping' } } })
  // @ts-expect-error -- no such path
  await client.GET('/api/people')
})
