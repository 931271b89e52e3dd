import { z } from 'zod'
import { hourMs } from './durations.ts'
import { countryCodes, currencyCodes } from './codes.ts'
import { isSupported, outsideOfTime, readTimestamp, toTimestamp, utcSeconds } from './timestamps.ts'

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

/** A moment of virtual time in milliseconds since 1970. */
export const instant = z.int().min(0)

/** The id of a row. */
export const id = z.string().min(1)

/** An id in a request: any text. It is refused only if no row has it. */
export const reference = z.string()

export const phoneNumber = pattern(
  'must be a phone number in E.164 format, such as +14155550100',
  /^\+[1-9]\d{6,14}$/,
  { description: 'A phone number in E.164 format.', examples: ['+14155550100'] },
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
  const ms = readTimestamp(value)
  if (!Number.isNaN(ms)) return ms
  if (withOffset.test(value)) return Date.parse(value)
  const text = inFull(value)
  return withOffset.test(text) ? Date.parse(text) : Number.NaN
}

const withOffset = z.regexes.datetime({ offset: true })

/** Milliseconds of an ISO 8601 date-time with an offset; undefined for any other text, and outside of 1970 to 9999. */
export function parseMoment(value: string): number | undefined {
  const ms = readMoment(value)
  return isSupported(ms) ? ms : undefined
}

/** The schema of a moment. A date-time outside of the supported years has an error that names them. */
const momentText = (allowed: string, read: (value: string) => number) =>
  z.string({ error: allowed }).refine((value) => isSupported(read(value)), {
    error: ({ input }) => (typeof input === 'string' && !Number.isNaN(read(input)) ? outsideOfTime : allowed),
    abort: true,
  })

/** A moment as the store keeps it: UTC, whole seconds, so that texts compare as times do. */
export const timestamp = momentText(
  'must be a UTC time in whole seconds, such as 2026-04-10T09:24:11Z',
  readTimestamp,
).meta({
  description: 'A moment in UTC, whole seconds.',
  format: 'date-time',
  pattern: utcSeconds.source,
  examples: ['2026-04-10T09:24:11Z'],
})

/** A moment as people write it: ISO 8601 with any offset. */
export const writtenMoment = (example: string) =>
  momentText(`must be an ISO 8601 date-time with an offset, such as ${example}`, readMoment)

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
