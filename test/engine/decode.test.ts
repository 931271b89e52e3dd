import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { maxJsonDepth } from '../../src/contract/plain-object.ts'
import { decode, parseQuery } from '../../src/engine/decode.ts'
import { createMock } from '../../src/create-mock.ts'
import { world } from '../conformance/world.ts'
import { ask, bodyOf, newCampaign } from './asking.ts'

const create = () => createMock({ scenario: world, simulator: false })

describe('what a request has beyond what is known', () => {
  test('is noted as a warning for each unknown key of a body', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns', { ...newCampaign, colour: 'red', size: 1 })
    expect(mock.requests.last()?.warnings).toEqual([
      'colour is not a known field of the body: ignored',
      'size is not a known field of the body: ignored',
    ])
  })

  test('is named by its place in the body', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns/campaign-open/orders', {
      colour: 'red',
      record: { phoneNumber: '+14155553001', size: 1 },
    })
    expect(mock.requests.last()?.warnings.toSorted()).toEqual([
      'colour is not a known field of the body: ignored',
      'record.size is not a known field of the body: ignored',
    ])
  })

  test('is noted of a query', () => {
    const mock = create()
    ask(mock, 'GET', '/api/campaigns?colour=red')
    expect(mock.requests.last()?.warnings).toEqual(['colour is not a known field of the query: ignored'])
  })

  test('is noted where a parameter is given twice, of which the first counts', () => {
    const mock = create()
    const answer = ask(mock, 'GET', '/api/campaigns?page=2&page=3')
    expect(bodyOf(answer)).toMatchObject({ page: 2 })
    expect(mock.requests.last()?.warnings).toEqual(['"page" is given twice in the query: the first one counts'])
  })

  test('is noted in the order in which it was given', () => {
    const mock = create()
    ask(mock, 'GET', '/api/campaigns?page=1&limit=2&limit=3&page=4')
    expect(mock.requests.last()?.warnings.map((warning) => warning.split(' ')[0])).toEqual(['"limit"', '"page"'])
  })

  test('is not noted where there is nothing', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns', newCampaign)
    expect(mock.requests.last()?.warnings).toEqual([])
  })

  test('does not hide what a refinement finds', () => {
    const mock = create()
    const answer = ask(mock, 'POST', '/api/campaigns', {
      ...newCampaign,
      colour: 'red',
      schedule: { mon: { start: '17:00', end: '09:00' } },
    })
    expect(bodyOf(answer)).toMatchObject({ errors: [{ field: 'schedule.mon' }] })
  })

  test('is passed over also where there is very much of it', () => {
    const mock = create()
    const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`key${index}`, index]))
    expect(ask(mock, 'POST', '/api/campaigns', { ...newCampaign, ...many(20_000) })).toMatchObject({
      status: 400,
      body: expect.stringContaining('must have at most 5000 fields'),
    })
    expect(ask(mock, 'POST', '/api/campaigns', { ...newCampaign, ...many(4_900) }).status).toBe(201)
    expect(mock.requests.last()?.warnings).toHaveLength(51)
  })
})

describe('a body', () => {
  const nested = (levels: number) => ({
    record: { phoneNumber: '+14155553001', parameters: JSON.parse(`${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`) },
  })

  test('may be nested as deep as is allowed', () => {
    expect(ask(create(), 'POST', '/api/campaigns/campaign-open/orders', nested(maxJsonDepth - 2)).status).toBe(201)
  })

  test('may not be nested deeper', () => {
    expect(ask(create(), 'POST', '/api/campaigns/campaign-open/orders', nested(maxJsonDepth - 1)).status).toBe(400)
  })

  test('leaves a world of which a snapshot can be made and restored', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns/campaign-open/orders', nested(maxJsonDepth - 2))
    const snapshot = mock.snapshot()
    mock.restore(snapshot)
    expect(JSON.stringify(mock.snapshot())).toBe(JSON.stringify(snapshot))
  })
})

describe('a query', () => {
  test('is read by the rules of forms', () => {
    expect(parseQuery('a=1+2&b=%C3%A9&c').values).toEqual({ a: '1 2', b: 'é', c: '' })
  })

  test('keeps parameters that name prototypes as data', () => {
    const { values } = parseQuery('__proto__=x&constructor=y')
    expect(Object.entries(values)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
  })
})

describe('what a refused body is told', () => {
  test.each(['', '   ', '\n\t'])('is that it is missing where it is blank: %j', (body) => {
    const answer = ask(create(), 'POST', '/api/campaigns', body)
    expect(bodyOf(answer)).toMatchObject({ errors: [{ field: 'body', message: 'is required: a JSON object' }] })
  })

  test('is how it begins where it is no JSON', () => {
    const answer = ask(create(), 'POST', '/api/campaigns', `{${'x'.repeat(100)}`)
    expect(bodyOf(answer)).toMatchObject({
      errors: [{ field: 'body', message: `is not valid JSON; received "{${'x'.repeat(59)}"` }],
    })
  })

  test('is what is wrong with it beside keys that are not known', () => {
    const answer = ask(create(), 'POST', '/api/campaigns/campaign-open/orders', {
      status: 'scheduled',
      colour: 'red',
      record: { phoneNumber: '+14155553001' },
    })
    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toMatchObject({ errors: [{ field: expect.stringMatching(/^(status|scheduledTime)$/) }] })
  })

  test('is all at once: its form, and what it refers to, a field once', () => {
    const answer = ask(create(), 'POST', '/api/campaigns', {
      ...newCampaign,
      name: 5,
      recordTypeUuid: 'none',
      inboundPhoneUuid: 7,
    })
    const { errors } = bodyOf(answer) as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field).toSorted()).toEqual(['inboundPhoneUuid', 'name', 'recordTypeUuid'])
  })
})

describe('what is not known is left out', () => {
  const part = z.strictObject({ name: z.string() })
  const schema = z.strictObject({
    first: part,
    second: z.strictObject({ name: z.string(), colour: z.string() }),
    parts: z.array(part),
  })
  const known = { first: { name: 'a' }, second: { name: 'b', colour: 'red' }, parts: [{ name: 'c' }, { name: 'd' }] }

  test('only where it is not known', () => {
    const given = { ...known, first: { name: 'a', colour: 'red' } }
    expect(decode(schema, given, 'body', false)).toEqual({
      value: known,
      warnings: ['first.colour is not a known field of the body: ignored'],
    })
  })

  test('in lists as well', () => {
    const given = { ...known, parts: [{ name: 'c' }, { name: 'd', colour: 'red' }] }
    expect(decode(schema, given, 'body', false)).toMatchObject({
      value: known,
      warnings: [expect.stringMatching(/^parts.*1.*colour is not a known field/)],
    })
  })
})
