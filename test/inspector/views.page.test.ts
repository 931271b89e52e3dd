import type { Page, Route } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/contract/scenarios.ts'
import type { ServeOptions, Served } from '../../src/server.ts'
import { useBrowser, withoutBrowser } from '../browser/chromium.ts'
import { asJson } from '../json-request.ts'
import { useServers } from './servers.ts'

/** What each view of the inspector shows and does, where things are not as they mostly are. */

describe.skipIf(withoutBrowser)('in the inspector', { timeout: 60_000 }, () => {
  const { open, context } = useBrowser()
  const start = useServers({ scenario: small })

  async function show(
    view: string,
    options: ServeOptions = {},
  ): Promise<Served & { readonly page: Page; readonly errors: readonly string[] }> {
    const served = await start(options)
    const opened = await open(`${served.url}/__mock/#/${view}`)
    await opened.page.locator('.view h1, .view .empty').first().waitFor()
    return { ...served, ...opened }
  }

  describe('the view of a campaign', () => {
    test('goes on with one that is paused, and closes it for good', async () => {
      const { page, mock } = await show('campaign/spring')
      const status = () => mock.db.campaign.findFirst({ where: { uuid: { equals: 'spring' } } })?.status
      await page.getByRole('button', { name: 'Pause', exact: true }).last().click()
      await expect.poll(status).toBe('paused')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect.poll(status).toBe('active')
      const actions = page.locator('.title')
      await actions.getByRole('button', { name: 'Close' }).click()
      await actions.getByRole('button', { name: 'Start' }).waitFor()
      expect(status()).toBe('closed')
      expect(await actions.getByRole('button', { name: 'Close' }).count()).toBe(0)
    })

    test('lets no sign of a description reverse what comes after it', async () => {
      const { page, mock } = await show('campaign/bare')
      mock.db.campaign.update({
        where: { uuid: { equals: 'bare' } },
        data: { description: 'From \u202Eright to left' },
      })
      await page.reload()
      const note = page.locator('.title + .note')
      await note.getByText('From').waitFor()
      const [first, last] = await note.evaluate((element) => {
        const text = [...element.childNodes].find((node) => node.textContent === 'outbound')
        if (!text) throw new Error('The kind of the campaign is not there')
        return [0, 7].map((index) => {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + 1)
          return range.getBoundingClientRect().left
        })
      })
      expect(first).toBeLessThan(Number(last))
    })

    test('is another one as soon as the address is', async () => {
      const { page, mock } = await show('campaign/spring')
      await page.getByRole('heading', { name: 'Spring' }).waitFor()
      await page.getByRole('searchbox', { name: 'Search orders' }).fill('Ada')
      await page.getByText('1–1 of 1').waitFor()
      await page.evaluate(() => {
        location.hash = '#/campaign/big'
      })
      await page.getByRole('heading', { name: 'Big' }).waitFor()
      await page.getByText('1–25 of 60').waitFor()
      expect(await page.getByRole('searchbox', { name: 'Search orders' }).inputValue()).toBe('')
      await page.locator('.title').getByRole('button', { name: 'Start' }).click()
      await expect
        .poll(() => mock.db.campaign.getAll().map(({ uuid, status }) => [uuid, status]))
        .toEqual([
          ['spring', 'active'],
          ['big', 'active'],
          ['bare', 'draft'],
        ])
    })

    const editOf = async (page: Page, name: string) => {
      await page.getByRole('link', { name: `Edit ${name}` }).click()
      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      return page.locator('form.schema')
    }

    test('leads to the fields of an order, which are saved and folded again', async () => {
      const { page, mock } = await show('campaign/spring')
      const form = await editOf(page, 'Ada')
      expect(await form.getByRole('textbox', { name: 'instructions' }).inputValue()).toBe('')
      await form.getByLabel('scheduledTime', { exact: true }).fill('2026-05-06T10:30')
      await form.getByRole('textbox', { name: 'instructions' }).fill('Ask for the engine')
      await form.getByRole('button', { name: 'Save' }).click()
      await form.waitFor({ state: 'detached' })
      expect(mock.db.order.findFirst({ where: { recordUuid: { equals: 'ada' } } })).toMatchObject({
        scheduledTime: '2026-05-06T10:30:00Z',
        instructions: 'Ask for the engine',
      })
      await page.goBack()
      await page.getByRole('row', { name: /Ada/ }).getByText('2026-05-06 10:30:00').waitFor()
    })

    test('changes only those fields of an order that were changed, and keeps seconds', async () => {
      const { page, mock } = await show('campaign/spring')
      mock.db.order.update({
        where: { recordUuid: { equals: 'ada' } },
        data: { scheduledTime: '2026-05-07T10:20:45Z' },
      })
      await page.getByText('2026-05-07 10:20:45').waitFor()
      const form = await editOf(page, 'Ada')
      const [sent] = await Promise.all([
        page.waitForRequest((request) => request.method() === 'PATCH'),
        form
          .getByRole('textbox', { name: 'instructions' })
          .fill('Ask for the engine')
          .then(() => form.getByRole('button', { name: 'Save' }).click()),
      ])
      expect(sent.postDataJSON()).toEqual({ instructions: 'Ask for the engine' })
      await form.waitFor({ state: 'detached' })
      expect(mock.db.order.findFirst({ where: { recordUuid: { equals: 'ada' } } })).toMatchObject({
        scheduledTime: '2026-05-07T10:20:45Z',
        instructions: 'Ask for the engine',
      })
    })

    test('empties what is emptied in the fields of an order', async () => {
      const { page, mock } = await show('campaign/spring')
      const form = await editOf(page, 'Barbara')
      expect(await form.getByLabel('scheduledTime', { exact: true }).inputValue()).toMatch(/^2026-05-07T09:00/)
      expect(await form.getByRole('textbox', { name: 'instructions' }).inputValue()).toBe('In the morning')
      await form.getByLabel('scheduledTime', { exact: true }).fill('')
      await form.getByRole('textbox', { name: 'instructions' }).fill('')
      await form.getByRole('button', { name: 'Save' }).click()
      await form.waitFor({ state: 'detached' })
      expect(mock.db.order.findFirst({ where: { recordUuid: { equals: 'barbara' } } })).toMatchObject({
        scheduledTime: null,
        instructions: null,
      })
    })

    test('leaves the fields of an order open when they are refused, and says why', async () => {
      const { page, mock } = await show('campaign/spring')
      const before = mock.db.order.getAll()
      const form = await editOf(page, 'Grace')
      await form.getByLabel('scheduledTime', { exact: true }).fill('')
      await form.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('alert').filter({ hasText: 'scheduledTime' }).waitFor()
      expect(await form.count()).toBe(1)
      expect(mock.db.order.getAll()).toEqual(before)
    })

    test('leaves the status of an order as it is when another is refused', async () => {
      const { page } = await show('campaign/big')
      const status = page.getByRole('combobox', { name: /^Status of / }).first()
      await status.selectOption('scheduled')
      await page.getByRole('alert').filter({ hasText: 'scheduledTime' }).waitFor()
      await expect.poll(() => status.inputValue()).toBe('registered')
    })

    test('calls a contact by its new name', async () => {
      const { page, mock } = await show('campaign/spring')
      await page.getByRole('link', { name: 'Ada', exact: true }).waitFor()
      mock.db.record.update({ where: { uuid: { equals: 'ada' } }, data: { name: 'Augusta' } })
      await page.locator('.title').getByRole('button', { name: 'Pause' }).click()
      await page.getByRole('link', { name: 'Augusta', exact: true }).waitFor()
      expect(await page.getByRole('link', { name: 'Ada', exact: true }).count()).toBe(0)
    })

    test('shows the orders of one status, and says where none fits', async () => {
      const { page } = await show('campaign/spring')
      await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('scheduled')
      await page.getByText('1–1 of 1').waitFor()
      expect(await page.getByRole('link', { name: 'Grace', exact: true }).count()).toBe(1)
      await page.getByRole('searchbox', { name: 'Search orders' }).fill('nobody')
      await page.getByText('No order fits.').waitFor()
    })

    test('shows what was searched last, also where an answer to what was asked before comes later', async () => {
      const { page, mock } = await show('campaign/spring')
      await page.getByText('1–4 of 4').waitFor()
      const held: Route[] = []
      await page.route('**/__mock/batch', (route) => {
        if (!route.request().postData()?.includes('/db/record/')) return route.continue()
        held.push(route)
        return undefined
      })
      await mock.fetch('/api/records/ada', asJson({ name: 'Augusta' }, 'PATCH'))
      await expect.poll(() => held.length).toBe(1)
      await page.getByRole('searchbox', { name: 'Search orders' }).fill('nobody')
      await page.getByText('No order fits.').waitFor()
      const late = page.waitForResponse((response) => !!response.request().postData()?.includes('/db/record/'))
      await held[0]?.continue()
      await (await late).finished()
      await page.evaluate(() => new Promise((draw) => requestAnimationFrame(() => requestAnimationFrame(draw))))
      expect(await page.getByText('No order fits.').count()).toBe(1)
    })

    test('turns the pages of many orders', async () => {
      const { page } = await show('campaign/big')
      await page.getByText('1–25 of 60').waitFor()
      expect(await page.getByRole('button', { name: 'Previous page' }).isDisabled()).toBe(true)
      await page.getByRole('button', { name: 'Next page' }).click()
      await page.getByText('26–50 of 60').waitFor()
      await page.getByRole('button', { name: 'Next page' }).click()
      await page.getByText('51–60 of 60').waitFor()
      expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true)
      await page.getByRole('button', { name: 'Previous page' }).click()
      await page.getByText('26–50 of 60').waitFor()
    })

    test('turns over the weeks of its calls', async () => {
      const { page } = await show('campaign/spring')
      await page.getByRole('img', { name: /in the week of 2026-05-04/ }).waitFor()
      await page.getByRole('button', { name: 'The week before' }).click()
      await page.getByRole('img', { name: /in the week of 2026-04-27/ }).waitFor()
      await page.getByRole('button', { name: 'The week after' }).click()
      await page.getByRole('img', { name: /in the week of 2026-05-04/ }).waitFor()
      expect(await page.getByRole('button', { name: 'The week after' }).isDisabled()).toBe(true)
    })

    test('counts all calls of a week, however many there were since', async () => {
      const { page, mock } = await show('campaign/spring')
      const start = Date.parse('2026-04-28T08:00:00Z')
      const write = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
      for (let index = 0; index < 2_050; index += 1) {
        // 30 calls in the week before, and all others in this one.
        const at = index < 30 ? start + index * 60_000 : Date.parse('2026-05-04T01:00:00Z') + index * 10_000
        mock.db.call.create({
          orderUuid: 'order-edsger',
          attempt: index + 3,
          startedAt: write(at),
          endedAt: write(at + 5_000),
          outcome: 'busy',
        })
      }
      await page.reload()
      await page.getByRole('img', { name: /^2,022 calls in the week of 2026-05-04/ }).waitFor()
      await page.getByRole('button', { name: 'The week before' }).click()
      await page.getByRole('img', { name: /^30 calls in the week of 2026-04-27/ }).waitFor()
      await page.getByRole('button', { name: 'The week before' }).click()
      await page.getByRole('img', { name: /^0 calls in the week of 2026-04-20/ }).waitFor()
      await page.goto(page.url().replace(/#.*/, '#/overview'))
      await expect.poll(() => page.locator('.axis span').first().innerText()).toMatch(/28 Apr/)
    })

    test.each(['campaign/100%', 'campaign/%E0%A4%A'])('that a link to %s names is gone', async (route) => {
      const { page, errors } = await show(route)
      await page.getByText('This campaign is gone.').waitFor()
      expect(errors.filter((error) => error.includes('URI'))).toEqual([])
    })

    test('says what is missing: its contacts, or the campaign itself', async () => {
      const { page, mock } = await show('campaign/bare')
      await page.getByText('No contacts in this campaign yet.').waitFor()
      mock.db.campaign.delete({ where: { uuid: { equals: 'bare' } } })
      await page.reload()
      await page.getByText('This campaign is gone.').waitFor()
      expect(await page.getByRole('link', { name: 'Back to the overview' }).getAttribute('href')).toBe('#/overview')
    })
  })

  describe('the view of time', () => {
    test('lets it run and stand, and says how fast it goes', async () => {
      const { page, mock } = await show('time')
      const clock = page.getByRole('group', { name: 'Clock' })
      await clock.getByRole('button', { name: 'Run', exact: true }).click()
      await page.getByText('ticking, 1 virtual second a second').waitFor()
      await clock.getByRole('button', { name: '×60', exact: true }).click()
      await page.getByText('ticking, 60 virtual seconds a second').waitFor()
      await clock.getByRole('button', { name: 'Pause' }).click()
      await page.getByText('standing still until it is moved').waitFor()
      expect(mock.clock.settings).toEqual({ mode: 'frozen', speed: 60 })
    })

    test('jumps to a moment, steps to the next event, and runs to the last', async () => {
      const { page, mock } = await show('time')
      await page.getByLabel('To (UTC)').fill('2026-05-06T12:00')
      await page.getByRole('button', { name: 'Jump', exact: true }).click()
      await expect.poll(() => mock.clock.now()).toBe('2026-05-06T12:00:00Z')
      const before = mock.clock.now()
      await page.getByRole('button', { name: 'Step to it' }).click()
      await expect.poll(() => mock.clock.now() > before).toBe(true)
      await page.getByRole('button', { name: 'Run to the end' }).click()
      await page.getByText('Nothing is going to happen by itself.').waitFor()
      expect(mock.stats().orders.planned).toBe(0)
      expect(await page.getByRole('button', { name: 'Step to it' }).isDisabled()).toBe(true)
    })

    test('tells that a jump to an earlier time undoes nothing', async () => {
      const { page, mock } = await show('time')
      const before = mock.clock.now()
      mock.clock.advance('1h')
      await page.getByText('1 step', { exact: true }).waitFor()
      await page.getByLabel('To (UTC)').fill('2026-05-04T08:00')
      await page.getByRole('button', { name: 'Jump', exact: true }).click()
      const toast = page.getByRole('status').filter({ hasText: 'Only the clock moved. To undo, use History.' })
      await toast.waitFor()
      expect(await toast.getByRole('link', { name: 'History' }).count()).toBe(0)
      await page.getByRole('link', { name: 'Overview', exact: true }).click()
      await toast.getByRole('link', { name: 'History' }).click()
      await page.getByRole('button', { name: /^Undo from here: Time was moved on/ }).click()
      await expect.poll(() => mock.clock.now()).toBe(before)
    })

    test('keeps the moment that is typed while time passes', async () => {
      const { page, mock } = await show('time')
      const field = page.getByLabel('To (UTC)')
      const passes = async (duration: '1m' | '5m', now: string) => {
        mock.clock.advance(duration)
        await page.locator('.view .now').getByText(now).waitFor()
      }
      await passes('1m', '08:01:30')
      expect(await field.inputValue()).toBe('2026-05-04T08:01')
      await field.fill('2026-05-04T12:00')
      await field.blur()
      await passes('1m', '08:02:30')
      expect(await field.inputValue()).toBe('2026-05-04T12:00')
      await page.getByRole('button', { name: 'Jump', exact: true }).click()
      await expect.poll(() => mock.clock.now()).toBe('2026-05-04T12:00:00Z')
      await passes('5m', '12:05:00')
      await expect.poll(() => field.inputValue()).toBe('2026-05-04T12:05')
    })

    test('says that nothing happens by itself without the simulator', async () => {
      const { page } = await show('time', { simulator: false })
      await page.getByText('The call simulator is switched off.').waitFor()
      expect(await page.getByRole('button', { name: 'Run to the end' }).isDisabled()).toBe(true)
    })
  })

  describe('the view of faults', () => {
    test('names what goes wrong, and for which requests', async () => {
      const { page, mock } = await show('faults')
      mock.faults.add({ method: 'POST', path: '/api/records', malformed: true, times: 2 })
      mock.faults.add({ status: 500, truncated: true, probability: 0.333 })
      mock.faults.add({ operation: 'orders.list', timeout: true })
      mock.faults.add({ networkError: true, delay: 1_500, path: '/api/campaigns' })
      await page.reload()
      await expect
        .poll(async () =>
          (await page.locator('.faults tbody tr').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
        )
        .toEqual([
          'POST /api/records malformed JSON, 2 times 0 2 Remove',
          'Every operation 500, broken off, 33.3 % of the time 0 ∞ Remove',
          'orders.list no answer 0 ∞ Remove',
          '/api/campaigns offline, 1500 ms late 0 ∞ Remove',
        ])
    })

    test('takes one away, or all', async () => {
      const { page, mock } = await show('faults')
      mock.faults.add({ operation: 'orders.list', timeout: true })
      mock.faults.add({ status: 500 })
      mock.faults.add({ status: 501 })
      await page.reload()
      await page.getByRole('button', { name: 'Remove no answer for orders.list' }).click()
      await expect.poll(() => mock.faults.all().map(({ status }) => status)).toEqual([500, 501])
      await page.getByRole('button', { name: 'Remove all' }).click()
      await expect.poll(() => mock.faults.all()).toEqual([])
    })

    test('keeps the focus near when what had it is taken away', async () => {
      const { page, mock } = await show('faults')
      mock.faults.add({ operation: 'orders.list', timeout: true })
      mock.faults.add({ status: 500 })
      await page.reload()
      const focused = () =>
        page.evaluate(() => {
          const tree = document.querySelector('callcamp-inspector')?.shadowRoot
          return tree?.activeElement?.getAttribute('aria-label') ?? tree?.activeElement?.localName
        })
      await page.getByRole('button', { name: 'Remove 500 for Every operation' }).focus()
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('Remove no answer for orders.list')
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('View')
    })
  })

  describe('the view of scenarios', () => {
    test('starts the same one over', async () => {
      const { page, mock } = await show('scenarios', { scenario: 'timezones', seed: 4 })
      mock.db.campaign.deleteMany({ where: {} })
      await page.getByRole('button', { name: 'Reset timezones' }).click()
      await expect.poll(() => mock.db.campaign.count()).toBeGreaterThan(0)
      expect(mock.info).toMatchObject({ scenario: 'timezones', seed: 4 })
    })

    test('says that a file holds no JSON, and leaves everything as it is', async () => {
      const { page, mock } = await show('scenarios')
      const before = mock.snapshot()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear diary') })
      await page.getByRole('alert').filter({ hasText: 'This file holds no JSON' }).waitFor()
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await expect.poll(() => page.getByRole('alert').count()).toBe(0)
      expect(mock.snapshot()).toEqual(before)
    })
  })

  describe('the overview', () => {
    test('is drawn in full on a page that forbids styles in markup', async () => {
      const served = await start()
      const page = await (await context()).newPage()
      await page.route('**/__mock/', async (route) => {
        const response = await route.fetch()
        await route.fulfill({
          response,
          headers: { ...response.headers(), 'content-security-policy': "default-src 'self'" },
        })
      })
      await page.goto(`${served.url}/__mock/#/overview`)
      const painted = (selector: string, property: 'fill' | 'color' | 'backgroundColor' | 'width') =>
        page
          .locator(selector)
          .first()
          .evaluate((element, name) => getComputedStyle(element)[name], property)
      expect(await painted('.bar i', 'backgroundColor')).toMatch(/rgb\(/)
      expect(await painted('.bar i', 'backgroundColor')).not.toBe('rgba(0, 0, 0, 0)')
      expect(await painted('.layer', 'fill')).not.toBe('none')
      expect(await painted('.glyph', 'color')).not.toBe(await painted('.view', 'color'))
      expect(
        await page.locator('.bars div:has-text("busy") i').evaluate((element) => element.clientWidth),
      ).toBeGreaterThan(0)
    })

    test('says that there is nothing yet', async () => {
      const { page } = await show('overview', { scenario: 'empty' })
      await page.getByText('No campaigns yet.').waitFor()
      await page.getByText('No orders yet.').waitFor()
      expect(await page.getByText('No calls yet.').count()).toBe(1)
    })

    test('leads to every campaign, however many there are', async () => {
      const { page, mock } = await show('overview', { scenario: 'empty' })
      for (let index = 1; index <= 130; index += 1)
        mock.db.campaign.create({ name: `Campaign number ${index}.`, status: 'draft' })
      await page.reload()
      const campaigns = page.locator('.campaigns li')
      await expect.poll(() => campaigns.count()).toBe(100)
      await page.getByRole('button', { name: '30 more' }).click()
      await expect.poll(() => campaigns.count()).toBe(130)
      expect(await page.getByRole('link', { name: 'Campaign number 1.' }).getByText('0 orders').count()).toBe(1)
      expect(await page.getByRole('button', { name: /more$/ }).count()).toBe(0)
    })

    test('draws the orders until now, also where nothing has happened for hours', async () => {
      const { page, mock } = await show('overview', { simulator: false })
      const end = page.locator('.axis span').last()
      await end.getByText('Mon 4 May, 08:00').waitFor()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      mock.clock.advance('5h')
      await end.getByText('Mon 4 May, 13:00').waitFor()
      const { path, width } = await page
        .locator('.layer')
        .first()
        .evaluate((layer: SVGPathElement) => ({ path: layer.getAttribute('d'), width: layer.getBBox().width }))
      expect(path).toContain('100.00 ')
      expect(width).toBeCloseTo(100, 0)
    })

    test('tells the numbers of the moment under the pointer', async () => {
      const { page } = await show('overview')
      const head = page.locator('.legend > div').first()
      await head.getByText('Now').waitFor()
      const box = (await page.getByRole('slider', { name: 'Moment of the chart' }).boundingBox())!
      await page.mouse.move(box.x + 2, box.y + box.height / 2)
      await head.getByText('Mon 4 May').waitFor()
      expect(await page.locator('.cursor').count()).toBe(1)
      await page.mouse.move(0, 0)
      await head.getByText('Now').waitFor()
    })
  })

  test.each([400, 1280])('a name without spaces wraps, and the card can be closed, %i pixels wide', async (width) => {
    const { page, mock } = await show('overview')
    mock.db.campaign.create({ uuid: 'wide', name: 'W'.repeat(255) })
    await page.setViewportSize({ width, height: 720 })
    await page.evaluate(() => {
      location.hash = '#/data/campaign/wide'
    })
    await page.getByRole('heading', { name: 'WWW' }).waitFor()
    const close = page.getByRole('link', { name: 'Close', exact: true })
    expect((await close.boundingBox())!.x).toBeLessThan(width)
    expect(await outside(page)).toEqual([])
  })

  test('the number of hits of a fault stands in its cell', async () => {
    const { page, mock, url } = await show('faults')
    mock.faults.add({ status: 503 })
    for (let hit = 0; hit < 3; hit += 1) await fetch(`${url}/api/campaigns`)
    await page.setViewportSize({ width: 400, height: 720 })
    const link = page.getByRole('link', { name: '3', exact: true })
    await link.waitFor()
    const [cell, text] = await link.evaluate((element) =>
      [element.parentElement!, element].map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
    )
    expect(text!.left).toBeGreaterThan(cell!.left)
    expect(text!.right).toBeLessThan(cell!.right)
  })

  test.each([296, 320, 768])('nothing is cut off or lies over something else, %i pixels wide', async (width) => {
    const { page, mock } = await show('overview', {
      scenario: { ...small, name: 'a-scenario-whose-name-is-long-enough-for-two-lines' },
    })
    mock.faults.add({
      method: 'POST',
      path: '/api/campaigns/{uuid}/orders/associate',
      status: 503,
      truncated: true,
      delay: 1_500,
      probability: 0.333,
      times: 3,
    })
    await page.setViewportSize({ width, height: 720 })
    for (const view of [
      'overview',
      'campaign/spring',
      'data/record/ada',
      'requests',
      'simulator',
      'time',
      'scenarios',
      'faults',
    ]) {
      await page.evaluate((hash) => {
        location.hash = `#/${hash}`
      }, view)
      await page.locator('.view :is(h1, h2):visible').first().waitFor()
      await page.locator('.view .panel:visible').first().waitFor()
      expect(await outside(page), view).toEqual([])
      // Only the view scrolls, and not the page around it.
      expect(await page.evaluate(() => document.documentElement.scrollHeight), view).toBe(720)
    }
  })
})

const small: Scenario = {
  name: 'small',
  now: '2026-05-04T08:00:30Z',
  seed: 3,
  campaigns: [
    { uuid: 'spring', name: 'Spring', status: 'active' },
    { uuid: 'big', name: 'Big', status: 'draft' },
    { uuid: 'bare', name: 'Bare', status: 'draft' },
  ],
  records: [
    {
      uuid: 'ada',
      firstName: 'Ada',
      lastName: null,
      name: 'Ada',
      phoneNumber: '+14155550100',
      email: null,
      country: null,
      parameters: { born: 1815, city: 'London' },
    },
    { uuid: 'grace', name: 'Grace', phoneNumber: '+14155550101' },
    { uuid: 'barbara', name: 'Barbara', phoneNumber: '+14155550104' },
    { uuid: 'edsger', name: 'Edsger', phoneNumber: '+14155550102' },
    { uuid: 'lonely', name: 'Lonely', phoneNumber: '+14155550103', parameters: {} },
    ...Array.from({ length: 59 }, (_, index) => ({ uuid: `record-${index}`, phoneNumber: `+1415555${2000 + index}` })),
  ],
  orders: [
    { campaignUuid: 'spring', recordUuid: 'ada', status: 'planned' },
    { campaignUuid: 'spring', recordUuid: 'grace', status: 'scheduled', scheduledTime: '2026-05-07T09:00:00Z' },
    {
      campaignUuid: 'spring',
      recordUuid: 'barbara',
      status: 'planned',
      scheduledTime: '2026-05-07T09:00:00Z',
      instructions: 'In the morning',
    },
    { uuid: 'order-edsger', campaignUuid: 'spring', recordUuid: 'edsger', status: 'calling' },
    ...Array.from({ length: 59 }, (_, index) => ({
      campaignUuid: 'big',
      recordUuid: `record-${index}`,
      status: 'registered' as const,
    })),
    { campaignUuid: 'big', recordUuid: 'grace', status: 'registered' },
  ],
  calls: [
    {
      uuid: 'call-1',
      orderUuid: 'order-edsger',
      attempt: 1,
      startedAt: '2026-05-04T07:00:00Z',
      endedAt: '2026-05-04T07:00:03Z',
      outcome: 'busy',
    },
    {
      uuid: 'call-2',
      orderUuid: 'order-edsger',
      attempt: 2,
      startedAt: '2026-05-04T08:00:00Z',
      endedAt: null,
      outcome: null,
    },
  ],
}

/** What reaches beyond the window or its panel, and texts that their boxes have no room for; what scrolls by itself may. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const tree = document.querySelector('callcamp-inspector')?.shadowRoot
    const boxes = [
      ...(tree?.querySelectorAll<HTMLElement>('a, button, dd, h1, h2, p, td, th, time, .axis span') ?? []),
    ].filter((one) => one.clientWidth > 1 && !one.closest('.scroll, .long, .timeline, .tabs'))
    const [brand, whence] = ['.brand > span', '.whence'].map((selector) =>
      tree?.querySelector(selector)?.getBoundingClientRect(),
    )
    return [
      ...boxes.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => `cut: ${one.textContent}`),
      ...boxes
        .filter(
          (one) =>
            one.getBoundingClientRect().right > (one.closest('.panel')?.getBoundingClientRect().right ?? innerWidth),
        )
        .map((one) => `outside: ${one.textContent}`),
      ...(brand && whence && brand.right > whence.left && brand.bottom > whence.top && brand.top < whence.bottom
        ? ['the scenario lies over the brand']
        : []),
    ]
  })
