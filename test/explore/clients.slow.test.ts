import { appendFileSync } from 'node:fs'
import { ExploreError } from 'callcamp-mock/explore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { times } from '../random-runs.ts'
import { clients } from './clients/all.ts'

/** How many worlds are tried for a bug, and how many a repaired client has to pass. The soak test multiplies the latter. */
const worldsToFind = 300
const worldsToPass = 200 * times
/** The most steps of a failure that is as simple as it gets. */
const maxSteps = 5

/** Where `replay.mjs` wants the reports of all failures, to compare them. */
const failuresFile = process.env['FAILURES_FILE']

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a search finds in a few steps that', () => {
  test.each(clients)('$name', async (client) => {
    const failure: unknown = await client.search('broken', { worlds: worldsToFind }).catch((error: unknown) => error)
    if (!(failure instanceof ExploreError)) throw new Error('The search found nothing', { cause: failure })
    expect(failure.steps.length, failure.message).toBeLessThanOrEqual(maxSteps)
    const again: unknown = await client.search('broken', { path: failure.path }).catch((error: unknown) => error)
    expect(again).toMatchObject({ path: failure.path, steps: failure.steps })
    // Where the state is told by a file, its name is another each time.
    const [report] = failure.message.split('The state at the end')
    if (failuresFile !== undefined) appendFileSync(failuresFile, `${client.name}\n${report}\n`)
  })
})

describe('a search leaves the repaired client alone, of which it was found that', () => {
  test.each(clients)('$name', { timeout: 120_000 * times }, async (client) => {
    const { worlds, isRepeatable } = await client.search('fixed', { worlds: worldsToPass })
    expect(worlds).toBe(worldsToPass)
    expect(isRepeatable).toBe(true)
  })
})
