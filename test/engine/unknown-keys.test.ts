import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../src/contract/problems.ts'
import { decode } from '../../src/engine/decode.ts'
import { createMock } from '../../src/create-mock.ts'
import { operationsOf } from '../../src/operations/table.ts'
import { usual } from '../conformance/case.ts'
import { world } from '../conformance/world.ts'
import { ask, bodyOf, newCampaign } from './asking.ts'

const schema = z
  .strictObject({ lines: z.array(z.strictObject({ text: z.string() })), least: z.number(), most: z.number() })
  .refine(({ least, most }) => least <= most, { error: 'least comes first', path: ['least'] })

describe('keys that nobody knows', () => {
  test('are passed over with a warning each, also in the items of a list', () => {
    const input = { lines: [{ text: 'a' }, { text: 'b', colour: 'red' }], least: 1, most: 2, odd: true }
    expect(decode(schema, input, 'body', false)).toEqual({
      value: { lines: [{ text: 'a' }, { text: 'b' }], least: 1, most: 2 },
      warnings: [
        'lines[1].colour is not a known field of the body: ignored',
        'odd is not a known field of the body: ignored',
      ],
    })
    expect(input.lines[1]).toHaveProperty('colour')
  })

  test('hide nothing of what is wrong beside them', () => {
    const problem = decode(schema, { lines: [], least: 3, most: 2, odd: true }, 'body', false)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ field: 'least', message: expect.stringContaining('least comes first') }],
    })
  })
})

describe('parameters of a query that nobody knows', () => {
  const create = (strict: boolean) => createMock({ scenario: world, simulator: false, strict })
  const mayBeAsked = Object.values(usual).filter(({ method }) => method === 'GET' || method === 'DELETE')

  test.each(mayBeAsked)('are named with a warning: $method $path', ({ method, path }) => {
    const mock = create(false)
    const answer = ask(mock, method, `${path}?colour=red&size=1`)
    const warnings = [
      'colour is not a known field of the query: ignored',
      'size is not a known field of the query: ignored',
    ]
    expect(answer).toEqual({ ...ask(create(false), method, path), warnings })
    expect(mock.requests.last()).toMatchObject({ query: { colour: 'red', size: '1' }, warnings })
  })

  test.each(mayBeAsked)('are refused when strict, and nothing changes: $method $path', ({ method, path }) => {
    const mock = create(true)
    const before = JSON.stringify(mock.snapshot())
    const answer = ask(mock, method, `${path}?colour=red`)
    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toMatchObject({
      errors: [{ field: 'colour', message: expect.stringMatching(/^is not a known field/) }],
    })
    expect(JSON.stringify(mock.snapshot())).toBe(before)
  })

  test('are named when strict beside all that is wrong with the body', () => {
    const fields = (target: string, body: object) =>
      (bodyOf(ask(create(true), 'POST', target, body)) as { errors: { field: string }[] }).errors.map(
        ({ field }) => field,
      )
    expect(fields('/api/campaigns?colour=red', { ...newCampaign, name: 5 })).toEqual(['name', 'colour'])
    expect(fields('/api/campaigns?colour=red', { ...newCampaign, recordTypeUuid: 'ghost' })).toEqual([
      'recordTypeUuid',
      'colour',
    ])
    expect(fields('/api/campaigns?name=red', { ...newCampaign, name: 5 })).toEqual(['name', 'name'])
    expect(fields('/api/campaigns?colour=red', newCampaign)).toEqual(['colour'])
  })

  test('are told the parameters that an operation has, where it has some', () => {
    for (const { id, query } of operationsOf('hosted')) {
      const { method, path } = Object.entries(usual).find(([name]) => name === id)![1]
      const { body = '' } = ask(create(true), method, `${path}?colour=red`, {})
      expect([id, body.includes('; known are search, ') || body.includes('; known are recordTypeUuid, ')]).toEqual([
        id,
        query !== undefined,
      ])
    }
  })
})
