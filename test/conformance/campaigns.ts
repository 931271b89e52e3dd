import { expect } from 'vitest'
import { type Campaign, type CampaignList, campaignStatuses, weekdays } from '../../src/contract/campaigns.ts'
import type { OrderList } from '../../src/contract/orders.ts'
import { campaignKeys } from './campaign-lists.ts'
import { type Case, type CaseBuilder, casesOf, type Refused } from './case.ts'
import { assistant, campaign, line, now, order, record, type } from './world.ts'

const create = casesOf('campaigns.create')
const update = casesOf('campaigns.update')
const remove = casesOf('campaigns.delete')

const minimal = { name: 'New', status: 'draft', type: 'outbound' }
const path = `/api/campaigns/${campaign.active}`

const week = Object.fromEntries(weekdays.map((day) => [day, { start: '00:00', end: '24:00' }]))

const full = {
  name: 'Everything',
  description: 'All of it',
  status: 'active',
  type: 'inbound',
  timezone: 'America/Argentina/Buenos_Aires',
  schedule: week,
  recordTypeUuid: type.patient,
  outboundAssistantUuid: assistant.tom,
  inboundAssistantUuid: assistant.mia,
  outboundPhoneUuid: line.second,
  inboundPhoneUuid: line.main,
}

/** A campaign without orders, which can change its record type. */
const empty = `/api/campaigns/${campaign.draft}`

const nullable = [
  'description',
  'timezone',
  'schedule',
  'recordTypeUuid',
  'outboundAssistantUuid',
  'inboundAssistantUuid',
  'outboundPhoneUuid',
  'inboundPhoneUuid',
] as const
const references = [
  'recordTypeUuid',
  'outboundAssistantUuid',
  'inboundAssistantUuid',
  'outboundPhoneUuid',
  'inboundPhoneUuid',
] as const

/** Values that no campaign can have: each is refused by create and by update, with these fields complained about. */
const wrong: readonly (readonly [title: string, body: object, fields: readonly string[], says?: readonly string[]])[] =
  [
    ['a name that is no text', { name: 7 }, ['name'], ['must be a string', 'received 7']],
    ['an empty name', { name: '' }, ['name'], ['must not be blank']],
    ['a name of spaces', { name: '   ' }, ['name'], ['must not be blank']],
    ['a name of null', { name: null }, ['name']],
    ['a description that is no text', { description: ['x'] }, ['description']],
    ['a status that only the platform sets', { status: 'paused' }, ['status'], ['draft, active, closed', 'paused']],
    ['an unknown status', { status: 'running' }, ['status'], ['draft, active, closed', 'running']],
    ['the status completed', { status: 'completed' }, ['status'], ['draft, active, closed']],
    ['the status archived', { status: 'archived' }, ['status'], ['draft, active, closed']],
    ['a status in another case', { status: 'ACTIVE' }, ['status']],
    ['a status of null', { status: null }, ['status']],
    ['an unknown type', { type: 'sideways' }, ['type'], ['inbound, outbound', 'sideways']],
    ['a time zone that is none', { timezone: 'Mars/Olympus' }, ['timezone'], ['IANA', 'Mars/Olympus']],
    ['an offset for a time zone', { timezone: '+02:00' }, ['timezone']],
    ['a schedule that is no object', { schedule: 'always' }, ['schedule']],
    ['a schedule that is a list', { schedule: [] }, ['schedule']],
    [
      'a day that is none',
      { schedule: { monday: { start: '09:00', end: '17:00' } } },
      ['schedule.monday'],
      ['mon, tue, wed, thu, fri, sat, sun'],
    ],
    ['a day in capital letters', { schedule: { Mon: { start: '09:00', end: '17:00' } } }, ['schedule.Mon']],
    ['a day of null', { schedule: { mon: null } }, ['schedule.mon']],
    ['a day without an end', { schedule: { mon: { start: '09:00' } } }, ['schedule.mon.end']],
    [
      'a time of one digit',
      { schedule: { mon: { start: '9:00', end: '17:00' } } },
      ['schedule.mon.start'],
      ['HH:MM', '9:00'],
    ],
    ['the start 24:00', { schedule: { mon: { start: '24:00', end: '24:00' } } }, ['schedule.mon.start']],
    ['the end 24:01', { schedule: { mon: { start: '09:00', end: '24:01' } } }, ['schedule.mon.end'], ['24:00']],
    ['the minute 60', { schedule: { mon: { start: '09:60', end: '17:00' } } }, ['schedule.mon.start']],
    ['a time with seconds', { schedule: { mon: { start: '09:00:00', end: '17:00' } } }, ['schedule.mon.start']],
    [
      'a window over midnight, and says how to write it as two',
      { schedule: { fri: { start: '22:00', end: '06:00' } } },
      ['schedule.fri'],
      ['"fri": {"start":"22:00","end":"24:00"} and "sat": {"start":"00:00","end":"06:00"}'],
    ],
    [
      'a window over midnight of the last day, and names the first one',
      { schedule: { sun: { start: '22:00', end: '06:00' } } },
      ['schedule.sun'],
      ['"mon": {"start":"00:00","end":"06:00"}'],
    ],
    [
      'a window that ends at 00:00, and says how to write midnight',
      { schedule: { mon: { start: '09:00', end: '00:00' } } },
      ['schedule.mon'],
      ['"mon": {"start":"09:00","end":"24:00"}'],
    ],
    ['a day that ends when it starts', { schedule: { mon: { start: '09:00', end: '09:00' } } }, ['schedule.mon']],
    [
      'every bad day of a schedule',
      { schedule: { mon: { start: 'x', end: '17:00' }, fri: { start: '09:00', end: 'y' } } },
      ['schedule.mon.start', 'schedule.fri.end'],
    ],
    ...references.map(
      (field) =>
        [
          `a ${field} that nothing has, and says where such ids come from`,
          { [field]: 'nobody' },
          [field],
          ['must be the id of an existing', 'received "nobody"', '.create({ uuid: "nobody"', '--references loose'],
        ] as const,
    ),
    ...references.map((field) => [`a ${field} that is no text`, { [field]: 5 }, [field]] as const),
    ['the id of a phone for an assistant', { outboundAssistantUuid: line.main }, ['outboundAssistantUuid']],
    [
      'all faults at once',
      { name: '', status: 'x', type: 'y', timezone: 'z', schedule: 1, recordTypeUuid: 2 },
      ['name', 'status', 'type', 'timezone', 'schedule', 'recordTypeUuid'],
    ],
  ]

function refusals(builder: CaseBuilder, base: object, more: Refused = {}): Case[] {
  return wrong.map(([title, body, fields, says = []]) =>
    builder.refuses(title, { body: { ...base, ...body }, fields, says, ...more }),
  )
}

export const campaignCases: readonly Case[] = [
  create.works('makes a campaign of the three needed fields, with defaults for the rest', async (api) => {
    const { status, body } = await api.post<Campaign>('/api/campaigns', minimal)
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(campaignKeys)
    expect(body).toEqual({
      uuid: body.uuid,
      ...minimal,
      description: null,
      timezone: 'UTC',
      schedule: null,
      recordTypeUuid: null,
      outboundAssistantUuid: null,
      inboundAssistantUuid: null,
      outboundPhoneUuid: null,
      inboundPhoneUuid: null,
      createdAt: now,
      updatedAt: now,
    })
  }),
  create.works('keeps every field it is given', async (api) => {
    const { status, body } = await api.post<Campaign>('/api/campaigns', full)
    expect(status).toBe(201)
    expect(body).toMatchObject(full)
    expect((await api.get<Campaign>(`/api/campaigns/${body.uuid}`)).body).toEqual(body)
  }),
  create.works('gives each campaign a UUID of version 4', async (api) => {
    const first = await api.post<Campaign>('/api/campaigns', minimal)
    const second = await api.post<Campaign>('/api/campaigns', minimal)
    for (const { body } of [first, second])
      expect(body.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(first.body.uuid).not.toBe(second.body.uuid)
  }),
  create.works(
    'writes the time in whole seconds of UTC',
    async (api) => {
      const { body } = await api.post<Campaign>('/api/campaigns', minimal)
      expect([body.createdAt, body.updatedAt]).toEqual(['2026-05-04T08:00:00Z', '2026-05-04T08:00:00Z'])
    },
    { options: { now: '2026-05-04T10:00:00.987+02:00' } },
  ),
  create.works('lists the new campaign first', async (api) => {
    const { body } = await api.post<Campaign>('/api/campaigns', minimal)
    const list = await api.get<CampaignList>('/api/campaigns')
    expect(list.body.campaigns[0]).toEqual(body)
    expect(list.body.total).toBe(10)
  }),
  ...(['draft', 'active', 'closed'] as const).map((status) =>
    create.works(`takes the status ${status}`, async (api) => {
      expect((await api.post<Campaign>('/api/campaigns', { ...minimal, status })).body.status).toBe(status)
    }),
  ),
  create.works('takes null for every field that can be null', async (api) => {
    const nulls = Object.fromEntries(nullable.map((field) => [field, null]))
    const { status, body } = await api.post<Campaign>('/api/campaigns', { ...minimal, ...nulls })
    expect(status).toBe(201)
    expect(body).toMatchObject(nulls)
  }),
  create.works('takes a schedule without days', async (api) => {
    expect((await api.post<Campaign>('/api/campaigns', { ...minimal, schedule: {} })).body.schedule).toEqual({})
  }),
  create.works('takes long texts of any script', async (api) => {
    const name = '北京'.repeat(50_000)
    expect((await api.post<Campaign>('/api/campaigns', { ...minimal, name })).body.name).toBe(name)
  }),
  create.works('sets neither id nor timestamps nor unknown keys from the body', async (api) => {
    const { status, body } = await api.post<Campaign>('/api/campaigns', {
      ...minimal,
      uuid: 'mine',
      createdAt: '2000-01-01T00:00:00Z',
      updatedAt: '2000-01-01T00:00:00Z',
      colour: 'red',
    })
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(campaignKeys)
    expect(body).toMatchObject({ createdAt: now, updatedAt: now })
    expect(body.uuid).not.toBe('mine')
  }),
  create.refuses(
    'unknown keys when strict',
    { body: { ...minimal, colour: 'red', size: 1 }, fields: ['colour', 'size'] },
    { options: { strict: true } },
  ),
  create.refuses(
    'unknown keys beside other faults when strict',
    { body: { ...minimal, name: 1, colour: 'red' }, fields: ['name', 'colour'] },
    { options: { strict: true } },
  ),
  create.refuses('only the other faults when it is not strict', {
    body: { ...minimal, name: 1, colour: 'red' },
    fields: ['name'],
  }),
  create.refuses('an empty object, naming all that is needed', {
    body: {},
    fields: ['name', 'status', 'type'],
    says: ['is required'],
  }),
  create.works(
    'takes references to nothing when they are loose',
    async (api) => {
      const { status, body } = await api.post<Campaign>('/api/campaigns', {
        ...minimal,
        recordTypeUuid: 'nobody',
        inboundPhoneUuid: 'nothing',
      })
      expect(status).toBe(201)
      expect(body).toMatchObject({ recordTypeUuid: 'nobody', inboundPhoneUuid: 'nothing' })
    },
    { options: { references: 'loose' } },
  ),
  ...refusals(create, minimal),

  ...Object.entries(full).map(([field, value]) =>
    update.works(`changes ${field} and nothing else`, async (api) => {
      const before = await api.get<Campaign>(empty)
      const { status, body } = await api.patch<Campaign>(empty, { [field]: value })
      expect(status).toBe(200)
      expect(body).toEqual({ ...before.body, [field]: value, updatedAt: now })
      expect((await api.get<Campaign>(empty)).body).toEqual(body)
    }),
  ),
  ...nullable.map((field) =>
    update.works(`sets ${field} to null`, async (api) => {
      const { status, body } = await api.patch<Campaign>(path, { [field]: null })
      expect(status).toBe(200)
      expect(body[field]).toBeNull()
    }),
  ),
  update.works('changes every field at once', async (api) => {
    const { body } = await api.patch<Campaign>(empty, full)
    expect(body).toMatchObject(full)
    expect(Object.keys(body)).toEqual(campaignKeys)
  }),
  update.works('keeps what an empty object leaves out, also where create has a default', async (api) => {
    const before = await api.get<Campaign>(path)
    const { status, body } = await api.patch<Campaign>(path, {})
    expect(status).toBe(200)
    expect({ ...body, updatedAt: '' }).toEqual({ ...before.body, updatedAt: '' })
    expect(body.timezone).toBe('Europe/London')
  }),
  update.works('replaces a schedule as a whole', async (api) => {
    const { body } = await api.patch<Campaign>(path, { schedule: { sun: { start: '10:00', end: '12:00' } } })
    expect(body.schedule).toEqual({ sun: { start: '10:00', end: '12:00' } })
  }),
  ...campaignStatuses.map((status) =>
    update.works(`leaves the status ${status} for closed`, async (api) => {
      const { body } = await api.patch<Campaign>(`/api/campaigns/${campaign[status]}`, { status: 'closed' })
      expect(body.status).toBe('closed')
    }),
  ),
  ...campaignStatuses.map((status) =>
    update.works(`takes a whole campaign back that is ${status}`, async (api) => {
      const before = await api.get<Campaign>(`/api/campaigns/${campaign[status]}`)
      const answer = await api.patch<Campaign>(`/api/campaigns/${campaign[status]}`, before.body)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toEqual({ ...before.body, updatedAt: now })
    }),
  ),
  update.refuses('a status of the platform that the campaign does not have', {
    path: `/api/campaigns/${campaign.paused}`,
    body: { status: 'completed' },
    fields: ['status'],
    says: ['draft, active, closed, or the status that the campaign has, paused; received "completed"'],
  }),
  update.refuses('another record type while there are contacts of the one before, and says how many', {
    body: { recordTypeUuid: type.patient },
    fields: ['recordTypeUuid'],
    says: ['3 of its 3', type.patient],
  }),
  update.refuses('a record type where contacts have others', {
    path: `/api/campaigns/${campaign.open}`,
    body: { recordTypeUuid: type.bare },
    fields: ['recordTypeUuid'],
    says: ['1 of its 1'],
  }),
  update.works('takes a record type that all contacts have', async (api) => {
    const { body } = await api.patch<Campaign>(`/api/campaigns/${campaign.open}`, { recordTypeUuid: type.lead })
    expect(body.recordTypeUuid).toBe(type.lead)
  }),
  update.works('takes another record type once the orders are gone', async (api) => {
    for (const uuid of [order.planned, order.scheduled, order.never]) await api.delete(`${path}/orders/${uuid}`)
    const { body } = await api.patch<Campaign>(path, { recordTypeUuid: type.patient })
    expect(body.recordTypeUuid).toBe(type.patient)
  }),
  ...nullable
    .filter((field) => field !== 'schedule')
    .map((field) =>
      update.works(`takes a blank ${field} as null`, async (api) => {
        const { status, body } = await api.patch<Campaign>(path, { [field]: '  ' })
        expect(status).toBe(200)
        expect(body[field]).toBeNull()
      }),
    ),
  update.works('keeps a status that clients cannot set when something else changes', async (api) => {
    const { body } = await api.patch<Campaign>(`/api/campaigns/${campaign.paused}`, { name: 'Still paused' })
    expect(body).toMatchObject({ name: 'Still paused', status: 'paused' })
  }),
  update.works('changes neither id nor timestamps by the body', async (api) => {
    const { body } = await api.patch<Campaign>(path, { uuid: 'mine', createdAt: '2000-01-01T00:00:00Z' })
    expect(body).toMatchObject({ uuid: campaign.active, createdAt: '2026-01-02T00:00:00Z' })
  }),
  update.works(
    'takes references to nothing when they are loose',
    async (api) => {
      expect((await api.patch<Campaign>(path, { outboundAssistantUuid: 'nobody' })).body.outboundAssistantUuid).toBe(
        'nobody',
      )
    },
    { options: { references: 'loose' } },
  ),
  update.refuses(
    'unknown keys when strict',
    { body: { name: 'x', colour: 'red' }, fields: ['colour'] },
    { options: { strict: true } },
  ),
  ...refusals(update, {}),

  remove.works('answers that it is done, and only that', async (api) => {
    const { status, text } = await api.delete(path)
    expect(status).toBe(200)
    expect(text).toBe('{"success":true}')
  }),
  remove.works('takes the campaign out of list and get', async (api) => {
    await api.delete(path)
    expect((await api.get(path)).status).toBe(404)
    const { body } = await api.get<CampaignList>('/api/campaigns')
    expect(body.total).toBe(8)
    expect(body.campaigns.map((one) => one.uuid)).not.toContain(campaign.active)
  }),
  remove.works('takes its orders along and leaves the records', async (api) => {
    await api.delete(path)
    expect((await api.get(`${path}/orders`)).status).toBe(404)
    expect((await api.patch(`${path}/orders/${order.planned}`, {})).status).toBe(404)
    const { status, body } = await api.get(`/api/records/${record.ada}`)
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('campaigns')
  }),
  remove.works('leaves the orders of other campaigns', async (api) => {
    await api.delete(path)
    expect((await api.get<OrderList>(`/api/campaigns/${campaign.full}/orders`)).body.total).toBe(25)
  }),
  remove.refuses(
    'unknown keys of the query when strict',
    { path: `${path}?colour=red`, fields: ['colour'] },
    { options: { strict: true } },
  ),
  remove.works('passes over unknown keys of the query', async (api) => {
    expect((await api.delete(`${path}?colour=red`)).status).toBe(200)
  }),
  remove.works('is not possible twice', async (api) => {
    await api.delete(path)
    expect((await api.delete(path)).status).toBe(404)
  }),
]
