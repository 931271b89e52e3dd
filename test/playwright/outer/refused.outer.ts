import { test } from 'callcamp-mock/playwright'

test.describe('an option that there is none of', () => {
  test.use({ mockOptions: { foo: 1 } as object })
  test('fails the test', () => {})
})

test.describe('a fixture that is wrong', () => {
  test.use({ seed: 0.5 })
  test('fails the test', () => {})
})
