// node test/soak/inspector.mjs [minutes] [rate|large|hours …]: the inspector of the built server in Chromium, while much
// happens. It prints frames, long tasks, requests and memory, and fails where they miss what the inspector promises.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { findChromium } from '../../.config/chromium.mjs'

const root = resolve(import.meta.dirname, '../..')
const [minutes = '10', ...named] = process.argv.slice(2)
const tracing = { categories: ['disabled-by-default-devtools.timeline'] }
const promised = { frames: 50, taskMs: 100, opening: 12, perSecond: 4, growthMb: 5 }

const parts = {
  /** 10,000 requests, 300 a second, while the journal is looked at. */
  async rate(browser) {
    const { url, stop } = await startServer('demo')
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    try {
      const page = await openPage(browser, `${url}/__mock/#/requests`)
      await page.getByRole('heading', { name: 'Requests' }).waitFor()
      await wait(2_000)
      await browser.startTracing(page, tracing)
      await page.evaluate(watchFrames)
      const started = performance.now()
      for (let sent = 0; sent < 10_000;) {
        const due = Math.min(10_000, Math.floor(((performance.now() - started) / 1_000) * 300))
        for (; sent < due; sent += 1) ask(agent, `${url}/api/records?page=${1 + (sent % 9)}&limit=5`)
        await wait(10)
      }
      const report = await page.evaluate(() => globalThis.seen())
      await page.getByText('10,000').first().waitFor()
      const longestCpu = longestTask(await browser.stopTracing())
      return {
        ...report,
        longestCpu,
        good: report.frames >= promised.frames && longestCpu <= promised.taskMs,
      }
    } finally {
      agent.destroy()
      await stop()
    }
  },

  /** Every view of the largest scenario while calls are made. */
  async large(browser) {
    const { url, stop } = await startServer('large')
    try {
      const page = await openPage(browser, 'about:blank')
      let requests = 1
      page.on('request', () => (requests += 1))
      await page.goto(`${url}/__mock/`)
      await page.locator('.legend').waitFor()
      const opening = requests
      const report = {}
      await control(url, '/clock', { frozen: false, speed: 60 })
      const link = await page.locator('.campaigns a').first().getAttribute('href')
      for (const route of [link, '#/data/record', '#/data/order', '#/requests', '#/time', '#/overview']) {
        await browser.startTracing(page, tracing)
        await page.evaluate(watchFrames)
        const started = performance.now()
        await page.evaluate((hash) => (location.hash = hash), route)
        await page.locator('.view :is(h1, h2):visible').first().waitFor()
        const shownMs = Math.round(performance.now() - started)
        await wait(4_000)
        report[route.split('/')[1] + (route.split('/')[2] ?? '').slice(0, 6)] = {
          shownMs,
          ...(await page.evaluate(() => globalThis.seen())),
          longestCpu: longestTask(await browser.stopTracing()),
        }
      }
      const longest = Math.max(...Object.values(report).map((view) => view.longestCpu))
      return { opening, ...report, good: opening <= promised.opening && longest <= promised.taskMs }
    } finally {
      await stop()
    }
  },

  /** Time at ×3600 for some minutes: what the page keeps must not grow. */
  async hours(browser) {
    const { url, stop } = await startServer('mid-campaign')
    try {
      const page = await openPage(browser, `${url}/__mock/`)
      await page.locator('.legend').waitFor()
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable')
      await control(url, '/clock', { frozen: false, speed: 3_600 })
      let requests = 0
      page.on('request', () => (requests += 1))
      const heaps = []
      const nodes = []
      const rounds = Math.max(4, Math.round(Number(minutes) * 2))
      for (let round = 0; round <= rounds; round += 1) {
        await session.send('HeapProfiler.collectGarbage')
        const { metrics } = await session.send('Performance.getMetrics')
        const valueOf = (name) => metrics.find((one) => one.name === name).value
        heaps.push(Math.round(valueOf('JSHeapUsedSize') / 104_857.6) / 10)
        nodes.push(valueOf('Nodes'))
        if (round === rounds) break
        // Calls go on for as long as there is somebody to be called.
        await control(url, '/reset', {})
        await control(url, '/clock', { frozen: false, speed: 3_600 })
        await wait((Number(minutes) * 60_000) / rounds)
      }
      const perSecond = Math.round((requests / (Number(minutes) * 60)) * 10) / 10
      const growth = heaps.at(-1) - heaps[1]
      return { heaps, nodes, perSecond, good: growth <= promised.growthMb && perSecond <= promised.perSecond }
    } finally {
      await stop()
    }
  },
}

/** The longest task of a page in milliseconds of its own: other work on the machine does not count. */
function longestTask(trace) {
  const { traceEvents } = JSON.parse(trace.toString())
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const pages = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = traceEvents.filter(
    ({ name, tdur, pid, tid }) => name === 'RunTask' && tdur !== undefined && pages.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace holds no task of a page')
  return Math.round(tasks.reduce((most, { tdur }) => Math.max(most, tdur), 0) / 1_000)
}

/** Runs in the page: counts frames and tasks of more than 50 ms until `seen()` is called. */
function watchFrames() {
  const started = performance.now()
  let frames = 0
  const tasks = []
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(Math.round(duration))
  })
  observer.observe({ type: 'longtask' })
  let isWatching = true
  const draw = () => {
    frames += 1
    if (isWatching) requestAnimationFrame(draw)
  }
  requestAnimationFrame(draw)
  globalThis.seen = () => {
    isWatching = false
    observer.disconnect()
    const seconds = (performance.now() - started) / 1_000
    return { frames: Math.round(frames / seconds), longTasks: tasks.length, longest: Math.max(0, ...tasks) }
  }
}

async function startServer(scenario) {
  const child = spawn(process.execPath, [
    join(root, 'dist/cli.js'),
    '--port=0',
    `--scenario=${scenario}`,
    '--frozen',
    '--journal=10000',
  ])
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.pipe(process.stderr)
  while (!/http:\/\/\S+:\d+/.test(text)) await once(child.stdout, 'data')
  const [, url] = /(http:\/\/[^/\s]+:\d+)/.exec(text)
  const stop = async () => {
    child.kill()
    await once(child, 'exit')
  }
  return { url, stop }
}

async function openPage(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(url)
  return page
}

function ask(agent, url) {
  request(url, { agent }, (response) => response.resume())
    .on('error', () => {})
    .end()
}

async function control(url, path, body) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  await fetch(`${url}/__mock${path}`, init)
}

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
let isGood = true
try {
  for (const name of named.length > 0 ? named : Object.keys(parts)) {
    const { good, ...report } = await parts[name](browser)
    console.log(`${name}: ${good ? 'passed' : 'MISSED'}`, report)
    isGood &&= good
  }
} finally {
  await browser.close()
}
process.exitCode = isGood ? 0 : 1
