import { expect } from 'vitest'
import { type Campaign, type CampaignList, campaignStatuses } from '../../src/contract/campaigns.ts'
import { type Case, casesOf } from './case.ts'
import type { Api } from './api.ts'
import { campaign } from './world.ts'

const list = casesOf('campaigns.list')
const get = casesOf('campaigns.get')

/** The keys of a campaign in the order of the documentation. */
export const campaignKeys = [
  'uuid',
  'name',
  'description',
  'status',
  'type',
  'timezone',
  'schedule',
  'recordTypeUuid',
  'outboundAssistantUuid',
  'inboundAssistantUuid',
  'outboundPhoneUuid',
  'inboundPhoneUuid',
  'createdAt',
  'updatedAt',
]

const newestFirst = [
  campaign.full,
  campaign.patients,
  campaign.open,
  campaign.closed,
  campaign.archived,
  campaign.completed,
  campaign.paused,
  campaign.active,
  campaign.draft,
]

async function found(api: Api, query: string): Promise<readonly string[]> {
  const { body, status } = await api.get<CampaignList>(`/api/campaigns?${query}`)
  expect(status).toBe(200)
  expect(body.total).toBe(body.campaigns.length)
  return body.campaigns.map((one) => one.uuid)
}

/** A word that is searched for, and the campaigns it finds. */
const searches: readonly (readonly [title: string, search: string, expected: readonly string[]])[] = [
  ['a part of the name', 'motio', [campaign.active]],
  ['a part of the description', 'houses', [campaign.active]],
  ['any case', 'SUMMER', [campaign.archived, campaign.active]],
  ['capital letters beyond ASCII', 'zürich', [campaign.completed]],
  ['accents as they are written', 'resume', []],
  ['accented words', 'RÉSUMÉ', [campaign.completed]],
  ['parentheses and percent signs as plain text', '(50% off)', [campaign.paused]],
  ['a dot as plain text', 's.mmer', []],
  ['a star as plain text', '.*', []],
  ['an opening bracket as plain text', '[', []],
  ['a backslash as plain text', '\\', []],
  ['a word with spaces around it', '  summer  ', [campaign.archived, campaign.active]],
  ['words across a space', 'summer promotion', [campaign.active]],
  ['no word from the end of one field into the next', 'promotionbeach', []],
  ['nothing in other fields', 'outbound', []],
  ['nothing for what no campaign has', 'no such thing', []],
]

export const campaignListCases: readonly Case[] = [
  list.works('answers every campaign, newest first and the latest first within a second', async (api) => {
    expect(await found(api, '')).toEqual(newestFirst)
  }),
  list.works('answers its keys in the documented order', async (api) => {
    const { body } = await api.get<CampaignList>('/api/campaigns')
    expect(Object.keys(body)).toEqual(['campaigns', 'total', 'page', 'limit', 'totalPages'])
    for (const one of body.campaigns) expect(Object.keys(one)).toEqual(campaignKeys)
  }),
  list.works('answers what get answers', async (api) => {
    const { body } = await api.get<CampaignList>('/api/campaigns')
    for (const one of body.campaigns) expect((await api.get<Campaign>(`/api/campaigns/${one.uuid}`)).body).toEqual(one)
  }),
  list.works('puts campaigns made in the same second latest first', async (api) => {
    const made: string[] = []
    for (const name of ['first', 'second', 'third']) {
      made.push(
        (await api.post<Campaign>('/api/campaigns', { name: `made ${name}`, status: 'draft', type: 'outbound' })).body
          .uuid,
      )
    }
    expect(await found(api, 'search=made')).toEqual(made.toReversed())
  }),
  list.works('keeps the place of a campaign that is changed', async (api) => {
    await api.patch(`/api/campaigns/${campaign.draft}`, { name: 'Changed' })
    expect(await found(api, '')).toEqual(newestFirst)
  }),
  ...searches.map(([title, search, expected]) =>
    list.works(`searches for ${title}`, async (api) => {
      expect(await found(api, new URLSearchParams({ search }).toString())).toEqual(expected)
    }),
  ),
  ...['search=', 'search=%20%20', 'status=', 'status=%20'].map((query) =>
    list.works(`filters nothing by a blank ${query}, and warns of it`, async (api) => {
      expect(await found(api, query)).toEqual(newestFirst)
      api.expectWarning(`${query.split('=')[0]} is blank`)
    }),
  ),
  list.works('warns of no filter that is given', async (api) => {
    await found(api, 'search=summer&status=active')
    api.expectWarning()
  }),
  list.refuses('a blank page, which is no filter', { path: '/api/campaigns?page=&limit=', fields: ['page', 'limit'] }),
  ...(
    [
      ['Greek capitals, with the sigma of small letters at its end', 'Οδυσσέας', 'ΟΔΥΣΣΈΑΣ'],
      ['a part of a Greek word that ends within it', 'ΟΔΥΣΣΈΑΣ', 'δυσσ'],
      ['a Greek word in small letters that end in sigma', 'ΟΔΥΣΣΈΑΣ', 'σσέας'],
      ['a sharp s in capitals', 'Hauptstraße', 'STRASSE'],
      ['a letter whose accent is written apart', 'Zoë', 'ZOE\u0308'],
      ['an accent in the other form than the name has', 'Zoe\u0308', 'zoë'],
    ] as const
  ).map(([title, name, search]) =>
    list.works(`searches for ${title}`, async (api) => {
      const { body } = await api.post<Campaign>('/api/campaigns', { name, status: 'draft', type: 'outbound' })
      expect(await found(api, new URLSearchParams({ search }).toString())).toEqual([body.uuid])
    }),
  ),
  list.works('searches what a change has made of it', async (api) => {
    await api.patch(`/api/campaigns/${campaign.draft}`, { name: 'Quarterly', description: 'A fresh start' })
    expect(await found(api, 'search=quarterly')).toEqual([campaign.draft])
    expect(await found(api, 'search=fresh')).toEqual([campaign.draft])
    expect(await found(api, 'search=autumn')).toEqual([])
  }),
  ...campaignStatuses.map((status) =>
    list.works(`filters by the status ${status}`, async (api) => {
      const { body } = await api.get<CampaignList>(`/api/campaigns?status=${status}`)
      expect(body.campaigns.map((one) => one.status)).toEqual(
        status === 'active' ? ['active', 'active', 'active', 'active'] : [status],
      )
      expect(body.total).toBe(body.campaigns.length)
    }),
  ),
  list.works('filters by what a change has made of the status', async (api) => {
    await api.patch(`/api/campaigns/${campaign.draft}`, { status: 'closed' })
    expect(await found(api, 'status=draft')).toEqual([])
    expect(await found(api, 'status=closed')).toEqual([campaign.closed, campaign.draft])
  }),
  list.works('combines search and status', async (api) => {
    expect(await found(api, 'search=summer&status=active')).toEqual([campaign.active])
    expect(await found(api, 'search=summer&status=draft')).toEqual([])
  }),
  list.works('answers the example query of the documentation', async (api) => {
    const { body } = await api.get<CampaignList>('/api/campaigns?search=Summer+pro&status=active&page=1&limit=10')
    expect(body).toMatchObject({ total: 1, page: 1, limit: 10, totalPages: 1, campaigns: [{ uuid: campaign.active }] })
  }),
  list.refuses('an unknown status, naming those there are', {
    path: '/api/campaigns?status=running',
    fields: ['status'],
    says: ['running', 'draft, active, paused, completed, archived, closed'],
  }),
  list.refuses('a status in another case', { path: '/api/campaigns?status=Active', fields: ['status'] }),
  list.refuses('all faults of a query at once', {
    path: '/api/campaigns?status=x&page=0&limit=101',
    fields: ['status', 'page', 'limit'],
  }),

  get.works('answers its keys in the documented order', async (api) => {
    const { body, status, headers } = await api.get<Campaign>(`/api/campaigns/${campaign.active}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^application\/json\b/)
    expect(Object.keys(body)).toEqual(campaignKeys)
  }),
  get.works('answers null for what is not set', async (api) => {
    const { body } = await api.get<Campaign>(`/api/campaigns/${campaign.draft}`)
    const {
      description,
      schedule,
      recordTypeUuid,
      outboundAssistantUuid,
      inboundAssistantUuid,
      outboundPhoneUuid,
      inboundPhoneUuid,
    } = body
    expect([
      description,
      schedule,
      recordTypeUuid,
      outboundAssistantUuid,
      inboundAssistantUuid,
      outboundPhoneUuid,
      inboundPhoneUuid,
    ]).toEqual(Array.from({ length: 7 }, () => null))
    expect(body.timezone).toBe('UTC')
  }),
  get.works('answers a schedule as it is kept', async (api) => {
    const { body } = await api.get<Campaign>(`/api/campaigns/${campaign.active}`)
    expect(body.schedule).toEqual({ mon: { start: '09:00', end: '17:00' } })
  }),
]
