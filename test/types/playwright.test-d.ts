import type { Page } from '@playwright/test'
import { expect } from 'callcamp-mock/playwright'
import { describe, expectTypeOf, test } from 'vitest'
import type { Mock } from '../../src/mock.ts'

/** The expect of Playwright has the matchers of a mock in all its forms, and keeps its own. */

declare const mock: Mock
declare const page: Page

describe('the expect of Playwright', () => {
  test('has matchers for a mock that return nothing', () => {
    expectTypeOf(expect(mock).toHaveReceived('campaigns.create', { name: 'Spring' })).toEqualTypeOf<void>()
    expectTypeOf(expect.soft(mock).not.toHaveCampaign({ name: 'Spring' })).toEqualTypeOf<void>()
    // @ts-expect-error there is no such operation
    expect.soft(mock).toHaveReceived('campaigns.nothing')
  })

  test('has matchers that return a promise where it polls', () => {
    const polled = expect.poll(() => mock, { timeout: 100 })
    expectTypeOf(polled.toHaveReceivedTimes('campaigns.list', 2)).toEqualTypeOf<Promise<void>>()
    expectTypeOf(polled.not.toHaveOrder({ record: { firstName: 'Ada' } })).toEqualTypeOf<Promise<void>>()
  })

  test('keeps its own matchers for all else', () => {
    expectTypeOf(expect.soft(page).toHaveTitle('Campaigns')).toEqualTypeOf<Promise<void>>()
    expectTypeOf(expect.poll(() => page.title()).toBe('Campaigns')).toEqualTypeOf<Promise<void>>()
    // @ts-expect-error a page receives no requests
    expect.soft(page).toHaveReceived('campaigns.list')
  })
})
