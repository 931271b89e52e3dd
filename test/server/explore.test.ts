import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../architecture/sources.ts'
import { asJson } from '../json-request.ts'
import { start } from './serving.ts'

interface Step {
  readonly exploration: string
  readonly world?: { readonly baseUrl: string; readonly path: string; readonly sandbox: string }
  readonly failed?: boolean
  readonly path?: string
  readonly report?: string
  readonly message?: string
}

const nothing = { data: false, time: false, calls: false, network: false, others: false }

/** Runs a search as a client elsewhere does; returns its last step. */
async function search(url: string, settings: object, test: (baseUrl: string) => Promise<boolean>): Promise<Step> {
  const tell = async (body: object): Promise<Step> => (await fetch(`${url}/__mock/explore`, asJson(body))).json()
  let step = await tell(settings)
  while (step.world)
    step = await tell({ exploration: step.exploration, passed: await test(step.world.baseUrl), error: 'as expected' })
  return step
}

const listOf = async (baseUrl: string) => (await fetch(`${baseUrl}/api/campaigns`)).json()

test('a search over HTTP finds the simplest world in which a test fails', async () => {
  const { url, mock } = await start({ scenario: 'empty' })
  const vary = { ...nothing, data: { only: ['campaigns', 'campaign-paused'] } }
  const end = await search(url, { worlds: 30, vary }, async (baseUrl) => {
    const { campaigns, total } = await listOf(baseUrl)
    return campaigns.length === total
  })
  expect(end).toMatchObject({ failed: true, path: 'campaigns=11' })
  expect(end.report).toContain('10 of 11 rows')
  expect(mock.sandboxes.size).toBe(0)
  expect(mock.db.campaign.count()).toBe(0)
})

test('a search over HTTP disturbs requests, and says that a test holds', async () => {
  const { url } = await start({ scenario: 'empty' })
  const statuses = new Set<number>()
  const vary = { ...nothing, network: { only: ['unavailable', 'rate-limited'] } }
  const end = await search(url, { worlds: 8, vary }, async (baseUrl) => {
    statuses.add((await fetch(`${baseUrl}/api/campaigns`)).status)
    return true
  })
  expect(end).toMatchObject({ failed: false })
  expect(end.report).toContain('holds in 8 worlds')
  expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 429, 503])
})

test('a search over HTTP runs a single world by its path', async () => {
  const { url } = await start({ scenario: 'empty' })
  const totals: number[] = []
  await search(url, { path: 'campaigns=101' }, async (baseUrl) => {
    totals.push((await listOf(baseUrl)).total)
    return true
  })
  expect(totals).toEqual([101])
})

test('a search over HTTP counts the world in which the test fails, and lists the faults that it varies', async () => {
  const { url } = await start({ scenario: 'empty' })
  const vary = { ...nothing, network: { only: ['unavailable', 'late'] } }
  const { path, report } = await search(url, { worlds: 30, vary }, async (baseUrl) => {
    const { ok } = await fetch(`${baseUrl}/api/campaigns`)
    return ok
  })
  expect(path).toBe('1:unavailable')
  expect(report).toMatch(/campaigns\.list: .*fault: unavailable/)
  expect(report).not.toMatch(/not reached: .*fault: (?!late)/)
})

test('a step that does not fit is refused with the reason', async () => {
  const { url } = await start({ scenario: 'empty' })
  const refusal = async (body: object) => {
    const response = await fetch(`${url}/__mock/explore`, asJson(body))
    return [response.status, ((await response.json()) as Step).message]
  }
  expect(await refusal({ exploration: '99', passed: true })).toEqual([404, expect.stringContaining('"99"')])
  expect(await refusal({ path: 'nowhere' })).toEqual([400, expect.stringContaining('"nowhere" is not a part of one')])
  expect(await refusal({ path: 'campaigns=999999999' })).toEqual([
    400,
    expect.stringContaining('go up to 10000; received "campaigns=999999999"'),
  ])
  expect(await refusal({ path: 'campaigns=11 campaigns=12' })).toEqual([
    400,
    expect.stringContaining('"campaigns=12" is given after "campaigns=11"'),
  ])
  expect(await refusal({ vary: { network: { only: ['unavailble'] } } })).toEqual([
    400,
    expect.stringContaining('did you mean unavailable?'),
  ])
  expect(await refusal({ worlds: 0 })).toEqual([400, expect.stringContaining('1 field')])
})

test('the example in Python finds its bug', { timeout: 60_000 }, async () => {
  const { url } = await start({ scenario: 'empty' })
  const program = join(root, 'test/examples/python/explore.py')
  const { stdout } = await promisify(execFile)('python3', [program, url])
  expect(stdout).toContain('shows 10 campaigns of 11')
  expect(stdout).toContain("explore({ path: 'campaigns=11', … })")
})
