import { ExploreError } from 'callcamp-mock/explore'
import { describe, expect, test } from 'vitest'
import { defineClientTests, worldsToFind } from './client-tests.ts'
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

defineClientTests(found, { missed })

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
