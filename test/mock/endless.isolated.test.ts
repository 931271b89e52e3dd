import { afterEach, describe, expect, test, vi } from 'vitest'
import { releaseMachine, stopMachine } from './machine.ts'
import type { SimulatorSettings } from '../../src/contract/simulator.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { asJson } from '../json-request.ts'

const hour = 3_600_000

/** One contact that is planned again as soon as the call is over, for ever. */
function endless(options: MockOptions = {}, settings: SimulatorSettings = {}): { mock: Mock; order: string } {
  const mock = createMock({ ...options, simulator: { loopLimit: 50, outcomes: { contacted: 1 }, ...settings } })
  const campaign = mock.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
  const { uuid } = mock.db.order.create({ campaignUuid: campaign.uuid, status: 'registered' })
  mock.on('order.status', ({ orderUuid, to }) => {
    if (to === 'contacted')
      mock.db.order.update({ where: { uuid: { equals: orderUuid } }, data: { status: 'planned' } })
  })
  return { mock, order: uuid }
}

const plan = (mock: Mock, order: string) =>
  mock.db.order.update({ where: { uuid: { equals: order } }, data: { status: 'planned' } })

afterEach(() => {
  vi.restoreAllMocks()
  releaseMachine()
})

describe('a simulation that finds no end', () => {
  test('lets a ticking clock stand still, is told once, and requests are answered', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const time = stopMachine(1_000)
    const { mock, order } = endless({ clock: 'ticking', speed: 1_000_000 })
    plan(mock, order)
    for (let request = 0; request < 3; request += 1) {
      time.at += hour
      expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    }
    expect(told.mock.calls.map(String)).toEqual([
      expect.stringMatching(
        /loopLimit.*\.\nThe clock stands still now\. It ticks on from there with clock\.configure\(\{ mode: 'ticking' \}\), or over HTTP with \{"frozen": false\} to POST \/__mock\/clock$/,
      ),
    ])
    expect(mock.clock.settings).toEqual({ mode: 'frozen', speed: 1_000_000 })
  })

  test('names the sandbox whose clock stands still', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const time = stopMachine(1_000)
    const { mock } = endless({ clock: 'ticking', speed: 1_000_000 })
    const mine = mock.sandbox('mine')
    const campaign = mine.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
    mine.db.order.createMany(60, { campaignUuid: campaign.uuid, status: 'planned' })
    time.at += hour
    await mine.fetch('/api/campaigns')
    expect(told.mock.calls.map(String)).toEqual([
      expect.stringContaining('The clock of the sandbox "mine" stands still now'),
    ])
    expect(mock.clock.settings.mode).toBe('ticking')
  })

  test('does not fail the request that began it, where orders are finished at once', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const { mock, order } = endless({}, { progression: 'immediate' })
    const { campaignUuid } = mock.db.order.findFirst({ where: { uuid: { equals: order } } }) ?? {}
    const response = await mock.fetch(
      `/api/campaigns/${campaignUuid}/orders/${order}`,
      asJson('{"status":"planned"}', 'PATCH'),
    )
    expect(response.status).toBe(200)
    expect(told.mock.calls.map(String)).toEqual([expect.stringContaining('loopLimit')])
  })

  test('fails who moves the clock', () => {
    const { mock, order } = endless()
    plan(mock, order)
    expect(() => mock.clock.advance('300d')).toThrow('loopLimit')
    expect(mock.clock.settings.mode).toBe('frozen')
  })
})
