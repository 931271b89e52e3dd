import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { seconds, seed, times } from '../random-runs.ts'
import { Stream } from '../../src/world/random.ts'
import { withoutBrowser } from './chromium.ts'
import { inPage, startMock, useMockPages } from './mock-pages.ts'

/** How many operations each of the tabs does that are open at a time, unless the soak test sets a duration. */
const operations = 25 * times

const timeout = 60_000 + operations * 2_000 + seconds * 3_000

describe.skipIf(withoutBrowser)('tabs that share their data', { timeout }, () => {
  const { openContext, openPage } = useMockPages()

  test.each([2, 5])('%i of them, which come and go, lose nothing that was answered, and are equal', async (count) => {
    const random = new Stream(`${seed} ${count}`)
    const shared = await openContext()
    const tabs: Page[] = []
    const open = async () => {
      const page = await openPage(shared)
      await startMock(page)
      return page
    }
    for (let index = 0; index < count; index += 1) tabs.push(await open())
    const answered: string[] = []
    await shared.exposeFunction('answered', (name: string) => void answered.push(name))
    let name = 0
    const until = performance.now() + seconds * 1_000
    for (let done = 0; done < operations || performance.now() < until; done += 5) {
      const running = Promise.all(
        tabs.map((page) =>
          operate(page, { seed: random.bits(), from: (name += 5), count: 5 }).catch((error: unknown) => {
            if (!page.isClosed()) throw error
          }),
        ),
      )
      if (random.between(0, 2) === 0) {
        // In the midst of whatever it does.
        const [closed] = tabs.splice(random.between(0, tabs.length - 1), 1)
        await closed!.close()
        tabs.push(await open())
      }
      await running
    }
    const again = await open()
    const found = await stateOf(again)
    expect(answered.length).toBeGreaterThan(operations / 2)
    expect(answered.filter((one) => !found.names.includes(one))).toEqual([])
    for (const page of tabs) await expect.poll(() => stateOf(page)).toEqual(found)
  })

  test('keep 100,000 contacts, and none of them is in the storage of the page', async () => {
    const page = await openPage()
    await startMock(page)
    const before = await inPage<string>(
      page,
      `(() => {
        localStorage.setItem('mine', 'x'.repeat(2_000_000))
        for (let part = 0; part < 100; part += 1) mock.db.record.createMany(1_000, { phoneNumber: '+14155550118' })
        return mock.run('/api/records').then(() => JSON.stringify([mock.db.record.count(), mock.db.record.getAll().at(-1)]))
      })()`,
    )
    await page.reload()
    await startMock(page)
    expect(await inPage(page, 'JSON.stringify([mock.db.record.count(), mock.db.record.getAll().at(-1)])')).toBe(before)
    expect(JSON.parse(before)).toEqual([100_000, expect.anything()])
    expect(await inPage(page, 'Object.keys(localStorage).join()')).toBe('mine')
  })

  test('copy a tab of its own data with the tab, and go their own ways', async () => {
    const shared = await openContext()
    const page = await openPage(shared)
    await startMock(page, { persist: 'session' })
    await inPage(page, `mock.db.campaign.create({ name: 'Both' }), mock.run('/api/campaigns')`)
    const name = await inPage<string>(page, `sessionStorage.getItem('callcamp-mock:session')`)
    const copy = await openPage(shared)
    await inPage(copy, `sessionStorage.setItem('callcamp-mock:session', ${JSON.stringify(name)})`)
    await startMock(copy, { persist: 'session' })
    await inPage(page, `mock.db.campaign.create({ name: 'One' }), mock.run('/api/campaigns')`)
    for (const one of [page, copy]) {
      await one.reload()
      await startMock(one, { persist: 'session' })
    }
    expect((await stateOf(page)).names).toEqual(['Both', 'One'])
    expect((await stateOf(copy)).names).toEqual(['Both'])
  })
})

/** Does random things, and tells the names of campaigns whose creation was answered. */
function operate(
  page: Page,
  { seed: start, from, count }: { seed: number; from: number; count: number },
): Promise<void> {
  return inPage(
    page,
    `(async () => {
      let state = ${start}
      const pick = (most) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % most
      const send = (method, path, body) =>
        mock.run(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      for (let index = ${from}; index < ${from + count}; index += 1) {
        const name = 'Campaign ' + index
        const made = await send('POST', '/api/campaigns', { name, status: 'active', type: 'outbound' })
        if (made.status !== 201) throw new Error('status ' + made.status)
        const { uuid } = await made.json()
        await answered(name)
        const phoneNumber = '+1415555' + String(pick(10_000)).padStart(4, '0')
        await send('POST', '/api/campaigns/' + uuid + '/orders', { status: 'planned', record: { phoneNumber, parameters: {} } })
        if (pick(3) === 0) mock.db.campaign.create({ name: 'Direct ' + index })
        if (pick(3) === 0) mock.clock.advance('10m')
        if (pick(4) === 0) {
          const records = mock.db.record.getAll()
          const record = records[pick(records.length)]
          if (record) await mock.run('/api/records/' + record.uuid, { method: 'DELETE' })
        }
        if (pick(4) === 0) mock.db.order.updateMany({ where: {}, data: { price: pick(100) } })
        const list = await mock.run('/api/campaigns/' + uuid + '/orders')
        if (list.status !== 200) throw new Error('status ' + list.status)
      }
    })()`,
  )
}

async function stateOf(page: Page): Promise<{ names: string[]; text: string }> {
  return inPage(
    page,
    `mock.run('/api/campaigns').then(() => ({
      names: mock.db.campaign.getAll().map(({ name }) => name),
      text: JSON.stringify(mock.snapshot()),
    }))`,
  )
}
