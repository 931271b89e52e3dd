import { createMock, type Mock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import type { StateDocument } from '../../src/contract/scenarios.ts'

/** A call that goes on when the world begins, and how long ago it began. */
function callSince(startedAt: string, more: { readonly call?: object; readonly phoneNumber?: string } = {}): Mock {
  return createMock({
    scenario: {
      name: 'adopted',
      now: '2026-05-04T08:00:00Z',
      seed: 1,
      campaigns: [{ uuid: 'c', name: 'Spring', status: 'active', type: 'outbound' }],
      records: [{ uuid: 'r', phoneNumber: more.phoneNumber ?? '+14155550100' }],
      orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'calling', scheduledDurationSeconds: 600 }],
      calls: [{ orderUuid: 'o', startedAt, ...more.call }],
    },
  })
}

const statusOf = (mock: Mock) => mock.db.order.getAll()[0]?.status

describe('a call that goes on when the world begins', () => {
  test('lasts as long as a call lasts, from its start', () => {
    const mock = callSince('2026-05-04T07:55:00Z')
    expect(mock.simulator.next()).toEqual({ at: Date.parse('2026-05-04T08:05:00Z'), type: 'call.end' })
    mock.clock.set('2026-05-04T08:04:59Z')
    expect(statusOf(mock)).toBe('calling')
    mock.clock.advance('1s')
    expect(statusOf(mock)).toBe('contacted')
    expect(mock.db.call.getAll()).toMatchObject([
      { attempt: 1, startedAt: '2026-05-04T07:55:00Z', endedAt: '2026-05-04T08:05:00Z', outcome: 'contacted' },
    ])
  })

  test('ends at once when it should have ended before', () => {
    const mock = callSince('2026-05-04T07:00:00Z')
    mock.clock.advance('1s')
    expect(statusOf(mock)).toBe('contacted')
  })

  test('is followed by the attempt that the count of calls says, whatever number it has itself', () => {
    const mock = callSince('2026-05-04T07:59:58Z', { call: { attempt: 2 }, phoneNumber: '+14155550110' })
    mock.simulator.runToEnd()
    expect(mock.db.call.getAll().map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [2, 'busy'],
      [2, 'busy'],
      [3, 'busy'],
    ])
    expect(statusOf(mock)).toBe('failed')
  })
})

test('what comes next is a campaign that has something to do, where no call ends before', () => {
  const mock = callSince('2026-05-04T07:55:00Z')
  mock.db.order.create({ campaignUuid: 'c', status: 'scheduled', scheduledTime: '2026-05-04T08:01:00Z' })
  expect(mock.simulator.next()).toEqual({ at: Date.parse('2026-05-04T08:01:00Z'), type: 'campaign' })
})

describe('a call that goes on, and of whose end only a part is given', () => {
  const startedAt = '2026-05-04T07:55:00Z'
  const endsAt = Date.parse('2026-05-04T08:02:00Z')
  const parts = [
    { part: { endsAt }, whole: { endsAt, endsAs: 'contacted' } },
    // A busy line is known after three seconds, so that this call should have ended before.
    { part: { endsAs: 'busy' }, whole: { endsAt: Date.parse('2026-05-04T07:55:03Z'), endsAs: 'busy' } },
  ] as const

  const endOf = (mock: Mock) => {
    const [before] = mock.db.call.getAll()
    mock.clock.set('2026-05-04T08:02:01Z')
    return [before, mock.db.call.getAll()[0]?.outcome]
  }

  test.each(parts)('ends in a scenario: $part', ({ part, whole }) => {
    expect(endOf(callSince(startedAt, { call: part }))).toMatchObject([whole, whole.endsAs])
  })

  test.each(parts)('ends in a snapshot: $part', ({ part, whole }) => {
    const { calls, ...snapshot } = callSince(startedAt).snapshot()
    const given = { endsAt: null, endsAs: null, ...part }
    const mock = createMock({ scenario: { ...snapshot, calls: calls.map((call) => ({ ...call, ...given })) } })
    expect(endOf(mock)).toMatchObject([whole, whole.endsAs])
  })

  test.each(parts)('ends where it is created: $part', ({ part, whole }) => {
    const mock = callSince(startedAt)
    mock.db.call.delete({ where: { orderUuid: { equals: 'o' } } })
    mock.db.call.create({ orderUuid: 'o', startedAt, ...part })
    expect(endOf(mock)).toMatchObject([whole, whole.endsAs])
  })

  test.each(parts)('ends where it is updated: $part', ({ part, whole }) => {
    const mock = callSince(startedAt)
    const where = { orderUuid: { equals: 'o' } }
    mock.db.call.update({ where, data: { endsAt: null, endsAs: null, ...part } })
    expect(endOf(mock)).toMatchObject([whole, whole.endsAs])
  })

  test('ends in a document with what changed', () => {
    const mock = createMock({ scenario: 'demo', seed: 7 })
    const call = mock.db.call.getAll().find(({ endedAt }) => endedAt === null)
    if (!call) throw new Error('no call goes on')
    const changes = { calls: { changed: [[call.uuid, { endsAt, endsAs: null }] as const] } }
    const started = createMock({ scenario: { ...(mock.document() as StateDocument), changes } })
    const where = { uuid: { equals: call.uuid } }
    expect(started.db.call.findFirst({ where })).toMatchObject({ endsAt, endsAs: expect.any(String) })
  })
})

test('a call does not end after the last moment that timestamps can tell', () => {
  const mock = callSince('2026-05-04T07:55:00Z')
  const endsAt = Date.parse('9999-12-31T23:59:59Z')
  const set = (data: { readonly endsAt: number }) =>
    mock.db.call.update({ where: { orderUuid: { equals: 'o' } }, data })
  expect(() => set({ endsAt: endsAt + 1 })).toThrow(`endsAt must be at most ${endsAt}`)
  set({ endsAt })
  expect(mock.why('o').next).toEqual({ at: '9999-12-31T23:59:59Z', what: 'call ends' })
})
