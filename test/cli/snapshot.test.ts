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
  test('has the same shape and counts', async () => {
    const account = createMock({ scenario: 'demo' })
    const [open, closed] = [scenarioIn((await take(account)).out), scenarioIn((await take(account, '--anonymize')).out)]
    const shape = (value: unknown): unknown => (Array.isArray(value) ? value.map(shape) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)])) : value === null ? null : typeof value)
    expect(shape(closed)).toEqual(shape(open))
    expect(closed.orders.map(({ status }) => status)).toEqual(open.orders.map(({ status }) => status))
  })

  test('has nobody in it', async () => {
    const account = createMock({ scenario: 'empty' })
    const { uuid } = account.db.campaign.create({ name: 'Quimby and friends', description: 'What Zebulon told us', recordTypeUuid: null })
    for (const count of [1, 2, 3]) {
      const parameters = { note: `Zebulon likes tea ${count}`, plan: 'premium', other: '+14155557777', mail: 'quimby@private.example', deep: { spouse_name: 'Zebulona' } }
      const record = account.db.record.create({ firstName: 'Zebulon', lastName: `Quimby ${count}`, phoneNumber: `+1415555777${count}`, email: `zebulon${count}@private.example`, recordTypeUuid: null, parameters })
      account.db.order.create({ campaignUuid: uuid, recordUuid: record.uuid, instructions: 'Ask for Zebulon' })
    }
    const { out } = await take(account, '--anonymize')
    expect(out).not.toMatch(/zebulon|quimby|private|5557777|555777[123]/i)
    expect(scenarioIn(out).records.map((record) => record.parameters?.['plan'])).toEqual(['premium', 'premium', 'premium'])
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

test.each([
  ['/nonexistent/x.json', 'there is no folder /nonexistent'],
  [tmpdir(), 'it is a folder'],
])('--out %s is refused before the account is read', async (file, message) => {
  const { code, err, asked } = await take(createMock({ scenario: 'demo' }), '--out', file)
  expect(code).toBe(2)
  expect(err).toContain(`${file} can't be written: ${message}`)
  expect(asked).toEqual([])
})
