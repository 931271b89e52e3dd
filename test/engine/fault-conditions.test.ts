import { describe, expect, test, vi } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import type { Fault } from '../../src/contract/faults.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { world } from '../conformance/world.ts'
import { ask, newCampaign } from './asking.ts'

/** Which requests a fault strikes: by their paths as OpenAPI writes them, by what they say, by a function, by their turn. */

const create = () => createMock({ scenario: world, simulator: false, seed: 1 })
const statusOf = (mock: Mock, method: string, path: string, body?: object) => ask(mock, method, path, body).status

describe('a path', () => {
  test.each(['/api/campaigns/{uuid}', '/api/campaigns/:uuid', '/api/campaigns/:id', '/api/campaigns/{campaign-id}'])(
    'written as %s strikes every row',
    (path) => {
      const mock = create()
      mock.faults.add({ path, status: 503 })
      expect(statusOf(mock, 'GET', '/api/campaigns/campaign-open')).toBe(503)
      expect(statusOf(mock, 'GET', '/api/campaigns/campaign-open/orders')).toBe(200)
      expect(statusOf(mock, 'GET', '/api/campaigns')).toBe(200)
    },
  )

  test.each([
    ['/:id', undefined],
    ['/api/campaigns/{uuid}/order', '/api/campaigns/{uuid}/orders'],
    ['/campaigns', '/api/campaigns'],
    ['/api/campaigns/', '/api/campaigns'],
    ['/api/record/:id', '/api/records/:id'],
  ])('that no request has is refused: %s, with what is near: %s', (path, near) => {
    const { faults } = create()
    const add = () => faults.add({ path, status: 503 })
    expect(add).toThrow(`received "${path}"${near === undefined ? '' : `; did you mean ${near}?`}`)
    expect(faults.all()).toEqual([])
  })
})

describe('what a request says', () => {
  test('in its query picks it', () => {
    const mock = create()
    mock.faults.add({ query: { page: 2, search: 'spring' }, status: 503 })
    expect(statusOf(mock, 'GET', '/api/campaigns?search=spring&page=2&limit=5')).toBe(503)
    expect(statusOf(mock, 'GET', '/api/campaigns?search=spring&page=3')).toBe(200)
    expect(statusOf(mock, 'GET', '/api/campaigns')).toBe(200)
  })

  test('in its body picks it, any part of it', () => {
    const mock = create()
    mock.faults.add({ operation: 'campaigns.create', requestBody: { name: 'Spring' }, status: 503 })
    expect(statusOf(mock, 'POST', '/api/campaigns', { ...newCampaign, name: 'Spring' })).toBe(503)
    expect(statusOf(mock, 'POST', '/api/campaigns', { ...newCampaign, name: 'Autumn' })).toBe(201)
    expect(ask(mock, 'POST', '/api/campaigns', 'no JSON').status).toBe(400)
  })

  test('in a body is refused where no operation has one', () => {
    expect(() => create().faults.add({ operation: 'campaigns.list', requestBody: {}, status: 503 })).toThrow(
      'Not a fault: requestBody is for operations that have one: campaigns.list has none',
    )
  })
})

describe('a function', () => {
  test('picks requests by all that they say', () => {
    const mock = create()
    const when = vi.fn<NonNullable<Fault['when']>>(({ params }) => params['uuid'] === 'campaign-open')
    mock.faults.add({ operation: 'campaigns.update', when, status: 503 })
    expect(statusOf(mock, 'PATCH', '/api/campaigns/campaign-open?x=1', { name: 'New' })).toBe(503)
    expect(statusOf(mock, 'PATCH', '/api/campaigns/campaign-active', { name: 'New' })).toBe(200)
    expect(when.mock.calls[0]).toEqual([
      {
        operation: 'campaigns.update',
        method: 'PATCH',
        path: '/api/campaigns/campaign-open',
        params: { uuid: 'campaign-open' },
        query: { x: '1' },
        body: { name: 'New' },
        headers: expect.any(Object),
      },
    ])
  })

  test('is asked before anything is written, and may read but not write', () => {
    const mock = create()
    const before = mock.db.campaign.count()
    const counts: number[] = []
    mock.faults.add({
      operation: 'campaigns.create',
      when: () => {
        counts.push(mock.db.campaign.count())
        expect(() => mock.db.campaign.create()).toThrow('cannot be changed from inside the function when of a fault')
        return false
      },
      status: 503,
    })
    expect(statusOf(mock, 'POST', '/api/campaigns', newCampaign)).toBe(201)
    expect([counts, mock.db.campaign.count()]).toEqual([[before], before + 1])
  })

  test('is only asked of requests that fit all else', () => {
    const mock = create()
    const when = vi.fn<() => boolean>(() => true)
    mock.faults.add({ operation: 'campaigns.list', query: { page: 2 }, when, status: 503 })
    ask(mock, 'GET', '/api/records')
    ask(mock, 'GET', '/api/campaigns?page=1')
    expect(when).not.toHaveBeenCalled()
  })

  test.each([
    [
      'throws',
      () => {
        throw new RangeError('oh')
      },
      /oh/,
    ],
    ['returns a promise', () => Promise.resolve(true) as never, /returned a promise, and a request waits for none/],
  ])('that %s strikes nothing, and is told', (_, when, message) => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const mock = create()
    mock.faults.add({ when, status: 503 })
    expect(statusOf(mock, 'GET', '/api/campaigns')).toBe(200)
    expect(String(mock[internals].failures[0])).toMatch(message)
    told.mockRestore()
  })

  test('must be one', () => {
    expect(() => create().faults.add({ when: true as never, status: 503 })).toThrow('when must be a function')
  })
})

describe('nth', () => {
  const statuses = (fault: Fault) => {
    const mock = create()
    mock.faults.add(fault)
    return Array.from({ length: 5 }, () => statusOf(mock, 'GET', '/api/campaigns'))
  }

  test('strikes one request alone', () => {
    expect(statuses({ nth: 3, status: 503 })).toEqual([200, 200, 503, 200, 200])
  })

  test('strikes more where it says how many', () => {
    expect(statuses({ nth: 2, times: 2, status: 503 })).toEqual([200, 503, 503, 200, 200])
  })

  test('counts only requests that fit', () => {
    const mock = create()
    mock.faults.add({ operation: 'campaigns.list', nth: 2, status: 503 })
    const paths = ['/api/records', '/api/campaigns', '/api/records', '/api/campaigns', '/api/campaigns']
    expect(paths.map((path) => statusOf(mock, 'GET', path))).toEqual([200, 200, 200, 503, 200])
  })
})
