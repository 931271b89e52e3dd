// `npm run screenshots`: every view of the inspector, light and dark, at phone and at desktop width, over the built server.
// They go to node_modules/.cache/callcamp-mock/screenshots; the two that the README shows, to .github.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache/callcamp-mock/screenshots')
mkdirSync(folder, { recursive: true })

const { serve } = await import('../dist/server.js')
const { url, mock, close } = await serve({ port: 0, scenario: 'demo', clock: 'frozen' })
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
try {
  await ask('/api/campaigns?page=1&limit=5')
  await ask('/api/records?search=ada')
  await ask('/api/campaigns', { name: 'Autumn follow-up', status: 'started', type: 'outbound' })
  await ask('/api/campaigns', { name: 'Autumn follow-up', status: 'draft', type: 'outbound', colour: 'red' })
  const order = mock.db.order.findFirst({ where: { status: { equals: 'contacted' } } })
  const campaign = mock.db.campaign.findFirst({ where: { name: { equals: 'Spring renewal' } } })
  const views = {
    overview: 'overview',
    campaign: `campaign/${campaign.uuid}`,
    records: 'records',
    record: `records/${order.recordUuid}`,
    requests: 'requests',
    request: 'requests',
    time: 'time',
    scenarios: 'scenarios',
    faults: 'faults',
  }
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      for (const [name, route] of Object.entries(views)) {
        mock.faults.clear()
        if (name === 'faults') mock.faults.add({ operation: 'orders.list', status: 503 })
        await page.goto(`${url}/__mock/#/${route}`)
        await page.reload()
        await page.locator('main h1').waitFor()
        if (name === 'request') await page.getByRole('button', { name: 'POST /api/campaigns' }).first().click()
        await page.waitForTimeout(500)
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
        if (name === 'overview' && width === 1280)
          await page.screenshot({ path: join(root, '.github', `inspector-${colorScheme}.png`) })
      }
      await page.close()
    }
  }
  console.log(folder)
} finally {
  await browser.close()
  await close()
}

async function ask(path, body) {
  await fetch(
    url + path,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
}
