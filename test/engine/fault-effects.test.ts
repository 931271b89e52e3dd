import { describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../src/contract/faults.ts'
import { createMock } from '../../src/create-mock.ts'
import { world } from '../conformance/world.ts'
import { ask, bodyOf, newCampaign } from './asking.ts'

/** What becomes of a request that was struck: after it was carried out, late by chance, reset, held back. */

const create = () => createMock({ scenario: world, simulator: false, seed: 1 })

const struck = (fault: Fault) => {
  const mock = create()
  const before = mock.db.campaign.count()
  mock.faults.add(fault)
  const answer = ask(mock, 'POST', '/api/campaigns', newCampaign)
  return { answer, made: mock.db.campaign.count() - before, mock }
}

describe('after', () => {
  test.each<[fault: Fault, answer: object]>([
    [{ networkError: true }, { status: 0, failure: 'network-error' }],
    [{ timeout: true }, { status: 0, failure: 'timeout' }],
    [{ reset: true }, { status: 0, failure: 'reset' }],
    [{ status: 503 }, { status: 503 }],
    [{ body: 'gone' }, { status: 200, body: 'gone' }],
    [{ delay: 5 }, { status: 201, delay: 5 }],
    [{ malformed: true }, { status: 201 }],
  ])('the operation, %j: it was carried out once', (fault, answer) => {
    const { answer: given, made, mock } = struck({ ...fault, after: true })
    expect(given).toMatchObject(answer)
    expect([made, mock.requests.count()]).toEqual([1, 1])
  })

  test('alone is no effect', () => {
    expect(() => create().faults.add({ after: true })).toThrow('must have an effect')
  })

  test('a refusal, the refusal is lost', () => {
    const mock = create()
    mock.faults.add({ networkError: true, after: true })
    expect(ask(mock, 'GET', '/api/campaigns/nobody')).toMatchObject({ failure: 'network-error' })
  })
})

describe('a range of delays', () => {
  const delays = (seed: number) => {
    const mock = createMock({ scenario: world, simulator: false, seed })
    mock.faults.add({ delay: [100, 200] })
    return Array.from({ length: 20 }, () => ask(mock, 'GET', '/api/campaigns').delay)
  }

  test('is drawn from, the same for the same seed', () => {
    expect(delays(1)).toEqual(delays(1))
    expect(delays(1)).not.toEqual(delays(2))
    expect(Math.min(...delays(1))).toBeGreaterThanOrEqual(100)
    expect(Math.max(...delays(1))).toBeLessThanOrEqual(200)
    expect(new Set(delays(1)).size).toBeGreaterThan(5)
  })

  test.each([[[200, 100]], [[-1, 5]], [[1]]])('is refused when it is %j', (delay) => {
    expect(() => create().faults.add({ delay: delay as never })).toThrow('delay')
  })
})

test('a reset leaves no answer to change', () => {
  expect(() => create().faults.add({ reset: true, status: 503 })).toThrow(
    'reset resets the connection, so that no answer is left to change: leave out status',
  )
})

describe('an answer that is held back', () => {
  test('waits until the gate is released, though its operation has run', async () => {
    const mock = create()
    const gate = mock.faults.hold({ operation: 'campaigns.create' })
    const settled = vi.fn<() => void>()
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(newCampaign) }
    const answer = mock.fetch('/api/campaigns', init).finally(settled)
    await mock.requests.waitFor({ operation: 'campaigns.create' })
    expect(mock.db.campaign.findFirst({ where: { name: { equals: newCampaign.name } } })).not.toBeNull()
    expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    expect(settled).not.toHaveBeenCalled()
    gate.release()
    expect((await answer).status).toBe(201)
    expect(mock.faults.all()).toEqual([])
  })

  test('comes in another order than it was asked for', async () => {
    const mock = create()
    const [first, second] = [mock.faults.hold({ nth: 1 }), mock.faults.hold({ nth: 1 })]
    const order: string[] = []
    const one = mock.fetch('/api/campaigns?page=1').then(() => order.push('one'))
    const two = mock.fetch('/api/campaigns?page=2').then(() => order.push('two'))
    second.release()
    await two
    first.release()
    await one
    expect(order).toEqual(['two', 'one'])
  })

  test.each(['remove', 'clear', 'reset'] as const)('comes also when the fault goes by %s', async (way) => {
    const mock = create()
    const { id } = mock.faults.hold()
    const answer = mock.fetch('/api/campaigns')
    await mock.requests.waitFor()
    if (way === 'remove') mock.faults.remove(id)
    if (way === 'clear') mock.faults.clear()
    if (way === 'reset') mock.reset()
    expect((await answer).status).toBe(200)
  })

  test('is given up with its request', async () => {
    const mock = create()
    mock.faults.hold()
    const answer = mock.fetch('/api/campaigns', { signal: AbortSignal.timeout(1) })
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('stays held back when the gate has closed as often as it should', async () => {
    const mock = create()
    const gate = mock.faults.hold({ times: 1 })
    const held = mock.fetch('/api/campaigns')
    expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    expect(mock.faults.all()).toEqual([])
    gate.release()
    expect((await held).status).toBe(200)
  })

  test('is listed among the faults', () => {
    const { faults } = create()
    const { id } = faults.hold({ operation: 'campaigns.list' })
    expect(faults.all()).toEqual([{ id, operation: 'campaigns.list', hold: true, hits: 0, remaining: null }])
  })

  test.each([
    [{ status: 503 }, 'status is not a known field'],
    [{ path: '/campaigns' }, 'did you mean /api/campaigns?'],
    [{ operation: 'campaign.list' }, 'received "campaign.list"; did you mean campaigns.list?'],
    [{ nth: 0 }, 'nth must be at least 1'],
  ])('is not with %j', (conditions, message) => {
    expect(() => create().faults.hold(conditions as object)).toThrow(message)
  })
})

test('what was added is frozen, all of it, and no longer what was given', () => {
  const mock = create()
  const [headers, body, requestBody] = [{ 'X-Mine': '1' }, { list: [1] }, { name: 'Spring' }]
  const fault = mock.faults.add({ headers, body, requestBody, query: { page: 1 } })
  expect([fault, fault.headers, fault.body, fault.requestBody, fault.query].every(Object.isFrozen)).toBe(true)
  expect(Object.isFrozen(mock.faults.all()[0])).toBe(true)
  expect([headers, body, requestBody].some(Object.isFrozen)).toBe(false)
  body.list.push(2)
  expect(mock.faults.all()[0]?.body).toEqual({ list: [1] })
  expect(bodyOf(struck({ body }).answer)).toEqual({ list: [1, 2] })
})
