import { describe, expect, test } from 'vitest'
import { loadAxe, flawsIn, useBrowser, withoutBrowser } from '../browser/chromium.ts'
import { start } from '../server/serving.ts'

describe('the documentation of the server', () => {
  test('is a page with a policy that forbids other origins', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/__mock/docs`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('What the API documentation leaves open')
  })

  test('is off with the control API', async () => {
    const { url } = await start({ control: false })
    expect((await fetch(`${url}/__mock/docs`)).status).toBe(404)
  })
})

describe.skipIf(withoutBrowser)('the page of the documentation', { timeout: 60_000 }, () => {
  const { open } = useBrowser()

  test('shows the topic that the address names, and follows links between topics', async () => {
    const { url } = await start()
    const { page, errors } = await open(`${url}/__mock/docs`)
    await page.getByRole('heading', { name: 'A first test in two minutes' }).waitFor()
    await page.getByRole('link', { name: 'More about faults' }).click()
    await page.getByRole('heading', { name: 'Faults, latency and the journal of requests' }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(errors).toEqual([])
  })

  test('finds a section by words, and an operation', async () => {
    const { url } = await start()
    const { page } = await open(`${url}/__mock/docs#api`)
    await page.getByText('Update a campaign').waitFor()
    await page.getByRole('searchbox').fill('rate limit')
    await page.getByRole('link', { name: 'Latency and rate limits' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Faults')
    await page.getByRole('searchbox').fill('associate add existing')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send' }).waitFor()
    expect(page.url()).toMatch(/#operation-orders\.associate$/)
  })

  test('tries an operation against the running mock, with an id that exists', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    const { page, errors } = await open(`${url}/__mock/docs#operation-campaigns.update`)
    const form = page.locator('details[open] form')
    await expect.poll(() => form.getByLabel('uuid').inputValue()).not.toBe('')
    const uuid = await form.getByLabel('uuid').inputValue()
    await form.getByRole('button', { name: 'Send' }).click()
    await form.locator('output').getByText('200').waitFor()
    expect(mock.db.campaign.findFirst({ where: { uuid: { equals: uuid } } })?.status).toBe('closed')
    expect(errors).toEqual([])
  })

  test('tries the API of the sandbox that it is opened in', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    const { page } = await open(`${url}/~mine/__mock/docs#operation-campaigns.list`)
    await page.locator('details[open]').getByRole('button', { name: 'Send' }).click()
    await page.locator('output').getByText('200').waitFor()
    expect(mock.requests.count({ operation: 'campaigns.list' })).toBe(0)
    expect(mock.sandbox('mine').requests.count({ operation: 'campaigns.list' })).toBe(1)
  })

  test.each([
    ['light', 360],
    ['dark', 1280],
  ] as const)('has no serious flaw and fits, in %s at %i px', async (colorScheme, width) => {
    const { url } = await start()
    const { page } = await open(`${url}/__mock/docs#contract`, {
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    })
    await loadAxe(page)
    expect(await flawsIn(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  })
})
