import { explore, ExploreError } from 'callcamp-mock/explore'
import { brokenNames, fixedNames } from './app'

// A search takes seconds on a busy machine.
jest.setTimeout(120_000)

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const search = (namesOf) =>
  explore({ worlds: 60, print: false, vary: { others: false } }, async ({ mock, troubles }) => {
    const began = Date.now()
    const names = await namesOf().catch(() => undefined)
    expect(Date.now() - began).toBeGreaterThanOrEqual(troubles.includes('unavailable') ? 30_000 : 0)
    if (names) expect(names).toHaveLength(mock.db.campaign.count())
    else expect(troubles).not.toEqual([])
  })

test('a search finds the page that is forgotten', async () => {
  const found = await search(brokenNames).catch((error) => error)
  expect(found).toBeInstanceOf(ExploreError)
  expect(found.path).toBe('campaigns=11')
})

test('a search leaves the repaired client alone, and moves its timers', async () => {
  const { worlds, isRepeatable, transitions } = await search(fixedNames)
  expect({ worlds, isRepeatable }).toEqual({ worlds: 60, isRepeatable: true })
  expect(transitions.map(({ fault }) => fault)).toContain('unavailable')
})
