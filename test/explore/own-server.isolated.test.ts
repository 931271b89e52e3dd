import { explore } from 'callcamp-mock/explore'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Searches beside an msw server of the user. */

const campaigns = 'http://callcamp.ai/api/campaigns'
const payments = 'https://payments.example.com/paid'
const server = setupServer(http.get(payments, () => HttpResponse.json({ paid: true })))
const quiet = { worlds: 5, print: false, vary: { network: false } } as const

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

const isPaid = async () => (await (await fetch(payments)).json()).paid

test('a search with the server of the user is answered by its worlds, and leaves no handlers', async () => {
  for (const search of [1, 2]) {
    await explore({ ...quiet, server, seed: search }, async ({ mock }) => {
      expect((await (await fetch(campaigns)).json()).total).toBe(mock.db.campaign.count())
      expect(await isPaid()).toBe(true)
    })
    expect(server.listHandlers()).toHaveLength(1)
  }
  expect(await isPaid()).toBe(true)
})

test('a failure leaves no handlers, either', async () => {
  const search = explore({ ...quiet, server }, () => expect(1).toBe(2))
  await expect(search).rejects.toThrow('the test fails in world 1')
  expect(server.listHandlers()).toHaveLength(1)
})

test('a search without the server that listens is refused, and the server still answers', async () => {
  await expect(explore(quiet, () => {})).rejects.toThrow(
    'explore: another msw server listens already, and msw answers for one at a time. Pass it: explore({ server, … })',
  )
  expect(await isPaid()).toBe(true)
})

test('a search without a server runs while none listens', async () => {
  server.close()
  await Promise.all(
    [1, 2].map((seed) =>
      explore({ ...quiet, seed }, async ({ mock }) => {
        expect((await (await fetch(campaigns)).json()).total).toBe(mock.db.campaign.count())
      }),
    ),
  )
  server.listen({ onUnhandledRequest: 'error' })
  expect(await isPaid()).toBe(true)
})
