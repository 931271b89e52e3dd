import { expect } from 'vitest'
import { type Edition, editions } from '../../src/contract/editions.ts'
import type { HostedRecord, LocalRecord } from '../../src/contract/records.ts'
import type { Api } from './api.ts'
import { type Case, casesOf, hosted, local, phone } from './case.ts'
import { bulk, campaign, now, order, record, type } from './world.ts'

const list = casesOf('records.list')
const get = casesOf('records.get')

/** The keys of a record in the order of each edition's documentation. */
export const recordKeys: { readonly [Name in Edition]: readonly string[] } = {
  hosted: [
    'uuid',
    'name',
    'firstName',
    'lastName',
    'email',
    'phoneNumber',
    'country',
    'status',
    'parameters',
    'createdAt',
    'updatedAt',
  ],
  local: ['uuid', 'recordTypeUuid', 'firstName', 'lastName', 'phone', 'parameters', 'status', 'createdAt', 'updatedAt'],
}
const listKeys: { readonly [Name in Edition]: readonly string[] } = {
  hosted: ['records', 'total', 'page', 'limit', 'totalPages'],
  local: ['records', 'total', 'page', 'limit'],
}

export type AnyRecord = HostedRecord | LocalRecord
interface AnyList {
  readonly records: readonly AnyRecord[]
  readonly total: number
}

async function found(api: Api, query: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { status, body, text } = await api.get<AnyList>(
    `/api/records?${new URLSearchParams({ limit: '100', ...query }).toString()}`,
  )
  expect(status, text).toBe(200)
  expect(body.total).toBe(body.records.length)
  return body.records.map((one) => one.uuid)
}

const people = [record.twin, record.never, record.paul, record.zoe, record.grace, record.ada]

const everywhere = { editions }
/** What is searched for, what it finds, and in which editions. */
const searches: readonly (readonly [
  title: string,
  search: string,
  expected: readonly string[],
  where?: { readonly editions: readonly Edition[] },
])[] = [
  ['a part of the first name', 'rac', [record.grace]],
  ['a part of the last name', 'lovel', [record.ada]],
  ['any case', 'HOPPER', [record.grace]],
  ['first and last name together', 'ada love', [record.ada], hosted],
  ['first and last name together, which are a name inside', 'ada love', [record.ada], local],
  ['letters beyond ASCII in any case', 'ångström', [record.zoe]],
  ['an emoji', '🌻', [record.zoe]],
  ['a part of the phone number', '2071838', [record.ada]],
  ['a phone number with its plus', '+4681', [record.zoe]],
  ['a part of the email', 'ada@EXAMPLE', [record.ada], hosted],
  ['no email', 'ada@example', [], local],
  ['a custom field', 'analytical', [record.ada]],
  ['a number in a custom field', '42', [record.grace, record.ada]],
  ['a choice of a custom field', 'won', [record.grace]],
  ['parentheses as plain text', '(retired)', [record.grace]],
  ['a dot as plain text', 'gr.ce', []],
  ['a star as plain text', '.*', []],
  ['an opening parenthesis as plain text', '(', [record.grace]],
  ['no names of custom fields', 'insurance', []],
  ['no status', 'inactive', []],
  ['spaces around the word without regard to them', ' hopper ', [record.grace]],
  ['nothing for what no record has', 'nobody at all', []],
]

export const recordListCases: readonly Case[] = [
  list.works('answers its keys in the documented order', async (api) => {
    const { body } = await api.get<AnyList>('/api/records')
    expect(Object.keys(body)).toEqual(listKeys[api.edition])
    expect(body.records).toHaveLength(10)
    for (const one of body.records) expect(Object.keys(one)).toEqual(recordKeys[api.edition])
  }),
  list.works('answers the newest first, and the latest first within a second', async (api) => {
    const { body } = await api.get<AnyList>('/api/records')
    expect(body.records.slice(0, 6).map((one) => one.uuid)).toEqual(people)
    expect(body.total).toBe(people.length + bulk)
  }),
  list.works('puts records made in the same second latest first', async (api) => {
    const made: string[] = []
    for (const number of ['+14155553001', '+14155553002', '+14155553003']) {
      made.push(
        (
          await api.post<AnyRecord>('/api/records', {
            recordTypeUuid: type.bare,
            firstName: 'Made',
            ...phone(api.edition, number),
          })
        ).body.uuid,
      )
    }
    expect(await found(api, { search: 'made' })).toEqual(made.toReversed())
  }),
  ...searches.map(([title, search, expected, where = everywhere]) =>
    list.works(
      `searches for ${title}`,
      async (api) => {
        expect(await found(api, { search })).toEqual(expected)
      },
      where,
    ),
  ),
  ...['search', 'recordTypeUuid', 'campaignUuid'].map((filter) =>
    list.works(`filters nothing by a blank ${filter}, and warns of it`, async (api) => {
      for (const value of ['', '  ']) {
        expect(await found(api, { [filter]: value })).toHaveLength(people.length + bulk)
        api.expectWarning(`${filter} is blank`)
      }
    }),
  ),
  list.works(
    'filters nothing by a blank filter also when strict',
    async (api) => {
      expect(await found(api, { campaignUuid: '' })).toHaveLength(people.length + bulk)
    },
    { options: { strict: true } },
  ),
  list.works(
    'searches first and last name also where another name is set',
    async (api) => {
      await api.patch(`/api/records/${record.ada}`, { name: 'Countess' })
      for (const search of ['countess', 'lovelace', 'ADA']) expect(await found(api, { search })).toEqual([record.ada])
    },
    hosted,
  ),
  list.works('searches what a change has made of it', async (api) => {
    await api.patch(`/api/records/${record.ada}`, { firstName: 'Augusta', parameters: { company: 'Babbage' } })
    expect(await found(api, { search: 'augusta' })).toEqual([record.ada])
    expect(await found(api, { search: 'babbage' })).toEqual([record.ada])
    expect(await found(api, { search: 'analytical' })).toEqual([])
  }),
  list.works('filters by record type', async (api) => {
    expect(await found(api, { recordTypeUuid: type.patient })).toEqual([record.paul])
    expect(await found(api, { recordTypeUuid: type.bare })).toHaveLength(bulk)
  }),
  list.works('filters by campaign', async (api) => {
    expect(await found(api, { campaignUuid: campaign.active })).toEqual([record.never, record.grace, record.ada])
  }),
  list.works('filters by campaign as records join and leave', async (api) => {
    await api.post(`/api/campaigns/${campaign.active}/orders/associate`, { recordUuids: [record.zoe] })
    await api.delete(`/api/campaigns/${campaign.active}/orders/${order.planned}`)
    expect(await found(api, { campaignUuid: campaign.active })).toEqual([record.never, record.zoe, record.grace])
  }),
  list.works('answers nothing for an unknown record type, whatever its form', async (api) => {
    for (const recordTypeUuid of ['nobody', 'not a uuid', 'x'.repeat(300)])
      expect(await found(api, { recordTypeUuid })).toEqual([])
  }),
  list.works('answers nothing for an unknown campaign, whatever its form', async (api) => {
    for (const campaignUuid of ['nobody', 'not a uuid', 'x'.repeat(300)])
      expect(await found(api, { campaignUuid })).toEqual([])
  }),
  list.works('combines all its filters', async (api) => {
    expect(await found(api, { recordTypeUuid: type.lead, campaignUuid: campaign.active })).toEqual([
      record.never,
      record.grace,
      record.ada,
    ])
    expect(await found(api, { recordTypeUuid: type.bare, campaignUuid: campaign.active })).toEqual([])
    expect(await found(api, { campaignUuid: campaign.active, search: 'a' })).toEqual([
      record.never,
      record.grace,
      record.ada,
    ])
    expect(await found(api, { recordTypeUuid: type.lead, campaignUuid: campaign.active, search: 'hopper' })).toEqual([
      record.grace,
    ])
    expect(await found(api, { recordTypeUuid: type.patient, search: 'hopper' })).toEqual([])
    expect(await found(api, { campaignUuid: campaign.open, search: 'hopper' })).toEqual([])
  }),
  list.refuses('a bad page beside a bad limit', { path: '/api/records?page=x&limit=y', fields: ['page', 'limit'] }),
  list.refuses(
    'unknown keys of the query when strict',
    { path: '/api/records?colour=red', fields: ['colour'] },
    { options: { strict: true } },
  ),
  list.works('passes over unknown keys of the query', async (api) => {
    expect(await found(api, { colour: 'red', status: 'nonsense' })).toHaveLength(people.length + bulk)
  }),

  get.works(
    'answers a record of the hosted edition',
    async (api) => {
      const { status, body } = await api.get<HostedRecord>(`/api/records/${record.zoe}`)
      expect(status).toBe(200)
      expect(Object.keys(body)).toEqual(recordKeys.hosted)
      expect(body).toEqual({
        uuid: record.zoe,
        name: 'Zoë 🌻 ÅNGSTRÖM',
        firstName: null,
        lastName: null,
        email: null,
        phoneNumber: '+46812345678',
        country: null,
        status: 'inactive',
        parameters: {},
        createdAt: '2026-02-04T00:00:00Z',
        updatedAt: '2026-02-04T00:00:00Z',
      })
    },
    hosted,
  ),
  get.works(
    'answers a record of the local edition',
    async (api) => {
      const { status, body } = await api.get<LocalRecord>(`/api/records/${record.paul}`)
      expect(status).toBe(200)
      expect(Object.keys(body)).toEqual(recordKeys.local)
      expect(body).toEqual({
        uuid: record.paul,
        recordTypeUuid: type.patient,
        firstName: 'Paul',
        lastName: null,
        phone: '+4930123456',
        parameters: { insurance: 'AOK' },
        status: 'active',
        createdAt: '2026-02-05T00:00:00Z',
        updatedAt: '2026-02-05T00:00:00Z',
      })
    },
    local,
  ),
  get.works('answers the campaigns of the record in a last key', async (api) => {
    const { body } = await api.get<AnyRecord>(`/api/records/${record.ada}`)
    expect(Object.keys(body)).toEqual([...recordKeys[api.edition], 'campaigns'])
    expect(body.campaigns).toEqual([
      {
        campaignUuid: campaign.active,
        campaignName: 'Summer Promotion',
        orderUuid: order.planned,
        status: 'planned',
        lastCallAt: '2026-03-01T11:00:00Z',
      },
    ])
    expect(Object.keys(body.campaigns?.[0] ?? {})).toEqual([
      'campaignUuid',
      'campaignName',
      'orderUuid',
      'status',
      'lastCallAt',
    ])
  }),
  get.works('answers null for the last call of a campaign that has not called', async (api) => {
    const { body } = await api.get<AnyRecord>(`/api/records/${record.grace}`)
    expect(body.campaigns).toMatchObject([{ status: 'scheduled', lastCallAt: null }])
  }),
  get.works('answers every campaign of the record, as it is called now', async (api) => {
    await api.post(`/api/campaigns/${campaign.open}/orders/associate`, { recordUuids: [record.ada] })
    await api.patch(`/api/campaigns/${campaign.open}`, { name: 'Renamed' })
    const { body } = await api.get<AnyRecord>(`/api/records/${record.ada}`)
    expect(body.campaigns?.map((one) => one.campaignName).toSorted()).toEqual(['Renamed', 'Summer Promotion'])
  }),
  get.works('answers no campaigns once the record has left them', async (api) => {
    await api.delete(`/api/campaigns/${campaign.active}/orders/${order.planned}`)
    const { body } = await api.get<AnyRecord>(`/api/records/${record.ada}`)
    expect(Object.keys(body)).toEqual(recordKeys[api.edition])
  }),
  get.works('answers a new record with the time it was made', async (api) => {
    const made = await api.post<AnyRecord>('/api/records', {
      recordTypeUuid: type.bare,
      ...phone(api.edition, '+14155553001'),
    })
    const { body } = await api.get<AnyRecord>(`/api/records/${made.body.uuid}`)
    expect(body).toEqual(made.body)
    expect(body).toMatchObject({ createdAt: now, updatedAt: now })
  }),
]
