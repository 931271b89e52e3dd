import { createMock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import { at, call, campaign, copy, createWorld, day, hour, listen, minute, numbers, order, second } from './worlds.ts'

const scenario = (concurrency: number) => ({
  name: `with ${concurrency} lines`,
  seed: 1,
  now: '2026-05-04T08:00:00Z',
  simulator: { concurrency },
})

describe('a scenario that is loaded', () => {
  test('brings its own settings of the simulator, and a reset comes back to them', () => {
    const mock = createMock({ scenario: scenario(2) })
    mock.load(scenario(3))
    expect(mock.simulator.settings).toEqual({ concurrency: 3 })
    mock.simulator.configure({ concurrency: 9, busySeconds: 1 })
    mock.reset()
    expect(mock.simulator.settings).toEqual({ concurrency: 3 })
  })

  test('leaves no settings of the one before', () => {
    const mock = createMock({ scenario: scenario(2) })
    mock.load('empty')
    expect(mock.simulator.settings).toEqual({})
  })
})

describe('a simulator that begins again', () => {
  test('has forgotten what was laid down for contacts', () => {
    const mock = createMock()
    mock.simulator.outcome(numbers.contacted, ['failed'])
    mock.reset()
    const { uuid } = mock.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
    const { uuid: recordUuid } = mock.db.record.create({ phoneNumber: numbers.contacted })
    mock.db.order.create({ campaignUuid: uuid, recordUuid, status: 'planned' })
    mock.simulator.runToEnd()
    expect(mock.db.order.getAll()).toMatchObject([{ status: 'contacted' }])
  })

  test('has forgotten what was to be finished at once', () => {
    const fixture = createWorld({ orders: [order('o1')], settings: { progression: 'immediate' } })
    fixture.setOrder('o1', { status: 'registered' })
    fixture.world.events.on('order.status', ({ from }) => {
      if (from !== 'registered') return
      fixture.startAnew()
    })
    fixture.setOrder('o1', { status: 'planned' })
    expect(fixture.statusOf('o1')).toBe('planned')
    expect(fixture.rows().call).toEqual([])
  })
})

describe('before the clock moves on from a snapshot', () => {
  /** Two who were busy and wait for another call, and one who is being called. */
  function restored() {
    const fixture = createWorld({
      orders: [order('o1'), order('o2'), order('o3')],
      phones: { o1: numbers.busy, o2: numbers.busy, o3: numbers.silent },
    })
    fixture.advance(10 * second)
    return copy(fixture, {})
  }

  const retries = ({ pending }: ReturnType<typeof restored>) =>
    pending().flatMap((event) => (event.type === 'retry' ? [event.orderUuid] : []))

  test('an order that gets another status no longer waits for its call, and everything else stays', () => {
    const fixture = restored()
    const [end, , other] = fixture.pending()
    fixture.setOrder('o1', { status: 'registered' })
    expect(fixture.pending()).toEqual([end, other])
    expect(other).toMatchObject({ type: 'retry', orderUuid: 'o2' })
  })

  test('the last order that waits can be taken out as well', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busy } })
    fixture.advance(10 * second)
    const back = copy(fixture, {})
    expect(retries(back)).toEqual(['o1'])
    back.setOrder('o1', { status: 'registered' })
    expect(back.pending()).toEqual([])
  })

  test('an order that is changed otherwise is called when it was to be called', () => {
    const fixture = restored()
    fixture.setOrder('o1', { price: 3 })
    expect(retries(fixture)).toEqual(['o1', 'o2'])
    fixture.advance(hour)
    expect(fixture.callsOf('o1')[1]).toMatchObject({ startedAt: at(30 * minute + 3 * second) })
  })

  test('an order that is set to busy anew waits from then on, and a reset takes that back', () => {
    const fixture = restored()
    fixture.setOrder('o1', { status: 'registered' })
    fixture.setOrder('o1', { status: 'no-answer' })
    fixture.advance(hour)
    expect(fixture.callsOf('o1')[1]).toMatchObject({ startedAt: at(30 * minute + 10 * second) })
    fixture.startAnew()
    fixture.advance(hour)
    expect(fixture.callsOf('o1')[1]).toMatchObject({ startedAt: at(30 * minute + 3 * second) })
  })
})

describe('a snapshot keeps', () => {
  test('when calls end and are made again, whatever the settings are by then', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.contacted, o2: numbers.busy },
      settings: { talkSeconds: [60, 60], retryDelays: [10] },
    })
    fixture.advance(10 * second)
    const restored = copy(fixture, { talkSeconds: [300, 300], retryDelays: [60] })
    restored.advance(hour)
    expect(restored.callsOf('o1')).toMatchObject([{ endedAt: at(minute), outcome: 'contacted' }])
    expect(restored.callsOf('o2')[1]).toMatchObject({ startedAt: at(10 * minute + 3 * second) })
  })

  test('how a call ends for which that was laid down, and gives it back when the call is cut off', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
    fixture.simulator.outcome('o1', ['completed'])
    fixture.advance(second)
    const [restored, stopped] = [copy(fixture, {}), copy(fixture, {})]
    restored.advance(hour)
    expect(restored.callsOf('o1')).toMatchObject([{ outcome: 'completed' }])
    stopped.advance(second)
    stopped.setCampaign('c1', { status: 'paused' })
    expect(stopped.pending()).toEqual([{ type: 'script', target: 'o1', outcomes: ['completed'] }])
  })
})

test('while the simulator is off, calls that rows tell of are left alone', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1')],
    orders: [order('o1', { status: 'calling' })],
    calls: [call('o1')],
    settings: false,
  })
  const lines = listen(fixture)
  fixture.setCampaign('c1', { status: 'paused' })
  fixture.setOrder('o1', { status: 'canceled' })
  fixture.advance(day)
  expect(fixture.callsOf('o1')).toEqual([call('o1')])
  expect(lines).toEqual(['08:00:00 c1 active → paused', '08:00:00 o1 calling → canceled'])
})
