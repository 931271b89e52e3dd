import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  country,
  currencyCode,
  date,
  emailAddress,
  id,
  isTimeZone,
  jsonObject,
  moment,
  parseMoment,
  phoneNumber,
  timeOfDay,
  timestamp,
  timezone,
  webAddress,
} from '../../src/contract/formats.ts'
import { dayMs } from '../../src/contract/durations.ts'
import { readTimestamp, toTimestamp } from '../../src/contract/timestamps.ts'

const fits = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success
const refusal = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

interface Case {
  readonly schema: z.ZodType
  readonly allowed: string
  readonly good: readonly unknown[]
  readonly bad: readonly unknown[]
}

const cases: Record<string, Case> = {
  'a phone number': {
    schema: phoneNumber,
    allowed: 'must be a phone number in E.164 format, such as +14155550100',
    good: ['+14155550100', '+4930123456', '+1234567', '+123456789012345', '+85212345678'],
    bad: [
      '',
      '+',
      '14155550100',
      '+04155550100',
      '+123456',
      '+1234567890123456',
      '+1 415 555 0100',
      '+1-415-555-0100',
      '(415) 555-0100',
      '+1415555010a',
      ' +14155550100',
      '+14155550100 ',
      '+14155550100\n',
      '++14155550100',
      '+١٤١٥٥٥٥٠١٠٠',
    ],
  },
  'a country': {
    schema: country,
    allowed: 'must be an ISO 3166-1 alpha-2 country code, such as US',
    good: ['US', 'DE', 'GB'],
    bad: ['', 'us', 'USA', 'UK', 'XX', 'EU', 'ZZ', ' US', '__proto__', 'constructor'],
  },
  'a currency': {
    schema: currencyCode,
    allowed: 'must be an ISO 4217 currency code, such as USD',
    good: ['USD', 'EUR', 'JPY', 'CHF', 'BHD'],
    bad: ['', 'usd', 'US', 'EURO', 'DEM', 'BTC', 'ABC', '€'],
  },
  'a time of day': {
    schema: timeOfDay,
    allowed: 'must be a time of day in 24-hour HH:MM, such as 09:00',
    good: ['00:00', '09:00', '12:30', '19:59', '23:59'],
    bad: ['', '9:00', '24:00', '23:60', '12:3', '12:300', '12-30', '09:00:00', '9am', '09:00\n', ' 09:00'],
  },
  'a timestamp': {
    schema: timestamp,
    allowed: 'must be a UTC time in whole seconds, such as 2026-04-10T09:24:11Z',
    good: ['2026-04-10T09:24:11Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2028-02-29T00:00:00Z'],
    bad: [
      '',
      '2026-04-10',
      '2026-04-10T09:24:11',
      '2026-04-10T09:24:11.000Z',
      '2026-04-10T09:24:11+00:00',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-04-10T24:00:00Z',
      '2026-04-10T23:60:00Z',
      '2026-04-10t09:24:11z',
    ],
  },
  'a date': {
    schema: date,
    allowed: 'must be a date, such as 2026-04-01',
    good: ['2026-04-01', '2028-02-29', '2000-02-29'],
    bad: [
      '',
      '2026-4-1',
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '01.04.2026',
      '2026-04-01T00:00:00Z',
    ],
  },
  'an email address': {
    schema: emailAddress,
    allowed: 'must be an email address, such as ada@example.com',
    good: ['ada@example.com', 'a.b+c@sub.example.co.uk'],
    bad: ['', 'ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com', 'ada@example..com', 'ada@example.com\n'],
  },
  'a web address': {
    schema: webAddress,
    allowed: 'must be an http or https address, such as https://example.com',
    good: ['https://example.com', 'http://localhost:3000/a?b=c#d', 'HTTPS://EXAMPLE.COM'],
    bad: [
      '',
      'example.com',
      'ftp://example.com',
      'javascript:alert(1)',
      'http://',
      'https:///path',
      'https://exa mple.com',
      '//example.com',
    ],
  },
  'a time zone': {
    schema: timezone,
    allowed: 'must be an IANA time zone, such as Europe/London',
    good: [
      'UTC',
      'Europe/London',
      'America/Argentina/Buenos_Aires',
      'America/Port-au-Prince',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Etc/GMT+12',
      'Etc/GMT-14',
      'GMT',
    ],
    bad: [
      '',
      'Europe/Atlantis',
      '+02:00',
      '-05:00',
      '+0200',
      'UTC+2',
      'GMT+2',
      'Europe/',
      '/London',
      'Europe/London ',
      'Europe\\London',
      'Z',
      '__proto__',
      'x'.repeat(10_000),
    ],
  },
  'a moment': {
    schema: moment,
    allowed: 'must be an ISO 8601 date-time with an offset, such as 2026-05-10T14:30:00Z',
    good: [
      '2026-05-10T14:30:00Z',
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2026-05-10t14:30:00z',
      '2026-05-10T14:30:00+02:00',
      '2026-05-10T14:30:00.123456Z',
      '2026-05-10T14:30:00-12:00',
      '2028-02-29T12:00:00Z',
      '2026-05-10T14:30Z',
      '2026-05-10T14:30:00+0200',
      '2026-05-10T14:30-03',
    ],
    bad: [
      '20260510T143000Z',
      '2026-05-10T14Z',
      '2026-05-10T14:30Z:30',
      '2026-05-10T14:30:00Z00',
      '2026-05-10T14:30+99',
      '',
      '2026-05-10',
      '2026-05-10T14:30:00',
      '2026-05-10 14:30:00Z',
      '2026-05-10T14:30:00+25:00',
      '2026-05-10T14:30:00+2',
      '2026-02-29T12:00:00Z',
      '2100-02-29T12:00:00Z',
      '2026-05-10T24:00:00Z',
      '2026-05-10T14:30:60Z',
      '2026-05-10t14:30:00',
      '10000-01-01T00:00:00Z',
      'tomorrow',
      '1778423400000',
    ],
  },
}

describe.each(Object.entries(cases))('%s', (_, { schema, allowed, good, bad }) => {
  test.each(good)('may be %j', (value) => {
    expect(fits(schema, value)).toBe(true)
  })

  test.each([...bad, 5, true, null, {}])('is not %j, and says what it may be', (value) => {
    expect(refusal(schema, value)).toBe(allowed)
  })
})

test.each<[string, z.ZodType, readonly string[]]>([
  ['a timestamp', timestamp, ['1969-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '0075-06-01T00:00:00Z']],
  [
    'a moment',
    moment,
    ['1969-12-31T23:59:59Z', '1970-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '1969-12-31t23:59:59z'],
  ],
])('%s outside of the years is told those: it is a date-time all the same', (_, schema, values) => {
  for (const value of values)
    expect(refusal(schema, value)).toBe('must lie between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59Z')
})

test.each<[string, z.ZodType]>([
  ['a phone number', phoneNumber],
  ['a time of day', timeOfDay],
])('%s is described by a pattern that fits what is taken, and nothing else', (name, schema) => {
  const pattern = new RegExp(z.toJSONSchema(schema).pattern ?? '', 'u')
  const { good, bad } = cases[name]!
  expect(good.filter((value) => !pattern.test(String(value)))).toEqual([])
  expect(bad.filter((value) => pattern.test(String(value)))).toEqual([])
})

test.each<[string, z.ZodType]>([
  ['a country', country],
  ['a currency', currencyCode],
])('%s is described by a list that has what is taken, and nothing else', (name, schema) => {
  const [named] = Object.values(z.toJSONSchema(schema).$defs ?? {})
  const codes: readonly unknown[] = named?.enum ?? []
  const { good, bad } = cases[name]!
  expect(good.filter((value) => !codes.includes(value))).toEqual([])
  expect(bad.filter((value) => codes.includes(value))).toEqual([])
})

test('a timestamp is read as the moment that it was written from, on each day of the 400 years after which the calendar repeats', () => {
  const days = Array.from({ length: 146_097 }, (_, day) => day * dayMs)
  const misread = days.filter((ms) => {
    const text = toTimestamp(ms)
    return readTimestamp(text) !== ms || Date.parse(text) !== ms
  })
  expect(misread.map(toTimestamp)).toEqual([])
})

describe('a moment', () => {
  test.each([
    ['2026-05-10t14:30:00z', '2026-05-10T14:30:00Z'],
    ['2026-05-10t14:30z', '2026-05-10T14:30:00Z'],
    ['2026-05-10T14:30+0530', '2026-05-10T09:00:00Z'],
    ['2026-05-10T14:30:15.5-03', '2026-05-10T17:30:15Z'],
    ['2026-05-10t14:30:00+02:00', '2026-05-10T12:30:00Z'],
    ['2026-05-10T14:30:00Z', '2026-05-10T14:30:00Z'],
    ['2026-05-10T14:30:00+02:00', '2026-05-10T12:30:00Z'],
    ['2026-01-01T00:30:00+05:30', '2025-12-31T19:00:00Z'],
    ['2028-02-28T23:30:00-01:00', '2028-02-29T00:30:00Z'],
    ['2026-05-10T14:30:59.999Z', '2026-05-10T14:30:59Z'],
  ])('%s is kept as %s', (written, kept) => {
    expect(moment.parse(written)).toBe(kept)
  })

  test('that was kept is read as the same second again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (second) => {
        expect(parseMoment(toTimestamp(second * 1_000))).toBe(second * 1_000)
      }),
    )
  })

  test('reads the same whatever its offset', () => {
    const twoDigits = (value: number) => String(value).padStart(2, '0')
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 253_402_200_000 }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (second, minutes) => {
          const local = toTimestamp((second + minutes * 60) * 1_000).slice(0, -1)
          const offset = `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(Math.abs(minutes) / 60))}:${twoDigits(Math.abs(minutes) % 60)}`
          expect(parseMoment(`${local}${offset}`)).toBe(second * 1_000)
        },
      ),
    )
  })

  test('is in order as text, once it is kept', () => {
    const second = fc.integer({ min: 0, max: 253_402_300_799 })
    fc.assert(
      fc.property(second, second, (a, b) => {
        expect(toTimestamp(a * 1_000) < toTimestamp(b * 1_000)).toBe(a < b)
      }),
    )
  })
})

describe('a time zone', () => {
  test('is known for every name the engine lists', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([])
  })

  test('is answered the same when it is asked for again', () => {
    const names = ['Europe/Rome', 'Europe/Nowhere', 'constructor']
    expect([...names, ...names].map(isTimeZone)).toEqual([true, false, false, true, false, false])
  })
})

describe('an id', () => {
  test('is any text but an empty one', () => {
    expect(['x', 'record_1', '__proto__', 'é 😀', '../..'].every((value) => fits(id, value))).toBe(true)
    expect([fits(id, ''), fits(id, 5), fits(id, null)]).toEqual([false, false, false])
  })
})

describe('a free-form object', () => {
  test('is an object, and nothing else that JSON knows', () => {
    expect(['{}', '{"a":1}', '{"__proto__":{"x":1}}'].every((text) => fits(jsonObject, JSON.parse(text)))).toBe(true)
    expect([null, [], 'a', 5, true, undefined].filter((value) => fits(jsonObject, value))).toEqual([])
  })
})
