import { createMock } from 'callcamp-mock'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const linesOf = async (debug: string) => {
  vi.stubEnv('DEBUG', debug)
  const log = vi.spyOn(console, 'debug').mockImplementation(() => {})
  const mock = createMock({ scenario: 'mid-campaign' })
  await mock.fetch('/api/campaigns?odd=1')
  mock.sandbox('aside').clock.advance('10m')
  return log.mock.calls.map(([line]) => String(line))
}

test('DEBUG=callcamp:requests writes a line for each request, with its warnings', async () => {
  const lines = await linesOf('callcamp:requests')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(
    /^callcamp:requests 20\S+Z GET http:\/\/callcamp.ai\/api\/campaigns\?odd=1 → 200 {2}\(odd is not a known field/,
  )
})

test('DEBUG=callcamp:* tells of calls and statuses too, and in which sandbox', async () => {
  const lines = await linesOf('other,callcamp:*')
  expect(
    lines.some((line) => /^callcamp:simulator \S+ \[aside\] call \d of order_\w+ ended: \S+, \d+ s$/.test(line)),
  ).toBe(true)
  expect(lines.some((line) => / order order_\w+: planned → calling$/.test(line))).toBe(true)
})

test('otherwise it is silent', async () => {
  expect(await linesOf('')).toEqual([])
  expect(await linesOf('express:*')).toEqual([])
})

test('DEBUG=callcamp:simulator tells of orders that are new, and of campaigns', async () => {
  vi.stubEnv('DEBUG', 'callcamp:simulator')
  const log = vi.spyOn(console, 'debug').mockImplementation(() => {})
  const mock = createMock({ simulator: { outcomes: { contacted: 1 } } })
  const campaign = mock.db.campaign.create({ uuid: 'spring', status: 'active', schedule: null })
  mock.db.order.create({ uuid: 'first', campaignUuid: campaign.uuid, status: 'planned' })
  mock.clock.advance('1h')
  const lines = log.mock.calls.map(([line]) => String(line).replace(/^callcamp:simulator \S+Z /, ''))
  expect(lines).toContain('campaign spring: new → active')
  expect(lines).toContain('order first: new → planned')
  expect(lines).toContain('campaign spring: active → completed')
})

test('DEBUG=* tells of a new start, and of requests that nothing warns of', async () => {
  vi.stubEnv('DEBUG', '*')
  const log = vi.spyOn(console, 'debug').mockImplementation(() => {})
  const mock = createMock({ scenario: 'demo', seed: 4 })
  await mock.fetch('/api/campaigns')
  mock.reset()
  expect(log.mock.calls.map(([line]) => String(line).replace(/ \S+Z/, ''))).toEqual([
    'callcamp:requests GET http://callcamp.ai/api/campaigns → 200',
    'callcamp:mock reset to demo, seed 4',
  ])
})
