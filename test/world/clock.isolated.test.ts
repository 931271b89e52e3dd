import { afterEach, describe, expect, test } from 'vitest'
import { machine as machineClock, releaseMachine } from '../mock/machine.ts'
import { toInstant, toMilliseconds } from '../../src/contract/moments.ts'
import { Clock } from '../../src/world/clock.ts'

afterEach(releaseMachine)

/** A machine's clock that the test moves. */
function machineAt(start: number): { ms: number } {
  machineClock.at = start
  return {
    get ms() {
      return machineClock.at ?? start
    },
    set ms(at) {
      machineClock.at = at
    },
  }
}

describe('a duration', () => {
  test.each<[string | number, number]>([
    [0, 0],
    [1_500, 1_500],
    [1.6, 2],
    ['250ms', 250],
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['3d', 259_200_000],
    ['1w', 604_800_000],
    ['1.5h', 5_400_000],
    ['1h30m', 5_400_000],
    [' 1h 30m 5s ', 5_405_000],
    ['PT1H30M', 5_400_000],
    ['P1DT12H', 129_600_000],
    ['P2W', 1_209_600_000],
    ['PT0.5S', 500],
    ['pt1h', 3_600_000],
  ])('%s is %i ms', (duration, ms) => {
    expect(toMilliseconds(duration)).toBe(ms)
  })

  test.each([
    ['', '""'],
    ['soon', '"soon"'],
    ['10', '"10"'],
    ['-5s', '"-5s"'],
    ['5 parsecs', '"5 parsecs"'],
    ['1h junk', '"1h junk"'],
    ['P', '"P"'],
    ['PT', '"PT"'],
    ['P1Y', '"P1Y"'],
    ['P1M', '"P1M"'],
    [-1, '-1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, '{}'],
  ])('%s is refused with what is understood', (duration, shown) => {
    expect(() => toMilliseconds(duration as never)).toThrow(
      new TypeError(
        `Not a duration: ${shown}. Write milliseconds, '90s', '15m', '2h', '3d', '1h30m', or an ISO 8601 duration such as 'PT1H30M'`,
      ),
    )
  })
})

describe('a moment', () => {
  test.each<[string | number | Date, string]>([
    ['2026-05-04T08:00:00Z', '2026-05-04T08:00:00.000Z'],
    ['2026-05-04T08:00:00+02:00', '2026-05-04T06:00:00.000Z'],
    ['2026-05-04T08:00:00.250-05:30', '2026-05-04T13:30:00.250Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
    [1_000.9, '1970-01-01T00:00:01.000Z'],
    [new Date('2026-02-28T00:00:00Z'), '2026-02-28T00:00:00.000Z'],
  ])('%s is %s', (moment, iso) => {
    expect(new Date(toInstant(moment)).toISOString()).toBe(iso)
  })

  test.each([
    ['2026-05-04', '"2026-05-04"'],
    ['2026-05-04T08:00:00', '"2026-05-04T08:00:00"'],
    ['2026-02-29T08:00:00Z', '"2026-02-29T08:00:00Z"'],
    ['1969-12-31T23:59:59Z', '"1969-12-31T23:59:59Z"'],
    ['+010000-01-01T00:00:00Z', '"+010000-01-01T00:00:00Z"'],
    ['now', '"now"'],
    [-1, '-1'],
    [Number.NaN, 'NaN'],
    [1e15, '1000000000000000'],
    [new Date('never'), 'an invalid date'],
    [new Date('1960-01-01T00:00:00Z'), '"1960-01-01T00:00:00.000Z"'],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
  ])('%s is refused with what is understood', (moment, shown) => {
    expect(() => toInstant(moment as never)).toThrow(
      new TypeError(
        `Not a moment between 1970 and 9999: ${shown}. Write ISO 8601 with an offset such as '2026-05-04T08:00:00Z', milliseconds since 1970, or a Date`,
      ),
    )
  })
})

describe('a frozen clock', () => {
  const frozen = { mode: 'frozen', speed: 1 } as const

  test('stands still until it is moved', () => {
    const machine = machineAt(0)
    const clock = new Clock(Date.UTC(2026, 4, 4, 8), frozen)
    machine.ms = 60_000
    expect([clock.now, clock.due]).toEqual([Date.UTC(2026, 4, 4, 8), Date.UTC(2026, 4, 4, 8)])
    clock.moveTo(clock.now + 1_500)
    expect(clock.timestamp).toBe('2026-05-04T08:00:01Z')
    clock.moveTo(clock.now + 500)
    expect(clock.timestamp).toBe('2026-05-04T08:00:02Z')
  })

  test('does not look at the machine', () => {
    const before = machineClock.asked
    const clock = new Clock(0, frozen)
    clock.moveTo(5)
    clock.anchor()
    expect(clock.due).toBe(5)
    expect(machineClock.asked).toBe(before)
  })
})

describe('a ticking clock', () => {
  test('is due ahead of where it was left, at its speed', () => {
    const machine = machineAt(1_000)
    const clock = new Clock(0, { mode: 'ticking', speed: 60 })
    machine.ms = 2_000
    expect(clock.now).toBe(0)
    expect(clock.due).toBe(60_000)
    clock.moveTo(clock.due)
    expect(clock.due).toBe(60_000)
    machine.ms = 2_500
    expect(clock.due).toBe(90_000)
  })

  test('is not ahead of its time by a part of a millisecond', () => {
    const machine = machineAt(0)
    const clock = new Clock(0, { mode: 'ticking', speed: 0.5 })
    machine.ms = 1
    expect(clock.due).toBe(0)
    machine.ms = 3
    expect(clock.due).toBe(1)
  })

  test('counts from a jump once it is anchored there', () => {
    const machine = machineAt(0)
    const clock = new Clock(0, { mode: 'ticking', speed: 1 })
    machine.ms = 500
    clock.moveTo(1_000_000)
    clock.anchor()
    machine.ms = 600
    expect(clock.due).toBe(1_000_100)
    clock.moveTo(10)
    clock.anchor()
    machine.ms = 700
    expect(clock.due).toBe(110)
  })

  test('never goes back by itself, and stops at the last second there is', () => {
    const machine = machineAt(1_000)
    const clock = new Clock(0, { mode: 'ticking', speed: 1_000_000 })
    clock.moveTo(5_000)
    expect(clock.due).toBe(5_000)
    machine.ms = 1e15
    expect(new Date(clock.due).toISOString()).toBe('9999-12-31T23:59:59.000Z')
  })

  test('keeps its time when it changes speed, stops and goes on', () => {
    const machine = machineAt(0)
    const clock = new Clock(0, { mode: 'ticking', speed: 1 })
    machine.ms = 1_000
    clock.moveTo(clock.due)
    clock.settings = { mode: 'ticking', speed: 10 }
    machine.ms = 2_000
    expect(clock.due).toBe(11_000)
    clock.moveTo(clock.due)
    clock.settings = { mode: 'frozen', speed: 10 }
    machine.ms = 9_000
    expect(clock.due).toBe(11_000)
    clock.settings = { mode: 'ticking', speed: 0 }
    machine.ms = 10_000
    expect(clock.due).toBe(11_000)
  })
})
