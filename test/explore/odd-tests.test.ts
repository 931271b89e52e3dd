import { explore } from 'callcamp-mock/explore'
import { describe, expect, test } from 'vitest'

const campaigns = 'http://callcamp.ai/api/campaigns'
const quiet = { print: false } as const
const nothing = { data: false, time: false, calls: false, network: false, others: false } as const

const listCampaigns = async () => (await fetch(campaigns)).json()

const failureOf = (search: Promise<unknown>) =>
  search.then(
    () => {
      throw new Error('The search found nothing')
    },
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )

describe('a test that', () => {
  test.each([
    ['a text', 'broken'],
    ['nothing', undefined],
    ['null', null],
    ['an object', { code: 7 }],
  ])('throws %s fails', async (_name, thrown) => {
    const error = await failureOf(
      explore(quiet, () => {
        throw thrown
      }),
    )
    expect(error).toMatchObject({ name: 'ExploreError', path: '', cause: thrown, worlds: 1 })
  })

  test('rejects with nothing fails', async () => {
    const error = await failureOf(explore(quiet, () => Promise.reject(undefined)))
    expect(error).toMatchObject({ name: 'ExploreError', path: '', cause: undefined })
  })

  test('waits in real time for a little is waited for', async () => {
    const { isRepeatable } = await explore({ ...quiet, worlds: 2 }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await listCampaigns().catch(() => {})
    })
    expect(isRepeatable).toBe(true)
  })

  test('explores itself has worlds within worlds', async () => {
    const counts: number[] = []
    await explore({ ...quiet, worlds: 3, vary: { ...nothing, data: { only: ['campaigns'] } } }, async ({ mock }) => {
      await explore({ ...quiet, worlds: 2, vary: nothing }, async () => void counts.push((await listCampaigns()).total))
      expect((await listCampaigns()).total).toBe(mock.db.campaign.count())
    })
    expect(new Set(counts)).toEqual(new Set([3]))
  })
})

test('searches at the same time have worlds of their own', async () => {
  const search = (seed: number) =>
    explore({ ...quiet, seed, worlds: 20, vary: { ...nothing, data: { only: ['campaigns'] } } }, async ({ mock }) =>
      expect((await listCampaigns()).total).toBe(mock.db.campaign.count()),
    )
  const found = await Promise.all([1, 2, 3].map(search))
  expect(found.map(({ worlds }) => worlds)).toEqual([20, 20, 20])
})
