import { explore, ExploreError, type ExploredTest, type ExploreOptions } from 'callcamp-mock/explore'
import { expect, test } from 'vitest'

const api = 'http://callcamp.ai/api'
const nothing = { data: false, time: false, calls: false, network: false, others: false } as const

/** The failure that a search finds, and how many runs it took to make it simpler. */
async function reduced(client: ExploredTest, options: ExploreOptions = {}) {
  const paths: string[] = []
  const failure: unknown = await explore({ print: false, ...options }, (world) => {
    paths.push(world.path)
    return client(world)
  }).catch((error: unknown) => error)
  if (!(failure instanceof ExploreError)) throw new Error('The search found nothing', { cause: failure })
  return { path: failure.path, worlds: failure.worlds, further: paths.slice(failure.worlds) }
}

const failsFrom =
  (kind: 'campaign' | 'record', count: number): ExploredTest =>
  async ({ mock }) => {
    await fetch(`${api}/${kind}s`).catch(() => {})
    if (mock.db[kind].count() >= count) throw new Error(`${count} or more`)
  }

test.each([
  ['campaign', 5],
  ['campaign', 12],
  ['campaign', 37],
  ['record', 113],
] as const)('a failure from %s %i on is reported with this number', async (kind, count) => {
  const { path } = await reduced(failsFrom(kind, count), { vary: { ...nothing, data: true } })
  expect(path).toBe(`${kind}s=${count}`)
})

test('no world is run twice to make a failure simpler', async () => {
  const { path, further } = await reduced(failsFrom('campaign', 37))
  expect(path).toBe('campaigns=37')
  const held = further.filter((one) => Number(one.split('=')[1]) < 37)
  expect(held).toEqual([...new Set(held)])
  expect(further.length).toBeLessThan(30)
})

test.each([1, 2, 3])('an account without any rows is one of the first worlds, with seed %i', async (seed) => {
  const found = await reduced(
    async ({ mock }) => {
      await fetch(`${api}/campaigns`).catch(() => {})
      await fetch(`${api}/records`).catch(() => {})
      if (mock.db.campaign.count() + mock.db.record.count() === 0) throw new Error('no rows')
    },
    { seed },
  )
  expect(found).toMatchObject({ path: 'campaigns=0 records=0', worlds: 2 })
})
