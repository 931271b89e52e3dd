import { createMock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import { Oracle, type Said } from './oracle.ts'

/** The oracle is asked about lies: one that finds nothing to complain of would prove nothing. */

const oracle = new Oracle({ edition: 'hosted' })
const mock = createMock({ scenario: 'demo' })
const uuid = mock.snapshot().campaigns[0]?.uuid ?? ''
const truth = await (await mock.fetch(`/api/campaigns/${uuid}`)).json()
const said = (changes: Partial<Said>): Said => ({
  method: 'GET',
  target: `/api/campaigns/${uuid}`,
  body: undefined,
  status: 200,
  text: JSON.stringify(truth),
  ...changes,
})

test('the oracle has nothing against the truth', () => {
  expect(oracle.complaint(said({}))).toBeUndefined()
})

describe('the oracle complains of', () => {
  test.each<[string, Partial<Said>, RegExp]>([
    ['an undocumented status', { status: 418 }, /418 is not documented/],
    ['a key of another type', { text: JSON.stringify({ ...truth, name: 5 }) }, /\/name must be string/],
    ['an unknown status of a campaign', { text: JSON.stringify({ ...truth, status: 'gone' }) }, /\/status/],
    ['a moment that is none', { text: JSON.stringify({ ...truth, createdAt: 'yesterday' }) }, /\/createdAt/],
    ['a missing key', { text: '{}' }, /must have required property 'uuid'/],
    ['a refusal without an envelope', { status: 404, text: '{"error":"gone"}' }, /success/],
    [
      'a limit that the document forbids',
      { target: '/api/campaigns?limit=101', text: '{"campaigns":[],"total":0,"page":1,"limit":10,"totalPages":0}' },
      /took the parameter limit=101/,
    ],
    ['a body that the document forbids', { method: 'PATCH', body: '{"status":"finished"}' }, /took a body/],
    [
      'the status of the other edition',
      { method: 'DELETE', target: '/api/records/x', status: 204 },
      /204 is not documented/,
    ],
    ['an answer to what is no operation', { target: '/api/nothing' }, /no answer to what no operation is/],
  ])('%s', (_what, changes, complaint) => {
    expect(oracle.complaint(said(changes))).toMatch(complaint)
  })

  test('an unknown key that was taken, only where unknown keys are refused', () => {
    const taken = said({ method: 'PATCH', body: '{"status":"active","extra":1}' })
    expect(oracle.complaint(taken)).toBeUndefined()
    expect(new Oracle({ edition: 'hosted', strict: true }).complaint(taken)).toMatch(
      /must NOT have additional properties/,
    )
  })
})
