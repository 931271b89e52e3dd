import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build, createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { root } from '../architecture/sources.ts'
import { loadAxe, flawsIn, useBrowser, watch, withoutBrowser } from './chromium.ts'
import { configFile, type DemoServer, startDemo } from './demo-server.ts'

describe.skipIf(withoutBrowser)('the demo app, behind the worker', { timeout: 60_000 }, () => {
  const { context, open } = useBrowser()
  let demo: DemoServer
  let url = ''
  beforeAll(async () => {
    demo = await startDemo()
    url = demo.url
  }, 120_000)
  afterAll(() => demo?.close())

  test('shows the campaigns of the mock', async () => {
    const { page, errors } = await open(url)
    await page.locator('.campaign').first().waitFor()
    expect(await page.locator('.campaign b').allTextContents()).toEqual(
      createMock({ scenario: 'demo' })
        .db.campaign.getAll()
        .map(({ name }) => name)
        .toReversed(),
    )
    expect(errors).toEqual([])
  })

  test('starts from the sources, as `npm run demo` serves it', async () => {
    const vite = await createServer({ configFile, logLevel: 'error', server: { port: 0, open: false } })
    try {
      await vite.listen()
      const { page } = await open(vite.resolvedUrls!.local[0]!)
      // During the first visit, vite prepares the dependencies.
      await page.locator('.campaign').first().waitFor({ timeout: 50_000 })
      expect(await page.locator('.campaign').count()).toBeGreaterThan(0)
    } finally {
      await vite.close()
    }
  })

  test('has data that are those of Node, byte for byte', async () => {
    const { page } = await open(url)
    // As text: what runs in the page must not be rewritten for Node.
    const inPage = await page.evaluate(
      `import('/doors/index.js').then(({ createMock }) => JSON.stringify(createMock({ scenario: 'demo' }).snapshot()))`,
    )
    expect(hash(String(inPage))).toBe(hash(JSON.stringify(createMock({ scenario: 'demo' }).snapshot())))
  })

  test('shows a fault that was switched on in the overlay, which notes it', async () => {
    const { page } = await open(url)
    await openInspector(page)
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('group', { name: 'campaigns.list' }).getByRole('button', { name: '503' }).click()
    await page.getByRole('link', { name: '1 fault running' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByRole('alert').filter({ hasText: '503' }).waitFor()
    await openInspector(page)
    await page.getByRole('link', { name: 'Requests' }).click()
    await expect.poll(() => page.getByRole('row', { name: /503 GET \/api\/campaigns/ }).count()).toBe(1)
  })

  test('finds its data again after a reload', async () => {
    const { page } = await open(url)
    await addContact(page, 'Ada', '+14155550100')
    await page.reload()
    await page.getByRole('cell', { name: 'Ada' }).waitFor()
    expect(await page.getByRole('cell', { name: '+14155550100' }).count()).toBe(1)
  })

  test('goes on after a reload where it was: time, and the calls that are going on', async () => {
    const { page } = await open(url)
    await openInspector(page)
    await page.getByRole('button', { name: 'Step to the next event' }).click()
    await page.getByRole('link', { name: 'Time' }).click()
    await page.getByRole('button', { name: '+15m' }).click()
    await expect.poll(() => clockOf(page)).toBe('2026-05-07T14:45:00Z')
    const facts = await factsOf(page)
    await page.reload()
    await inspectorOf(page).locator('.view h1').waitFor()
    await expect.poll(() => clockOf(page)).toBe('2026-05-07T14:45:00Z')
    await expect.poll(() => factsOf(page)).toEqual(facts)
  })

  test('has faults, history and the place of the inspector again after a reload', async () => {
    const { page } = await open(url)
    await addContact(page, 'Ada', '+14155550100')
    await openInspector(page)
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('group', { name: 'campaigns.list' }).getByRole('button', { name: '503' }).click()
    await page.getByRole('link', { name: '1 fault running' }).waitFor()
    await page.getByRole('link', { name: 'Time' }).click()
    await inspectorOf(page).getByRole('heading', { name: 'Jump' }).waitFor()
    const before = await historyOf(page)
    expect(before).toContain('orders.create')
    await page.reload()
    await inspectorOf(page).getByRole('heading', { name: 'Jump' }).waitFor()
    await page.getByRole('link', { name: '1 fault running' }).waitFor()
    await expect.poll(() => historyOf(page)).toBe(before)
    await page.getByRole('alert').filter({ hasText: '503' }).waitFor()
  })

  test('keeps two tabs in step', async () => {
    const shared = await context()
    const one = await watch(await shared.newPage(), url)
    await one.page.locator('.campaign').first().waitFor()
    const two = await watch(await shared.newPage(), url)
    await two.page.locator('.campaign').first().waitFor()
    await addContact(one.page, 'Grace', '+14155550101')
    await two.page.getByRole('cell', { name: 'Grace' }).waitFor()
    await addContact(two.page, 'Edsger', '+14155550102')
    await one.page.getByRole('cell', { name: 'Edsger' }).waitFor()
    expect(await one.page.locator('#orders tr').allTextContents()).toEqual(
      await two.page.locator('#orders tr').allTextContents(),
    )
  })

  test('keeps all that tabs make at the same time, each with an id of its own', async () => {
    const shared = await context()
    const pages: Page[] = []
    for (let tab = 0; tab < 3; tab += 1) {
      const { page } = await watch(await shared.newPage(), url)
      await page.locator('.campaign').first().waitFor()
      pages.push(page)
    }
    const before = await countCampaigns(pages[0]!)
    const made = await Promise.all(pages.map((page) => createCampaigns(page, 20)))
    expect(new Set(made.flat()).size).toBe(60)
    for (const page of pages) await expect.poll(() => countCampaigns(page), { timeout: 10_000 }).toBe(before + 60)
  })

  test('has no errors when a mock after another takes over, as modules that are replaced make them', async () => {
    const { page, errors } = await open(url)
    await page.locator('.campaign').first().waitFor()
    for (let round = 0; round < 3; round += 1) {
      const status = await page.evaluate(`import('/doors/browser.js').then(async ({ setupMockWorker }) => {
        const { start, stop } = setupMockWorker({ scenario: 'demo', persist: 'local', inspector: true })
        await start()
        stop()
        await start()
        return (await fetch('http://callcamp.ai/api/campaigns')).status
      })`)
      expect(status).toBe(200)
      expect(await page.locator('callcamp-overlay').count()).toBe(1)
      await page.reload()
      await page.locator('.campaign').first().waitFor()
    }
    expect(errors).toEqual([])
  })

  test('is covered by an overlay that looks the same over styles that want everything', async () => {
    const plain = await overlayOver('')
    const hostile = await overlayOver(`
      * { all: unset; color: red !important; font: 40px serif !important; background: lime !important; border: 9px solid red !important;
          letter-spacing: 9px !important; text-transform: uppercase !important; transform: rotate(3deg) !important; opacity: 0.3 !important;
          position: static !important; display: none !important; filter: blur(2px) !important; cursor: none !important }
      html { font-size: 40px !important; --bg: red; --panel: red; --text: red; --accent: red; direction: rtl; line-height: 4; word-spacing: 20px }
      html, body { display: block !important }
      button, input, svg, section, a { width: 3px !important; margin: 99px !important }
    `)
    expect((await looksOf(plain)).length).toBeGreaterThan(100)
    await expect.poll(async () => firstDifference(await looksOf(plain), await looksOf(hostile))).toBe('')
  })

  test('is left alone by the overlay: its styles, its address, and keys that are typed', async () => {
    const { page } = await open(url)
    await page.locator('#orders td').first().waitFor()
    const before = await stylesOf(page)
    await page.evaluate(() => {
      addEventListener('keydown', ({ key }) => (document.title += key))
    })
    await openInspector(page)
    await page.getByRole('link', { name: 'Data', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Search records' }).pressSequentially('xyz')
    expect(await page.title()).not.toContain('xyz')
    expect(page.url()).toBe(url)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.mouse.move(0, 0)
    expect(await stylesOf(page)).toEqual(before)
  })

  test('hears nothing of clicks in the overlay', async () => {
    const { page } = await open(url)
    await page.evaluate(() => {
      for (const type of ['pointerdown', 'mousedown', 'click', 'focusin'])
        document.addEventListener(type, () => (document.title += ` ${type}`))
    })
    const title = await page.title()
    await page.getByRole('button', { name: 'callcamp-mock' }).click()
    await page.getByRole('link', { name: 'Data', exact: true }).click()
    await page.getByRole('searchbox', { name: 'Search records' }).click()
    expect(await page.title()).toBe(title)
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'First name' }).click()
    expect(await page.title()).not.toBe(title)
  })

  test('can be inspected while a modal dialog of its own is open', async () => {
    const { page } = await open(url)
    await page.locator('#orders td').first().waitFor()
    await page.evaluate(() => {
      const dialog = document.createElement('dialog')
      dialog.innerHTML = '<button>Agree</button>'
      document.body.append(dialog)
      dialog.showModal()
    })
    await openInspector(page)
    await page.getByRole('link', { name: 'Data', exact: true }).click()
    const search = page.getByRole('searchbox', { name: 'Search records' })
    await search.fill('nobody')
    await page.getByText('No record fits.').waitFor()
    await page.evaluate(() => {
      const second = document.createElement('dialog')
      document.body.append(second)
      second.showModal()
    })
    await page.keyboard.press('Alt+Shift+KeyC')
    await search.fill('')
    await page.getByRole('cell').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'callcamp-mock' }).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => [...document.querySelectorAll('dialog')].map(({ open: shown }) => shown))).toEqual(
      [true, true],
    )
  })

  test('gets the focus back where it was when the overlay closes', async () => {
    const { page } = await open(url)
    await page.locator('callcamp-overlay').waitFor({ state: 'attached' })
    const dialog = page.getByRole('dialog', { name: 'callcamp-mock' })
    const button = page.getByRole('button', { name: 'callcamp-mock' })
    await button.focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await expect.poll(() => dialog.evaluate((element) => element.matches(':focus'))).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => button.evaluate((element) => element.matches(':focus'))).toBe(true)
    const field = page.getByRole('textbox', { name: 'First name' })
    await field.focus()
    await page.keyboard.press('Alt+Shift+KeyC')
    await dialog.waitFor()
    await page.keyboard.press('Alt+Shift+KeyC')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true)
  })

  test('has keys that work as soon as the overlay is open', async () => {
    const { page } = await open(url)
    await openInspector(page)
    await page.keyboard.press('Control+KeyK')
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+Shift+KeyC')
    await inspectorOf(page).waitFor({ state: 'detached' })
    await openInspector(page)
    await page.keyboard.press('?')
    const keys = page.getByRole('heading', { name: 'Keys' })
    await keys.waitFor()
    expect(await keys.count()).toBe(1)
  })

  test('has a slim bar that tells the time, lets it run, and shows that faults run', async () => {
    const { page } = await open(url)
    const bar = page.getByRole('group', { name: 'Mock' })
    const time = bar.locator('.time')
    const before = await time.innerText()
    await bar.getByRole('button', { name: 'Run time' }).click()
    await bar.getByRole('button', { name: 'Pause time' }).waitFor()
    await expect.poll(() => time.innerText()).not.toBe(before)
    await openInspector(page)
    const dialog = page.getByRole('dialog', { name: 'callcamp-mock' })
    await dialog.getByRole('link', { name: 'Faults' }).click()
    await dialog.getByRole('group', { name: 'campaigns.list' }).getByRole('button', { name: '503' }).click()
    await dialog.getByRole('button', { name: 'Close the panel' }).click()
    await bar.getByText('1 fault', { exact: true }).waitFor()
  })

  test('has a panel that docks, resizes, and is still there after a reload', async () => {
    const { page } = await open(url)
    await openInspector(page)
    const dialog = page.getByRole('dialog', { name: 'callcamp-mock' })
    await dialog.getByRole('button', { name: 'Dock to the bottom' }).click()
    const heightOf = async () => (await dialog.boundingBox())?.height
    const first = await heightOf()
    await dialog.getByRole('separator', { name: 'Size' }).focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(heightOf).toBe(Number(first) + 40)
    const edge = (await dialog.boundingBox())!
    await page.mouse.move(edge.x + 100, edge.y + 2)
    await page.mouse.down()
    await page.mouse.move(edge.x + 100, edge.y + 82, { steps: 4 })
    await page.mouse.up()
    await expect.poll(heightOf).toBeLessThan(Number(first))
    const last = await heightOf()
    await page.reload()
    await dialog.locator('.view h1').waitFor()
    expect(await heightOf()).toBe(last)
  })

  test('has a panel that moves into a window of its own', async () => {
    const { page } = await open(url, { colorScheme: 'dark' })
    await openInspector(page)
    const dialog = page.getByRole('dialog', { name: 'callcamp-mock' })
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      dialog.getByRole('button', { name: 'Pop out' }).click(),
    ])
    await dialog.waitFor({ state: 'detached' })
    await popup.keyboard.press('Control+KeyK')
    await popup.getByRole('combobox', { name: 'Search and commands' }).waitFor()
    await popup.keyboard.press('Escape')
    await popup.getByRole('link', { name: 'Requests' }).click()
    const cell = popup.getByRole('cell').first()
    expect(await cell.evaluate((element) => getComputedStyle(element).fontSize)).toBe('13px')
    const heading = popup.getByRole('heading', { name: 'Requests' })
    const [ofCell, ofHeading] = await Promise.all(
      [cell, heading].map((one) => one.evaluate((element) => getComputedStyle(element).color)),
    )
    expect(ofCell).toBe(ofHeading)
    await popup.getByRole('link', { name: 'Time' }).click()
    await popup.getByRole('heading', { name: 'Jump' }).waitFor()
    expect(
      await popup
        .locator('.panel')
        .first()
        .evaluate((panel) => getComputedStyle(panel).borderRadius),
    ).not.toBe('0px')
    await popup.close()
    await page.getByRole('group', { name: 'Mock' }).waitFor()
  })

  test.each([360, 1280])(
    'has an overlay in which axe finds nothing, and that fits a window of %i pixels',
    async (width) => {
      const { page } = await open(url, { viewport: { width, height: 700 } })
      await openInspector(page)
      await loadAxe(page)
      expect(await flawsIn(page, 'callcamp-overlay')).toEqual([])
      const box = (await page.getByRole('dialog', { name: 'callcamp-mock' }).boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    },
  )

  async function overlayOver(styles: string): Promise<Page> {
    const { page } = await open(url)
    await page.locator('.campaign').first().waitFor()
    await page.addStyleTag({ content: `/* the page’s own */ ${styles}` })
    await openInspector(page)
    await page.mouse.move(0, 0)
    return page
  }
})

describe('a production build of the demo app', { timeout: 60_000 }, () => {
  test('holds nothing of the mock, which stands behind a condition that is false there', async () => {
    const scripts = await buildDemo('production')
    expect(scripts).toContain('callcamp.ai/api')
    for (const trace of [
      'setupMockWorker',
      'mockServiceWorker',
      'serviceWorker',
      'callcamp-mock',
      'Lit',
      'faker',
      'zod',
      'mid-campaign',
    ])
      expect(scripts, trace).not.toContain(trace)
    expect(Buffer.byteLength(scripts)).toBeLessThan(10_000)
  })

  test('would hold it otherwise', async () => {
    expect(await buildDemo('development')).toContain('mockServiceWorker')
  })

  /** The scripts of a build, all in one text. */
  async function buildDemo(mode: 'production' | 'development'): Promise<string> {
    const outDir = join(root, 'node_modules/.cache/callcamp-mock', `demo-${mode}`)
    await build({
      configFile,
      mode,
      logLevel: 'error',
      define: { 'import.meta.env.DEV': String(mode === 'development') },
      build: { outDir, emptyOutDir: true, copyPublicDir: false, target: 'esnext' },
    })
    return readdirSync(join(outDir, 'assets'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(outDir, 'assets', name), 'utf8'))
      .join('\n')
  }
})

/** How every element of the overlay looks: its place, and the styles that reach into it where they are not kept out. */
const looksOf = (page: Page) =>
  page.locator('callcamp-overlay').evaluate((overlay) => {
    const names =
      'color background-color opacity filter transform display position cursor direction font-family font-size line-height letter-spacing word-spacing text-transform border-top-width margin-top padding-top'.split(
        ' ',
      )
    // The overlay itself inherits from the page; what is drawn within must not.
    const { opacity, filter, transform } = getComputedStyle(overlay)
    const elements = [...(overlay.shadowRoot?.children ?? [])]
    for (const element of elements) elements.push(...(element.shadowRoot?.children ?? []), ...element.children)
    const lines = elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const styles = getComputedStyle(element)
      const place = [x, y, width, height].map((value) => Math.round(value))
      return `${element.localName} ${place.join(' ')} ${names.map((name) => styles.getPropertyValue(name)).join('; ')}`
    })
    return [`${opacity} ${filter} ${transform}`, ...lines]
  })

function firstDifference(one: readonly string[], other: readonly string[]): string {
  const index = one.findIndex((line, at) => line !== other[at])
  return index === -1 && one.length === other.length ? '' : `${one[index]} | ${other[index]}`
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

async function openInspector(page: Page): Promise<void> {
  await page.locator('callcamp-overlay').waitFor({ state: 'attached' })
  await page.keyboard.press('Alt+Shift+KeyC')
  await inspectorOf(page).locator('.view h1').waitFor()
}

const inspectorOf = (page: Page) => page.getByRole('dialog', { name: 'callcamp-mock' })

async function addContact(page: Page, name: string, phone: string): Promise<void> {
  await page.getByRole('textbox', { name: 'First name' }).fill(name)
  await page.getByRole('textbox', { name: 'Phone number' }).fill(phone)
  await page.getByRole('textbox', { name: 'Company' }).fill('Analytical Engines')
  await page.getByRole('button', { name: 'Add contact' }).click()
  await page.getByRole('cell', { name }).waitFor()
}

/** As text: what runs in the page must not be rewritten for Node. */
const countCampaigns = (page: Page) =>
  page.evaluate<number>(
    "fetch('http://callcamp.ai/api/campaigns?limit=100').then((answer) => answer.json()).then(({ campaigns }) => campaigns.length)",
  )

const createCampaigns = (page: Page, count: number) =>
  page.evaluate<string[]>(`Promise.all(Array.from({ length: ${count} }, async () => {
    const body = JSON.stringify({ name: 'Made in a tab', status: 'draft', type: 'outbound' })
    const answer = await fetch('http://callcamp.ai/api/campaigns', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return (await answer.json()).uuid
  }))`)

/** How every element of the page itself is styled. */
const stylesOf = (page: Page) =>
  page
    .locator('body, body *')
    .evaluateAll((elements) =>
      elements.map((element) =>
        [...getComputedStyle(element)]
          .map((name) => `${name}: ${getComputedStyle(element).getPropertyValue(name)}`)
          .join(';'),
      ),
    )

const clockOf = (page: Page) => page.getByRole('group', { name: 'Clock' }).locator('time').getAttribute('datetime')

/** The steps of the history, as the inspector lists them where it moves time. */
const historyOf = (page: Page) => inspectorOf(page).locator('ol.steps').innerText()

async function factsOf(page: Page): Promise<string[]> {
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  const facts = page.locator('.facts dd')
  await facts.first().waitFor()
  return facts.allTextContents()
}
