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
  const unreadable: object = new Proxy(
    {},
    {
      get: () => {
        throw new Error('do not read me')
      },
    },
  )
  test.each([
    ['a text', 'broken', 'broken'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a symbol', Symbol('broken'), 'Symbol(broken)'],
    ['an object', { code: 7 }, '{"code":7}'],
    ['an object with a message', { code: 7, message: 'no campaign' }, 'no campaign'],
    ['an object without a prototype', Object.create(null), '{}'],
    ['an object that throws when it is read', unreadable, 'an object that cannot be read'],
  ])('throws %s fails', async (_name, thrown: unknown, told) => {
    const error = await failureOf(
      explore(quiet, () => {
        throw thrown
      }),
    )
    expect(error).toMatchObject({ name: 'ExploreError', path: '', worlds: 1 })
    expect(error.cause === thrown).toBe(true)
    expect(error.message.split('\n')[0]).toBe(`explore: the test fails in world 1: ${told}`)
  })

  test('keeps a count between worlds is said to differ, though it fails in the same way again', async () => {
    let worlds = 0
    const { message } = await failureOf(
      explore({ ...quiet, vary: { network: false } }, async () => {
        await listCampaigns()
        worlds += 1
        if (worlds > 30) throw new Error('too many worlds')
      }),
    )
    expect(message).toContain(
      'The plain world was run twice, and the two runs differ. Most likely, the client keeps something between worlds',
    )
  })

  test('fails once and never again is said to differ', async () => {
    let worlds = 0
    const { message } = await failureOf(
      explore({ ...quiet, vary: { network: false } }, async () => {
        worlds += 1
        if (worlds === 10) throw new Error('only now')
      }),
    )
    expect(message).toContain('This world was run twice, and the two runs differ. Most likely,')
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
