import { ExploreError } from 'callcamp-mock/explore'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { times } from '../random-runs.ts'
import type { Client } from './clients/client.ts'

/** How many worlds are tried for a bug, and how many a repaired client has to pass. The soak test multiplies the latter. */
export const worldsToFind = 300
const worldsToPass = 200 * times
/** The most steps of a failure that is as simple as it gets. */
const maxSteps = 5

/** Defines tests that a search finds the bug of each client, and that it leaves all repaired clients alone. */
export function defineClientTests(
  found: readonly Client[],
  options: {
    readonly missed?: readonly Client[]
    readonly onFailure?: (client: Client, failure: ExploreError) => void
  },
): void {
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
      // The bug is what fails in that world, and nothing that the repaired client has, too.
      await expect(client.search('fixed', { path: failure.path })).resolves.toMatchObject({ worlds: 1 })
      options.onFailure?.(client, failure)
    })
  })

  describe('a search leaves the repaired client alone, of which it was found that', () => {
    test.each([...found, ...(options.missed ?? [])])('$name', { timeout: 120_000 * times }, async (client) => {
      const { worlds, isRepeatable } = await client.search('fixed', { worlds: worldsToPass })
      expect({ worlds, isRepeatable }).toEqual({ worlds: worldsToPass, isRepeatable: true })
    })
  })
}
