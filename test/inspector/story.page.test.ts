import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { useBrowser, watch, withoutBrowser } from '../browser/chromium.ts'
import { asJson } from '../json-request.ts'
import { useServers } from './servers.ts'

/** What happened, why, and what comes next, as the inspector tells it. */

describe.skipIf(withoutBrowser)('the story that the inspector tells', { timeout: 60_000 }, () => {
  const { open, context } = useBrowser()
  const start = useServers({ scenario: 'mid-campaign' })

  const timelineOf = (page: Page) => page.getByRole('slider', { name: 'Timeline' })

  test('goes back with the arrow keys of the timeline, and forward again until something new is done', async () => {
    const { url, mock } = await start()
    const states = [mock.snapshot()]
    for (const act of [() => mock.clock.advance('1h'), () => mock.db.record.create({ firstName: 'Ada' })]) {
      act()
      states.push(mock.snapshot())
    }
    const { page, errors } = await open(`${url}/__mock/`)
    const timeline = timelineOf(page)
    await expect.poll(() => timeline.inputValue()).toBe('2')
    await timeline.focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => mock.snapshot()).toEqual(states[1])
    await expect.poll(() => timeline.inputValue()).toBe('1')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => mock.snapshot()).toEqual(states[0])
    await expect.poll(() => timeline.inputValue()).toBe('0')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => mock.snapshot()).toEqual(states[1])
    await page.getByRole('button', { name: 'Redo' }).first().click()
    await expect.poll(() => mock.snapshot()).toEqual(states[2])
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await expect.poll(() => mock.history.ahead().length).toBe(1)
    mock.db.record.create({ firstName: 'Grace' })
    await expect.poll(() => page.getByRole('button', { name: 'Redo' }).first().isDisabled()).toBe(true)
    expect(errors).toEqual([])
  })

  test('moves the clock on to what is due', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/`)
    const timeline = timelineOf(page)
    await expect.poll(() => timeline.getAttribute('aria-valuetext')).toContain('call')
    const before = mock.clock.now()
    await timeline.focus()
    await page.keyboard.press('End')
    await expect.poll(() => mock.clock.now()).not.toBe(before)
    expect(mock.history.all()).toHaveLength(1)
  })

  test('undoes the last action with Ctrl+Z, and does it again', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/time`)
    const before = mock.clock.now()
    await page.getByRole('button', { name: '+1d' }).click()
    await expect.poll(() => mock.clock.now()).not.toBe(before)
    const after = mock.clock.now()
    await expect.poll(() => page.getByText('1 step', { exact: true }).count()).toBe(1)
    await page.keyboard.press('Control+z')
    await expect.poll(() => mock.clock.now()).toBe(before)
    await page.getByText('Undone: 1 step').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => mock.clock.now()).toBe(after)
  })

  test('offers to undo a new start, which brings back the rows and the faults', async () => {
    const { url, mock } = await start()
    mock.faults.add({ operation: 'orders.list', status: 503 })
    const before = mock.snapshot()
    const { page } = await open(`${url}/__mock/#/scenarios`)
    await page.getByText('1 fault running').waitFor()
    await page.getByRole('button', { name: 'Start timezones' }).click()
    const toast = page.getByRole('status').filter({ hasText: 'Started timezones' })
    await toast.waitFor()
    await expect.poll(() => mock.faults.all()).toEqual([])
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => mock.snapshot()).toEqual(before)
    await expect.poll(() => mock.faults.all()).toMatchObject([{ operation: 'orders.list', status: 503 }])
  })

  test('forks a sandbox at any point, shows its name and colour, and leads back', async () => {
    const { url, mock } = await start()
    const before = mock.snapshot()
    mock.clock.advance('1h')
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByRole('button', { name: /^Fork before Time was moved on/ }).click()
    await page.waitForURL(`${url}/~fork-1/__mock/#/time`)
    await expect.poll(() => page.getByRole('combobox', { name: 'Sandbox' }).inputValue()).toBe('fork-1')
    expect(mock.sandbox('fork-1').snapshot()).toEqual(before)
    await page.getByRole('combobox', { name: 'Sandbox' }).selectOption('No sandbox')
    await page.waitForURL(`${url}/__mock/#/time`)
  })

  test('compares two points of the history, and a sandbox, row by row', async () => {
    const { url, mock } = await start()
    mock.db.record.create({ firstName: 'Ada', lastName: 'Byron' })
    mock.clock.advance('1m')
    const sandbox = mock.history.fork('what-if')
    const [record] = sandbox.db.record.getAll()
    sandbox.db.record.update({ where: { uuid: { equals: record!.uuid } }, data: { firstName: 'Augusta' } })
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByRole('button', { name: /^Compare the state before record: create/ }).click()
    await page.getByRole('button', { name: /^Compare the state before Time was moved on/ }).click()
    const comparison = page.getByRole('region', { name: 'Comparison' })
    await expect.poll(() => comparison.locator('.change').count()).toBe(1)
    await page.getByRole('combobox', { name: 'Compare with a sandbox' }).selectOption('what-if')
    await comparison.getByText('Augusta').first().waitFor()
  })

  test('leaves a comparison that was begun: with Escape, with a button, and at the same point', async () => {
    const { url, mock } = await start()
    mock.db.record.create({ firstName: 'Ada', lastName: 'Byron' })
    const { page } = await open(`${url}/__mock/#/time`)
    const compare = page.getByRole('button', { name: /^Compare the state before record: create/ })
    const begun = page.getByText('pick another point, or now')
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Cancel' }).click(),
      () => compare.click(),
    ]) {
      await compare.click()
      await begun.waitFor()
      expect(await compare.getAttribute('aria-pressed')).toBe('true')
      await leave()
      await begun.waitFor({ state: 'detached' })
      expect(await page.getByRole('region', { name: 'Comparison' }).count()).toBe(0)
    }
  })

  test('says from when to when a step moved the clock, and what each button undoes or does again', async () => {
    const { url, mock } = await start()
    const read = () => mock.clock.now().replace('T', ' ').replace('Z', '')
    const from = read()
    mock.clock.advance('1h')
    const to = read()
    mock.db.record.create({ firstName: 'Ada' })
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByText(`${from} → ${to}`).waitFor()
    expect(await page.getByText(`${to} →`).count()).toBe(0)
    await page.getByRole('button', { name: `Undo from here: Time was moved on, ${from}` }).click()
    await expect.poll(() => mock.history.all()).toEqual([])
    await page.getByRole('button', { name: `Redo up to here: Time was moved on, ${from}` }).click()
    await expect.poll(() => mock.history.all().length).toBe(1)
  })

  test('goes back to the state of ten minutes ago, also within one long move of the clock', async () => {
    const { url, mock } = await start()
    const from = Date.parse(mock.clock.now())
    mock.clock.set(from + 10 * 60_000)
    const before = mock.snapshot()
    mock.history.back()
    mock.clock.advance('20m')
    mock.faults.add({ operation: 'orders.list', status: 503 })
    const after = mock.snapshot()
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByText('1 step', { exact: true }).waitFor()
    await page.getByRole('button', { name: '10 minutes' }).click()
    await expect.poll(() => mock.snapshot()).toEqual(before)
    const toast = page.getByRole('status').filter({ hasText: 'Back at' })
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => mock.snapshot()).toEqual(after)
    await expect.poll(() => mock.faults.all().map(({ status }) => status)).toEqual([503])
    mock.history.back()
    expect(mock.snapshot()).toEqual(before)
    const changes = mock.history.all().length + 3
    mock.db.record.create({ firstName: 'Earlier' })
    mock.clock.advance('1m')
    mock.db.record.create({ firstName: 'Later' })
    await page.getByText(`${changes} steps`, { exact: true }).waitFor()
    await page.getByLabel('To (UTC)').fill(new Date(from + 11 * 60_000).toISOString().slice(0, 16))
    await page.getByRole('button', { name: 'Go back', exact: true }).click()
    await expect.poll(() => mock.db.record.findFirst({ where: { firstName: { equals: 'Later' } } })).toBeNull()
    expect(mock.db.record.findFirst({ where: { firstName: { equals: 'Earlier' } } })).not.toBeNull()
  })

  test('tells minute by minute how time passed by itself, and goes back to one of them', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByRole('button', { name: '×3600' }).click()
    const passed = page.getByRole('button', { name: /^Undo from here: Time passed/ })
    await expect.poll(() => passed.count()).toBeGreaterThan(3)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect.poll(() => mock.clock.settings.mode).toBe('frozen')
    const steps = mock.history.all().length
    await passed.nth(1).click()
    await expect.poll(() => mock.history.all().length).toBeLessThan(steps)
    expect(mock.history.all().length).toBeGreaterThan(1)
  })

  test('agrees with itself after the clock was set back: chart, legend and calls', async () => {
    const { url, mock } = await start()
    mock.clock.advance('2h')
    mock.clock.set(Date.parse(mock.clock.now()) - 3_600_000)
    const { page } = await open(`${url}/__mock/`)
    await page.getByText('The clock was set back').waitFor()
    const { orders } = mock.stats()
    const legend = page.locator('.legend > div', { hasText: 'contacted' }).locator('dd')
    await expect.poll(() => legend.innerText()).toBe(String(orders.contacted))
  })

  test('shows an hour of the chart, and zooms to what is dragged across', async () => {
    const { url, mock } = await start()
    mock.clock.advance('1h')
    const { page } = await open(`${url}/__mock/`)
    const first = page.locator('.axis span').first()
    const ranges = page.getByRole('group', { name: 'Range of the chart' })
    const all = await first.innerText()
    await ranges.getByRole('button', { name: 'Hour' }).click()
    await expect.poll(() => first.innerText()).not.toBe(all)
    const hour = await first.innerText()
    const box = await page.getByRole('slider', { name: 'Moment of the chart' }).boundingBox()
    if (!box) throw new Error('There is no chart')
    await page.mouse.move(box.x + box.width * 0.2, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.4, box.y + 50, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => first.innerText()).not.toBe(hour)
    await page.getByRole('button', { name: 'Zoom out' }).click()
    await expect.poll(() => first.innerText()).toBe(all)
  })

  test('names what needs attention first, and changes it with one click that can be undone', async () => {
    const { url, mock } = await start()
    const campaign = mock.db.campaign.findFirst({ where: { status: { equals: 'active' } } })!
    const statusOf = () => mock.db.campaign.findFirst({ where: { uuid: { equals: campaign.uuid } } })?.status
    mock.db.campaign.update({ where: { uuid: { equals: campaign.uuid } }, data: { status: 'paused' } })
    const { page } = await open(`${url}/__mock/`)
    const attention = page.locator('.attention')
    await attention.getByText('the campaign is paused').waitFor()
    await attention.getByRole('button', { name: 'Activate the campaign' }).click()
    await expect.poll(statusOf).toBe('active')
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(statusOf).toBe('paused')
  })

  test('says of each order how often it was called, how that ended, and what comes next', async () => {
    const { url, mock } = await start()
    mock.clock.advance('1h')
    const order = mock.db.order.findFirst({ where: { status: { equals: 'no-answer' } } })!
    const record = mock.db.record.findFirst({ where: { uuid: { equals: order.recordUuid } } })!
    const { page } = await open(`${url}/__mock/#/campaign/${order.campaignUuid}`)
    await page.getByRole('searchbox', { name: 'Search orders' }).fill(record.phoneNumber)
    const row = page.getByRole('row', { name: record.name }).first()
    const { sentence } = mock.why(order.uuid)
    await row.getByText(sentence).waitFor()
    expect(await row.innerText()).toMatch(new RegExp(`${order.attempts} of \\d\\s+no answer`))
    const { next } = mock.why(order.uuid)
    await row.getByRole('button', { name: `Go there: ${next?.at}` }).click()
    await expect.poll(() => mock.clock.now()).toBe(next?.at)
  })

  test.each([760, 830, 905])('shows a campaign without scrolling sideways, %i pixels wide', async (width) => {
    const { url, mock } = await start()
    const order = mock.db.order.findFirst({ where: { status: { equals: 'contacted' } } })!
    const { page } = await open(`${url}/__mock/#/campaign/${order.campaignUuid}`, { viewport: { width, height: 800 } })
    await page.locator('tbody tr').first().waitFor()
    const tooWide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('.view, .scroll, .panel') ?? [])]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ className, tagName }) => `${tagName} ${className}`),
      ),
    )
    expect(tooWide).toEqual([])
  })

  test('works in twelve tabs, which share one stream of events', async () => {
    const { url, mock } = await start()
    const shared = await context()
    const tabs: Page[] = []
    for (let count = 0; count < 12; count += 1) {
      const { page } = await watch(await shared.newPage(), `${url}/__mock/#/requests`)
      tabs.push(page)
    }
    for (const tab of tabs) await tab.getByRole('heading', { name: 'Requests' }).waitFor()
    mock.db.campaign.create({ name: 'Everywhere' })
    const metrics = await (await fetch(`${url}/__mock/metrics`)).text()
    expect(metrics).toMatch(/event_streams 1\n/)
    await fetch(`${url}/api/campaigns`)
    for (const tab of tabs) {
      await tab.bringToFront()
      await tab.getByText('/api/campaigns').first().waitFor()
    }
  })

  test('opens with at most 12 requests, and asks for at most 4 each second while calls are made', async () => {
    const { url } = await start()
    const { page } = await open('about:blank')
    let requests = 0
    page.on('request', () => (requests += 1))
    await page.goto(`${url}/__mock/`)
    await page.getByRole('slider', { name: 'Timeline' }).waitFor()
    await page.locator('.legend').waitFor()
    // With the event stream of the worker, which the page does not see.
    expect(requests + 1).toBeLessThanOrEqual(12)
    await fetch(`${url}/__mock/clock`, asJson({ frozen: false, speed: 3_600 }))
    const calls = page.locator('.facts dd').nth(2)
    const first = await calls.innerText()
    await expect.poll(() => calls.innerText()).not.toBe(first)
    requests = 0
    await page.waitForTimeout(3_000)
    expect(requests).toBeLessThanOrEqual(12)
  })
})
