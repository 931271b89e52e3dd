import assert from 'node:assert/strict'
import { mock as nodeMock, test } from 'node:test'
import { explore, ExploreError } from 'callcamp-mock/explore'
import { brokenNames, fixedNames } from './app.js'

nodeMock.timers.enable({ apis: ['setTimeout', 'Date'] })

const timers = {
  advance: (ms) => nodeMock.timers.tick(ms),
  setTime: (ms) => nodeMock.timers.setTime(ms),
}

const search = (namesOf) =>
  explore({ worlds: 60, print: false, timers, vary: { others: false } }, async ({ mock, troubles }) => {
    const began = Date.now()
    const names = await namesOf().catch(() => undefined)
    assert.ok(Date.now() - began >= (troubles.includes('unavailable') ? 30_000 : 0))
    if (names) assert.equal(names.length, mock.db.campaign.count())
    else assert.notEqual(troubles.length, 0)
  })

test('a search finds the page that is forgotten', async () => {
  const found = await search(brokenNames).catch((error) => error)
  assert.ok(found instanceof ExploreError, String(found?.stack ?? found))
  assert.equal(found.path, 'campaigns=11')
})

test('a search leaves the repaired client alone, and moves its timers', async () => {
  const { worlds, isRepeatable, transitions } = await search(fixedNames)
  assert.deepEqual({ worlds, isRepeatable }, { worlds: 60, isRepeatable: true })
  assert.ok(transitions.some(({ fault }) => fault === 'unavailable'))
})
