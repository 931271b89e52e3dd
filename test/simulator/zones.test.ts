import { describe, expect, test } from 'vitest'
import { Zone } from '../../src/simulator/zones.ts'

const hour = 3_600_000
const day = 24 * hour

/** What the machine says, asked moment by moment. */
function offsetOf(timeZone: string, ms: number): number {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return (
    Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) - ms
  )
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

describe.each([
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
  'Etc/GMT',
])('%s', (name) => {
  test.each(['2026-03-01T00:00:00Z', '2026-10-01T00:00:00Z', '1975-04-01T00:00:00Z'])(
    'has the offsets of the machine in the six weeks from %s on',
    (start) => {
      // A zone of its own: those that are shared remember what they were asked.
      const zone = new Zone(name)
      const from = Date.parse(start)
      for (let ms = from; ms < from + 42 * day; ms += hour / 2)
        expect([ms, zone.at(ms).offset]).toEqual([ms, offsetOf(name, ms)])
    },
  )

  test('changes its offset in the very second', () => {
    const zone = new Zone(name)
    const from = Date.parse('2026-01-01T00:00:00Z')
    let changes = 0
    for (let ms = from; ms < from + 365 * day;) {
      const { from: began, to, offset } = zone.at(ms)
      expect(began).toBeLessThanOrEqual(ms)
      expect(to).toBeGreaterThan(ms)
      if (to === Infinity) break
      expect([to - 1, offsetOf(name, to - 1_000)]).toEqual([to - 1, offset])
      if (zone.at(to).offset !== offset) {
        changes += 1
        expect(offsetOf(name, to)).toBe(zone.at(to).offset)
      }
      ms = to
    }
    expect(changes).toBe(
      name.startsWith('Europe') ||
        name.startsWith('America') ||
        name.startsWith('Australia') ||
        name.startsWith('Africa')
        ? 2
        : 0,
    )
  })
})

test('a change on the last day of a week, counted from the start of 1970, is found like any other', () => {
  // Iran's clocks went forward on Wednesday the 21st of March 2018, at 20:30 UTC.
  const zone = new Zone('Asia/Tehran')
  const change = Date.parse('2018-03-21T20:30:00Z')
  expect([zone.at(change - 1).offset, zone.at(change).offset]).toEqual([3.5 * hour, 4.5 * hour])
})

test('offsets on both sides of a change are the same whichever was asked for first', () => {
  const change = Date.parse('2026-03-29T01:00:00Z')
  const zone = new Zone('Europe/London')
  expect([change, change - 1, change + day, change - day].map((ms) => zone.at(ms).offset)).toEqual([hour, 0, hour, 0])
})

test('a change is found in its second, also where that is no whole minute', () => {
  // Liberia was the last to give up the time of its capital, on the 7th of January 1972.
  const zone = new Zone('Africa/Monrovia')
  const change = Date.parse('1972-01-07T00:44:30Z')
  for (const ms of [change - 2_000, change - 1_000, change, change + 1_000])
    expect([ms, zone.at(ms).offset]).toEqual([ms, offsetOf('Africa/Monrovia', ms)])
  expect(zone.at(change - 1_000).offset).not.toBe(zone.at(change).offset)
})
