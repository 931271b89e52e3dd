import { afterEach, expect, test } from 'vitest'
import { releaseMachine, stopMachine } from '../mock/machine.ts'
import { createMock } from '../../src/create-mock.ts'

afterEach(releaseMachine)

test('a ticking clock is advanced from where it is by now', () => {
  const machine = stopMachine(1_000)
  const { clock } = createMock({ now: '2026-05-04T08:00:00Z', clock: 'ticking' })
  machine.at += 10_000
  clock.advance('1m')
  expect(clock.now()).toBe('2026-05-04T08:01:10Z')
})

test('the clock can be advanced to the last second there is, and no further', () => {
  const { clock } = createMock({ now: '9999-12-31T23:59:58Z' })
  clock.advance('1s')
  expect(clock.now()).toBe('9999-12-31T23:59:59Z')
  expect(() => clock.advance('1s')).toThrow(/leads beyond the year 9999/)
})

test.each([0, 1, 1_000_000])('a clock ticks with a speed of %i', (speed) => {
  const { clock } = createMock()
  clock.configure({ speed })
  expect(clock.settings).toEqual({ mode: 'frozen', speed })
})

test.each([-1, 1_000_001, Infinity])('a clock does not tick with a speed of %d', (speed) => {
  const { clock } = createMock()
  expect(() => clock.configure({ speed })).toThrow(/^clock\.configure: speed must be .*; received \S+$/)
  expect(clock.settings).toEqual({ mode: 'frozen', speed: 1 })
})

test.each(['step', 'runToEnd'] as const)('a ticking clock goes on from where %s has brought it', (move) => {
  const machine = stopMachine(1_000)
  const mock = createMock({ now: '2026-05-04T08:00:00Z', clock: 'ticking' })
  const { uuid } = mock.db.campaign.create({
    status: 'active',
    type: 'outbound',
    timezone: 'UTC',
    schedule: { mon: { start: '09:00', end: '10:00' } },
  })
  const { uuid: recordUuid } = mock.db.record.create({ phoneNumber: '+14155550110' })
  mock.db.order.create({ campaignUuid: uuid, recordUuid, status: 'planned' })
  mock.simulator[move]()
  const reached = mock.clock.ms()
  expect(reached).toBeGreaterThanOrEqual(Date.parse('2026-05-04T09:00:00Z'))
  machine.at += 2_000
  expect(mock.clock.ms()).toBe(reached + 2_000)
})

test('rows are those of the present, also where nothing was asked meanwhile', () => {
  const machine = stopMachine(1_000)
  const mock = createMock({ scenario: 'mid-campaign', clock: 'ticking', speed: 60 })
  const { db } = mock
  const before = db.call.count()
  machine.at += 60_000
  expect(mock.db.call.count()).toBeGreaterThan(before)
})
