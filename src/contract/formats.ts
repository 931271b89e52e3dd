import { z } from 'zod'
import { dayMs, hourMs } from './durations.ts'
import { countryCodes, currencyCodes } from './codes.ts'

/**
 * The value formats that bodies, queries, scenario files and the test API share.
 * Each has a message that says what is allowed; `problems.ts` adds the received value.
 */

/** The schema of a seed, in documents and in options that override it. */
export const seed = z.int().meta({ description: 'What all chance is drawn from: the same seed makes the same data.' })

const milliseconds = z.number().min(0).max(hourMs)

/** The least and the most of a value. */
export function rangeOf<Bound extends z.ZodNumber>(bound: Bound) {
  // For a schema that is not known yet, TypeScript can't tell that both are there and numbers.
  const isInOrder = ([least, most]: readonly unknown[]) => Number(least) <= Number(most)
  return z
    .tuple([bound, bound], { error: 'must be [least, most]' })
    .refine(isInOrder, { error: 'must be [least, most] with least first' })
    .readonly()
}

/** How long an answer waits: always the same, or drawn from a range. */
export const wait = z.union([milliseconds, rangeOf(milliseconds)])

/** Milliseconds that an answer waits: one number, or a range. */
export type Wait = number | readonly [least: number, most: number]

const countries = new Set(countryCodes)
const currencies = new Set(currencyCodes)

/** Checks a text by a predicate and says what is allowed when it does not fit. */
const text = (allowed: string, fits: (value: string) => boolean) =>
  z.string({ error: allowed }).refine(fits, { error: allowed, abort: true })

/** The same with a regular expression, which the JSON Schema contains as well. */
const pattern = (allowed: string, form: RegExp, about: { readonly description: string; readonly examples: string[] }) =>
  text(allowed, (value) => form.test(value)).meta({ ...about, pattern: form.source })

const knownZones = new Map<string, boolean>()

/**
 * Whether this JavaScript engine knows an IANA zone. The result is cached, as `Intl` takes longer than a whole request.
 */
export function isTimeZone(name: string): boolean {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  const answer = /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name) && name.length <= 64 && intlKnows(name)
  if (knownZones.size < 2_000) knownZones.set(name, answer)
  return answer
}

function intlKnows(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const secondsOfDay = 86_400
/**
 * The day of the last timestamp, and its character codes. Most timestamps have the same day as the one before, so that
 * only the time is rewritten; a simulation writes one for every second.
 */
let writtenDay = 0
const writtenCodes = Array.from('1970-01-01T00:00:00Z', (character) => character.charCodeAt(0))

/** Milliseconds since 1970 as the API writes a moment: UTC, whole seconds. */
export function toTimestamp(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const day = Math.floor(seconds / secondsOfDay)
  if (day !== writtenDay) writeDay(day)
  const second = seconds - day * secondsOfDay
  writeTwoDigits(11, Math.floor(second / 3_600))
  writeTwoDigits(14, Math.floor(second / 60) % 60)
  writeTwoDigits(17, second % 60)
  return String.fromCharCode(...writtenCodes)
}

const daysOfCycle = 146_097

/**
 * Writes a date. The calendar repeats every 400 years, and a year begins with March here, so that it ends with the leap
 * day. A `Date` takes ten times as long, and made-up rows have a new day nearly each time.
 */
function writeDay(day: number): void {
  if (!(day >= 0 && day <= lastDay)) return writeText(new Date(day * secondsOfDay * 1_000).toISOString())
  const sinceMarch = day + 719_468
  const cycle = Math.floor(sinceMarch / daysOfCycle)
  const dayOfCycle = sinceMarch - cycle * daysOfCycle
  const leapDays = Math.floor(dayOfCycle / 1_460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const sinceMarchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = sinceMarchMonth < 10 ? sinceMarchMonth + 3 : sinceMarchMonth - 9
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  writtenCodes[4] = writtenCodes[7] = '-'.charCodeAt(0)
  writeTwoDigits(0, Math.floor(year / 100))
  writeTwoDigits(2, year % 100)
  writeTwoDigits(5, month)
  writeTwoDigits(8, dayOfYear - Math.floor((153 * sinceMarchMonth + 2) / 5) + 1)
  writtenDay = day
}

/** Writes a date of another age, of which the first characters count. */
function writeText(date: string): void {
  for (let index = 0; index < 'YYYY-MM-DD'.length; index += 1) writtenCodes[index] = date.charCodeAt(index)
  writtenDay = Number.NaN
}

function writeTwoDigits(at: number, value: number): void {
  const tens = Math.floor(value / 10)
  writtenCodes[at] = 48 + tens
  writtenCodes[at + 1] = 48 + value - 10 * tens
}

/** The years that a timestamp of the API can carry in four digits. */
export const earliest = Date.UTC(1970, 0, 1)
export const latest = Date.UTC(9999, 11, 31, 23, 59, 59)
const lastDay = Math.floor(latest / dayMs)

/** A moment of virtual time in milliseconds since 1970. */
export const instant = z.int().min(0)

/** The id of a row. */
export const id = z.string().min(1)

/** An id in a request: any text. It is refused only if no row has it. */
export const reference = z.string()

export const phoneNumber = pattern(
  'must be a phone number in E.164 format, such as +14155550100',
  /^\+[1-9]\d{6,14}$/,
  {
    description: 'A phone number in E.164 format.',
    examples: ['+14155550100'],
  },
)

export const emailAddress = z.email({ error: 'must be an email address, such as ada@example.com' })

export const country = text('must be an ISO 3166-1 alpha-2 country code, such as US', (value) =>
  countries.has(value),
).meta({
  id: 'CountryCode',
  description: 'An ISO 3166-1 alpha-2 country code.',
  enum: [...countryCodes],
  examples: ['US'],
})

export const currencyCode = text('must be an ISO 4217 currency code, such as USD', (value) =>
  currencies.has(value),
).meta({
  id: 'CurrencyCode',
  description: 'An ISO 4217 currency code.',
  enum: [...currencyCodes],
  examples: ['USD'],
})

export const timezone = text('must be an IANA time zone, such as Europe/London', isTimeZone).meta({
  description: 'An IANA time zone name.',
  examples: ['Europe/London'],
})

export const outsideOfTime = `must lie between ${toTimestamp(earliest)} and ${toTimestamp(latest)}`

/** A date-time that may lack seconds, and the colon or the minutes of its offset. */
const shorter = /^(.+T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/

/** Normalizes a date-time: adds what is missing, and makes `t` and `z` upper-case, as RFC 3339 allows both. */
function inFull(value: string): string {
  return value
    .toUpperCase()
    .replace(
      shorter,
      (_, start: string, seconds = ':00', hours?: string, minutes = '00') =>
        `${start}${seconds}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`,
    )
}

/** Milliseconds of an ISO 8601 date-time with an offset, of any year; NaN for any other text. */
function readMoment(value: string): number {
  if (withOffset.test(value)) return Date.parse(value)
  const text = inFull(value)
  return withOffset.test(text) ? Date.parse(text) : Number.NaN
}

const withOffset = z.regexes.datetime({ offset: true })

/** Milliseconds of an ISO 8601 date-time with an offset, or undefined when it is none or lies outside the years 1970 to 9999. */
export function parseMoment(value: string): number | undefined {
  const ms = readMoment(value)
  return ms >= earliest && ms <= latest ? ms : undefined
}

/** The schema of a moment. A date-time outside of the supported years has an error that names them. */
const momentText = (allowed: string, isForm: (value: string) => boolean = () => true) =>
  z.string({ error: allowed }).refine((value) => isForm(value) && parseMoment(value) !== undefined, {
    error: ({ input }) =>
      typeof input === 'string' && isForm(input) && !Number.isNaN(readMoment(input)) ? outsideOfTime : allowed,
    abort: true,
  })

const utcSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** A moment as the store keeps it: UTC, whole seconds, so that texts compare as times do. */
export const timestamp = momentText('must be a UTC time in whole seconds, such as 2026-04-10T09:24:11Z', (value) =>
  utcSeconds.test(value),
).meta({
  description: 'A moment in UTC, whole seconds.',
  format: 'date-time',
  pattern: utcSeconds.source,
  examples: ['2026-04-10T09:24:11Z'],
})

/** A moment as people write it: ISO 8601 with any offset. */
export const writtenMoment = (example: string) =>
  momentText(`must be an ISO 8601 date-time with an offset, such as ${example}`)

/** A moment as a client may write it; kept in UTC, whole seconds. */
export const moment = writtenMoment('2026-05-10T14:30:00Z')
  .meta({
    description: 'A moment from 1970 to 9999, ISO 8601 with an offset; answered in UTC.',
    format: 'date-time',
    examples: ['2026-05-10T14:30:00Z'],
  })
  .transform((value) => toTimestamp(readMoment(value)))

/** Milliseconds of a date-time without an offset, as if it were in UTC; undefined when it is none. */
export function parseWallTime(value: string): number | undefined {
  return parseMoment(`${value}Z`)
}

const wallMomentForm = 'must be an ISO 8601 date-time, such as 2026-05-10T14:30:00Z'

/**
 * A moment that may come with a separate time zone. With an offset it is converted to UTC in whole seconds, like any
 * `moment`. Without one it stays the local time of that zone, without a `Z`.
 */
export const wallMoment = z
  .string({ error: wallMomentForm })
  .refine((value) => parseMoment(value) !== undefined || parseWallTime(value) !== undefined, {
    error: ({ input }) =>
      typeof input === 'string' && !Number.isNaN(readMoment(input)) ? outsideOfTime : wallMomentForm,
    abort: true,
  })
  .meta({
    description:
      'A moment from 1970 to 9999, ISO 8601; answered in UTC. Without an offset it is read in `scheduledTimeTimezone`.',
    examples: ['2026-05-10T14:30:00Z'],
  })
  .transform((value) => {
    const local = parseWallTime(value)
    return local === undefined ? toTimestamp(readMoment(value)) : toTimestamp(local).slice(0, -1)
  })

export const date = z.iso.date({ error: 'must be a date, such as 2026-04-01' })

export const webAddress = text(
  'must be an http or https address, such as https://example.com',
  (value) => /^https?:\/\/[^\s/?#]+/i.test(value) && URL.canParse(value),
)

export const timeOfDay = pattern('must be a time of day in 24-hour HH:MM, such as 09:00', /^([01]\d|2[0-3]):[0-5]\d$/, {
  description: 'A time of day, 24-hour HH:MM.',
  examples: ['09:00'],
})

export const endOfDay = pattern(
  'must be a time of day in 24-hour HH:MM, such as 17:00, or 24:00 for midnight',
  /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
  { description: 'A time of day, 24-hour HH:MM; 24:00 is the end of the day.', examples: ['17:00'] },
)

/** What JSON can carry as a free-form object. Its keys are data: none of them is ever looked up on a prototype. */
export const jsonObject = z
  .custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be an object',
  })
  .meta({ type: 'object', additionalProperties: true })
