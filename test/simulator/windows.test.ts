import * as fc from '../fast-check.ts'
import { times } from '../random-runs.ts'
import { describe, expect, test } from 'vitest'
import { type CallingWindow, type Schedule, weekdays } from '../../src/contract/campaigns.ts'
import { CallingWindows } from '../../src/simulator/windows.ts'
import { isOpen } from './wall-clock.ts'
import { day, minute } from './worlds.ts'

const always = (start: string, end: string): Schedule =>
  Object.fromEntries(weekdays.map((name) => [name, { start, end } satisfies CallingWindow]))

/** When a campaign may call, at or after a moment. */
function next(schedule: Schedule | null, timezone: string, moment: string): string | null {
  const at = new CallingWindows(schedule, timezone).next(Date.parse(moment))
  return at === Infinity ? null : new Date(at).toISOString().replace('.000Z', 'Z')
}

describe('a weekly schedule', () => {
  const monday = { mon: { start: '09:00', end: '17:00' } }

  test.each([
    ['opens at its start', '2026-05-04T08:59:59.999Z', '2026-05-04T09:00:00Z'],
    ['is open at its start', '2026-05-04T09:00:00Z', '2026-05-04T09:00:00Z'],
    ['is open just before its end', '2026-05-04T16:59:59.999Z', '2026-05-04T16:59:59.999Z'],
    ['is closed at its end', '2026-05-04T17:00:00Z', '2026-05-11T09:00:00Z'],
    ['is closed on other days', '2026-05-05T12:00:00Z', '2026-05-11T09:00:00Z'],
    ['is closed the evening before', '2026-05-03T23:59:59Z', '2026-05-04T09:00:00Z'],
  ])('%s', (_, moment, expected) => {
    expect(next(monday, 'UTC', moment)).toBe(expected)
  })

  test('of one minute opens for that minute', () => {
    const schedule = { wed: { start: '12:34', end: '12:35' } }
    expect(next(schedule, 'UTC', '2026-05-04T00:00:00Z')).toBe('2026-05-06T12:34:00Z')
    expect(next(schedule, 'UTC', '2026-05-06T12:34:59Z')).toBe('2026-05-06T12:34:59Z')
    expect(next(schedule, 'UTC', '2026-05-06T12:35:00Z')).toBe('2026-05-13T12:34:00Z')
  })

  test('goes on over midnight where one day ends at 24:00 and the next begins at 00:00', () => {
    const schedule = { sun: { start: '22:00', end: '24:00' }, mon: { start: '00:00', end: '06:00' } }
    for (const moment of ['2026-05-03T23:59:59Z', '2026-05-04T00:00:00Z', '2026-05-04T05:59:59Z'])
      expect(next(schedule, 'UTC', moment)).toBe(moment)
    expect(next(schedule, 'UTC', '2026-05-04T06:00:00Z')).toBe('2026-05-10T22:00:00Z')
    expect(next({ mon: { start: '22:00', end: '24:00' } }, 'UTC', '2026-05-05T00:00:00Z')).toBe('2026-05-11T22:00:00Z')
  })

  test('that is missing is always open', () => {
    expect(next(null, 'Asia/Tokyo', '2026-05-04T03:21:00Z')).toBe('2026-05-04T03:21:00Z')
  })

  test('without a day is never open', () => {
    expect(next({}, 'Asia/Tokyo', '2026-05-04T03:21:00Z')).toBeNull()
  })

  test('ends with the last year that can be written', () => {
    expect(next(monday, 'UTC', '9999-12-31T00:00:00Z')).toBeNull()
  })

  test('may be open in the last second that can be written', () => {
    expect(next(always('09:00', '23:00'), 'America/New_York', '9999-12-31T23:59:59Z')).toBe('9999-12-31T23:59:59Z')
  })

  test('that has ended for good was open before', () => {
    const windows = new CallingWindows(monday, 'UTC')
    expect(windows.next(Date.parse('2026-05-04T10:00:00Z'))).toBe(Date.parse('2026-05-04T10:00:00Z'))
    expect(windows.next(Date.parse('9999-12-31T00:00:00Z'))).toBe(Infinity)
  })

  test('answers the same whichever moment was asked before', () => {
    const windows = new CallingWindows(always('09:00', '10:00'), 'Europe/Paris')
    const late = Date.parse('2026-12-01T00:00:00Z')
    const early = Date.parse('2026-05-04T00:00:00Z')
    expect(windows.next(late)).toBe(Date.parse('2026-12-01T08:00:00Z'))
    expect(windows.next(early)).toBe(Date.parse('2026-05-04T07:00:00Z'))
    expect(windows.next(late)).toBe(Date.parse('2026-12-01T08:00:00Z'))
  })
})

describe('on the wall clock of a zone', () => {
  test.each([
    ['Asia/Kathmandu, 45 minutes past', 'Asia/Kathmandu', '2026-05-04T00:00:00Z', '2026-05-04T03:15:00Z'],
    ['Asia/Kolkata, half past', 'Asia/Kolkata', '2026-05-04T00:00:00Z', '2026-05-04T03:30:00Z'],
    ['America/New_York in winter', 'America/New_York', '2026-01-05T00:00:00Z', '2026-01-05T14:00:00Z'],
    ['America/New_York in summer', 'America/New_York', '2026-07-06T00:00:00Z', '2026-07-06T13:00:00Z'],
    ['Pacific/Kiritimati, a day ahead', 'Pacific/Kiritimati', '2026-05-04T04:00:00Z', '2026-05-04T19:00:00Z'],
    [
      'Africa/Casablanca in Ramadan, when its clocks are set back',
      'Africa/Casablanca',
      '2026-03-01T00:00:00Z',
      '2026-03-01T09:00:00Z',
    ],
    ['Africa/Casablanca after Ramadan', 'Africa/Casablanca', '2026-04-01T00:00:00Z', '2026-04-01T08:00:00Z'],
  ])('09:00 in %s', (_, zone, moment, expected) => {
    expect(next(always('09:00', '17:00'), zone, moment)).toBe(expected)
  })
})

describe('when spring skips an hour', () => {
  test('a window that starts in it opens with the first moment after it', () => {
    expect(next(always('02:30', '05:00'), 'America/New_York', '2026-03-08T05:00:00Z')).toBe('2026-03-08T07:00:00Z')
    expect(next(always('01:30', '05:00'), 'Europe/London', '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:00:00Z')
  })

  test('a window within it stays shut that day', () => {
    expect(next(always('02:15', '02:45'), 'America/New_York', '2026-03-08T05:00:00Z')).toBe('2026-03-09T06:15:00Z')
    expect(next(always('02:00', '02:45'), 'America/New_York', '2026-03-08T05:00:00Z')).toBe('2026-03-09T06:00:00Z')
  })

  test('a window that ends in it closes where the hour is missing', () => {
    expect(next(always('01:00', '02:30'), 'America/New_York', '2026-03-08T06:59:59Z')).toBe('2026-03-08T06:59:59Z')
    expect(next(always('01:00', '02:30'), 'America/New_York', '2026-03-08T07:00:00Z')).toBe('2026-03-09T05:00:00Z')
  })

  test('half an hour is skipped in Australia/Lord_Howe', () => {
    expect(next(always('02:15', '05:00'), 'Australia/Lord_Howe', '2026-10-03T15:00:00Z')).toBe('2026-10-03T15:30:00Z')
  })

  test('the hour at midnight is skipped in America/Havana', () => {
    expect(next(always('00:30', '02:00'), 'America/Havana', '2026-03-08T04:00:00Z')).toBe('2026-03-08T05:00:00Z')
  })
})

describe('when autumn repeats an hour', () => {
  const newYork = (moment: string) => next(always('01:15', '01:45'), 'America/New_York', moment)

  test('a window within it is open both times, and shut between', () => {
    expect(newYork('2026-11-01T05:00:00Z')).toBe('2026-11-01T05:15:00Z')
    expect(newYork('2026-11-01T05:45:00Z')).toBe('2026-11-01T06:15:00Z')
    expect(newYork('2026-11-01T06:45:00Z')).toBe('2026-11-02T06:15:00Z')
  })

  test('a window around it is open all the way', () => {
    const windows = new CallingWindows(always('00:30', '03:00'), 'Europe/London')
    const from = Date.parse('2026-10-24T23:30:00Z')
    for (let ms = from; ms < from + 3.5 * 60 * minute; ms += minute) expect(windows.next(ms)).toBe(ms)
    expect(windows.next(from + 3.5 * 60 * minute)).toBe(Date.parse('2026-10-26T00:30:00Z'))
  })

  test('half an hour is repeated in Australia/Lord_Howe', () => {
    const lordHowe = (moment: string) => next(always('01:30', '01:45'), 'Australia/Lord_Howe', moment)
    expect(lordHowe('2026-04-04T14:00:00Z')).toBe('2026-04-04T14:30:00Z')
    expect(lordHowe('2026-04-04T14:45:00Z')).toBe('2026-04-04T15:00:00Z')
    expect(lordHowe('2026-04-04T15:15:00Z')).toBe('2026-04-05T15:00:00Z')
  })
})

test('a day that a zone left out has no window', () => {
  // Samoa went from Thursday the 29th straight to Saturday the 31st.
  const fridays = { fri: { start: '09:00', end: '17:00' } }
  expect(next(fridays, 'Pacific/Apia', '2011-12-29T20:00:00Z')).toBe('2012-01-05T19:00:00Z')
})

test('every minute is open or shut as the wall clock says, in any zone and year', { timeout: 60_000 * times }, () => {
  const zones = [
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'America/St_Johns',
    'Pacific/Chatham',
    'Asia/Tehran',
    'Africa/Cairo',
    'America/Santiago',
    'Asia/Gaza',
    'Antarctica/Troll',
    'Etc/GMT+5',
    'Europe/Dublin',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 1971, max: 2080 }),
      fc.nat(340),
      fc.nat(1_300),
      fc.integer({ min: 1, max: 130 }),
      (zone, year, after, from, length) => {
        const time = (total: number) =>
          `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
        const schedule = always(time(from), time(from + length))
        const windows = new CallingWindows(schedule, zone)
        const start = Date.UTC(year, 0, 1 + after)
        const wrong: string[] = []
        for (let ms = start; ms < start + 10 * day; ms += minute)
          if ((windows.next(ms) === ms) !== isOpen(ms, schedule, zone)) wrong.push(new Date(ms).toISOString())
        expect(wrong).toEqual([])
      },
    ),
    { numRuns: 10 },
  )
})

test('open time is counted across windows', () => {
  const windows = new CallingWindows(always('09:00', '10:00'), 'UTC')
  const from = Date.parse('2026-05-04T09:30:00Z')
  expect(windows.after(from, 20 * minute)).toBe(Date.parse('2026-05-04T09:50:00Z'))
  expect(windows.after(from, 150 * minute)).toBe(Date.parse('2026-05-06T10:00:00Z'))
  expect(new CallingWindows(null, 'UTC').after(from, 20 * minute)).toBe(from + 20 * minute)
  expect(new CallingWindows({}, 'UTC').after(from, minute)).toBe(Infinity)
})

test('open time is counted from one week into the next', () => {
  const windows = new CallingWindows({ mon: { start: '09:00', end: '10:00' } }, 'UTC')
  expect(windows.after(Date.parse('2026-05-10T12:00:00Z'), 20 * minute)).toBe(Date.parse('2026-05-11T09:20:00Z'))
})

test('open time is counted in so many windows and no more', () => {
  const windows = new CallingWindows(always('09:00', '10:00'), 'UTC')
  const from = Date.parse('2026-05-04T09:00:00Z')
  expect(windows.after(from, 120 * minute, 2)).toBe(Date.parse('2026-05-05T10:00:00Z'))
  expect(windows.after(from, 121 * minute, 2)).toBe(Infinity)
})
