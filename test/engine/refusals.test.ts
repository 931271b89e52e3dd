import { describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { record, world } from '../conformance/world.ts'
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
