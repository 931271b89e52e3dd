import { createMock } from 'callcamp-mock'
import { expect, test } from 'vitest'
import { freshMock } from '../../src/create-mock.ts'

/** What a user sees on a mock: everything else is behind a symbol that no door exports. */

function namesOf(value: object): string[] {
  const own = Object.getOwnPropertyNames(value)
  const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(value))
  return [...own, ...inherited].filter((name) => name !== 'constructor').toSorted()
}

test('a mock has its public members only', () => {
  expect(namesOf(createMock())).toEqual([
    'clock',
    'db',
    'document',
    'dropSandbox',
    'faults',
    'fetch',
    'handlers',
    'history',
    'info',
    'link',
    'load',
    'on',
    'requests',
    'reset',
    'restore',
    'sandbox',
    'sandboxes',
    'simulator',
    'snapshot',
    'stats',
    'why',
  ])
})

test('the faults and the requests of a mock have their public members only', () => {
  const mock = createMock()
  expect(namesOf(mock.faults)).toEqual(['add', 'all', 'clear', 'hold', 'remove'])
  expect(namesOf(mock.requests)).toEqual(['all', 'clear', 'count', 'find', 'last', 'waitFor'])
})

test('the mock of a test has sandboxes of its own', () => {
  const mock = createMock()
  mock.sandbox('a').db.campaign.create()
  const fresh = freshMock(mock, 'test')
  expect([...fresh.sandboxes.keys()]).toEqual([])
  expect(fresh.sandbox('a').db.campaign.count()).toBe(0)
})
