import { afterEach, describe, expect, test, vi } from 'vitest'
import { releaseMachine, stopMachine } from './machine.ts'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'
import { world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = (options: MockOptions = {}) => createMock({ scenario: world, simulator: false, ...options })

const machine = () => stopMachine(1_000)

afterEach(() => {
  releaseMachine()
  vi.useRealTimers()
})

describe('the clock', () => {
  test('begins at the time of the scenario and stands still', () => {
    const time = machine()
    const mock = create()
    time.at += 3_600_000
    expect(mock.clock.now()).toBe('2026-05-04T08:00:00Z')
    expect(mock.clock.ms()).toBe(Date.UTC(2026, 4, 4, 8))
    expect(mock.clock.settings).toEqual({ mode: 'frozen', speed: 1 })
  })

  test.each([
    ['90s', '08:01:30'],
    ['15m', '08:15:00'],
    ['2h', '10:00:00'],
    ['1h30m', '09:30:00'],
    ['PT1H30M', '09:30:00'],
    ['500ms', '08:00:00'],
    [1_500, '08:00:01'],
    [0, '08:00:00'],
  ])('advances by %s', (duration, time) => {
    const { clock } = create()
    clock.advance(duration)
    expect(clock.now()).toBe(`2026-05-04T${time}Z`)
  })

  test.each([
    ['3d', '2026-05-07T08:00:00Z'],
    ['1w', '2026-05-11T08:00:00Z'],
    ['P1DT2H', '2026-05-05T10:00:00Z'],
    ['P1W', '2026-05-11T08:00:00Z'],
  ])('advances over days by %s', (duration, now) => {
    const { clock } = create()
    clock.advance(duration)
    expect(clock.now()).toBe(now)
  })

  test('keeps parts of seconds while it advances', () => {
    const { clock } = create()
    clock.advance(600)
    clock.advance(600)
    expect(clock.now()).toBe('2026-05-04T08:00:01Z')
  })

  test.each([
    ['2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z'],
    ['2026-06-01T12:00:00+02:00', '2026-06-01T10:00:00Z'],
    [Date.UTC(2030, 0, 1), '2030-01-01T00:00:00Z'],
    [new Date('2024-02-29T00:00:00Z'), '2024-02-29T00:00:00Z'],
  ])('is set to %s', (moment, now) => {
    const { clock } = create()
    clock.set(moment)
    expect(clock.now()).toBe(now)
  })

  test('gives its time to what is made and changed', async () => {
    const mock = create()
    mock.clock.advance('1h')
    const response = await mock.fetch('/api/campaigns', asJson('{"name":"x","status":"draft","type":"inbound"}'))
    expect(await response.json()).toMatchObject({
      createdAt: '2026-05-04T09:00:00Z',
      updatedAt: '2026-05-04T09:00:00Z',
    })
  })

  test.each(['', 'soon', '-5m', '5 parsecs', '2026-05-04', -1, Number.NaN, Number.POSITIVE_INFINITY, null, {}])(
    'refuses to advance by %s',
    (duration) => {
      const { clock } = create()
      expect(() => clock.advance(duration as string)).toThrow(TypeError)
      expect(clock.now()).toBe('2026-05-04T08:00:00Z')
    },
  )

  test.each([
    '',
    'tomorrow',
    '2026-05-04',
    '2026-05-04T08:00:00',
    '1969-12-31T23:59:59Z',
    -1,
    Number.NaN,
    new Date(Number.NaN),
    null,
  ])('refuses to be set to %s', (moment) => {
    const { clock } = create()
    expect(() => clock.set(moment as string)).toThrow(TypeError)
    expect(clock.now()).toBe('2026-05-04T08:00:00Z')
  })

  test('refuses to advance beyond the year 9999', () => {
    const { clock } = create()
    expect(() => clock.advance('9999999999999d')).toThrow(TypeError)
    expect(clock.now()).toBe('2026-05-04T08:00:00Z')
  })
})

describe('a ticking clock', () => {
  test('moves with the machine', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking' })
    time.at += 61_000
    expect(clock.now()).toBe('2026-05-04T08:01:01Z')
  })

  test('moves at its speed', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking', speed: 60 })
    time.at += 60_000
    expect(clock.now()).toBe('2026-05-04T09:00:00Z')
  })

  test('gives requests the time they come at', async () => {
    const time = machine()
    const mock = create({ clock: 'ticking' })
    time.at += 5_000
    await mock.fetch('/api/campaigns')
    expect(mock.requests.last()?.at).toBe('2026-05-04T08:00:05Z')
  })

  test('goes on from where it is set or advanced to', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking' })
    time.at += 1_000
    clock.set('2026-06-01T00:00:00Z')
    time.at += 2_000
    expect(clock.now()).toBe('2026-06-01T00:00:02Z')
    clock.advance('1h')
    time.at += 1_000
    expect(clock.now()).toBe('2026-06-01T01:00:03Z')
  })

  test('can be frozen and let tick again, without a jump', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking' })
    time.at += 1_000
    clock.configure({ mode: 'frozen' })
    time.at += 60_000
    expect(clock.now()).toBe('2026-05-04T08:00:01Z')
    clock.configure({ mode: 'ticking' })
    time.at += 1_000
    expect(clock.now()).toBe('2026-05-04T08:00:02Z')
  })

  test('can change its speed, from then on', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking' })
    time.at += 10_000
    clock.configure({ speed: 60 })
    time.at += 1_000
    expect(clock.now()).toBe('2026-05-04T08:01:10Z')
    expect(clock.settings).toEqual({ mode: 'ticking', speed: 60 })
  })

  test('never goes back by itself', () => {
    const time = machine()
    const { clock } = create({ clock: 'ticking' })
    time.at += 10_000
    clock.now()
    time.at -= 5_000
    expect(clock.now()).toBe('2026-05-04T08:00:10Z')
  })

  test.each<[settings: unknown, message: string]>([
    [{ mode: 'stopped' }, 'mode must be one of frozen, ticking; received "stopped"'],
    [{ speed: -1 }, 'speed must be at least 0; received -1'],
    [{ speed: Number.NaN }, 'speed must be a number; received NaN'],
    [{ speed: 1e9 }, 'speed must be at most 1000000; received 1000000000'],
    [{ speed: '60' }, 'speed must be a number; received "60"'],
    [{ mode: 'ticking', foo: 1 }, 'foo is not an option; the options are mode, speed'],
    [5, 'options must be an object; received 5'],
    [undefined, 'options is required: must be an object'],
  ])('refuses the settings %j', (settings, message) => {
    const { clock } = create()
    expect(() => clock.configure(settings as { speed: number })).toThrow(new TypeError(`clock.configure: ${message}`))
    expect(clock.settings).toEqual({ mode: 'frozen', speed: 1 })
  })
})

test('a request takes as long as the machine took for it, while the clock ticks', async () => {
  const mock = createMock({ clock: 'ticking' })
  const started = performance.now()
  await mock.fetch('/api/campaigns')
  const most = performance.now() - started
  expect(mock.requests.last()?.durationMs).toBeGreaterThanOrEqual(0)
  expect(mock.requests.last()?.durationMs).toBeLessThanOrEqual(most + 0.001)
})

test('fake timers of a test neither stop a ticking clock nor hurry it', () => {
  const time = machine()
  const mock = createMock({ clock: 'ticking', now: '2026-05-04T08:00:00Z' })
  vi.useFakeTimers()
  vi.advanceTimersByTime(3_600_000)
  expect(mock.clock.now()).toBe('2026-05-04T08:00:00Z')
  time.at += 5_000
  expect(mock.clock.now()).toBe('2026-05-04T08:00:05Z')
})

test('a duration that leads beyond what a timestamp can say is called too long', () => {
  const { clock } = createMock()
  const before = clock.now()
  expect(() => clock.advance('10000000d')).toThrow(
    new TypeError(`Too long a duration: "10000000d" from ${before} leads beyond the year 9999`),
  )
  expect(clock.now()).toBe(before)
})
