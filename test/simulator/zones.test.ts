import { describe, expect, test } from 'vitest'
import { Zone } from '../../src/simulator/zones.ts'

const hour = 3_600_000
const day = 24 * hour

/** What the machine says, asked moment by moment. */
function offsetOf(timeZone: string, ms: number): number {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) - ms
}

describe.each(['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC', 'Etc/GMT'])('%s', (name) => {
  test.each(['2026-03-01T00:00:00Z', '2026-10-01T00:00:00Z', '1975-04-01T00:00:00Z'])('has the offsets of the machine in the six weeks from %s on', (start) => {
    // A zone of its own: those that are shared remember what they were asked.
    const zone = new Zone(name)
    const from = Date.parse(start)
    for (let ms = from; ms < from + 42 * day; ms += hour / 2) expect([ms, zone.at(ms).offset]).toEqual([ms, offsetOf(name, ms)])
  })

  test('changes its offset in the very second', () => {
    const zone = new Zone(name)
    const from = Date.parse('2026-01-01T00:00:00Z')
    let changes = 0
    for (let ms = from; ms < from + 365 * day; ) {
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
    expect(changes).toBe(name.startsWith('Europe') || name.startsWith('America') || name.startsWith('Australia') || name.startsWith('Africa') ? 2 : 0)
  })
})
