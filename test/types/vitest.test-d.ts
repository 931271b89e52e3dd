import { test as base } from 'callcamp-mock/vitest'
import { describe, expectTypeOf, test } from 'vitest'
import type { Mock, MockOptions } from '../../src/mock.ts'

/** Fixtures keep their types: an option that was set can be set to anything else that it may be. */

describe('a test that was extended', () => {
  test('takes other scenarios', () => {
    const extended = base.extend({ scenario: 'demo' })
    expectTypeOf(extended.override).toBeCallableWith({ scenario: 'empty' })
    extended.override({ scenario: { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1 }, seed: 2 })
    extended.override({ mockOptions: { auth: { keys: ['k'] }, formatError: ({ status }) => ({ status }) } })
  })

  test('takes other scenarios also with fixtures of its own', () => {
    const extended = base.extend({ scenario: 'demo', tenant: 'one' }).extend({ baseUrl: 'https://api.example.com' })
    extended.override({ scenario: 'empty', baseUrl: '*', tenant: 'two' })
    extended('knows its fixtures', ({ mock, scenario, tenant }) => {
      expectTypeOf(mock).toEqualTypeOf<Mock>()
      expectTypeOf(scenario).toEqualTypeOf<MockOptions['scenario']>()
      expectTypeOf(tenant).toEqualTypeOf<string>()
    })
  })

  test('takes fixtures that depend on others', () => {
    const extended = base.extend<{ tenant: string; baseUrl: string | undefined }>({
      tenant: 'one',
      baseUrl: async ({ tenant }, use) => {
        expectTypeOf(tenant).toEqualTypeOf<string>()
        await use(`https://${tenant}.example.com`)
      },
    })
    extended.override({ baseUrl: undefined })
  })

  test('takes fixtures by name', () => {
    const extended = base.extend('seed', 5).extend('tenant', () => 'one')
    extended.override('seed', 6)
    extended('knows its fixtures', ({ tenant, mock }) => {
      expectTypeOf(tenant).toEqualTypeOf<string>()
      expectTypeOf(mock).toEqualTypeOf<Mock>()
    })
  })

  test('refuses what an option can not be', () => {
    // @ts-expect-error no such option
    expectTypeOf(base.override).toBeCallableWith({ sede: 1 })
    // @ts-expect-error not a seed
    expectTypeOf(base.override).toBeCallableWith({ seed: 'one' })
  })
})
