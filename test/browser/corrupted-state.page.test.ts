import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import * as fc from '../fast-check.ts'
import { times } from '../random-runs.ts'
import { createMock } from '../../src/create-mock.ts'
import { withoutBrowser } from './chromium.ts'
import { corruption, type StoredState } from './corruption.ts'
import { inPage, startMock, useMockPages } from './mock-pages.ts'

const options = { scenario: 'mid-campaign', persist: 'local' }
const runs = 30

describe.skipIf(withoutBrowser)('a stored state that is damaged', { timeout: 60_000 + runs * times * 4_000 }, () => {
  const { openPage } = useMockPages()

  test('is used as a whole, or dropped with one warning, and the mock begins anew', async () => {
    const page = await openPage()
    const warnings: string[] = []
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
    await startMock(page, options)
    await inPage(
      page,
      `(() => {
        mock.db.record.createMany(400, { phoneNumber: '+14155550118' })
        mock.clock.advance('30m')
        mock.db.campaign.delete({ where: { uuid: { equals: mock.db.campaign.getAll()[0].uuid } } })
        mock.load('inbound')
        mock.db.record.create({ phoneNumber: '+14155550118' })
        return mock.run('/api/campaigns')
      })()`,
    )
    const whole = await stateOf(page)
    const clean = JSON.stringify(createMock({ scenario: options.scenario }).snapshot())
    const stored = await readStored(page)
    expect(stored.parts.length).toBeGreaterThan(5)
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(corruption, async (corrupt) => {
        const damaged: StoredState = { heads: new Map(stored.heads), parts: new Map(stored.parts) }
        corrupt(damaged)
        await inPage(page, 'mock.stop()')
        await writeStored(page, damaged)
        warnings.length = 0
        await startMock(page, options)
        const found = await stateOf(page)
        // The texts are long: only a third state is printed, as what it has otherwise.
        if (found !== whole && found !== clean) expect(JSON.parse(found)).toEqual(JSON.parse(whole))
        expect(warnings).toHaveLength(found === whole || damaged.heads.size === 0 ? 0 : 1)
        await inPage(page, 'mock.reset()')
        expect((await stateOf(page)) === clean).toBe(true)
        seen.add(found)
      }),
      { numRuns: runs },
    )
    expect(seen.has(clean)).toBe(true)
  })
})

function stateOf(page: Page): Promise<string> {
  return inPage(page, 'JSON.stringify(mock.snapshot())')
}

/** The entries of both stores, with their keys as JSON. */
function readStored(page: Page): Promise<{ readonly [Name in keyof StoredState]: [string, never][] }> {
  return inPage(
    page,
    withStores(`Object.fromEntries(await Promise.all(['heads', 'parts'].map(async (name) => {
      const store = transaction.objectStore(name)
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
      return [name, keys.map((key, index) => [JSON.stringify(key), values[index]])]
    })))`),
  )
}

function writeStored(page: Page, { heads, parts }: StoredState): Promise<void> {
  const all = JSON.stringify({ heads: [...heads], parts: [...parts] })
  return inPage(
    page,
    withStores(`await Promise.all(Object.entries(${all}).flatMap(([name, entries]) => {
      const store = transaction.objectStore(name)
      return [done(store.clear()), ...entries.map(([key, value]) => done(store.put(value, JSON.parse(key))))]
    })).then(() => undefined)`),
  )
}

/** A script over the stores of the mock's database. */
function withStores(script: string): string {
  return `(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const database = await done(indexedDB.open('callcamp-mock'))
    try {
      const transaction = database.transaction(['heads', 'parts'], 'readwrite')
      return ${script}
    } finally {
      database.close()
    }
  })()`
}
