import { expect } from 'vitest'
import { type Case, type CaseBuilder, casesOf, phone } from './case.ts'
import type { AnyRecord } from './record-lists.ts'
import { record, type } from './world.ts'

const create = casesOf('records.create')
const update = casesOf('records.update')

const number = '+14155553001'
const ada = `/api/records/${record.ada}`
const paul = `/api/records/${record.paul}`

/** For every type of field: values that fit, and values that do not. */
const fields: readonly {
  readonly key: string
  readonly type: string
  readonly good: readonly unknown[]
  readonly bad: readonly unknown[]
}[] = [
  { key: 'company', type: 'text', good: ['Acme', '', '日本語 🎉', '   '], bad: [1, true, {}, []] },
  { key: 'score', type: 'number', good: [0, -1.5, 1e21], bad: ['1', true, [1], {}] },
  { key: 'vip', type: 'boolean', good: [true, false], bad: ['true', 1, 0, 'yes'] },
  {
    key: 'since',
    type: 'date',
    good: ['2026-04-01', '2024-02-29', '1969-12-31'],
    bad: ['2026-02-30', '2025-02-29', '01.04.2026', '2026-4-1', '2026-04-01T00:00:00Z', 20260401, ''],
  },
  {
    key: 'seenAt',
    type: 'datetime',
    good: ['2026-04-01T10:00:00Z', '2026-04-01T10:00:00+05:30', '2026-04-01T10:00:00.123Z'],
    bad: ['2026-04-01', '2026-04-01T10:00:00', 'noon', '2026-04-01T25:00:00Z', 1],
  },
  { key: 'stage', type: 'select', good: ['new', 'won', 'lost'], bad: ['New', 'maybe', '', 1, ['new'], 'constructor'] },
  {
    key: 'work',
    type: 'email',
    good: ['ada@example.com', 'a.b+c@sub.example.org'],
    bad: ['ada', 'ada@', '@example.com', 'a b@example.com', 1, ''],
  },
  {
    key: 'mobile',
    type: 'phone',
    good: ['+14155550100', '+442071838750'],
    bad: ['4155550100', '+0123456789', 'call me', 14155550100],
  },
  {
    key: 'site',
    type: 'url',
    good: ['https://example.com', 'http://example.com:8080/a?b=c#d'],
    bad: ['example.com', 'ftp://example.com', 'javascript:alert(1)', 'https://', '', 1],
  },
]

/** Faults of several fields, for a record of each type. */
const faulty: readonly (readonly [
  title: string,
  parameters: object,
  complaints: readonly string[],
  says?: readonly string[],
])[] = [
  [
    'a custom field the type does not have, naming those it has',
    { colour: 'red' },
    ['parameters.colour'],
    ['Lead', 'company, score, vip'],
  ],
  [
    'a custom field the type does not have, with nothing in it',
    { colour: null },
    ['parameters.colour'],
    ['Lead', 'company, score, vip'],
  ],
  [
    'a line for each field that does not fit',
    { company: 1, score: 'x', vip: 'y', stage: 'z' },
    ['parameters.company', 'parameters.score', 'parameters.vip', 'parameters.stage'],
  ],
  ['unknown and unfit fields together', { company: 1, colour: 'red' }, ['parameters.company', 'parameters.colour']],
  [
    'a select that is none of the options, naming them',
    { stage: 'maybe' },
    ['parameters.stage'],
    ['new, won, lost', 'maybe'],
  ],
  [
    'custom fields named like parts of every object',
    { constructor: 1, toString: 2, hasOwnProperty: 3 },
    ['parameters.constructor', 'parameters.toString', 'parameters.hasOwnProperty'],
  ],
]

function refusals(builder: CaseBuilder, base: (edition: 'hosted' | 'local') => object): Case[] {
  return [
    ...fields.map(({ key, type, bad }) =>
      builder.works(
        `refuses what is no ${type} in a field of that type`,
        async (api) => {
          for (const value of bad) {
            const sent = { ...base(api.edition), parameters: { [key]: value } }
            const { status, body, text } = await (builder === create
              ? api.post('/api/records', sent)
              : api.patch(ada, sent))
            expect(status, `${JSON.stringify(value)} was answered ${text}`).toBe(400)
            expect(body).toMatchObject({ errors: [{ field: `parameters.${key}` }] })
          }
        },
        { bad: true },
      ),
    ),
    ...faulty.map(([title, parameters, complaints, says = []]) =>
      builder.refuses(title, {
        body: (edition: 'hosted' | 'local') => ({ ...base(edition), parameters }),
        fields: complaints,
        says,
      }),
    ),
  ]
}

const lead = (edition: 'hosted' | 'local') => ({ recordTypeUuid: type.lead, ...phone(edition, number) })
const patient = (edition: 'hosted' | 'local') => ({ recordTypeUuid: type.patient, ...phone(edition, number) })

export const parameterCases: readonly Case[] = [
  ...fields.map(({ key, type, good }) =>
    create.works(`takes custom fields of the type ${type} and answers them as they came`, async (api) => {
      for (const value of good) {
        const { status, body, text } = await api.post<AnyRecord>('/api/records', {
          ...lead(api.edition),
          parameters: { [key]: value },
        })
        expect(status, `${JSON.stringify(value)} was answered ${text}`).toBe(201)
        expect(body.parameters).toEqual({ [key]: value })
      }
    }),
  ),
  create.works('answers custom fields in the order they came', async (api) => {
    const { body } = await api.post<AnyRecord>('/api/records', {
      ...lead(api.edition),
      parameters: { vip: true, company: 'Acme', score: 1 },
    })
    expect(Object.keys(body.parameters)).toEqual(['vip', 'company', 'score'])
  }),
  create.works('takes null for a field that was not given', async (api) => {
    const { status, body } = await api.post<AnyRecord>('/api/records', {
      ...lead(api.edition),
      parameters: { company: null, score: 1 },
    })
    expect(status).toBe(201)
    expect(body.parameters).toEqual({ score: 1 })
  }),
  create.refuses('parameters without a required field', {
    body: (edition: 'hosted' | 'local') => ({ ...patient(edition), parameters: { age: 40 } }),
    fields: ['parameters.insurance'],
    says: ['is required', 'Patient'],
  }),
  create.refuses('no parameters where a field is required', { body: patient, fields: ['parameters.insurance'] }),
  create.refuses('null for a required field', {
    body: (edition: 'hosted' | 'local') => ({ ...patient(edition), parameters: { insurance: null } }),
    fields: ['parameters.insurance'],
  }),
  create.works('takes the required field', async (api) => {
    const { status } = await api.post('/api/records', { ...patient(api.edition), parameters: { insurance: 'AOK' } })
    expect(status).toBe(201)
  }),
  create.refuses('any custom field of a type without fields', {
    body: (edition: 'hosted' | 'local') => ({
      recordTypeUuid: type.bare,
      ...phone(edition, number),
      parameters: { company: 'x' },
    }),
    fields: ['parameters.company'],
    says: ['Bare', 'none'],
  }),
  create.refuses('a missing record type and unfit fields of the body at once', {
    body: (edition: 'hosted' | 'local') => ({ firstName: 1, ...phone(edition, 'x'), parameters: 1 }),
    fields: (edition) => ['recordTypeUuid', 'firstName', edition === 'hosted' ? 'phoneNumber' : 'phone', 'parameters'],
  }),
  ...refusals(create, lead),

  ...fields.map(({ key, type, good }) =>
    update.works(`takes custom fields of the type ${type}`, async (api) => {
      for (const value of good) {
        const { status, body, text } = await api.patch<AnyRecord>(ada, { parameters: { [key]: value } })
        expect(status, `${JSON.stringify(value)} was answered ${text}`).toBe(200)
        expect(body.parameters).toMatchObject({ [key]: value })
      }
    }),
  ),
  update.works('lays custom fields over those there are, key by key', async (api) => {
    const { body } = await api.patch<AnyRecord>(ada, { parameters: { score: 43, stage: 'won' } })
    expect(body.parameters).toEqual({ company: 'Analytical Engines', score: 43, vip: true, stage: 'won' })
  }),
  update.works('takes a custom field away by null', async (api) => {
    const { body } = await api.patch<AnyRecord>(ada, { parameters: { score: null } })
    expect(body.parameters).toEqual({ company: 'Analytical Engines', vip: true })
    expect((await api.get<AnyRecord>(ada)).body.parameters).toEqual({ company: 'Analytical Engines', vip: true })
  }),
  update.works('takes null for a custom field that is not there', async (api) => {
    const { status, body } = await api.patch<AnyRecord>(ada, { parameters: { stage: null } })
    expect(status).toBe(200)
    expect(body.parameters).toEqual({ company: 'Analytical Engines', score: 42, vip: true })
  }),
  update.works('changes no custom field by an empty object', async (api) => {
    const { body } = await api.patch<AnyRecord>(ada, { parameters: {} })
    expect(body.parameters).toEqual({ company: 'Analytical Engines', score: 42, vip: true })
  }),
  update.works('keeps the custom fields when another field changes', async (api) => {
    const { body } = await api.patch<AnyRecord>(paul, { firstName: 'Paula' })
    expect(body.parameters).toEqual({ insurance: 'AOK' })
  }),
  update.refuses('null for a required field', {
    path: paul,
    body: { parameters: { insurance: null } },
    fields: ['parameters.insurance'],
    says: ['is required'],
  }),
  update.works('changes a required field', async (api) => {
    expect((await api.patch<AnyRecord>(paul, { parameters: { insurance: 'TK' } })).body.parameters).toEqual({
      insurance: 'TK',
    })
  }),
  ...refusals(update, () => ({})),
]
