// `npm run screenshots`: every view of the inspector, light and dark, from phone to wide desktop, over the built server.
// They go to node_modules/.cache/callcamp-mock/screenshots; the four that the READMEs show, to .github.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.mjs'
import { smallPicture } from './small-picture.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache/callcamp-mock/screenshots')
mkdirSync(folder, { recursive: true })

/** What the README shows. */
const pictures = {
  'overview light': 'inspector-light.png',
  'overview dark': 'inspector-dark.png',
  'campaign light': 'inspector-campaign.png',
  'request light': 'inspector-request.png',
}

const { serve } = await import('../dist/server.js')
const { url, mock, close } = await serve({ port: 0, scenario: 'demo', clock: 'frozen' })
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
try {
  await ask('/api/campaigns?page=1&limit=5')
  await ask('/api/records?search=ada')
  await ask('/api/campaigns', { name: 'Autumn follow-up', status: 'started', type: 'outbound' })
  await ask('/api/campaigns', { name: 'Autumn follow-up', status: 'draft', type: 'outbound', colour: 'red' })
  mock.faults.add({ operation: 'orders.list', status: 503 })
  await ask(`/api/campaigns/${mock.db.campaign.getAll()[0].uuid}/orders`)
  const order = mock.db.order.findFirst({ where: { status: { equals: 'contacted' } } })
  const campaign = mock.db.campaign.findFirst({ where: { name: { equals: 'Spring renewal' } } })
  const views = {
    overview: 'overview',
    campaign: `campaign/${campaign.uuid}`,
    data: 'data/record',
    row: `data/order/${order.uuid}`,
    requests: 'requests',
    request: 'requests/5',
    time: 'time',
    simulator: 'simulator',
    scenarios: 'scenarios',
    faults: 'faults',
    fault: 'faults/new',
    palette: 'overview',
    keys: 'overview',
  }
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 768, 905, 1280, 1920]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      for (const [name, route] of Object.entries(views)) {
        mock.faults.clear()
        if (name === 'faults') mock.faults.add({ operation: 'orders.list', status: 503 })
        await page.goto(`${url}/__mock/#/${route}`)
        await page.reload()
        await page.locator('.view :is(h1, h2):visible').first().waitFor()
        if (name === 'palette') {
          await page.keyboard.press('Control+k')
          await page.keyboard.type('ada')
        }
        if (name === 'keys') await page.keyboard.press('?')
        await page.getByText('Loading…').first().waitFor({ state: 'detached' })
        await page.waitForTimeout(500)
        const picture = await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
        const shown = pictures[`${name} ${colorScheme}`]
        if (shown && width === 1280) writeFileSync(join(root, '.github', shown), smallPicture(picture))
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
