import { describe, expect, test } from 'vitest'
import { spansIn } from '../../src/inspector/spans.ts'
import { groupsOf } from '../../src/inspector/step-words.ts'

describe('the steps of the history as groups', () => {
  const start = Date.parse('2026-05-04T00:00:00Z')
  const tick = (id: number, minutes: number) => ({
    id,
    at: new Date(start + minutes * 60_000).toISOString().replace('.000', ''),
    cause: { type: 'clock', call: 'tick' } as const,
    changes: 1,
  })

  test('tell passed time by the minute where it is new, and by the hour where it is old', () => {
    const minutes = Array.from({ length: 600 }, (_, index) => tick(index + 1, index))
    const groups = groupsOf(minutes)
    expect(groups.at(-1)).toMatchObject({ first: 600, last: 600, steps: 1 })
    expect(groups.filter(({ steps }) => steps === 1)).toHaveLength(10)
    expect(groups.filter(({ steps }) => steps === 10).length).toBeGreaterThan(7)
    expect(groups[0]).toMatchObject({ first: 1, last: 60, steps: 60, changes: 60 })
    expect(groups.length).toBeLessThan(40)
    expect(groups.reduce((sum, { steps }) => sum + steps, 0)).toBe(600)
  })

  test('tell what people did as one, however long it took', () => {
    const cause = { type: 'db', call: 'record.create' } as const
    const steps = Array.from({ length: 30 }, (_, index) => ({ ...tick(index + 1, index * 60), cause }))
    expect(groupsOf(steps)).toMatchObject([{ title: 'record: create', steps: 30 }])
    expect(groupsOf(steps, new Set([10]))).toMatchObject([{ last: 10 }, { first: 11, last: 30 }])
  })
})

test('lengths of time are found in what people type', () => {
  expect(spansIn('10m', 'back 2 hours', 'for 10 min', 'soon')).toEqual([
    { title: '10 minutes', ms: 600_000 },
    { title: '2 hours', ms: 7_200_000 },
  ])
})
