import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { checkMsw, checkVitest, installedMsw, toMissing } from '../../src/runners/versions.ts'

/** What is said where another package is too old, or not there. */

describe('msw', () => {
  test.each(['2.12.0', '2.15.3', '3.0.5', '10.0.0'])('%s will do', (version) => {
    expect(() => checkMsw('callcamp-mock/node', version)).not.toThrow()
  })

  test.each(['2.7.0', '2.11.6', '1.3.5'])('%s is too old', (version) => {
    expect(() => checkMsw('callcamp-mock/node', version)).toThrow(
      `callcamp-mock/node needs msw 2.12 or newer; found ${version}: npm install --save-dev msw@latest`,
    )
  })

  test('that is installed here is found, and will do', () => {
    const { version } = createRequire(import.meta.url)('msw/package.json')
    expect(installedMsw()).toBe(version)
    expect(() => checkMsw('callcamp-mock/node')).not.toThrow()
  })

  test('that is missing is named', () => {
    const cause = new Error('Cannot find package')
    expect(() => toMissing('callcamp-mock/vitest', cause)).toThrow(
      expect.objectContaining({
        message: 'callcamp-mock/vitest needs msw 2.12 or newer: npm install --save-dev msw@latest',
        cause,
      }),
    )
  })
})

test('an msw that cannot be loaded is not called missing', () => {
  const lacking = new ReferenceError('TransformStream is not defined')
  expect(() => toMissing('callcamp-mock/vitest', lacking)).toThrow(
    "callcamp-mock/vitest cannot load msw: TransformStream is not defined. The test environment lacks it, as jsdom does in the pool 'vmThreads': use the pool 'threads' or 'forks'",
  )
  expect(() => toMissing('callcamp-mock/explore', new Error('Unexpected token'))).toThrow(
    /^callcamp-mock\/explore cannot load msw: Unexpected token$/,
  )
})

test('a vitest that is too old is named', () => {
  expect(() => checkVitest({ test, expect })).toThrow(
    'callcamp-mock/vitest needs vitest 4.1 or newer: npm install --save-dev vitest@latest',
  )
  expect(() => checkVitest({ test, expect, aroundAll: () => {} })).not.toThrow()
})
