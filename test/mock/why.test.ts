import { describe, expect, test } from 'vitest'
import type { CampaignRow } from '../../src/contract/models.ts'
import type { Order } from '../../src/contract/orders.ts'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'

/** One campaign with one order. 2026-05-04 is a Monday; in Berlin it is two hours later than in UTC. */
function start(campaign: Partial<CampaignRow>, order: Partial<Order>, options: MockOptions = {}) {
  const mock = createMock({
    scenario: {
      name: 'why',
      now: '2026-05-04T07:00:00Z',
      seed: 1,
      campaigns: [{ uuid: 'c', name: 'Spring', schedule: null, ...campaign }],
      records: [{ uuid: 'r', firstName: 'Ada', phoneNumber: '+14155550110' }],
      orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'planned', ...order }],
    },
    ...options,
  })
  return mock
}

const berlin = {
  timezone: 'Europe/Berlin',
  schedule: { mon: { start: '09:00', end: '09:30' }, tue: { start: '09:00', end: '12:00' } },
}

describe('an order', () => {
  test.each<[string, Partial<CampaignRow>, Partial<Order>]>([
    ['Registered: nobody has planned a call.', {}, { status: 'registered' }],
    ['Planned, but the campaign has no calling hours.', { schedule: {} }, {}],
    ['Planned, but the campaign is paused.', { status: 'paused' }, {}],
    ['Planned, but the campaign is inbound and makes no calls.', { type: 'inbound' }, {}],
    ['Planned, but the campaign waits to be stepped.', { simulator: { progression: 'manual' } }, {}],
    ['Planned; it is called as the clock moves.', {}, {}],
    ['Planned; calling hours begin Tue 09:00 UTC.', { schedule: { tue: { start: '09:00', end: '10:00' } } }, {}],
    [
      'Planned; calling hours begin 09:30 Europe/Berlin.',
      { timezone: 'Europe/Berlin', schedule: { mon: { start: '09:30', end: '10:00' } } },
      {},
    ],
    [
      'Scheduled: it is called at 11:00 Europe/Berlin, whatever the calling hours.',
      berlin,
      { status: 'scheduled', scheduledTime: '2026-05-04T09:00:00Z' },
    ],
    ['Scheduled, and its time has come.', {}, { status: 'scheduled', scheduledTime: '2026-05-04T06:00:00Z' }],
    ['Contacted. Nothing more happens to it.', {}, { status: 'contacted' }],
    ['Do not call. Nothing more happens to it.', {}, { status: 'do-not-call' }],
    ['Set to calling by hand: its call begins with the next move of the clock.', {}, { status: 'calling' }],
    ['Set to calling by hand, but the campaign is closed.', { status: 'closed' }, { status: 'calling' }],
  ])('%s', (sentence, campaign, order) => {
    expect(start(campaign, order).why('o').sentence).toBe(sentence)
  })

  test('that was busy is called again outside of the calling hours only when they begin', () => {
    const mock = start(berlin, {})
    mock.clock.advance('3m')
    expect(mock.why('o')).toMatchObject({
      sentence:
        'Busy at 09:00:03 Europe/Berlin; the next try at 09:30:03 Europe/Berlin is outside Mon 09:00–09:30, ' +
        'so it will be Tue 09:00 Europe/Berlin.',
      next: { at: '2026-05-05T07:00:00Z', what: 'call begins' },
    })
    expect(mock.why('o').attempts).toEqual({ made: 1, most: 3 })
    expect(mock.why('o').because).toEqual([
      'The order is busy.',
      'It is about Ada, +14155550110.',
      '1 of 3 attempts were made.',
      'Call 1 ended busy at 2026-05-04T07:00:03Z.',
      'The next call may be made at 2026-05-04T07:30:03Z.',
    ])
  })

  test.each(['busy', 'scheduled'] as const)('that is %s beyond the end of time says so', (status) => {
    const mock = createMock({ scenario: 'demo' })
    const { uuid } = mock.db.order.findFirst({ where: { status }, strict: true })
    for (const dueAt of [Date.parse('9999-12-31T23:59:59Z') + 1_000, Number.MAX_SAFE_INTEGER]) {
      mock.db.order.update({ where: { uuid }, data: { dueAt } })
      expect(mock.why(uuid)).toMatchObject({
        sentence: expect.stringContaining('beyond the year 9999'),
        next: null,
      })
    }
  })

  test('that was busy says when the next try is', () => {
    const mock = start({}, {})
    mock.clock.advance('3m')
    expect(mock.why('o').sentence).toBe('Busy at 07:00:03; the next try is at 07:30:03.')
  })

  test('that is being called says when the call ends', () => {
    const mock = start({}, {})
    mock.clock.advance('1s')
    expect(mock.why('o')).toMatchObject({
      sentence: 'In a call since 07:00, which ends at 07:00:03.',
      next: { at: '2026-05-04T07:00:03Z', what: 'call ends' },
    })
  })

  test('whose number another order forbids names that order', () => {
    const mock = start({}, {})
    const { uuid } = mock.db.record.create({ phoneNumber: '+14155550110' })
    const order = mock.db.order.create({ recordUuid: uuid, status: 'do-not-call' })
    expect(mock.why('o').sentence).toBe(
      `Planned, but the order ${order.uuid} says that +14155550110 is never to be called.`,
    )
  })

  test('waits where the simulator is off', () => {
    expect(start({}, {}, { simulator: false }).why('o').sentence).toBe(
      'Planned, but the call simulator is switched off.',
    )
  })

  test('that waits for a line says so', () => {
    const mock = start({ simulator: { concurrency: 1 } }, {})
    const other = mock.db.order.create({ campaignUuid: 'c', status: 'planned' })
    mock.clock.advance('1s')
    expect(mock.why(other.uuid).sentence).toBe('Planned; all 1 lines of the campaign are in use.')
  })
})

describe('a campaign', () => {
  test.each<[string, Partial<CampaignRow>, Partial<Order>]>([
    ['1 order waits to be called, but the campaign is paused.', { status: 'paused' }, {}],
    ['It makes no calls: the campaign is draft.', { status: 'draft' }, { status: 'registered' }],
    ['None of its orders is planned.', {}, { status: 'registered' }],
    ['The next call begins as the clock moves.', {}, {}],
    ['Waiting: the next call begins at Tue 09:00 UTC.', { schedule: { tue: { start: '09:00', end: '10:00' } } }, {}],
    ['Every order is finished: the campaign completes with the next move of the clock.', {}, { status: 'contacted' }],
    ['1 order waits to be called, but the campaign is completed.', { status: 'completed' }, {}],
    ['Completed: everybody was called.', { status: 'completed' }, { status: 'contacted' }],
  ])('%s', (sentence, campaign, order) => {
    expect(start(campaign, order).why('c').sentence).toBe(sentence)
  })

  test('that waits for a call to end says when it does', () => {
    const mock = start({}, {})
    mock.clock.advance('1s')
    expect(mock.why('c')).toMatchObject({
      sentence: 'Waiting: a call ends at 07:00:03.',
      because: ['The campaign is active and outbound.', 'Its orders: 1 calling.', '1 of 10 lines are in use.'],
      next: { at: '2026-05-04T07:00:03Z', what: 'call ends' },
    })
  })
})

test('what would change it is a change that does', () => {
  const stuck: [Partial<CampaignRow>, Partial<Order>][] = [
    [{ status: 'paused' }, {}],
    [{ schedule: {} }, {}],
    [{ type: 'inbound' }, {}],
    [{ simulator: { progression: 'manual' } }, {}],
    [{}, { status: 'registered' }],
  ]
  for (const [campaign, order] of stuck) {
    const mock = start(campaign, order)
    const { fix } = mock.why('o')
    if (!fix) throw new Error('nothing would change it')
    const change = { where: { uuid: { equals: fix.uuid } }, data: fix.data }
    if (fix.model === 'order') mock.db.order.update(change)
    else mock.db.campaign.update(change)
    mock.clock.advance('1s')
    expect(mock.db.order.getAll()[0]?.status).toBe('calling')
  }
})

test('asking why changes nothing, and an unknown id is refused', () => {
  const mock = createMock({ scenario: 'demo' })
  const before = JSON.stringify(mock.snapshot())
  for (const { uuid } of [...mock.db.order.getAll(), ...mock.db.campaign.getAll()])
    expect(mock.why(uuid).sentence).toMatch(/^[A-Z0-9].*\.$/)
  expect(JSON.stringify(mock.snapshot())).toBe(before)
  expect(() => mock.why('none')).toThrow('There is no order and no campaign with the id "none"')
  expect(() => mock.why(undefined as never)).toThrow(TypeError)
})
