import { createMock } from 'callcamp-mock'
import { expect, routeToMock, test } from 'callcamp-mock/playwright'
import { ask, create, names, open } from './app.ts'

const campaigns = 'http://callcamp.ai/api/campaigns'

test('a page on another origin creates and lists, with a preflight before it', async ({ page, mock }) => {
  await open(page)
  const { status, headers } = await create(page, 'Spring')
  expect(status).toBe(201)
  expect(headers['content-type']).toBe('application/json')
  expect(await names(page)).toEqual(['Spring'])
  expect(mock.db.campaign.count()).toBe(1)
  expect(mock.requests.last({ operation: 'campaigns.create' })).toMatchObject({
    status: 201,
    body: { name: 'Spring' },
    headers: { authorization: 'Bearer k1' },
  })
})

for (const index of [0, 1, 2, 3]) {
  test(`every test has data of its own (${index})`, async ({ page }) => {
    await open(page)
    await create(page, `campaign ${index}`)
    expect(await names(page)).toEqual([`campaign ${index}`])
  })
}

test('methods that only a preflight allows pass', async ({ page, mock }) => {
  const { uuid } = mock.db.campaign.create({ name: 'Spring' })
  await open(page)
  const changed = await ask(page, `${campaigns}/${uuid}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"Summer"}',
  })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Summer' } })
  expect(await ask(page, `${campaigns}/${uuid}`, { method: 'DELETE' })).toMatchObject({
    status: 200,
    body: { success: true },
  })
})

test('the page reads the headers of an answer', async ({ page, mock }) => {
  await open(page)
  mock.faults.add({ status: 429, headers: { 'Retry-After': '7' }, times: 1 })
  const { status, headers } = await ask(page, campaigns)
  expect(status).toBe(429)
  expect(headers['retry-after']).toBe('7')
})

test('a broken connection fails the request', async ({ page, mock }) => {
  await open(page)
  mock.faults.add({ networkError: true, times: 1 })
  await expect(ask(page, campaigns)).rejects.toThrow('Failed to fetch')
  mock.faults.add({ truncated: true, times: 1 })
  await expect(ask(page, campaigns)).rejects.toThrow('Failed to fetch')
  expect((await ask(page, campaigns)).status).toBe(200)
})

test('an answer that never comes leaves the test free to end', async ({ page, mock }) => {
  await open(page)
  mock.faults.add({ timeout: true })
  const outcome = await page.evaluate(async (url) => {
    try {
      await fetch(url, { signal: AbortSignal.timeout(200) })
      return 'answered'
    } catch (error) {
      return error instanceof DOMException ? error.name : String(error)
    }
  }, campaigns)
  expect(outcome).toBe('TimeoutError')
})

test('an answer that is late when the test ends breaks nothing', async ({ page, mock }) => {
  await open(page)
  mock.faults.add({ delay: 60_000 })
  await page.evaluate((url) => void fetch(url), campaigns)
  await mock.requests.waitFor({ operation: 'campaigns.list' })
})

test('an unknown path is refused in words', async ({ page }) => {
  await open(page)
  expect(await ask(page, 'http://callcamp.ai/api/campaign')).toMatchObject({
    status: 404,
    body: { success: false, message: expect.stringContaining('/api/campaign') },
  })
})

test('what is not the API passes', async ({ page }) => {
  await open(page)
  await page.route('http://callcamp.ai/logo.json', (route) =>
    route.fulfill({ json: 'logo', headers: { 'access-control-allow-origin': '*' } }),
  )
  expect(await ask(page, 'http://callcamp.ai/logo.json')).toMatchObject({ status: 200, body: 'logo' })
})

test('a route of the page goes before the mock', async ({ page }) => {
  await open(page)
  await page.route(campaigns, (route) =>
    route.fulfill({ json: 'mine', headers: { 'access-control-allow-origin': '*' } }),
  )
  expect((await ask(page, campaigns)).body).toBe('mine')
})

test.describe('with options', () => {
  test.use({ scenario: 'demo', seed: 3, mockOptions: { baseUrl: '/backend' } })

  test('the mock has them, under the page itself', async ({ page, mock }) => {
    await open(page)
    expect(mock.info).toMatchObject({ scenario: 'demo', seed: 3 })
    expect((await names(page, 'http://app.test/backend')).length).toBeGreaterThan(0)
  })
})

test.describe('of the local edition', () => {
  test.use({ edition: 'local' })

  test('the mock is where that edition is found', async ({ page }) => {
    await open(page)
    expect((await ask(page, 'http://localhost:3000/api/records')).body).toEqual({
      records: [],
      total: 0,
      page: 1,
      limit: 10,
    })
  })
})

test('a mock can be routed to a single page, and taken away', async ({ page }) => {
  const mine = createMock({ scenario: 'demo' })
  await open(page)
  const stop = await routeToMock(page, mine)
  expect((await names(page)).length).toBe(mine.db.campaign.count())
  await stop()
  expect(await names(page)).toEqual([])
})

test('a popup is answered, as all pages of the context are', async ({ page, mock }) => {
  await open(page)
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => void window.open('/'))])
  await open(popup)
  await create(popup, 'Spring')
  expect(mock).toHaveReceivedTimes('campaigns.create', 1)
})

test('a context of its own can be routed to the mock', async ({ browser, mock }) => {
  const context = await browser.newContext({ baseURL: 'http://app.test' })
  await routeToMock(context, mock)
  const page = await context.newPage()
  await open(page)
  await create(page, 'Spring')
  expect(mock.db.campaign.count()).toBe(1)
  await context.close()
})

test('expect has matchers for a mock', async ({ page, mock }) => {
  await open(page)
  await create(page, 'Spring')
  expect(mock).toHaveReceived('campaigns.create', { name: 'Spring', status: expect.stringMatching(/^act/) })
  expect(mock).not.toHaveReceived('records.list')
  expect.soft(mock).toHaveCampaign({ name: 'Spring' })
  await expect.poll(() => mock).toHaveCampaign({ name: 'Spring' })
  expect(() => expect(mock).toHaveReceived('campaigns.create', { name: 'Autumn' })).toThrow(
    'name is "Spring", and not "Autumn"',
  )
  expect(1).toBe(1)
})

test('a look-alike at another origin is refused', async ({ page, mock }) => {
  await open(page)
  let heard = 0
  await page.route('http://app.test/index.json', (route) => {
    heard += 1
    return route.fulfill({ json: 'mine' })
  })
  await expect(ask(page, 'https://api.example.com/api/campaigns/1', { method: 'DELETE' })).rejects.toThrow(
    'Failed to fetch',
  )
  await expect(ask(page, 'http://app.test/api/records')).rejects.toThrow('Failed to fetch')
  expect((await ask(page, 'http://app.test/index.json')).body).toBe('mine')
  expect([heard, mock.requests.count()]).toEqual([1, 0])
})

test.describe('with every option as a fixture', () => {
  test.use({ baseUrl: 'https://api.example.com', auth: { keys: ['k1'] }, simulator: false })

  test('options apply together', async ({ page, mock }) => {
    await open(page)
    expect((await create(page, 'Spring', 'https://api.example.com')).status).toBe(201)
    expect((await ask(page, 'https://api.example.com/api/campaigns')).status).toBe(401)
    expect(mock.simulator.enabled).toBe(false)
  })

  test.describe('and more of them', () => {
    test.use({ strict: true, mockOptions: { formatError: ({ status }) => ({ code: status }), baseUrl: '/not-this' } })

    test('one that is set by its own name goes before', async ({ page }) => {
      await open(page)
      expect(await ask(page, 'https://api.example.com/api/campaigns')).toMatchObject({
        status: 401,
        body: { code: 401 },
      })
    })
  })
})

test.describe('with requests that may pass', () => {
  test.use({ onUnhandledRequest: 'bypass' })

  test('a look-alike goes on', async ({ page, context }) => {
    await context.route('https://api.example.com/**', (route) =>
      route.fulfill({ json: 'theirs', headers: { 'access-control-allow-origin': '*' } }),
    )
    await open(page)
    expect((await ask(page, 'https://api.example.com/api/campaigns')).body).toBe('theirs')
  })
})
