import { expect } from '@playwright/test'
import { useMockServer } from 'callcamp-mock/playwright'
import { ask, create, names, open } from './app.ts'

const url = process.env['MOCK_URL'] ?? ''
const app = process.env['APP_URL'] ?? ''
const test = useMockServer(url, { app })

for (const index of [0, 1, 2, 3]) {
  test(`every test has a sandbox of its own (${index})`, async ({ page, mock }) => {
    await open(page)
    await create(page, `campaign ${index}`, url)
    expect(await names(page, url)).toEqual([`campaign ${index}`])
    const [request] = await mock.requests({ operation: 'campaigns.create' })
    expect(request).toMatchObject({ status: 201, body: { name: `campaign ${index}` } })
  })
}

test('the test drives it: data, faults, time, start', async ({ page, mock }) => {
  await open(page)
  const { uuid } = await mock.create('campaign', { name: 'Spring' })
  await mock.update('campaign', uuid, { name: 'Summer' })
  expect(await names(page, url)).toEqual(['Summer'])
  await mock.addFault({ operation: 'campaigns.list', status: 503, times: 1 })
  expect((await ask(page, `${url}/api/campaigns`)).status).toBe(503)
  const snapshot = await mock.snapshot()
  await mock.setClock('2026-06-01T08:00:00Z')
  await mock.advance('2h')
  expect((await mock.snapshot()).now).toBe('2026-06-01T10:00:00Z')
  await mock.restore(snapshot)
  expect((await mock.snapshot()).now).toBe(snapshot.now)
  await mock.reset({ scenario: 'demo' })
  expect((await names(page, url)).length).toBeGreaterThan(1)
})

test('faults can be taken back', async ({ page, mock }) => {
  await open(page)
  await mock.addFault({ networkError: true })
  await mock.clearFaults()
  expect((await mock.fetch('/api/campaigns')).status).toBe(200)
})

test('the app hears for which sandbox it is asked, by pages and by requests of the test', async ({
  page,
  request,
  mock,
}) => {
  await open(page)
  await expect(page.locator('p')).toHaveText(`mock-sandbox=${mock.sandbox}`)
  expect(await (await page.request.get(app)).text()).toContain(`mock-sandbox=${mock.sandbox}`)
  expect(await (await request.get(app)).text()).toContain(`<b>${mock.sandbox}</b>`)
  expect((await request.get(`${url}/api/campaigns`)).status()).toBe(200)
  expect(await mock.requests({ operation: 'campaigns.list' })).toHaveLength(1)
})
