import assert from 'node:assert/strict'
import http from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { setupServer } from 'msw/node'
import { createMock } from 'callcamp-mock'
import { setupMockServer } from 'callcamp-mock/node'

const campaigns = 'http://callcamp.ai/api/campaigns'
const { mock, listen, close, isolate } = setupMockServer()

before(() => {
  listen()
  listen()
})
after(() => close())

const total = async () => (await (await fetch(campaigns)).json()).total

test('fetch is answered', async () => {
  assert.equal(await total(), 0)
})

test('node:http is answered', async () => {
  const status = await new Promise((resolve, reject) =>
    http.get(campaigns, (response) => resolve(response.resume().statusCode)).on('error', reject),
  )
  assert.equal(status, 200)
})

test('scopes are kept apart', async () => {
  const totals = await Promise.all(
    [1, 2, 3].map((count) =>
      isolate(async () => {
        mock.db.campaign.createMany(count)
        await pause(5)
        return total()
      }),
    ),
  )
  assert.deepEqual(totals, [1, 2, 3])
  assert.equal(await total(), 0)
})

test('what nothing answers is refused', async (context) => {
  const error = context.mock.method(console, 'error', () => undefined)
  await assert.rejects(fetch('http://there.invalid/api/campaigns'), TypeError)
  assert.match(error.mock.calls[0].arguments[0], /nothing answers GET/)
  assert.equal((await fetch('http://callcamp.ai/api/campaign')).status, 404)
})

test('setupServer(...mock.handlers) does the same', async () => {
  close()
  const own = createMock({ scenario: 'demo' })
  const server = setupServer(...own.handlers)
  server.listen()
  assert.equal(await total(), own.db.campaign.count())
  server.close()
  listen()
})
