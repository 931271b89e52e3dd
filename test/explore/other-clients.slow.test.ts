import { ExploreError } from 'callcamp-mock/explore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { times } from '../random-runs.ts'
import changesSince from './other-clients/changes-since.ts'
import contactMirror from './other-clients/contact-mirror.ts'
import copyCampaign from './other-clients/copy-campaign.ts'
import customFields from './other-clients/custom-fields.ts'
import deleteSeveral from './other-clients/delete-several.ts'
import filteredCache from './other-clients/filtered-cache.ts'
import openNow from './other-clients/open-now.ts'
import phoneFormat from './other-clients/phone-format.ts'
import retryAfter from './other-clients/retry-after.ts'
import switchCampaign from './other-clients/switch-campaign.ts'

/**
 * Clients that the authors of `explore` wrote from the documentation of the API. Their bugs were chosen before a search
 * was tried.
 */
const found = [
  contactMirror,
  copyCampaign,
  customFields,
  deleteSeveral,
  filteredCache,
  openNow,
  phoneFormat,
  retryAfter,
  switchCampaign,
]
const missed = [changesSince]

const worldsToFind = 300
const worldsToPass = 200 * times
const maxSteps = 5

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a search finds in a few steps that', () => {
  test.each(found)('$name', async (client) => {
    const failure: unknown = await client.search('broken', { worlds: worldsToFind }).catch((error: unknown) => error)
    if (!(failure instanceof ExploreError)) throw new Error('The search found nothing', { cause: failure })
    expect(failure.steps.length, failure.message).toBeLessThanOrEqual(maxSteps)
    const again: unknown = await client.search('broken', { path: failure.path }).catch((error: unknown) => error)
    expect(again).toMatchObject({ path: failure.path, steps: failure.steps })
  })
})

// The documentation names this limit. Where a search finds it, the documentation is out of date.
describe('a search does not find that', () => {
  test.each(missed)('$name', async (client) => {
    await expect(client.search('broken', { worlds: worldsToFind })).resolves.toMatchObject({ worlds: worldsToFind })
  })

  test('a feed of changes misses a contact, unless its world is named', async () => {
    const search = changesSince.search('broken', { path: 'records=250 2:other-edits' })
    await expect(search).rejects.toBeInstanceOf(ExploreError)
  })
})

describe('a search leaves the repaired client alone, of which it was found that', () => {
  test.each([...found, ...missed])('$name', { timeout: 120_000 * times }, async (client) => {
    const { worlds, isRepeatable } = await client.search('fixed', { worlds: worldsToPass })
    expect({ worlds, isRepeatable }).toEqual({ worlds: worldsToPass, isRepeatable: true })
  })
})
