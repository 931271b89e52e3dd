import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../.config/chromium.mjs'
import { createControl } from '../../src/control/control.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { asJson } from '../json-request.ts'
import { run } from '../readme/running.ts'

/** The tests that requests become pass when they are run. */

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'test/control/.code')

function codeOf(mock: Mock, id: number, form: string): string {
  const path = `/requests/${id}/code`
  const { body = '' } = createControl().run(mock, {
    method: 'GET',
    url: `http://mock${path}`,
    path,
    query: `as=${form}`,
    header: () => undefined,
    headers: () => ({}),
    body: undefined,
  })
  return JSON.parse(body).code
}

/** Requests of every kind, over data that was changed before. */
async function makeRequests(): Promise<Mock> {
  const mock = createMock({ scenario: 'mid-campaign', seed: 7 })
  const [campaign] = mock.db.campaign.getAll()
  await mock.fetch('/api/campaigns?page=1&limit=2')
  await mock.fetch('/api/campaigns', asJson({ name: "It's new", status: 'draft', type: 'outbound', odd: [1, null] }))
  mock.clock.advance('2h')
  await mock.fetch(`/api/campaigns/${campaign?.uuid}`, asJson({ name: 'Renamed' }, 'PATCH'))
  await mock.fetch('/api/campaigns/none')
  await mock.fetch('/api/campaigns', asJson({ status: 'draft' }))
  mock.faults.add({ operation: 'records.list', status: 503, delay: 50, nth: 2, times: 1 })
  await mock.fetch('/api/records?search=a')
  await mock.fetch('/api/records?search=a')
  mock.faults.add({ operation: 'campaigns.get', networkError: true, times: 1 })
  await mock.fetch(`/api/campaigns/${campaign?.uuid}`).catch(() => {})
  mock.faults.add({ operation: 'campaigns.get', truncated: true, times: 1 })
  await mock.fetch(`/api/campaigns/${campaign?.uuid}`)
  mock.faults.add({ operation: 'campaigns.get', timeout: true, times: 1 })
  await mock.fetch(`/api/campaigns/${campaign?.uuid}`, { signal: AbortSignal.timeout(50) }).catch(() => {})
  return mock
}

let requests = 0
beforeAll(async () => {
  const mock = await makeRequests()
  requests = mock.requests.count()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { id } of mock.requests.all()) {
    writeFileSync(join(folder, `request-${id}.node.ts`), codeOf(mock, id, 'vitest'))
    // A browser is opened for each: a write, a refusal and one that gets no answer will do.
    if ([3, 7, 8].includes(id))
      writeFileSync(join(folder, `request-${id}.playwright.ts`), codeOf(mock, id, 'playwright'))
  }
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `export default { root: ${JSON.stringify(root)}, test: { testTimeout: 60_000, hookTimeout: 60_000, include: ['test/control/.code/*.node.ts'] }, resolve: { alias: [
      { find: /^callcamp-mock$/, replacement: ${JSON.stringify(join(root, 'src/index.ts'))} },
      { find: /^callcamp-mock\\/(\\w+)$/, replacement: ${JSON.stringify(join(root, 'src/$1.ts'))} },
    ] } }\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a request becomes a test for vitest that passes', { timeout: 120_000 }, async () => {
  expect(requests).toBe(10)
  const { output } = await run(process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'test/control/.code/vitest.config.ts',
  ])
  expect(output, output).toContain(`Tests  ${requests} passed (${requests})`)
})

test.skipIf(findChromium() === undefined)(
  'a request becomes a test for Playwright that passes',
  { timeout: 120_000 },
  async () => {
    const config = join(folder, 'playwright.config.ts')
    writeFileSync(
      config,
      `export default { workers: 1, use: { launchOptions: { executablePath: ${JSON.stringify(findChromium())}, args: ['--no-sandbox'] } }, testDir: '.', testMatch: '*.playwright.ts', outputDir: ${JSON.stringify(join(root, 'node_modules/.cache/callcamp-mock/code-playwright'))} }\n`,
    )
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../../tsconfig.json',
        compilerOptions: {
          paths: { 'callcamp-mock': ['../../../src/index.ts'], 'callcamp-mock/*': ['../../../src/*.ts'] },
        },
        include: ['*.ts'],
      }),
    )
    const { output } = await run(process.execPath, [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      config,
    ])
    expect(output, output).toContain('3 passed')
  },
)
