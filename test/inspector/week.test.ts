import { expect, test } from 'vitest'
import { weeksBack } from '../../src/inspector/week.ts'

test('weeks begin on Monday, by the calendar of the zone', () => {
  // Monday 4 May 2026, half past midnight in London, is still Sunday in New York.
  expect(weeksBack('Europe/London', '2026-05-03T12:00:00Z', '2026-05-03T23:30:00Z')).toBe(1)
  expect(weeksBack('America/New_York', '2026-05-03T12:00:00Z', '2026-05-03T23:30:00Z')).toBe(0)
})

test('calls that are yet to come lie in no week before this one', () => {
  expect(weeksBack('UTC', '2026-06-03T12:00:00Z', '2026-05-03T23:30:00Z')).toBe(0)
})
