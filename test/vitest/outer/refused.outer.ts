import { test } from 'callcamp-mock/vitest'
import { describe } from 'vitest'

describe('an option that there is none of', () => {
  test.override({ mockOptions: { foo: 1 } as object })
  test('fails the test', () => {})
})

describe('a setting that is wrong', () => {
  test.override({ onUnhandledRequest: 'eror' as 'error' })
  test('fails the test', () => {})
})

describe('a fixture that is wrong', () => {
  test.override({ seed: 0.5 })
  test('fails the test', () => {})
})
