import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/contract/scenarios.ts'
import { createMock } from '../../src/create-mock.ts'
import { serve } from '../../src/server.ts'
import { bundleInspector } from '../../.config/inspector.mjs'
import { loadAxe, flawsIn, useBrowser, withoutBrowser } from '../browser/chromium.ts'
import { asJson } from '../json-request.ts'
import { useServers } from './servers.ts'

describe.skipIf(withoutBrowser)('the page of the server', { timeout: 60_000 }, () => {
  const { open } = useBrowser()
  const start = useServers({ scenario: 'mid-campaign' })

  test('starts a campaign, speeds up time, and shows it being called and completed', async () => {
    const { url, mock } = await start({ scenario: campaignInDraft })
    const { page, errors } = await open(`${url}/__mock/`)
    await page.getByRole('link', { name: 'Autumn calls' }).first().click()
    await page.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => mock.db.campaign.getAll()[0]?.status).toBe('active')
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Overview' }).click()
    const before = await chartOf(page)
    await page.getByRole('group', { name: 'Speed' }).getByRole('button', { name: '×3600' }).click()
    await page.getByRole('link', { name: 'Autumn calls' }).getByText('completed').first().waitFor()
    await expect.poll(() => chartOf(page)).not.toBe(before)
    await expect.poll(() => page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('4')
    expect(mock.stats().orders.contacted).toBe(4)
    expect(errors).toEqual([])
  })

  test('opens the state that its address names, and says so where the mock refuses it', async () => {
    const other = createMock({ scenario: 'mid-campaign' })
    other.db.campaign.create({ name: 'From a link', status: 'draft' })
    const { url, mock } = await start()
    const { page, errors } = await open(`${url}/__mock/${other.link()}`)
    await page.getByRole('link', { name: 'From a link' }).waitFor()
    expect(mock.snapshot().campaigns).toEqual(other.snapshot().campaigns)
    expect(page.url()).toBe(`${url}/__mock/`)
    await page.goto(`${url}/__mock/?again#w=broken`)
    await page.getByRole('alert').getByText('The state in the address was not opened').waitFor()
    expect(mock.db.campaign.count()).toBe(other.db.campaign.count())
    expect(errors.filter((error) => !error.includes('400'))).toEqual([])
  })

  test('switches a fault on and off, and shows that one runs', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/faults`)
    const switches = page.getByRole('group', { name: 'orders.create' })
    await switches.getByRole('button', { name: '503' }).click()
    await page.getByRole('link', { name: '1 fault running' }).waitFor()
    expect(mock.faults.all()).toMatchObject([{ operation: 'orders.create', status: 503 }])
    await switches.getByRole('button', { name: '503', pressed: true }).click()
    await page.getByText('Nothing goes wrong').waitFor()
    expect(mock.faults.all()).toEqual([])
  })

  test('shows requests as they come in, their bodies, and repeats them', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/requests`)
    await page.getByText('No requests yet').waitFor()
    await fetch(`${url}/api/campaigns`, asJson({ name: 'Live', status: 'draft', type: 'outbound', odd: 1 }))
    await page.getByRole('link', { name: 'POST /api/campaigns' }).click()
    const details = page.getByRole('region', { name: /Request/ })
    await details.getByText('"Live"').first().waitFor()
    expect(await details.getByText('odd is not').count()).toBe(1)
    await details.getByRole('button', { name: 'Replay' }).click()
    await details.getByText('Answered 201').waitFor()
    expect(mock.requests.all().map(({ status }) => status)).toEqual([201, 201])
  })

  test('edits an order in place', async () => {
    const { url, mock } = await start()
    const campaign = mock.db.campaign.findFirst({ where: { status: { equals: 'active' } } })!
    const { page } = await open(`${url}/__mock/#/campaign/${campaign.uuid}`)
    const status = page.getByRole('combobox', { name: /^Status of / }).first()
    const name = (await status.getAttribute('aria-label'))!.replace('Status of ', '')
    await status.selectOption('canceled')
    const record = mock.db.record.findFirst({ where: { name: { equals: name } } })!
    await expect
      .poll(() => mock.db.order.findFirst({ where: { recordUuid: { equals: record.uuid } } })?.status)
      .toBe('canceled')
  })

  test('finds orders by their contact', async () => {
    const { url, mock } = await start()
    const order = mock.db.order.getAll()[0]!
    const record = mock.db.record.findFirst({ where: { uuid: { equals: order.recordUuid } } })!
    const { page } = await open(`${url}/__mock/#/campaign/${order.campaignUuid}`)
    await page.getByRole('searchbox', { name: 'Search orders' }).fill(record.phoneNumber)
    await page.getByText('1–1 of 1').waitFor()
    expect(await page.getByRole('link', { name: record.name, exact: true }).count()).toBe(1)
  })

  test('starts another scenario, and says what the mock refuses', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/scenarios`)
    await page.getByRole('spinbutton', { name: 'Seed' }).fill('7')
    await page.getByRole('button', { name: 'Start timezones' }).click()
    await page.getByText('timezones seed 7').waitFor()
    expect(mock.info).toMatchObject({ scenario: 'timezones', seed: 7 })
    await page.locator('input[type=file]').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"name":"broken","records":3}'),
    })
    await page.getByRole('alert').filter({ hasText: 'records' }).waitFor()
  })

  test('saves a snapshot to a file, and goes back to it', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/scenarios`)
    await page.getByRole('heading', { name: 'Snapshot' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save to a file' }).click(),
    ])
    const file = readFileSync(await download.path(), 'utf8')
    const snapshot = mock.snapshot()
    expect(JSON.parse(file)).toEqual(snapshot)
    mock.clock.advance('2d')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'state.json', mimeType: 'application/json', buffer: Buffer.from(file) })
    await expect.poll(() => mock.clock.now()).toBe(snapshot.now)
    expect(mock.snapshot()).toEqual(snapshot)
  })

  test('says when the server is gone, and goes on when it is back', async () => {
    const { url, port, close } = await serve({ port: 0, clock: 'frozen', scenario: 'mid-campaign' })
    const { page } = await open(`${url}/__mock/`)
    await page.getByText('Spring renewal').first().waitFor()
    await close()
    await page.getByText('The mock does not answer').waitFor()
    await start({ port, scenario: 'timezones' })
    await page.getByText('timezones').first().waitFor()
    await expect.poll(() => page.getByText('The mock does not answer').count()).toBe(0)
  })

  test('opens a view for the first time once the server is back', async () => {
    const { url, port, close } = await serve({ port: 0, clock: 'frozen', scenario: 'mid-campaign' })
    const { page } = await open(`${url}/__mock/`)
    await page.getByText('Spring renewal').first().waitFor()
    await close()
    await page.getByText('The mock does not answer').waitFor()
    await page.getByRole('link', { name: 'Faults' }).click()
    await start({ port })
    await page.getByRole('heading', { name: 'Switches' }).waitFor()
    await expect.poll(() => page.getByText('The mock does not answer').count()).toBe(0)
  })

  test('shows the overview before it loads the rest', async () => {
    const { url } = await start()
    const { page } = await open('about:blank')
    const scripts: string[] = []
    page.on(
      'request',
      (request) => request.resourceType() === 'script' && scripts.push(new URL(request.url()).pathname),
    )
    await page.goto(`${url}/~mine/__mock/`)
    await page.getByText('Spring renewal').first().waitFor()
    await page.getByRole('slider', { name: 'Timeline' }).waitFor()
    expect(scripts.toSorted()).toEqual(['/__mock/events.js', '/~mine/__mock/inspector.js', '/~mine/__mock/later.js'])
  })

  test('sends its scripts compressed', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/__mock/inspector.js`, { headers: { 'accept-encoding': 'gzip' } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const plain = await fetch(`${url}/__mock/inspector.js`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await response.text()).toBe(await plain.text())
  })

  test('weighs no more than 18 KB gzipped before it shows something, and 40 KB in all', async () => {
    const { 'inspector.js': script = '', ...others } = await bundleInspector()
    const [first = 0, ...later] = [script, ...Object.values(others)].map((text) => gzipSync(text, { level: 9 }).length)
    expect(script).not.toBe('')
    expect(first).toBeLessThanOrEqual(18 * 1_024)
    expect(later.reduce((sum, length) => sum + length, first)).toBeLessThanOrEqual(40 * 1_024)
  })

  test('is the page of a sandbox behind its prefix', async () => {
    const { url, mock } = await start()
    mock.sandbox('mine').load('timezones')
    const { page } = await open(`${url}/~mine/__mock/`)
    await expect.poll(() => page.getByText('timezones').count()).toBe(1)
  })

  test('shows what others wrote as text, never as markup', async () => {
    const { url, mock } = await start({ scenario: 'empty' })
    const evil = '<img src=x onerror="document.title=\'broken into\'">'
    const record = mock.db.record.create({ firstName: evil, parameters: {} })
    mock.db.campaign.create({ name: evil, description: evil })
    const { page } = await open(`${url}/__mock/`)
    await page.getByText(evil).first().waitFor()
    await page.goto(`${url}/__mock/#/data/record/${record.uuid}`)
    await page.getByRole('heading', { name: evil }).waitFor()
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toBe('Data · callcamp-mock')
  })

  test('can be used with the keyboard alone', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/`)
    await page.getByRole('link', { name: 'Faults' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Switches' }).waitFor()
    await page.getByRole('group', { name: 'Every operation' }).getByRole('button', { name: 'offline' }).focus()
    await page.keyboard.press('Space')
    await expect.poll(() => mock.faults.all().length).toBe(1)
    await page.getByRole('link', { name: 'Overview' }).focus()
    await page.keyboard.press('Enter')
    const moment = page.getByRole('slider', { name: 'Moment of the chart' })
    await moment.focus()
    const last = await moment.getAttribute('aria-valuetext')
    await page.keyboard.press('Home')
    await expect.poll(() => moment.getAttribute('aria-valuetext')).not.toBe(last)
  })

  // Colours depend on the scheme, and the layout on the width, so that two of the four pairs are enough.
  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'axe finds nothing in any view, in a %s scheme %i pixels wide',
    { timeout: 180_000 },
    async (colorScheme, width) => {
      const { url, mock } = await start()
      mock.faults.add({ operation: 'orders.list', status: 503 })
      mock.faults.add({ operation: 'records.list', status: 503, times: 1 })
      mock.sandbox('other')
      await fetch(`${url}/api/campaigns`, { method: 'POST', body: '{' })
      await fetch(`${url}/api/records`)
      await fetch(`${url}/api/campaigns`, asJson({ name: 'Live', status: 'draft', type: 'outbound', odd: 1 }))
      mock.clock.advance('1h')
      const { page } = await open(`${url}/__mock/`, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
      await loadAxe(page)
      const order = mock.db.order.findFirst({ where: { status: { equals: 'contacted' } } })!
      for (const view of [
        'overview',
        `campaign/${order.campaignUuid}`,
        'data/record',
        `data/order/${order.uuid}`,
        'data/campaign/new',
        'requests',
        'requests/1',
        'requests/2',
        'requests/3',
        'time',
        'simulator',
        'scenarios',
        'faults',
        'faults/new',
      ]) {
        await page.evaluate((hash) => {
          location.hash = `#/${hash}`
        }, view)
        await page.locator('.view :is(h1, h2):visible').first().waitFor()
        await page.waitForTimeout(300)
        expect(await flawsIn(page), view).toEqual([])
        expect(
          await page.evaluate(() => document.scrollingElement!.scrollWidth),
          `${view} is no wider than the window`,
        ).toBeLessThanOrEqual(width)
      }
      await page.keyboard.press('Control+z')
      await page.getByRole('status').filter({ hasText: 'Undone' }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      expect(await flawsIn(page), 'keys').toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search and commands' }).fill('a')
      await page.locator('.palette [role=option]').nth(5).waitFor()
      expect(await flawsIn(page), 'palette').toEqual([])
    },
  )
})

const campaignInDraft: Scenario = {
  name: 'draft',
  now: '2026-05-04T08:00:00Z',
  seed: 3,
  campaigns: [{ uuid: 'autumn', name: 'Autumn calls', status: 'draft' }],
  records: [0, 1, 2, 3].map((index) => ({ uuid: `record-${index}`, phoneNumber: `+1415555010${index}` })),
  orders: [0, 1, 2, 3].map((index) => ({ campaignUuid: 'autumn', recordUuid: `record-${index}`, status: 'planned' })),
}

const chartOf = (page: Page) => page.locator('callcamp-chart svg').first().innerHTML()
