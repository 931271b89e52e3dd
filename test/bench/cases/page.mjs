// The scenario `large` in a page of Chromium: how long the page stands still, and how long until it can be used.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium } from '../../../.config/chromium.mjs'
import { median } from '../measure.mjs'

const root = resolve(import.meta.dirname, '../../..')
const { resolve: find } = createRequire(import.meta.url)

/** Runs in the page. `atOnce` makes the data in one go, as every other door does. */
const script = `
import { setupMockWorker } from '${root}/dist/browser.js'
const tasks = []
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask', buffered: true })
const atOnce = location.search === '?at-once'
const began = performance.now()
const { mock, start } = setupMockWorker({ scenario: 'large', simulator: false })
if (atOnce) mock.db.record.count()
await start()
const { total } = await (await fetch('http://callcamp.ai/api/records')).json()
const usable = performance.now() - began
await new Promise((resolve) => setTimeout(resolve, 500))
window.found = { total, usable, longest: Math.max(0, ...tasks) }
`

export async function measurePage({ quick }) {
  const names = ['large in Chromium, the longest task', 'large in Chromium, until usable']
  const executablePath = findChromium()
  if (!executablePath) return Object.fromEntries(names.map((name) => [name, { absent: 'Chromium is not installed' }]))
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-bench-'))
  const { chromium } = await import('@playwright/test')
  const server = await servePage(folder)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const runs = { sliced: [], atOnce: [] }
    for (let round = 0; round < (quick ? 1 : 3); round += 1)
      for (const [side, query] of Object.entries({ sliced: '', atOnce: '?at-once' })) {
        const page = await browser.newPage()
        // The script of the page awaits, and the page has not loaded before that.
        await page.goto(`http://127.0.0.1:${server.address().port}/${query}`, { waitUntil: 'commit' })
        const found = await (await page.waitForFunction('window.found', undefined, { timeout: 120_000 })).jsonValue()
        if (found.total !== 100_000) throw new Error(`The page found ${found.total} contacts`)
        runs[side].push(found)
        await page.close()
      }
    const of = (side, key) => median(runs[side].map((run) => run[key]))
    return {
      [names[0]]: { ours: of('sliced', 'longest'), limit: 100 },
      [names[1]]: { ours: of('sliced', 'usable'), limit: of('atOnce', 'usable') },
    }
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function servePage(folder) {
  const { build } = await import('rolldown')
  const entry = join(root, 'node_modules/.cache/callcamp-mock/bench-page.mjs')
  writeFileSync(entry, script)
  await build({
    input: entry,
    platform: 'browser',
    output: { dir: folder, format: 'esm', entryFileNames: 'page.js' },
    logLevel: 'silent',
  })
  const files = { '/mockServiceWorker.js': find('msw/mockServiceWorker.js') }
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1')
    if (pathname === '/') {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><script type="module" src="/page.js"></script>')
      return
    }
    response.setHeader('content-type', 'text/javascript')
    createReadStream(files[pathname] ?? join(folder, pathname))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return server
}
