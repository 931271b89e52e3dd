import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { useBrowser, withoutBrowser } from '../browser/chromium.ts'
import { useServers } from './servers.ts'

/** What people choose in the inspector: zones, states in files and links, checkpoints, colours. */

describe.skipIf(withoutBrowser)('in the inspector', { timeout: 60_000 }, () => {
  const { open } = useBrowser()
  const start = useServers({ scenario: 'mid-campaign' })

  const choose = (page: Page, zone: string) =>
    page.getByRole('combobox', { name: 'Zone of times' }).selectOption({ label: zone })

  test('the zone that is chosen holds in the clock, the overview and the view of time', async () => {
    const { url } = await start({ scenario: 'empty', now: '2026-05-04T22:30:00Z' })
    const { page } = await open(`${url}/__mock/#/time`, { timezoneId: 'Asia/Tokyo' })
    const clock = page.getByRole('group', { name: 'Clock' }).getByRole('time')
    await expect.poll(() => clock.innerText()).toContain('Mon 2026-05-04 22:30:00 UTC')
    await choose(page, 'Local')
    await expect.poll(() => clock.innerText()).toContain('Tue 2026-05-05 07:30:00 Asia/Tokyo')
    await expect.poll(() => page.locator('.view .now').innerText()).toBe('Tue 2026-05-05 07:30:00 Asia/Tokyo')
  })

  test('the zone of a campaign holds where that campaign is shown', async () => {
    const { url, mock } = await start({ scenario: 'empty', now: '2026-05-04T22:30:00Z' })
    const { uuid } = mock.db.campaign.create({ name: 'Spring', timezone: 'Europe/Berlin' })
    const record = mock.db.record.create({ phoneNumber: '+14155550100' })
    mock.db.order.create({
      campaignUuid: uuid,
      recordUuid: record.uuid,
      status: 'scheduled',
      scheduledTime: '2026-05-05T22:15:00Z',
    })
    const { page } = await open(`${url}/__mock/#/campaign/${uuid}`)
    await page.getByText('2026-05-05 22:15:00').waitFor()
    await choose(page, 'Campaign')
    await page.getByText('2026-05-06 00:15:00').waitFor()
    const clock = page.getByRole('group', { name: 'Clock' }).getByRole('time')
    await expect.poll(() => clock.innerText()).toContain('00:30:00 Europe/Berlin')
    await page.getByRole('link', { name: 'Overview' }).first().click()
    await expect.poll(() => clock.innerText()).toContain('22:30:00 UTC')
  })

  test('a file with a state is dropped onto any view, and undone', async () => {
    const other = createMock({ scenario: 'timezones' })
    const { url, mock } = await start()
    const before = mock.snapshot()
    const { page } = await open(`${url}/__mock/#/requests`)
    await page.getByRole('heading', { name: 'Requests' }).waitFor()
    const files = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'state.json', { type: 'application/json' }))
      return transfer
    }, JSON.stringify(other.snapshot()))
    await page.locator('.view').dispatchEvent('drop', { dataTransfer: files })
    await expect.poll(() => mock.snapshot().campaigns).toEqual(other.snapshot().campaigns)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => mock.snapshot()).toEqual(before)
  })

  test('the link of the state is copied, and opens the same state', async () => {
    const { url, mock } = await start()
    mock.db.campaign.create({ name: 'By hand', status: 'draft' })
    const { page } = await open(`${url}/__mock/#/scenarios`, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Copy the state link' }).click()
    await page.getByText('Copied').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(`${url}/__mock/${mock.link()}`)
    expect(createMock({ scenario: new URL(link).hash }).snapshot().campaigns).toEqual(mock.snapshot().campaigns)
  })

  test('a checkpoint has a name, and is gone back to and forward to', async () => {
    const { url, mock } = await start()
    mock.clock.advance('1h')
    const before = mock.snapshot()
    const { page } = await open(`${url}/__mock/#/time`)
    await page.getByText('1 step', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Name of the checkpoint' }).fill('Before lunch')
    await page.getByRole('button', { name: 'Set a checkpoint' }).click()
    const go = page.getByRole('button', { name: 'Go there: Before lunch' })
    await expect.poll(() => go.isDisabled()).toBe(true)
    mock.clock.advance('2h')
    mock.clock.advance('3h')
    await expect.poll(() => go.isDisabled()).toBe(false)
    await go.click()
    await expect.poll(() => mock.snapshot()).toEqual(before)
    await expect.poll(() => go.isDisabled()).toBe(true)
    mock.history.back()
    await expect.poll(() => go.isDisabled()).toBe(false)
    await go.click()
    await expect.poll(() => mock.snapshot()).toEqual(before)
    await page.reload()
    await go.waitFor()
    mock.history.back()
    mock.clock.advance('1m')
    await expect.poll(() => go.count()).toBe(0)
  })

  test('the progress of a campaign has a colour for each group, whose details are told on hover', async () => {
    const { url, mock } = await start()
    const { page } = await open(`${url}/__mock/`)
    const campaign = mock.db.campaign.findFirst({ where: { status: { equals: 'active' } } })!
    const { orders } = mock.stats(campaign.uuid)
    const parts = page.locator('.campaigns li', { hasText: campaign.name }).locator('.bar i')
    await parts.first().waitFor()
    const titles = await parts.evaluateAll((all) => all.map((one) => one.getAttribute('title')))
    expect(titles[0]).toBe(`reached: ${orders.contacted} contacted, ${orders.completed} completed`)
    expect(titles.at(-1)).toMatch(/^waiting: /)
    const colours = await parts.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor))
    expect(new Set(colours).size).toBe(colours.length)
  })

  test('bars keep their colours where the system forces its own', async () => {
    const { url } = await start()
    const { page } = await open(`${url}/__mock/`, { forcedColors: 'active' })
    const painted = (selector: string, property: 'backgroundColor' | 'fill') =>
      page.locator(selector).evaluateAll((all, name) => all.map((one) => getComputedStyle(one)[name]), property)
    await page.locator('.layer').first().waitFor()
    expect(new Set(await painted('.campaigns .bar i', 'backgroundColor')).size).toBeGreaterThan(2)
    expect(new Set(await painted('.bars i', 'backgroundColor')).size).toBeGreaterThan(2)
    expect(new Set(await painted('.layer', 'fill')).size).toBeGreaterThan(2)
  })

  test('nothing moves by itself where people wish for less movement', async () => {
    const { url } = await start()
    const { page } = await open(`${url}/__mock/`, { reducedMotion: 'reduce' })
    await page.locator('.campaigns .bar i').first().waitFor()
    const moving = await page.locator('.view *').evaluateAll((all) =>
      all.flatMap((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one)
        // An element that was drawn anew since the search has no styles.
        const isStill = !one.isConnected || (transitionDuration === '0s' && animationName === 'none')
        return isStill ? [] : [one.className]
      }),
    )
    expect(moving).toEqual([])
  })
})
