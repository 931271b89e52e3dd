import { createMock } from 'callcamp-mock'
import { expect, test } from 'vitest'

/** A load is undone as a whole: with what `reset` and new sandboxes start from. */

const facts = (mock: ReturnType<typeof createMock>) => [mock.info.scenario, mock.info.seed, mock.db.campaign.count()]

test('a load that was undone is the start of nothing any more', () => {
  const mock = createMock({ scenario: 'demo', seed: 7 })
  const before = facts(mock)
  mock.load('inbound', { seed: 4 })
  const loaded = facts(mock)
  expect(facts(mock.sandbox('loaded'))).toEqual(loaded)
  mock.history.back()
  expect(facts(mock)).toEqual(before)
  expect(facts(mock.sandbox('undone'))).toEqual(before)
  mock.history.forward()
  expect(facts(mock.sandbox('redone'))).toEqual(loaded)
  mock.history.back()
  mock.reset()
  expect(facts(mock)).toEqual(before)
})

test('a fork from before a load resets to the start of that time', () => {
  const mock = createMock({ scenario: 'demo', seed: 7 })
  const before = facts(mock)
  mock.load('inbound', { seed: 4 })
  const fork = mock.history.fork('fork', mock.history.all().at(-1)!.id)
  fork.db.campaign.create({})
  fork.reset()
  expect(facts(fork)).toEqual(before)
})

test('what was restored is no start', () => {
  const mock = createMock({ scenario: 'demo', seed: 7 })
  const before = facts(mock)
  mock.restore(createMock({ scenario: 'inbound' }).snapshot())
  expect(facts(mock.sandbox('other'))).toEqual(before)
  mock.reset()
  expect(facts(mock)).toEqual(before)
})
