import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import type { Result } from 'axe-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { findChromium } from '../../.config/chromium.mjs'

/** The browser of a test file. Where none is installed its tests are skipped. */

const executablePath = findChromium()
export const withoutBrowser = executablePath === undefined
const countsFolder = process.env['COUNTS_FOLDER']

/** What a page told the console and threw, beside the page itself. */
export interface Opened {
  readonly page: Page
  readonly errors: string[]
  readonly warnings: string[]
}

/** Starts a browser for the tests of this file, and opens pages in it. */
export function useBrowser(): {
  readonly context: (options?: BrowserContextOptions) => Promise<BrowserContext>
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<Opened>
} {
  let browser: Browser | undefined
  let ofTest: BrowserContext[] = []
  beforeAll(async () => {
    if (executablePath) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 30_000)
  beforeEach(() => {
    ofTest = []
  })
  // A page that stays open goes on to work, and takes time from the tests after it.
  afterEach(() => closeAll(ofTest))
  afterAll(async () => {
    await closeAll(browser?.contexts() ?? [])
    await browser?.close()
  })
  const context = async (options: BrowserContextOptions = {}) => {
    if (!browser) throw new Error('The browser was not started')
    const made = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    // A page whose coverage is measured takes several times as long on a busy machine.
    made.setDefaultTimeout(45_000)
    ofTest.push(made)
    return made
  }
  return { context, open: async (url, options) => watch(await (await context(options)).newPage(), url) }
}

export async function watch(page: Page, url: string): Promise<Opened> {
  const errors: string[] = []
  const warnings: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
    if (message.type() === 'warning') warnings.push(message.text())
  })
  if (countsFolder !== undefined) await page.coverage.startJSCoverage({ resetOnNavigation: false })
  await page.goto(url)
  return { page, errors, warnings }
}

async function closeAll(contexts: readonly BrowserContext[]): Promise<void> {
  await layDownCounts(contexts.flatMap((one) => one.pages()))
  await Promise.all(contexts.map((one) => one.close()))
}

/** While the coverage is measured: what has run in these pages. */
async function layDownCounts(pages: readonly Page[]): Promise<void> {
  if (countsFolder === undefined) return
  for (const page of pages) {
    const result = await page.coverage.stopJSCoverage()
    writeFileSync(join(countsFolder, `page-${randomUUID()}.json`), JSON.stringify({ result }))
  }
}

export async function loadAxe(page: Page): Promise<void> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
}

/** What axe finds by all of its rules, as short as possible. */
export function flawsIn(page: Page, within = 'html'): Promise<string[]> {
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: { run(selector: string): Promise<{ violations: Result[] }> } }
    const { violations } = await axe.run(selector)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    )
  }, within)
}
