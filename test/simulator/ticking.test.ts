import { afterEach, expect, test } from 'vitest'
import { releaseMachine, stopMachine } from '../mock/machine.ts'
import { createMock } from '../../src/mock.ts'

afterEach(releaseMachine)

test.each(['step', 'runToEnd'] as const)('a ticking clock goes on from where %s has brought it', (move) => {
  const machine = stopMachine(1_000)
  const mock = createMock({ now: '2026-05-04T08:00:00Z', clock: 'ticking' })
  const { uuid } = mock.db.campaign.create({ status: 'active', type: 'outbound', timezone: 'UTC', schedule: { mon: { start: '09:00', end: '10:00' } } })
  const { uuid: recordUuid } = mock.db.record.create({ phoneNumber: '+14155550110' })
  mock.db.order.create({ campaignUuid: uuid, recordUuid, status: 'planned' })
  mock.simulator[move]()
  const reached = mock.clock.ms()
  expect(reached).toBeGreaterThanOrEqual(Date.parse('2026-05-04T09:00:00Z'))
  machine.at += 2_000
  expect(mock.clock.ms()).toBe(reached + 2_000)
})
