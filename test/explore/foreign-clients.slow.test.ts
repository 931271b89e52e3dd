import { ExploreError } from 'callcamp-mock/explore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { times } from '../random-runs.ts'
import autocomplete from './foreign-clients/autocomplete.ts'
import bulkImport from './foreign-clients/bulk-import.ts'
import campaignStore from './foreign-clients/campaign-store.ts'
import cancelPlanned from './foreign-clients/cancel-planned.ts'
import contactExport from './foreign-clients/contact-export.ts'
import contactForm from './foreign-clients/contact-form.ts'
import dashboard from './foreign-clients/dashboard.ts'
import duplicateAudit from './foreign-clients/duplicate-audit.ts'
import mirrorSync from './foreign-clients/mirror-sync.ts'
import postpone from './foreign-clients/postpone.ts'

/** Clients by someone who knew the documentation of the API, and nothing of how a search works. */
const clients = [
  autocomplete,
  bulkImport,
  campaignStore,
  cancelPlanned,
  contactExport,
  contactForm,
  dashboard,
  duplicateAudit,
  mirrorSync,
  postpone,
]

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
  test.each(clients)('$name', async (client) => {
    const failure: unknown = await client.search('broken', { worlds: worldsToFind }).catch((error: unknown) => error)
    if (!(failure instanceof ExploreError)) throw new Error('The search found nothing', { cause: failure })
    expect(failure.steps.length, failure.message).toBeLessThanOrEqual(maxSteps)
    const again: unknown = await client.search('broken', { path: failure.path }).catch((error: unknown) => error)
    expect(again).toMatchObject({ path: failure.path, steps: failure.steps })
    // The bug is what fails there, and nothing that the repaired client has, too.
    await expect(client.search('fixed', { path: failure.path })).resolves.toMatchObject({ worlds: 1 })
  })
})

describe('a search leaves the repaired client alone, of which it was found that', () => {
  test.each(clients)('$name', { timeout: 120_000 * times }, async (client) => {
    const { worlds, isRepeatable } = await client.search('fixed', { worlds: worldsToPass })
    expect({ worlds, isRepeatable }).toEqual({ worlds: worldsToPass, isRepeatable: true })
  })
})
