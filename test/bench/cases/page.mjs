// Chromium from the start of the mock to its first answers: how long the page stands still, and how long until it can be used.
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium } from '../../../.config/chromium.mjs'
import { median } from '../measure.mjs'

const root = resolve(import.meta.dirname, '../../..')
const { resolve: find } = createRequire(import.meta.url)

/** A page reports tasks that take longer than this, in milliseconds. */
const unseen = 50

/**
 * Runs in the page. `at-once` makes the data in one go, as every other door does. It is not bundled with the mock, like
 * the script of most pages: for each request of the page, Chromium notes to the test which script sent it, and reads
 * that script again.
 */
const script = `
import { setupMockWorker } from '/mock.js'
const unseen = ${unseen}
const has = (name) => new URLSearchParams(location.search).has(name)
const scenario = new URLSearchParams(location.search).get('scenario')
const long = []
new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: 'longtask', buffered: true })
// The task that has read this script is not one of the mock's start.
await new Promise((resolve) => setTimeout(resolve))
const { startTime: began } = performance.mark('mock starts')
const { mock, start } = setupMockWorker({ scenario, persist: has('persist') && 'local' })
if (has('at-once')) mock.db.record.count()
await start()
const read = async (query) => (await (await fetch('http://callcamp.ai/api/records' + query)).json()).total
const total = await read('')
await read('?search=smith')
performance.mark('mock is usable')
mock.db.record.create({ phoneNumber: '+14155550118' })
await read('')
await new Promise((resolve) => setTimeout(resolve, 500))
const since = long.filter(({ startTime, duration }) => startTime + duration > began)
const byClock = Math.max(unseen, ...since.map(({ duration }) => duration))
window.found = { total, byClock, usable: performance.measure('until usable', 'mock starts', 'mock is usable').duration }
`

/** How a page comes to be: loaded for the first time, or again with what was kept. */
const ways = [
  { name: 'demo', query: 'scenario=demo' },
  { name: 'large', query: 'scenario=large' },
  { name: 'demo, reloaded', query: 'scenario=demo&persist', reloads: true },
  { name: 'large, reloaded', query: 'scenario=large&persist', reloads: true },
  { name: 'large, made at once', query: 'scenario=large&at-once' },
]
const longestTask = (name) => `${name} in Chromium, the longest task`
const longestByClock = (name) => `${longestTask(name)} by the clock`
const untilUsable = 'large in Chromium, until usable'
const pages = ways.map(({ name }) => name).slice(0, -1)

export async function measurePage({ full }) {
  const executablePath = findChromium()
  const names = [...pages.map(longestTask), ...pages.map(longestByClock), untilUsable]
  if (!executablePath) return Object.fromEntries(names.map((name) => [name, { absent: 'Chromium is not installed' }]))
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-bench-'))
  const { chromium } = await import('@playwright/test')
  const server = await servePage(folder)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const runs = Object.fromEntries(ways.map(({ name }) => [name, []]))
  const visit = async ({ query, reloads }) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    try {
      // The script of the page awaits, and the page has not loaded before that.
      const load = async (run) => {
        await run()
        return (await page.waitForFunction('window.found', undefined, { timeout: 120_000 })).jsonValue()
      }
      const address = `http://127.0.0.1:${server.address().port}/?${query}`
      const first = () => page.goto(address, { waitUntil: 'commit' })
      if (!reloads) return await traced(browser, page, folder, () => load(first))
      await load(first)
      return await traced(browser, page, folder, () => load(() => page.reload({ waitUntil: 'commit' })))
    } finally {
      await context.close()
    }
  }
  try {
    for (let round = 0; round < (full ? 3 : 1); round += 1)
      for (const way of ways) runs[way.name].push(await visit(way))
    const of = (name, key) => median(runs[name].map((run) => run[key]))
    return Object.fromEntries([
      ...pages.map((name) => [longestTask(name), { ours: of(name, 'longest'), limit: 100 }]),
      ...pages.map((name) => [longestByClock(name), { ours: of(name, 'byClock'), limit: 100 }]),
      [untilUsable, { ours: of('large', 'usable'), limit: of('large, made at once', 'usable') }],
    ])
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Runs something and adds the longest task of the page since its mock was started, by the time of the processor.
 * The long-task entries of the page measure the clock on the wall, and so whatever else the machine is doing.
 */
async function traced(browser, page, folder, run) {
  const path = join(folder, 'trace.json')
  await browser.startTracing(page, { path, categories: ['toplevel', 'blink.user_timing'] })
  const found = await run()
  await browser.stopTracing()
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8'))
  const began = traceEvents.find(({ name, cat }) => name === 'mock starts' && cat.includes('blink.user_timing'))
  if (!began) throw new Error('The trace does not say when the mock was started')
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid, ts, dur }) =>
      name.endsWith('RunTask') && ph === 'X' && pid === began.pid && tid === began.tid && ts + dur >= began.ts,
  )
  return { ...found, longest: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000 }
}

async function servePage(folder) {
  const { build } = await import('rolldown')
  const cache = join(root, 'node_modules/.cache/callcamp-mock')
  mkdirSync(cache, { recursive: true })
  const entry = join(cache, 'bench-page.mjs')
  writeFileSync(entry, `export { setupMockWorker } from '${root}/dist/browser.js'`)
  writeFileSync(join(folder, 'page.js'), script)
  await build({
    input: entry,
    platform: 'browser',
    output: { dir: folder, format: 'esm', entryFileNames: 'mock.js' },
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
