import { describe, expect, test } from 'vitest'
import { callOutcomes } from '../../src/contract/simulator.ts'
import { chanceOf, drawOutcome, drawSeconds, outcomeOfNumber } from '../../src/simulator/outcomes.ts'
import { parseSettings, toCampaignSettings } from '../../src/simulator/campaign-settings.ts'
import { createWorld, numbers, order } from './worlds.ts'

const rules = toCampaignSettings(null, {})
const draws = Array.from({ length: 20_000 }, (_, index) => chanceOf(1, `order_${index}`, 1))

describe('outcome numbers', () => {
  test.each([
    ...Array.from({ length: 10 }, (_, digit) => [`+1212555010${digit}`, ['contacted', 'contacted']] as const),
    ['+12125550110', ['busy', 'busy', 'busy', 'busy']],
    ['+12125550120', ['no-answer', 'no-answer', 'no-answer', 'no-answer']],
    ['+12125550130', ['busy', 'contacted', 'contacted']],
    ['+12125550131', ['no-answer', 'contacted', 'contacted']],
    ['+12125550132', ['busy', 'busy', 'contacted', 'contacted']],
    ['+12125550140', ['completed', 'completed']],
    ['+12125550150', ['do-not-call', 'do-not-call']],
    ['+12125550160', ['failed', 'failed']],
  ] as const)('%s ends %j', (number, outcomes) => {
    expect(outcomes.map((_, index) => outcomeOfNumber(number, index + 1))).toEqual(outcomes)
  })

  test.each([
    '+12125550111',
    '+12125550199',
    '+12125550200',
    '+442125550110',
    '+1212555011',
    '+121255501100',
    '+12125560110',
  ])('%s is left to chance', (number) => {
    expect(outcomeOfNumber(number, 1)).toBeUndefined()
  })

  test('hold whatever the weights say', () => {
    const fixture = createWorld({
      orders: [order('o1')],
      phones: { o1: numbers.refuses },
      settings: { outcomes: { contacted: 1 } },
    })
    fixture.simulator.runToEnd()
    expect(fixture.statusOf('o1')).toBe('do-not-call')
  })
})

describe('what chance draws', () => {
  test('comes as often as its weight says', () => {
    const counts = Object.fromEntries(callOutcomes.map((outcome) => [outcome, 0]))
    for (const chance of draws) counts[drawOutcome(chance, rules)]! += 1 / draws.length
    expect(counts['contacted']).toBeCloseTo(0.45, 2)
    expect(counts['no-answer']).toBeCloseTo(0.25, 2)
    expect(counts['busy']).toBeCloseTo(0.12, 2)
    expect(counts['completed']).toBeCloseTo(0.1, 2)
    expect(counts['failed']).toBeCloseTo(0.05, 2)
    expect(counts['do-not-call']).toBeCloseTo(0.03, 2)
  })

  test('comes by its share where weights are no shares', () => {
    const drawn = draws.map((chance) =>
      drawOutcome(chance, toCampaignSettings(null, { outcomes: { contacted: 6, 'do-not-call': 2 } })),
    )
    expect(drawn.filter((outcome) => outcome === 'contacted').length / draws.length).toBeCloseTo(0.75, 2)
    expect(new Set(drawn)).toEqual(new Set(['contacted', 'do-not-call']))
  })

  test('is the same in every version', () => {
    const first = draws.slice(0, 12)
    expect(first.map((chance) => drawOutcome(chance, rules))).toEqual([
      'contacted',
      'contacted',
      'busy',
      'busy',
      'contacted',
      'contacted',
      'failed',
      'contacted',
      'completed',
      'no-answer',
      'completed',
      'busy',
    ])
    expect(first.map((chance) => drawSeconds(chance, 'contacted', null, rules))).toEqual([
      94, 100, 192, 97, 245, 125, 149, 188, 238, 112, 107, 290,
    ])
  })

  test('is never an outcome that is missing from the weights', () => {
    const drawn = new Set(
      draws.map((chance) => drawOutcome(chance, toCampaignSettings(null, { outcomes: { busy: 2, failed: 0 } }))),
    )
    expect([...drawn]).toEqual(['busy'])
  })

  test('is the same for the same seed, order and attempt, and else another', () => {
    expect(chanceOf(1, 'order_a', 1)).toBe(chanceOf(1, 'order_a', 1))
    expect(
      new Set([
        chanceOf(1, 'order_a', 1),
        chanceOf(2, 'order_a', 1),
        chanceOf(1, 'order_b', 1),
        chanceOf(1, 'order_a', 2),
      ]).size,
    ).toBe(4)
  })

  test('is a talk of whole seconds, from the least to the most', () => {
    const seconds = draws.map((chance) =>
      drawSeconds(chance, 'contacted', null, toCampaignSettings(null, { talkSeconds: [3, 6] })),
    )
    expect(new Set(seconds)).toEqual(new Set([3, 4, 5, 6]))
  })
})

describe('a call lasts', () => {
  test.each([
    ['contacted', 77],
    ['completed', 77],
    ['do-not-call', 77],
    ['no-answer', 25],
    ['busy', 3],
    ['failed', 3],
  ] as const)('%s: %i seconds where 77 are planned', (outcome, seconds) => {
    expect(drawSeconds(1, outcome, 77, rules)).toBe(seconds)
  })
})

describe('settings', () => {
  test('of a campaign go before those of the mock, and these before the defaults', () => {
    expect(toCampaignSettings({ concurrency: 3 }, { concurrency: 5, maxAttempts: 7 })).toMatchObject({
      concurrency: 3,
      maxAttempts: 7,
      ringSeconds: 25,
    })
  })

  test('round the retry delay up to whole seconds', () => {
    expect(toCampaignSettings(null, { retryDelays: [0.001, 1.5] }).retryDelays).toEqual([1_000, 90_000])
  })

  test.each([
    [{ concurrency: 0 }, 'concurrency'],
    [{ retryDelays: [] }, 'retryDelays'],
    [{ talkSeconds: [9, 3] }, 'talkSeconds'],
    [{ outcomes: { busy: 0 } }, 'outcomes'],
    [{ outcomes: { lost: 1 } }, 'lost'],
    [{ progression: 'slow' }, 'progression'],
    [{ speed: 3 }, 'speed'],
  ])('%j are refused by name', (settings, name) => {
    expect(() => parseSettings(settings)).toThrow(TypeError)
    expect(() => parseSettings(settings)).toThrow(name)
  })
})
