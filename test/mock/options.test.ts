import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'

describe('createMock takes', () => {
  test('no options at all', () => {
    expect(createMock().info).toEqual({
      edition: 'hosted',
      baseUrl: 'http://callcamp.ai',
      scenario: 'empty',
      seed: 1,
      sandbox: null,
    })
  })

  test('the edition, which decides the base URL', () => {
    expect(createMock({ edition: 'local' }).info).toMatchObject({ edition: 'local', baseUrl: 'http://localhost:3000' })
  })

  test('a base URL', () => {
    expect(createMock({ baseUrl: 'https://api.example.com' }).info.baseUrl).toBe('https://api.example.com')
  })

  test('a scenario by name, as an object, and as a snapshot', () => {
    const scenario = { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, campaigns: [{ name: 'One' }] }
    expect(createMock({ scenario: 'documented-campaigns' }).db.campaign.count()).toBe(2)
    expect(createMock({ scenario }).db.campaign.count()).toBe(1)
    expect(createMock({ scenario: createMock({ scenario }).snapshot() }).db.campaign.count()).toBe(1)
  })

  test('the time as text, number and Date', () => {
    const ms = Date.UTC(2026, 0, 1)
    for (const now of ['2026-01-01T01:00:00+01:00', ms, new Date(ms)])
      expect(createMock({ now }).clock.now()).toBe('2026-01-01T00:00:00Z')
  })

  test('undefined for an option that is not given', () => {
    const names = [
      'baseUrl',
      'edition',
      'scenario',
      'seed',
      'now',
      'clock',
      'speed',
      'latency',
      'auth',
      'rateLimit',
      'strict',
      'references',
      'simulator',
      'formatError',
      'journal',
    ]
    expect(createMock(Object.fromEntries(names.map((name) => [name, undefined]))).info.scenario).toBe('empty')
  })
})

describe('createMock refuses', () => {
  const wrong: readonly (readonly [name: string, value: unknown, also?: string])[] = [
    ['baseUrl', 5],
    ['baseUrl', 'callcamp.ai', '"callcamp.ai"'],
    ['baseUrl', 'ftp://callcamp.ai'],
    ['edition', 'cloud', 'hosted, local'],
    ['scenario', 'no-such-scenario', 'no-such-scenario'],
    ['seed', 1.5],
    ['seed', 2 ** 53],
    ['seed', 'one', '"one"'],
    ['clock', 'stopped', 'frozen, ticking'],
    ['speed', -1],
    ['speed', Number.NaN, 'NaN'],
    ['latency', -5],
    ['latency', [20, 10]],
    ['latency', { 'campaigns.destroy': 5 }],
    ['auth', { keys: [] }],
    ['auth', { keys: [''] }],
    ['auth', 'secret'],
    ['rateLimit', 0],
    ['rateLimit', { requests: 1.5 }],
    ['strict', 'yes'],
    ['references', 'lax', 'strict, loose'],
    ['simulator', true],
    ['simulator', { concurrency: 0 }, 'concurrency'],
    ['formatError', 'text', 'a function'],
    ['journal', -1],
    ['theme', 'dark', 'theme is not an option; the options are baseUrl, edition, scenario,'],
    ['scenaro', 'demo', 'scenaro is not an option; did you mean scenario? The options are baseUrl, edition, scenario,'],
    ['now', '2026-01-01', 'ISO 8601'],
    ['now', new Date(Number.NaN), 'an invalid date'],
    ['now', Number.POSITIVE_INFINITY, 'Infinity'],
    ['now', null, 'null'],
    ['latency', 'x', 'latency must be a number, or [least, most], or an object; received "x"'],
    [
      'latency',
      { 'campaigns.lst': 5 },
      'latency.campaigns.lst is not a known field; did you mean campaigns.list? Known are campaigns.list, campaigns.create',
    ],
    ['simulator', { foo: 1 }, 'simulator.foo is not a known field; known are progression, concurrency'],
    [
      'scenario',
      null,
      'scenario must be the name of a shipped scenario, a scenario object, a snapshot or a state; received null',
    ],
    [
      'scenario',
      5,
      'scenario must be the name of a shipped scenario, a scenario object, a snapshot or a state; received 5',
    ],
    ['rateLimit', { requests: 1, window: 'a while' }, 'a while'],
    ['rateLimit', { requests: 1, window: '0s' }, 'rateLimit.window: must be longer than nothing; received "0s"'],
  ]

  test.each(wrong)('%s: %s', (name, value, also = name) => {
    const create = () => createMock(Object.fromEntries([[name, value]]))
    expect(create).toThrow(TypeError)
    expect(create).toThrow(name)
    expect(create).toThrow(also)
  })

  test('all that is wrong at once', () => {
    expect(() => createMock({ seed: 0.5, strict: 1, colour: 1 } as unknown as MockOptions)).toThrow(
      /seed.*strict.*colour|colour.*seed.*strict/s,
    )
  })

  test.each([null, 5, 'demo', []])('%j instead of options', (options) => {
    expect(() => createMock(options as unknown as MockOptions)).toThrow(TypeError)
  })

  test('a scenario that is none, naming what is wrong with it', () => {
    const create = () =>
      createMock({ scenario: { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, campaigns: [{ name: '' }] } })
    expect(create).toThrow(TypeError)
    expect(create).toThrow('campaigns[0].name')
  })
})

describe('load refuses', () => {
  test.each<[options: unknown, message: string]>([
    [{ seed: 'a' }, 'load: seed must be a number; received "a"'],
    [{ seed: 1.5 }, 'load: seed must be a whole number; received 1.5'],
    [{ seed: Number.NaN }, 'load: seed must be a number; received NaN'],
    [{ seed: {} }, 'load: seed must be a number; received {}'],
    [{ foo: 5 }, 'load: foo is not an option; the options are seed'],
    [5, 'load: options must be an object; received 5'],
  ])('the options %j, and stays as it is', (options, message) => {
    const mock = createMock({ scenario: 'demo' })
    const before = mock.snapshot()
    expect(() => mock.load('empty', options as { seed: number })).toThrow(new TypeError(message))
    expect(mock.snapshot()).toEqual(before)
  })
})
