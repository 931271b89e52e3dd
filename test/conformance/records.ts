import { expect } from 'vitest'
import type { CampaignOrder, OrderList } from '../../src/contract/orders.ts'
import type { HostedRecord } from '../../src/contract/records.ts'
import { recordStatuses } from '../../src/contract/records.ts'
import { type Case, type CaseBuilder, casesOf, hosted, local, phone } from './case.ts'
import { type AnyRecord, recordKeys } from './record-lists.ts'
import { bulk, bulkRecord, campaign, neverNumber, now, order, record, type } from './world.ts'

const create = casesOf('records.create')
const update = casesOf('records.update')
const remove = casesOf('records.delete')

const path = `/api/records/${record.ada}`
const number = '+14155553001'

const everyHostedField = {
  name: 'Countess',
  firstName: 'Augusta',
  lastName: 'King',
  email: 'augusta@example.org',
  phoneNumber: number,
  parameters: { company: 'Babbage & Co.' },
}
const everyLocalField = {
  firstName: 'Augusta',
  lastName: 'King',
  phone: number,
  parameters: { company: 'Babbage & Co.' },
}

/** Values that no record can have, for create and update of either edition. */
const wrongAnywhere: readonly (readonly [
  title: string,
  body: object,
  fields: readonly string[],
  says?: readonly string[],
])[] = [
  ['a first name that is no text', { firstName: 1 }, ['firstName']],
  ['a last name that is no text', { lastName: false }, ['lastName']],
  ['parameters that are a list', { parameters: [] }, ['parameters'], ['must be an object']],
  ['parameters that are a text', { parameters: 'company' }, ['parameters']],
  ['parameters of null', { parameters: null }, ['parameters']],
]
const wrongHosted: typeof wrongAnywhere = [
  ['a name that is no text', { name: {} }, ['name']],
  ['an email address that is none', { email: 'ada at example' }, ['email'], ['ada@example.com', 'ada at example']],
  [
    'all faults at once',
    { name: 1, firstName: 2, lastName: 3, email: 4, parameters: 5 },
    ['name', 'firstName', 'lastName', 'email', 'parameters'],
  ],
]
const wrongNumbers = [
  '4155550100',
  '+0155550100',
  '+1',
  '+1415555010012345',
  '+1 415 555 0100',
  '(415) 555-0100',
  '',
  '+1415555010a',
]

function refusals(builder: CaseBuilder, base: (edition: 'hosted' | 'local') => object): Case[] {
  const field = (edition: 'hosted' | 'local') => [edition === 'hosted' ? 'phoneNumber' : 'phone']
  return [
    ...wrongAnywhere.map(([title, body, fields, says = []]) =>
      builder.refuses(title, { body: (edition: 'hosted' | 'local') => ({ ...base(edition), ...body }), fields, says }),
    ),
    ...wrongHosted.map(([title, body, fields, says = []]) =>
      builder.refuses(title, { body: { ...base('hosted'), ...body }, fields, says }, hosted),
    ),
    ...wrongNumbers.map((wrong) =>
      builder.refuses(`the phone number ${JSON.stringify(wrong)}`, {
        body: (edition: 'hosted' | 'local') => ({ ...base(edition), ...phone(edition, wrong) }),
        fields: field,
        says: ['E.164', `received ${JSON.stringify(wrong)}`],
      }),
    ),
    builder.refuses('a phone number of null', {
      body: (edition: 'hosted' | 'local') => ({ ...base(edition), [field(edition)[0] ?? '']: null }),
      fields: field,
    }),
    builder.refuses('a phone number that is a number', {
      body: (edition: 'hosted' | 'local') => ({ ...base(edition), [field(edition)[0] ?? '']: 14155550100 }),
      fields: field,
    }),
  ]
}

const minimal = (edition: 'hosted' | 'local') => ({ recordTypeUuid: type.lead, ...phone(edition, number) })

export const recordCases: readonly Case[] = [
  create.works('makes a record of the needed fields', async (api) => {
    const { status, body } = await api.post<AnyRecord>('/api/records', minimal(api.edition))
    expect(status).toBe(201)
    expect(Object.keys(body)).toEqual(recordKeys[api.edition])
    expect(body).toMatchObject({
      firstName: null,
      lastName: null,
      status: 'active',
      parameters: {},
      createdAt: now,
      updatedAt: now,
    })
    expect(body.uuid).toMatch(/^record_[0-9a-z]{20}$/)
  }),
  create.works(
    'keeps every field it is given',
    async (api) => {
      const { status, body } = await api.post<HostedRecord>('/api/records', {
        recordTypeUuid: type.lead,
        ...everyHostedField,
        country: 'GB',
      })
      expect(status).toBe(201)
      expect(body).toMatchObject({ ...everyHostedField, country: 'GB' })
      expect((await api.get(`/api/records/${body.uuid}`)).body).toEqual(body)
    },
    hosted,
  ),
  create.works(
    'keeps every field it is given, in the local edition',
    async (api) => {
      const { status, body } = await api.post<AnyRecord>('/api/records', {
        recordTypeUuid: type.lead,
        ...everyLocalField,
      })
      expect(status).toBe(201)
      expect(body).toMatchObject({ recordTypeUuid: type.lead, ...everyLocalField })
      expect((await api.get(`/api/records/${body.uuid}`)).body).toEqual(body)
    },
    local,
  ),
  create.works('gives each record an id of its own', async (api) => {
    const first = await api.post<AnyRecord>('/api/records', minimal(api.edition))
    const second = await api.post<AnyRecord>('/api/records', minimal(api.edition))
    expect(first.body.uuid).not.toBe(second.body.uuid)
  }),
  ...(
    [
      ['first and last name', { firstName: 'Ada', lastName: 'King' }, 'Ada King'],
      ['a first name alone', { firstName: 'Ada' }, 'Ada'],
      ['a last name alone', { lastName: 'King' }, 'King'],
      ['the phone number without names', {}, number],
      ['the phone number where names are null', { firstName: null, lastName: null, name: null }, number],
      ['the phone number where names are blank', { firstName: '', lastName: ' ', name: '' }, number],
      ['the name that is given', { name: 'Countess', firstName: 'Ada', lastName: 'King' }, 'Countess'],
    ] as const
  ).map(([title, fields, name]) =>
    create.works(
      `makes the name of ${title}`,
      async (api) => {
        expect((await api.post<HostedRecord>('/api/records', { ...minimal('hosted'), ...fields })).body.name).toBe(name)
      },
      hosted,
    ),
  ),
  create.works(
    'passes over fields that only the hosted edition has',
    async (api) => {
      const { status, body } = await api.post<AnyRecord>('/api/records', {
        ...minimal('local'),
        name: 'Countess',
        email: 'not checked',
        country: '?',
      })
      expect(status).toBe(201)
      expect(Object.keys(body)).toEqual(recordKeys.local)
    },
    local,
  ),
  create.works('sets neither id nor timestamps from the body', async (api) => {
    const { body } = await api.post<AnyRecord>('/api/records', {
      ...minimal(api.edition),
      uuid: 'mine',
      createdAt: '2000-01-01T00:00:00Z',
      customName: true,
    })
    expect(Object.keys(body)).toEqual(recordKeys[api.edition])
    expect(body.createdAt).toBe(now)
    expect(body.uuid).not.toBe('mine')
  }),
  create.works(
    'takes the longest phone number there is',
    async (api) => {
      expect(
        (await api.post<HostedRecord>('/api/records', { ...minimal('hosted'), phoneNumber: '+123456789012345' }))
          .status,
      ).toBe(201)
    },
    hosted,
  ),
  create.works(
    'takes blank texts of optional fields as null, all alike',
    async (api) => {
      const blank = { name: ' ', firstName: '', lastName: '  ', email: '', country: '\t' }
      const { status, body } = await api.post<HostedRecord>('/api/records', { ...minimal('hosted'), ...blank })
      expect(status).toBe(201)
      expect(body).toMatchObject({ name: number, firstName: null, lastName: null, email: null, country: null })
    },
    hosted,
  ),
  create.refuses('a blank record type', {
    body: (edition: 'hosted' | 'local') => ({ ...minimal(edition), recordTypeUuid: '  ' }),
    fields: ['recordTypeUuid'],
  }),
  create.refuses('an empty object, naming all that is needed', {
    body: {},
    fields: (edition) => ['recordTypeUuid', edition === 'hosted' ? 'phoneNumber' : 'phone'],
    says: ['is required'],
  }),
  create.refuses('a record type that nothing has', {
    body: (edition: 'hosted' | 'local') => ({ recordTypeUuid: 'nobody', ...phone(edition, number) }),
    fields: ['recordTypeUuid'],
    says: [
      'must be the id of an existing record type; received "nobody". Make it with mock.db.recordType.create({ uuid: "nobody", fields: [] }) or POST /__mock/db/recordType; or accept any id with references: \'loose\' (--references loose)',
    ],
  }),
  create.refuses('a record type of null', {
    body: (edition: 'hosted' | 'local') => ({ recordTypeUuid: null, ...phone(edition, number) }),
    fields: ['recordTypeUuid'],
  }),
  create.refuses(
    'the phone number under the name of the local edition',
    { body: { recordTypeUuid: type.lead, phone: number }, fields: ['phoneNumber'] },
    hosted,
  ),
  create.refuses(
    'the phone number under the name of the hosted edition',
    { body: { recordTypeUuid: type.lead, phoneNumber: number }, fields: ['phone'] },
    local,
  ),
  ...['UK', 'us', 'USA', 'XX'].map((country) =>
    create.refuses(
      `the country ${JSON.stringify(country)}`,
      { body: { ...minimal('hosted'), country }, fields: ['country'], says: ['ISO 3166'] },
      hosted,
    ),
  ),
  create.refuses(
    'unknown keys when strict',
    { body: (edition: 'hosted' | 'local') => ({ ...minimal(edition), colour: 'red' }), fields: ['colour'] },
    { options: { strict: true } },
  ),
  create.works(
    'takes any parameters where a loose record type does not exist',
    async (api) => {
      const { status, body } = await api.post<AnyRecord>('/api/records', {
        ...minimal(api.edition),
        recordTypeUuid: 'nobody',
        parameters: { anything: [1, { deep: true }] },
      })
      expect(status).toBe(201)
      expect(body.parameters).toEqual({ anything: [1, { deep: true }] })
    },
    { options: { references: 'loose' } },
  ),
  ...refusals(create, minimal),

  ...Object.entries({ ...everyHostedField, status: 'archived' }).map(([field, value]) =>
    update.works(
      `changes ${field} and the time of the change`,
      async (api) => {
        const { status, body } = await api.patch<HostedRecord>(path, { [field]: value })
        expect(status).toBe(200)
        expect(Object.keys(body)).toEqual(recordKeys.hosted)
        expect(body).toMatchObject({ [field]: value, createdAt: '2026-02-01T00:00:00Z', updatedAt: now })
      },
      hosted,
    ),
  ),
  ...Object.entries(everyLocalField).map(([field, value]) =>
    update.works(
      `changes ${field} and the time of the change, in the local edition`,
      async (api) => {
        const { status, body } = await api.patch<AnyRecord>(path, { [field]: value })
        expect(status).toBe(200)
        expect(Object.keys(body)).toEqual(recordKeys.local)
        expect(body).toMatchObject({ [field]: value, createdAt: '2026-02-01T00:00:00Z', updatedAt: now })
      },
      local,
    ),
  ),
  update.works('changes nothing but the time by an empty object', async (api) => {
    const before = await api.get<AnyRecord>(path)
    const { status, body } = await api.patch<AnyRecord>(path, {})
    expect(status).toBe(200)
    const { campaigns: _, ...fields } = before.body
    expect({ ...body, updatedAt: '' }).toEqual({ ...fields, updatedAt: '' })
  }),
  ...recordStatuses.map((status) =>
    update.works(
      `sets the status ${status}`,
      async (api) => {
        expect((await api.patch<HostedRecord>(path, { status })).body.status).toBe(status)
      },
      hosted,
    ),
  ),
  ...(['firstName', 'lastName', 'email'] as const).map((field) =>
    update.works(
      `sets ${field} to null`,
      async (api) => {
        expect((await api.patch<HostedRecord>(path, { [field]: null })).body[field]).toBeNull()
      },
      hosted,
    ),
  ),
  ...(['firstName', 'lastName'] as const).map((field) =>
    update.works(`takes a blank ${field} as null`, async (api) => {
      expect((await api.patch<AnyRecord>(path, { [field]: ' ' })).body[field]).toBeNull()
    }),
  ),
  update.works(
    'takes a blank name as none, and a blank email as null',
    async (api) => {
      await api.patch(path, { name: 'Countess' })
      const { body } = await api.patch<HostedRecord>(path, { name: '', email: '' })
      expect(body).toMatchObject({ name: 'Ada Lovelace', email: null })
    },
    hosted,
  ),
  update.works(
    'lets the name follow first name, last name and phone number until one is set',
    async (api) => {
      const rename = async (fields: object) => (await api.patch<HostedRecord>(path, fields)).body.name
      expect(await rename({ firstName: 'Augusta' })).toBe('Augusta Lovelace')
      expect(await rename({ lastName: null })).toBe('Augusta')
      expect(await rename({ firstName: null })).toBe('+442071838750')
      expect(await rename({ phoneNumber: number })).toBe(number)
      expect(await rename({ name: 'Countess' })).toBe('Countess')
      expect(await rename({ firstName: 'Ada', lastName: 'King' })).toBe('Countess')
      expect(await rename({ name: null })).toBe('Ada King')
      expect(await rename({ lastName: 'Byron' })).toBe('Ada Byron')
    },
    hosted,
  ),
  update.works(
    'keeps a name that was given when the record was made',
    async (api) => {
      const made = await api.post<HostedRecord>('/api/records', { ...minimal('hosted'), name: 'Countess' })
      expect((await api.patch<HostedRecord>(`/api/records/${made.body.uuid}`, { firstName: 'Ada' })).body.name).toBe(
        'Countess',
      )
    },
    hosted,
  ),
  update.works('warns of a new number that is never to be called, where an order waits for a call', async (api) => {
    expect((await api.patch(path, phone(api.edition, neverNumber))).status).toBe(200)
    api.expectWarning(order.planned, order.never, neverNumber)
    await api.patch(`/api/records/${record.zoe}`, phone(api.edition, neverNumber))
    api.expectWarning()
  }),
  update.works('shows a new name and number in the orders of the record', async (api) => {
    await api.get(`/api/campaigns/${campaign.active}/orders`)
    await api.patch(path, { firstName: 'Augusta', ...phone(api.edition, number) })
    const { body } = await api.get<OrderList>(`/api/campaigns/${campaign.active}/orders?search=augusta`)
    expect(body.orders.map((one) => one.record)).toEqual([
      { uuid: record.ada, name: 'Augusta Lovelace', phoneNumber: number },
    ])
  }),
  update.works('moves the record to no other type, whatever the body says', async (api) => {
    await api.patch(path, { recordTypeUuid: type.patient })
    const { body } = await api.get<{ readonly total: number }>(`/api/records?recordTypeUuid=${type.patient}`)
    expect(body.total).toBe(1)
  }),
  update.refuses(
    'an unknown status, naming those there are',
    { body: { status: 'gone' }, fields: ['status'], says: ['active, inactive, archived', 'gone'] },
    hosted,
  ),
  update.refuses('a status of null', { body: { status: null }, fields: ['status'] }, hosted),
  update.refuses(
    'unknown keys when strict',
    { body: { recordTypeUuid: type.lead }, fields: ['recordTypeUuid'] },
    { options: { strict: true } },
  ),
  ...refusals(update, () => ({})),

  remove.works(
    'answers that it is done, in words',
    async (api) => {
      const { status, text } = await api.delete(path)
      expect(status).toBe(200)
      expect(text).toBe('{"success":true,"message":"Record deleted successfully"}')
    },
    hosted,
  ),
  remove.works(
    'answers 204 without a body',
    async (api) => {
      const { status, text, headers } = await api.delete(path)
      expect(status).toBe(204)
      expect(text).toBe('')
      expect(headers.get('content-type')).toBeNull()
    },
    local,
  ),
  remove.works('takes the record out of list and get', async (api) => {
    await api.delete(path)
    expect((await api.get(path)).status).toBe(404)
    const { body } = await api.get<{ readonly total: number; readonly records: readonly AnyRecord[] }>(
      '/api/records?limit=100',
    )
    expect(body.total).toBe(5 + bulk)
    expect(body.records.map((one) => one.uuid)).not.toContain(record.ada)
  }),
  remove.works('takes the record out of every campaign it is in', async (api) => {
    await api.post(`/api/campaigns/${campaign.open}/orders/associate`, { recordUuids: [record.ada] })
    await api.delete(path)
    for (const uuid of [campaign.active, campaign.open]) {
      const { body } = await api.get<OrderList>(`/api/campaigns/${uuid}/orders`)
      expect(body.orders.map((one: CampaignOrder) => one.record.uuid)).not.toContain(record.ada)
    }
    expect((await api.patch(`/api/campaigns/${campaign.active}/orders/${order.planned}`, {})).status).toBe(404)
  }),
  remove.works('takes the record out of searches', async (api) => {
    await api.delete(path)
    expect((await api.get<{ readonly total: number }>('/api/records?search=analytical')).body.total).toBe(0)
  }),
  remove.works('leaves the campaign and its other records', async (api) => {
    await api.delete(`/api/records/${bulkRecord(0)}`)
    const { body } = await api.get<OrderList>(`/api/campaigns/${campaign.full}/orders`)
    expect(body.total).toBe(bulk - 1)
  }),
  remove.works('is not possible twice', async (api) => {
    await api.delete(path)
    expect((await api.delete(path)).status).toBe(404)
  }),
]
