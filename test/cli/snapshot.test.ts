import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import type { Scenario } from '../../src/contract/scenarios.ts'
import { createMock, type Mock } from '../../src/mock.ts'
import { realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

async function take(mock: Mock, ...args: string[]) {
  const { url, asked } = await realServer(mock)
  const { terminal, out, err } = fakeTerminal()
  const code = await main(['snapshot', url, ...args], terminal)
  return { code, out: out(), err: err(), asked }
}

const scenarioIn = (text: string) => JSON.parse(text) as Scenario & Required<Pick<Scenario, 'campaigns' | 'records' | 'orders' | 'recordTypes'>>

async function everything(mock: Mock): Promise<unknown> {
  const { campaigns } = (await (await mock.fetch('/api/campaigns?limit=100')).json()) as { campaigns: { uuid: string }[] }
  const orders = []
  for (const { uuid } of campaigns) orders.push(await (await mock.fetch(`/api/campaigns/${uuid}/orders?limit=100`)).json())
  const records = []
  for (let page = 1; page <= 5; page += 1) records.push(await (await mock.fetch(`/api/records?limit=100&page=${page}`)).json())
  return { campaigns, orders, records }
}

describe.each(['hosted', 'local'] as const)('a snapshot of a %s account', (edition) => {
  test('answers what the account answered', async () => {
    const account = createMock({ edition, scenario: 'demo' })
    const { code, out, err, asked } = await take(account)
    expect(code).toBe(0)
    expect(err).toContain(`${account.db.campaign.count()} campaigns, ${account.db.record.count()} records, ${account.db.order.count()} orders`)
    expect(asked.filter((one) => !one.startsWith('GET '))).toEqual([])
    const copy = createMock({ edition, scenario: scenarioIn(out), simulator: false })
    expect(await everything(copy)).toEqual(await everything(account))
  })

  test('makes up the record types that campaigns ask for', async () => {
    const account = createMock({ edition, scenario: 'demo' })
    const { recordTypes, campaigns } = scenarioIn((await take(account)).out)
    const ids = new Set(recordTypes.map(({ uuid }) => uuid))
    expect(campaigns.every(({ recordTypeUuid }) => recordTypeUuid == null || ids.has(recordTypeUuid))).toBe(true)
    expect(recordTypes.some(({ fields = [] }) => fields.length > 1)).toBe(true)
  })
})

describe('an anonymized snapshot', () => {
  test('has the same shape and counts, and nobody in it', async () => {
    const account = createMock({ scenario: 'demo' })
    const [open, closed] = [scenarioIn((await take(account)).out), scenarioIn((await take(account, '--anonymize')).out)]
    const shape = (value: unknown): unknown => (Array.isArray(value) ? value.map(shape) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)])) : value === null ? null : typeof value)
    expect(shape(closed)).toEqual(shape(open))
    const text = JSON.stringify(closed)
    for (const { phoneNumber, email } of open.records) {
      expect(text).not.toContain(phoneNumber)
      expect(email == null || !text.includes(email)).toBe(true)
    }
    const names = new Set(open.records.map(({ firstName, lastName }) => `${firstName} ${lastName}`))
    expect(closed.records.filter(({ firstName, lastName }) => names.has(`${firstName} ${lastName}`)).length).toBeLessThan(open.records.length / 20)
    for (const { name, description, instructions } of [...open.campaigns, ...open.orders] as { name?: string; description?: string; instructions?: string }[]) {
      for (const one of [name, description, instructions]) expect(one != null && text.includes(one)).toBe(false)
    }
    expect(closed.orders.map(({ status }) => status)).toEqual(open.orders.map(({ status }) => status))
  })

  test('keeps numbers apart that were apart, and together that were together', async () => {
    const account = createMock({ scenario: 'empty' })
    for (const phoneNumber of ['+14155550001', '+14155550002', '+14155550001']) account.db.record.create({ phoneNumber, recordTypeUuid: null, parameters: {} })
    const numbers = scenarioIn((await take(account, '--anonymize')).out).records.map((record) => record.phoneNumber)
    expect(numbers[0]).toBe(numbers[2])
    expect(numbers[0]).not.toBe(numbers[1])
  })

  test('is the same for the same seed', async () => {
    const account = createMock({ scenario: 'demo' })
    const records = async (seed: string) => scenarioIn((await take(account, '--anonymize', '--seed', seed, '--name', 'x')).out).records
    expect(await records('4')).toEqual(await records('4'))
    expect(await records('4')).not.toEqual(await records('5'))
  })
})

test('reads more than one page, and goes into a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const account = createMock({ scenario: 'empty' })
  account.db.record.createMany(230, { recordTypeUuid: null, parameters: {} })
  const file = join(folder, 'ours.json')
  const { code, out, err } = await take(account, '--out', file, '--name', 'ours')
  expect([code, out]).toEqual([0, ''])
  expect(err).toContain(`230 records, 0 orders in ${file}`)
  expect(scenarioIn(readFileSync(file, 'utf8'))).toMatchObject({ name: 'ours', records: { length: 230 } })
})

test('shows how far it is on a screen only', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }))
  const screen = fakeTerminal({}, true)
  await main(['snapshot', url], screen.terminal)
  expect(screen.err().split('\r\u001B[K')).toContainEqual(expect.stringMatching(/^records: \d+ of \d+$/))
})

test.each([
  [['--out', '/nowhere/at/all.json'], "can't be written"],
  [['--key', 'wrong'], 'give a key with --key'],
])('%j ends with exit code 2', async (args, message) => {
  const { code, err } = await take(createMock({ scenario: 'demo', ...(args[0] === '--key' && { auth: { keys: ['right'] } }) }), ...args)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('what the mock would not take is told with exit code 1', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) => {
    const { records } = told.body as { records?: { country: string }[] }
    if (path.startsWith('/api/records') && records?.[0]) records[0].country = 'Atlantis'
    return told
  })
  const { terminal, err } = fakeTerminal()
  expect(await main(['snapshot', url], terminal)).toBe(1)
  expect(err()).toContain('Atlantis')
})
