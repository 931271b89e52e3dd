import { describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { campaign, record, world } from '../conformance/world.ts'
import { ask, bodyOf } from './asking.ts'

const create = () => createMock({ scenario: world, simulator: false })

describe('a refusal', () => {
  test('is an answer like any other: the console hears nothing of it', () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    expect(ask(create(), 'GET', '/api/campaigns/nobody').status).toBe(404)
    expect(reported).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })

  test('of a form and of what is referred to comes in one answer', () => {
    const body = { phoneNumber: 'none', recordTypeUuid: record.ada }
    const { errors } = bodyOf(ask(create(), 'POST', '/api/records', body)) as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field)).toEqual(['phoneNumber', 'recordTypeUuid'])
  })
})

describe('a refusal of very many errors', () => {
  const keys = Array.from({ length: 60 }, (_, index) => `k${index}`)
  const places = `/api/campaigns/${campaign.active}/orders/associate`

  test.each<[string, string, string, string | undefined]>([
    ['wrong items of a list', 'POST', places, `{"recordUuids":[${'1,'.repeat(59)}1]}`],
    ['ids that nothing has', 'POST', places, JSON.stringify({ recordUuids: keys })],
    ['unknown keys', 'POST', places, `{"recordUuids":["x"],${keys.map((key) => `"${key}":1`).join()}}`],
    ['unknown parameters', 'GET', `/api/campaigns?${keys.map((key) => `${key}=1`).join('&')}`, undefined],
  ])('lists 50 of 60 %s, and says how many more there are', (_what, method, target, body) => {
    const answer = ask(createMock({ scenario: world, strict: true }), method, target, body)
    expect(answer.status).toBe(400)
    expect(bodyOf(answer)).toMatchObject({
      message: expect.stringMatching(/: 6\d fields need attention; 50 are listed, and there are 1\d more$/),
      errors: expect.toSatisfy((errors: unknown[]) => errors.length === 50),
    })
  })

  test('is small, however many there are', { timeout: 30_000 }, () => {
    const answer = ask(create(), 'POST', places, `{"recordUuids":[${'1,'.repeat(24_999)}1]}`)
    expect(answer.status).toBe(400)
    expect(answer.body?.length).toBeLessThan(10_000)
    expect(answer.body).toContain('at least 1000 fields need attention; 50 are listed, and there are at least 950 more')
    const more = ask(create(), 'POST', places, `{"recordUuids":[${'1,'.repeat(400_000)}1]}`)
    expect(bodyOf(more)).toMatchObject({ errors: [{ field: 'body', message: 'must have at most 30000 values' }] })
  })
})

test('a request with very many unknown keys is noted with 50 warnings, and one that counts the others', () => {
  const mock = create()
  const keys = Array.from({ length: 1_000 }, (_, index) => `"k${index}":1`).join()
  const body = `{"name":"x","status":"draft","type":"outbound",${keys}}`
  expect(ask(mock, 'POST', '/api/campaigns', body).status).toBe(201)
  const { warnings = [] } = mock.requests.last() ?? {}
  expect(warnings).toHaveLength(51)
  expect(warnings.at(-1)).toBe('and 950 more warnings like these')
})
