import { createMock, defineScenario } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import demo from '../../fixtures/demo.json' with { type: 'json' }

describe('defineScenario', () => {
  test('takes imported JSON as it is', () => {
    const mock = createMock({ scenario: defineScenario(demo) })
    expect(mock.snapshot()).toEqual(createMock({ scenario: 'demo' }).snapshot())
  })

  test('takes a snapshot', () => {
    const snapshot = createMock({ scenario: 'mid-campaign' }).snapshot()
    expect(createMock({ scenario: defineScenario(snapshot) }).snapshot()).toEqual(snapshot)
  })

  test('names every field that is wrong', () => {
    const campaigns = [{ name: 'Spring', status: 'drafted' }, { name: 7 }]
    expect(() => defineScenario({ name: 'ours', now: '2026-05-04T08:00:00Z', seed: 1, campaigns })).toThrow(
      /The scenario "ours" is not a valid scenario:\n- campaigns\[0\]\.status must be one of .*received "drafted"; did you mean draft\?\n- campaigns\[1\]\.name must be a string; received 7/,
    )
  })

  test('finds rows that contradict each other', () => {
    const orders = [{ campaignUuid: 'a', recordUuid: 'b', status: 'scheduled' as const }]
    expect(() => defineScenario({ name: 'ours', now: '2026-05-04T08:00:00Z', seed: 1, orders })).toThrow('orders[0]')
  })

  test.each([undefined, null, 7, 'demo', []])('refuses %j', (input) => {
    expect(() => defineScenario(input as never)).toThrow('The document is not a valid scenario:')
  })
})
