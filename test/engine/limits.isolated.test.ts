import { afterEach, describe, expect, test } from 'vitest'
import { releaseMachine, stopMachine } from '../mock/machine.ts'
import { internals } from '../../src/engine/internals.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { world } from '../conformance/world.ts'
import { ask, bodyOf } from './asking.ts'

const create = (options: MockOptions) => createMock({ scenario: world, simulator: false, ...options })
const list = (mock: Mock) => ask(mock, 'GET', '/api/campaigns')
const statuses = (mock: Mock, count: number) => Array.from({ length: count }, () => list(mock).status)

afterEach(releaseMachine)

describe('the rate limit', () => {
  test('lets so many requests through in a minute of virtual time', () => {
    const mock = create({ rateLimit: 2 })
    expect(statuses(mock, 4)).toEqual([200, 200, 429, 429])
    mock.clock.advance('59s')
    expect(statuses(mock, 1)).toEqual([429])
    mock.clock.advance('1s')
    expect(statuses(mock, 3)).toEqual([200, 200, 429])
  })

  test('says after how many seconds it lets requests through again, rounded up', () => {
    const mock = create({ rateLimit: { requests: 1, window: '10s' } })
    list(mock)
    const refused = list(mock)
    expect(refused.headers).toMatchObject({ 'retry-after': '10' })
    expect(bodyOf(refused)).toMatchObject({
      message:
        'Too many requests: 1 are let through in 10 s of virtual time, and the clock stands still: move it on by 10 s',
    })
    mock.clock.advance(3_500)
    expect(list(mock).headers).toMatchObject({ 'retry-after': '7' })
    mock.clock.advance(6_499)
    expect(list(mock).headers).toMatchObject({ 'retry-after': '1' })
    mock.clock.advance(1)
    expect(list(mock).status).toBe(200)
  })

  test.each([
    [60, '1m', 1],
    [60, '1h', 60],
    [0.1, '1m', 600],
    [1, '1m', 60],
    [7, '1m', 9],
    [1e-300, '1m', Number.MAX_SAFE_INTEGER],
  ])('says in real seconds when a clock with a speed of %d ends a window of %s', (speed, window, seconds) => {
    stopMachine(0)
    const mock = create({ rateLimit: { requests: 1, window }, clock: 'ticking', speed })
    list(mock)
    const refused = list(mock)
    expect(refused.headers).toMatchObject({ 'retry-after': String(seconds) })
    expect(bodyOf(refused)).toMatchObject({
      message: expect.stringMatching(
        new RegExp(`^Too many requests: 1 are let through in \\d+ s of virtual time; try again in ${seconds} s$`),
      ),
    })
  })

  test('lets requests through again once the seconds that it said have gone by', () => {
    const machine = stopMachine(0)
    const mock = create({ rateLimit: 1, clock: 'ticking', speed: 7 })
    list(mock)
    machine.at += 1_234
    const seconds = Number(list(mock).headers['retry-after'])
    machine.at += (seconds - 1) * 1_000
    expect(list(mock).status).toBe(429)
    machine.at += 1_000
    expect(list(mock).status).toBe(200)
  })

  test('tells of a clock that does not get on though it ticks to move it', () => {
    const mock = create({ rateLimit: 1, clock: 'ticking', speed: 0 })
    list(mock)
    const refused = list(mock)
    expect(refused.headers).toMatchObject({ 'retry-after': '60' })
    expect(bodyOf(refused)).toMatchObject({
      message: expect.stringContaining('the clock stands still: move it on by 60 s'),
    })
  })

  test('begins a window with its first request', () => {
    const mock = create({ rateLimit: { requests: 1, window: '10s' } })
    mock.clock.advance('8s')
    list(mock)
    mock.clock.advance('9s')
    expect(list(mock).status).toBe(429)
  })

  test('begins anew with a reset and when time is set back', () => {
    const mock = create({ rateLimit: 1 })
    expect(statuses(mock, 2)).toEqual([200, 429])
    mock.reset()
    expect(statuses(mock, 2)).toEqual([200, 429])
    mock.clock.set('2026-05-01T00:00:00Z')
    expect(statuses(mock, 2)).toEqual([200, 429])
  })

  test('is counted in each sandbox of its own', () => {
    const mock = create({ rateLimit: 1 })
    expect(statuses(mock, 2)).toEqual([200, 429])
    expect(statuses(mock.sandbox('mine'), 2)).toEqual([200, 429])
  })

  test('counts refused requests, and none without a key', () => {
    const mock = create({ rateLimit: 1 })
    ask(mock, 'GET', '/api/campaigns/nobody')
    expect(list(mock).status).toBe(429)
    const guarded = create({ rateLimit: 1, auth: { keys: ['secret'] } })
    expect(statuses(guarded, 3)).toEqual([401, 401, 401])
  })
})

describe('latency', () => {
  const delays = (mock: Mock, count: number) => Array.from({ length: count }, () => list(mock).delay)

  test('is none unless it is asked for', () => {
    expect(delays(create({}), 1)).toEqual([0])
  })

  test('is the same for all answers, refusals too', () => {
    const mock = create({ latency: 40 })
    expect(delays(mock, 2)).toEqual([40, 40])
    expect(ask(mock, 'GET', '/api/campaigns/nobody').delay).toBe(40)
  })

  test('is drawn from a range, the same for the same seed', () => {
    const first = delays(create({ latency: [10, 20] }), 50)
    expect(Math.min(...first)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...first)).toBeLessThanOrEqual(20)
    expect(new Set(first).size).toBeGreaterThan(5)
    expect(delays(create({ latency: [10, 20] }), 50)).toEqual(first)
    expect(delays(create({ latency: [10, 20], seed: 2 }), 50)).not.toEqual(first)
  })

  test('is given by operation', () => {
    const mock = create({ latency: { 'campaigns.list': 30, 'campaigns.get': [5, 5] } })
    expect(list(mock).delay).toBe(30)
    expect(ask(mock, 'GET', '/api/campaigns/campaign-open').delay).toBe(5)
    expect(ask(mock, 'GET', '/api/records').delay).toBe(0)
  })

  test('is noted as the duration of the request', () => {
    const mock = create({ latency: 40 })
    list(mock)
    expect(mock.requests.last()?.durationMs).toBe(40)
  })

  test('adds to the delay of a fault', () => {
    const mock = create({ latency: 40 })
    mock.faults.add({ delay: 100 })
    expect(list(mock).delay).toBe(140)
  })
})

test.each(['Bearer secret', 'bearer  secret', 'BEARER secret  '])('the key is read out of %j', (authorization) => {
  const mock = create({ auth: { keys: ['secret'] } })
  const answer = mock[internals].run({
    method: 'GET',
    url: '/api/campaigns',
    path: '/api/campaigns',
    query: '',
    body: undefined,
    header: (name) => (name === 'authorization' ? authorization : undefined),
    headers: () => ({ authorization }),
  })
  expect(answer.status).toBe(200)
})
