import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/contract/scenarios.ts'
import type { ServeOptions, Served } from '../../src/server.ts'
import { useBrowser, withoutBrowser } from '../browser/chromium.ts'
import { asJson } from '../json-request.ts'
import { useServers } from './servers.ts'

/** From request to cause to test, and the way to every row, fault and setting. */

describe.skipIf(withoutBrowser)('in the inspector', { timeout: 90_000 }, () => {
  const { open, context } = useBrowser()
  const start = useServers({ scenario: small })

  async function show(route: string, options: ServeOptions = {}): Promise<Served & { readonly page: Page }> {
    const served = await start(options)
    const { page } = await open(`${served.url}/__mock/#/${route}`)
    await page.locator('.view h1, .view .empty').first().waitFor()
    return { ...served, page }
  }

  async function ask(url: string, method: string, path: string, body?: object): Promise<void> {
    await fetch(url + path, body === undefined ? { method } : asJson(body, method))
  }

  const rowsOf = async (page: Page) =>
    (await page.locator('.journal tbody tr[data-id]').allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, ' ').replace(/ (–|\d+) [\d:]+$/, ''),
    )

  describe('the journal', () => {
    test('shows what fits a kind and a search, which stand in the address', async () => {
      const { page, url } = await show('requests')
      await ask(url, 'GET', '/api/campaigns?status=active')
      await ask(url, 'POST', '/api/campaigns', { name: 'Live', status: 'draft', type: 'outbound' })
      await ask(url, 'POST', '/api/campaigns', {})
      await ask(url, 'PUT', '/api/campaigns')
      await expect
        .poll(() => rowsOf(page))
        .toEqual([
          '405 PUT /api/campaigns –',
          '400 POST /api/campaigns campaigns.create',
          '201 POST /api/campaigns campaigns.create',
          '200 GET /api/campaigns?status=active campaigns.list',
        ])
      const kinds = page.getByRole('group', { name: 'Kind' })
      await kinds.getByRole('button', { name: 'Refused' }).click()
      await expect
        .poll(() => rowsOf(page))
        .toEqual(['405 PUT /api/campaigns –', '400 POST /api/campaigns campaigns.create'])
      await page.getByRole('searchbox', { name: 'Filter requests' }).fill('status:400 method:POST')
      await expect.poll(() => rowsOf(page)).toEqual(['400 POST /api/campaigns campaigns.create'])
      expect(decodeURIComponent(page.url())).toContain('#/requests?is=refused&q=status:400+method:POST')
      await page.reload()
      await expect.poll(() => rowsOf(page)).toEqual(['400 POST /api/campaigns campaigns.create'])
      await page.getByRole('searchbox', { name: 'Filter requests' }).fill('colour:red')
      await page.getByText('There is no colour: to look for').waitFor()
      await page.getByRole('searchbox', { name: 'Filter requests' }).fill('status:302')
      await page.getByText('No request fits.').waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByText('No requests yet').waitFor()
    })

    test('says how many requests are no longer kept', async () => {
      const { page, mock } = await show('requests', { journal: 3 })
      for (let count = 0; count < 5; count += 1) await mock.fetch('/api/campaigns')
      await page.reload()
      await page.getByText('No longer kept: the first 2 requests.').waitFor()
      await page.getByRole('button', { name: 'Refused' }).click()
      await page.getByText('No request fits. No longer kept: the first 2 requests.').waitFor()
      await page.goto(page.url().replace(/#.*/, '#/requests/1'))
      await page.getByText('This request is no longer kept.').waitFor()
      expect(await page.getByRole('region', { name: /^Request/ }).count()).toBe(0)
    })

    test('draws only the rows in sight, and goes through all by keys', async () => {
      const { page, mock } = await show('requests')
      for (let count = 0; count < 300; count += 1) await mock.fetch(`/api/campaigns?page=${count + 1}`)
      await page.getByRole('link', { name: 'page=300' }).waitFor()
      expect(await page.locator('.journal tbody tr[data-id]').count()).toBeLessThan(80)
      await page.getByRole('link', { name: 'page=300' }).focus()
      await page.keyboard.press('End')
      const focused = () => page.locator('.journal a:focus').innerText()
      await expect.poll(focused).toBe('GET /api/campaigns?page=1')
      await page.keyboard.press('ArrowUp')
      await expect.poll(focused).toBe('GET /api/campaigns?page=2')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Request 2' }).waitFor()
      await page.keyboard.press('ArrowUp')
      await page.getByRole('region', { name: 'Request 3' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('region', { name: 'Request 3' }).waitFor({ state: 'detached' })
    })

    test('is entered with ArrowDown, from the page and from the search field', async () => {
      const { page, mock } = await show('requests')
      for (const number of [1, 2]) await mock.fetch(`/api/campaigns?page=${number}`)
      const [older, newer] = [1, 2].map((number) => page.getByRole('link', { name: `page=${number}` }))
      await newer!.waitFor()
      const isFocused = (link: typeof newer) => link!.evaluate((element) => element.matches(':focus'))
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => isFocused(newer)).toBe(true)
      const search = page.getByRole('searchbox', { name: 'Filter requests' })
      await search.press('ArrowDown')
      await expect.poll(() => isFocused(newer)).toBe(true)
      await search.fill('page=1')
      await newer!.waitFor({ state: 'detached' })
      await search.press('ArrowDown')
      await expect.poll(() => isFocused(older)).toBe(true)
    })

    test('does not move under the pointer: what is new waits', async () => {
      const { page, mock } = await show('requests')
      await mock.fetch('/api/campaigns?page=1')
      await page.getByRole('link', { name: 'page=1' }).hover()
      await mock.fetch('/api/campaigns?page=2')
      await mock.fetch('/api/campaigns?page=3')
      await page.getByRole('button', { name: '2 new requests' }).waitFor()
      expect(await rowsOf(page)).toEqual(['200 GET /api/campaigns?page=1 campaigns.list'])
      await page.getByRole('button', { name: '2 new requests' }).click()
      await expect.poll(async () => (await rowsOf(page)).length).toBe(3)
    })

    test('tells of a request its answer, the fault that struck, warnings, and the rows that it changed', async () => {
      const { page, url, mock } = await show('requests')
      await ask(url, 'PATCH', '/api/campaigns/spring', { name: 'Autumn', odd: 1 })
      mock.faults.add({ operation: 'campaigns.list', status: 503 })
      await ask(url, 'GET', '/api/campaigns')
      await page.getByRole('link', { name: 'GET /api/campaigns' }).waitFor()
      await page.getByRole('link', { name: 'PATCH /api/campaigns/spring' }).click()
      const first = page.getByRole('region', { name: 'Request 1' })
      await first.getByText('odd is not').waitFor()
      await first.locator('.change del').getByText('Spring').waitFor()
      expect((await first.locator('.change').innerText()).replaceAll(/\s+/g, ' ')).toContain('name Spring Autumn')
      await page.goto(page.url().replace(/#.*/, '#/requests/2'))
      await page.getByText('campaigns.list: 503').waitFor()
      await page.getByRole('link', { name: 'Make a fault of this' }).click()
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await expect.poll(() => mock.faults.all().length).toBe(2)
    })

    test('asks again, and shows the new answer beside the old one', async () => {
      const { page, url, mock } = await show('requests')
      await ask(url, 'GET', '/api/campaigns/spring')
      mock.db.campaign.update({ where: { uuid: 'spring' }, data: { name: 'Autumn' } })
      await page.goto(page.url().replace(/#.*/, '#/requests/1'))
      await page.getByRole('button', { name: 'Replay' }).click()
      await page.getByText('Answered 200').waitFor()
      const difference = page.getByRole('table', { name: 'Difference' })
      expect(await difference.locator('.removed').allInnerTexts()).toEqual([expect.stringContaining('"Spring"')])
      expect(await difference.locator('.added').allInnerTexts()).toEqual([expect.stringContaining('"Autumn"')])
    })

    test('copies a request as a command, as code and as tests, where the browser lets it', async () => {
      const served = await start()
      await ask(served.url, 'DELETE', '/api/campaigns/bare')
      const allowed = await context({ permissions: ['clipboard-read', 'clipboard-write'] })
      const page = await allowed.newPage()
      await page.goto(`${served.url}/__mock/#/requests/1`)
      for (const [form, part] of [
        ['curl', `curl -X DELETE '${served.url}/api/campaigns/bare'`],
        ['fetch', `await fetch('${served.url}/api/campaigns/bare', {`],
        ['vitest', "import { test } from 'callcamp-mock/vitest'"],
        ['Playwright', "import { expect, test } from 'callcamp-mock/playwright'"],
      ] as const) {
        await page.getByRole('button', { name: `Copy as ${form}` }).click()
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(part)
      }
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('Not allowed', 'NotAllowedError'))
      })
      await page.getByRole('button', { name: 'Copy as curl' }).click()
      await page.getByText('The browser does not allow copying here').waitFor()
    })
  })

  describe('a fault', () => {
    test('that no longer runs says so where a request leads to it', async () => {
      const { page, mock } = await show('requests')
      mock.faults.add({ operation: 'campaigns.list', status: 503, times: 1 })
      mock.faults.add({ operation: 'orders.list', status: 503 })
      for (const path of ['campaigns', 'orders']) await mock.fetch(`/api/${path}`)
      await page.getByRole('link', { name: 'GET /api/campaigns' }).click()
      await page.getByText('Fault 1, used up: campaigns.list: 503').waitFor()
      expect(await page.getByRole('link', { name: 'Fault 1' }).count()).toBe(0)
      await page.goto(page.url().replace(/#.*/, '#/faults/1'))
      await page.getByText('Fault 1 no longer runs.').waitFor()
      await page.goto(page.url().replace(/#.*/, '#/faults/2'))
      await expect.poll(() => page.getByText('no longer runs').count()).toBe(0)
    })

    test('is given up with Escape while it is made', async () => {
      const { page } = await show('faults/new')
      const form = page.getByRole('region', { name: 'New fault' })
      await form.getByRole('textbox', { name: 'path' }).first().focus()
      await page.keyboard.press('Escape')
      await form.waitFor({ state: 'detached' })
      expect(page.url()).toMatch(/#\/faults$/)
    })

    test('is made with any of its fields, and counts its hits', async () => {
      const { page, url, mock } = await show('faults/new')
      await page.getByRole('combobox', { name: 'operation' }).selectOption('records.list')
      await page.getByRole('textbox', { name: 'query' }).fill('{"page": 2}')
      await page.getByRole('spinbutton', { name: 'nth', exact: true }).fill('1')
      await page.getByRole('spinbutton', { name: 'times', exact: true }).fill('5')
      await page.getByRole('spinbutton', { name: 'status', exact: true }).fill('418')
      await page.getByRole('combobox', { name: 'after' }).selectOption('true')
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText('418, after it ran, from request 1 on, 5 times').waitFor()
      expect(mock.faults.all()).toMatchObject([
        { operation: 'records.list', query: { page: 2 }, nth: 1, times: 5, status: 418, after: true },
      ])
      await ask(url, 'GET', '/api/records?page=2')
      await page.reload()
      await page.getByRole('link', { name: '1', exact: true }).waitFor()
    })

    test('says which field is wrong', async () => {
      const { page, mock } = await show('faults/new')
      await page.getByRole('textbox', { name: 'query' }).fill('page 2')
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByRole('alert').filter({ hasText: 'query: must be JSON' }).waitFor()
      expect(mock.faults.all()).toEqual([])
    })

    test('holds answers back until they are released', async () => {
      const { page, url } = await show('faults/new')
      await page.getByRole('combobox', { name: 'operation' }).selectOption('campaigns.list')
      await page.getByRole('button', { name: 'Hold answers back' }).click()
      await page.getByText('held back').waitFor()
      const answer = fetch(`${url}/api/campaigns`)
      await page.getByRole('button', { name: 'Release held back for campaigns.list' }).click()
      expect((await answer).status).toBe(200)
    })
  })

  describe('the data', () => {
    test.each(['recordType', 'assistant', 'phone', 'campaign', 'record', 'order', 'call'])(
      'has rows of the model %s, and a form for a new one',
      async (model) => {
        const { page, mock } = await show(`data/${model}`, { scenario: 'demo' })
        await page.locator('tbody a.row').first().click()
        await page.locator('.card .fields').getByText('uuid', { exact: true }).waitFor()
        await page.locator('.actions').getByRole('link', { name: /^New / }).click()
        const before = mock.db[model as 'record'].count()
        const form = page.locator('.card form')
        const make = form.getByRole('button', { name: /^Make / })
        // Until then, the card is that of the row before.
        await make.waitFor()
        for (const needed of await form.locator('input[required]').all()) {
          const field = (await needed.getAttribute('name'))!
          const rows = { campaignUuid: mock.db.campaign, recordUuid: mock.db.record, orderUuid: mock.db.order }
          await needed.fill(String(rows[field as keyof typeof rows].getAll().at(-1)?.uuid))
        }
        await make.click()
        await expect.poll(() => mock.db[model as 'record'].count()).toBe(before + 1)
      },
    )

    test('is found, sorted and filtered by what stands in the address', async () => {
      const { page } = await show('data/record?q=Ada')
      await page.getByText('1–1 of 1').waitFor()
      await page.getByRole('link', { name: 'Ada' }).click()
      await page.getByRole('link', { name: /^orders by recordUuid/ }).click()
      await page.getByRole('button', { name: /^recordUuid: / }).waitFor()
      await page.getByText('1–1 of 1').waitFor()
      await page.getByRole('button', { name: /^recordUuid: / }).click()
      await page.getByText(/of 64/).waitFor()
      await page.getByRole('button', { name: 'status' }).click()
      await page.getByRole('columnheader', { name: 'status ↑' }).waitFor()
      expect(page.url()).toContain('sort=status')
      await page.goBack()
      await page.getByRole('region', { name: 'record', exact: true }).waitFor()
    })

    test('is edited field by field, and only what was changed', async () => {
      const { page, mock } = await show('data/record/ada')
      await page.getByRole('button', { name: 'Edit' }).click()
      await page.getByRole('textbox', { name: 'email' }).fill('ada@example.com')
      const [sent] = await Promise.all([
        page.waitForRequest((request) => request.method() === 'PATCH'),
        page.getByRole('button', { name: 'Save' }).click(),
      ])
      expect(sent.postDataJSON()).toEqual({ email: 'ada@example.com' })
      await page.locator('.card').getByText('ada@example.com').waitFor()
      await page.getByRole('button', { name: 'Delete' }).click()
      await expect.poll(() => mock.db.record.get('ada')).toBeNull()
    })

    test('says that there is none, that none fits, and that a row is gone', async () => {
      const { page } = await show('data/record', { scenario: 'empty' })
      await page.getByText('No records yet.').waitFor()
      await page.getByRole('searchbox').fill('nobody')
      await page.getByText('No record fits.').waitFor()
      await page.goto(page.url().replace(/#.*/, '#/data/record/none'))
      await page.getByText('This record is gone.').waitFor()
      expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
    })

    test('has the script of the next calls of an order', async () => {
      const { page, mock } = await show('data/order/order-edsger')
      const outcome = page.getByRole('combobox', { name: 'Add an outcome' })
      await outcome.selectOption('busy')
      await outcome.selectOption('contacted')
      await page.getByRole('button', { name: 'Script', exact: true }).click()
      await page.locator('callcamp-script p').getByText('contacted').waitFor()
      expect(mock.document().events).toMatchObject([
        { type: 'script', target: 'order-edsger', outcomes: ['busy', 'contacted'] },
      ])
    })
  })

  test('every setting of the simulator is changed in a form', async () => {
    const { page, mock } = await show('simulator')
    expect(await page.getByRole('spinbutton', { name: 'concurrency' }).inputValue()).toBe('10')
    await page.getByRole('spinbutton', { name: 'concurrency' }).fill('2')
    await page.getByRole('spinbutton', { name: 'outcomes.busy' }).fill('0.5')
    await page.getByRole('textbox', { name: 'retryDelays' }).fill('[5, 10]')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').waitFor()
    expect(mock.simulator.settings).toMatchObject({
      concurrency: 2,
      retryDelays: [5, 10],
      outcomes: { busy: 0.5, contacted: 0.45 },
    })
  })

  describe('the palette', () => {
    test('finds campaigns, contacts, requests and actions', async () => {
      const { page, url, mock } = await show('overview')
      await ask(url, 'GET', '/api/records?search=ada')
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search and commands' })
      await palette.getByRole('combobox').fill('ada')
      await palette.getByRole('option', { name: '/api/records?search=ada' }).waitFor()
      await palette.getByRole('option', { name: /^Ada/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'record', exact: true }).waitFor()
      await page.keyboard.press('Control+k')
      await palette.getByRole('combobox').fill('advance 1h')
      const before = mock.clock.ms()
      await page.keyboard.press('Enter')
      await expect.poll(() => mock.clock.ms()).toBe(before + 3_600_000)
    })

    test.each([
      ['go back ten minutes', 'Go back 10 minutes'],
      ['advance a day', 'Advance by 1 day'],
      ['back 25 min', 'Go back 25 minutes'],
      ['make a fault', 'Make a fault'],
      ['fork here', 'Fork here into a sandbox'],
    ])('knows what people ask for: %s', async (asked, title) => {
      const { page } = await show('overview')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search and commands' }).fill(asked)
      const option = page.getByRole('option', { name: title, exact: true })
      await expect.poll(() => option.count()).toBe(1)
    })

    test('closes with Escape, and the keys are listed behind the question mark', async () => {
      const { page } = await show('overview')
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      expect(await page.getByRole('dialog').count()).toBe(1)
    })

    test('stays where it opens right after another dialog was closed', async () => {
      const { page } = await show('overview')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).evaluate((dialog: HTMLDialogElement) => {
        const press = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, composed: true })
        dialog.close()
        dialog.dispatchEvent(press)
        // The event of the closed dialog comes in a task of its own.
        return new Promise((resolve) => setTimeout(resolve, 100))
      })
      expect(await page.getByRole('dialog').getAttribute('aria-label')).toBe('Search and commands')
    })
  })

  test('the theme and the zone of times are chosen, and kept', async () => {
    const { page } = await show('requests')
    const scheme = () => page.locator('.app').evaluate((app) => getComputedStyle(app).colorScheme)
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
    await page.getByRole('combobox', { name: 'Zone of times' }).selectOption('local')
    await page.reload()
    await expect.poll(() => page.getByRole('combobox', { name: 'Theme' }).inputValue()).toBe('dark')
    expect(await scheme()).toBe('dark')
    expect(await page.getByRole('combobox', { name: 'Zone of times' }).inputValue()).toBe('local')
  })

  test('going back leads to where the page was scrolled', async () => {
    const { page } = await show('data/record', { scenario: 'demo' })
    await page.locator('tbody a.row').first().waitFor()
    const main = page.locator('.view')
    await main.evaluate((element) => element.scrollTo(0, 400))
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Simulator' }).click()
    await page.getByRole('heading', { name: 'Simulator' }).waitFor()
    expect(await main.evaluate((element) => element.scrollTop)).toBe(0)
    expect(await page.title()).toBe('Simulator · callcamp-mock')
    await page.goBack()
    await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(400)
  })
})

const small: Scenario = {
  name: 'small',
  now: '2026-05-04T08:00:30Z',
  seed: 1,
  campaigns: [
    { uuid: 'spring', name: 'Spring', status: 'active' },
    { uuid: 'bare', name: 'Bare', status: 'draft' },
  ],
  records: [
    { uuid: 'ada', name: 'Ada', phoneNumber: '+14155550100' },
    { uuid: 'edsger', name: 'Edsger', phoneNumber: '+14155550102' },
    ...Array.from({ length: 62 }, (_, index) => ({ uuid: `record-${index}`, phoneNumber: `+1415555${2000 + index}` })),
  ],
  orders: [
    { campaignUuid: 'spring', recordUuid: 'ada', status: 'planned' },
    { uuid: 'order-edsger', campaignUuid: 'spring', recordUuid: 'edsger', status: 'planned' },
    ...Array.from({ length: 62 }, (_, index) => ({
      campaignUuid: 'bare',
      recordUuid: `record-${index}`,
      status: 'registered' as const,
    })),
  ],
}
