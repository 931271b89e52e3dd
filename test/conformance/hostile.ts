import { expect } from 'vitest'
import type { Campaign } from '../../src/contract/campaigns.ts'
import type { CampaignOrder, CreatedOrder } from '../../src/contract/orders.ts'
import { type Case, casesOf, hosted, phone } from './case.ts'
import type { Api } from './api.ts'
import type { AnyRecord } from './record-lists.ts'
import { campaign, order, record, type } from './world.ts'
import { asJson } from '../json-request.ts'

/** Keys that mean something to JavaScript: to the API they are keys like any others, unknown ones mostly. */

const number = '+14155553001'
const poison =
  '"__proto__":{"polluted":true,"status":"closed"},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true}'

/** Puts the poison into a body, as JSON that a parser takes for data. */
function poisoned(body: object): string {
  const text = JSON.stringify(body)
  return text === '{}' ? `{${poison}}` : `${text.slice(0, -1)},${poison}}`
}

function expectClean(body: unknown): void {
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(JSON.stringify(body)).not.toContain('polluted')
}

async function sends(api: Api, method: string, path: string, body: object): Promise<unknown> {
  const answer = await api.send(path, { method, body: poisoned(body), headers: { 'content-type': 'application/json' } })
  expect(answer.status, answer.text).toBeLessThan(300)
  expectClean(answer.body)
  return answer.body
}

const strict = { options: { strict: true } }
const open = `/api/campaigns/${campaign.open}/orders`

export const hostileCases: readonly Case[] = [
  casesOf('campaigns.create').works('passes over keys that name prototypes', async (api) => {
    const body = await sends(api, 'POST', '/api/campaigns', { name: 'New', status: 'draft', type: 'outbound' })
    expect((body as Campaign).status).toBe('draft')
  }),
  casesOf('campaigns.create').refuses(
    'keys that name prototypes when strict',
    {
      body: poisoned({ name: 'New', status: 'draft', type: 'outbound' }),
      fields: ['__proto__', 'constructor', 'prototype'],
    },
    strict,
  ),
  casesOf('campaigns.create').works('passes over a day named __proto__', async (api) => {
    const text =
      '{"name":"x","status":"draft","type":"inbound","schedule":{"__proto__":{"start":"09:00","end":"17:00"}}}'
    const { body } = await api.send<Campaign>('/api/campaigns', asJson(text))
    expect(body.schedule).toEqual({})
    expect(Reflect.get(body.schedule ?? {}, 'start')).toBeUndefined()
  }),
  casesOf('campaigns.create').refuses('a day named constructor', {
    body: { name: 'x', status: 'draft', type: 'inbound', schedule: { constructor: { start: '09:00', end: '17:00' } } },
    fields: ['schedule.constructor'],
  }),
  casesOf('campaigns.create').refuses('fields that are there only as a prototype', {
    body: '{"__proto__":{"name":"x","status":"draft","type":"inbound"}}',
    fields: ['name', 'status', 'type'],
  }),
  casesOf('campaigns.create').refuses('a reference to the parts of every object', {
    body: { name: 'x', status: 'draft', type: 'inbound', recordTypeUuid: '__proto__', inboundPhoneUuid: 'constructor' },
    fields: ['recordTypeUuid', 'inboundPhoneUuid'],
  }),
  casesOf('campaigns.update').works('passes over keys that name prototypes', async (api) => {
    const body = await sends(api, 'PATCH', `/api/campaigns/${campaign.active}`, {})
    expect((body as Campaign).status).toBe('active')
  }),
  casesOf('campaigns.list').works('passes over parameters that name prototypes', async (api) => {
    const { status, body } = await api.get<{ readonly total: number }>(
      '/api/campaigns?__proto__=x&constructor=y&toString=z&hasOwnProperty=1',
    )
    expect(status).toBe(200)
    expect(body.total).toBe(9)
  }),
  casesOf('campaigns.list').refuses('the status constructor', {
    path: '/api/campaigns?status=constructor',
    fields: ['status'],
  }),
  casesOf('campaigns.list').works('searches for __proto__ as for any word', async (api) => {
    expect((await api.get<{ readonly total: number }>('/api/campaigns?search=__proto__')).body.total).toBe(0)
  }),
  casesOf('campaigns.list').works('takes escapes that stand for nothing', async (api) => {
    expect((await api.get('/api/campaigns?search=%E0%A4%A')).status).toBe(200)
    expect((await api.get('/api/campaigns?search=%')).status).toBe(200)
  }),
  casesOf('records.list').works('finds nothing by filters that name prototypes', async (api) => {
    for (const query of [
      'recordTypeUuid=__proto__',
      'campaignUuid=constructor',
      'campaignUuid=__proto__&recordTypeUuid=__proto__',
    ]) {
      expect((await api.get<{ readonly total: number }>(`/api/records?${query}`)).body.total).toBe(0)
    }
  }),
  casesOf('records.create').works('passes over keys that name prototypes', async (api) => {
    await sends(api, 'POST', '/api/records', { recordTypeUuid: type.bare, ...phone(api.edition, number) })
  }),
  casesOf('records.create').refuses('custom fields that name prototypes, as the type does not have them', {
    body: (edition: 'hosted' | 'local') =>
      `{"recordTypeUuid":"${type.lead}",${JSON.stringify(phone(edition, number)).slice(1, -1)},"parameters":{"__proto__":{"company":"x"},"constructor":1}}`,
    fields: ['parameters.__proto__', 'parameters.constructor'],
  }),
  casesOf('records.create').works(
    'takes no name from a prototype',
    async (api) => {
      const { body } = await api.send<{ readonly name: string }>(
        '/api/records',
        asJson(`{"recordTypeUuid":"${type.bare}","phoneNumber":"${number}","__proto__":{"name":"Polluted"}}`),
      )
      expect(body.name).toBe(number)
    },
    hosted,
  ),
  casesOf('records.update').works('passes over keys that name prototypes', async (api) => {
    const body = await sends(api, 'PATCH', `/api/records/${record.ada}`, {})
    expect((body as AnyRecord).parameters).toEqual({ company: 'Analytical Engines', score: 42, vip: true })
  }),
  casesOf('orders.create').works(
    'keeps custom fields of any name as data where the campaign has no record type',
    async (api) => {
      const text = `{"record":{"phoneNumber":"${number}","parameters":{"__proto__":{"polluted":true},"constructor":"x","toString":1}}}`
      const made = await api.send<CreatedOrder>(open, asJson(text))
      expect(made.status).toBe(201)
      expect(Object.keys(made.body.record.parameters)).toEqual(['__proto__', 'constructor', 'toString'])
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
      const { text: got } = await api.get(`/api/records/${made.body.record.uuid}`)
      expect(got).toContain('"parameters":{"__proto__":{"polluted":true},"constructor":"x","toString":1}')
    },
  ),
  casesOf('orders.create').works('passes over keys that name prototypes', async (api) => {
    await sends(api, 'POST', open, { record: { phoneNumber: number } })
  }),
  casesOf('orders.update').works('passes over keys that name prototypes', async (api) => {
    const body = await sends(api, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.planned}`, {})
    expect((body as CampaignOrder).status).toBe('planned')
  }),
  casesOf('orders.associate').works('passes over keys that name prototypes', async (api) => {
    await sends(api, 'POST', `/api/campaigns/${campaign.active}/orders/associate`, { recordUuids: [record.zoe] })
  }),
  casesOf('orders.associate').refuses('ids that name prototypes, as nothing has them', {
    body: { recordUuids: ['__proto__', 'constructor', 'hasOwnProperty'] },
    fields: ['recordUuids[0]', 'recordUuids[1]', 'recordUuids[2]'],
  }),
]
