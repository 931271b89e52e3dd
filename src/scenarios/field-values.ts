import { dayMs, minuteMs } from '../contract/durations.ts'
import type { RecipeCountry } from '../contract/recipes.ts'
import type { RecordField } from '../contract/record-types.ts'
import { earliest, latest, toTimestamp } from '../contract/timestamps.ts'
import type { Faker } from './faker.ts'
import { toLatin } from './people.ts'
import { daysFor, emailDomains, notes, rangeFor, textsFor } from './words.ts'

/** Draws what values are made of. */
interface ValueSource {
  readonly now: number
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<Value>(values: readonly Value[]): Value
  faker(country: RecipeCountry): Faker
  company(country: RecipeCountry): string
  lastName(country: RecipeCountry): string
  phoneNumber(country: RecipeCountry): string
}

/** Makes a value of a custom field, for a contact of a country. */
export type ValueMaker = (source: ValueSource, country: RecipeCountry) => unknown

/** Finds out once what a key says about the values of its field: that takes longer than to make one. */
export function valueMakerOf({ key, type, options = [''] }: RecordField): ValueMaker {
  switch (type) {
    case 'text': {
      if (/company|employer/i.test(key)) return (source, country) => source.company(country)
      if (/city|town|place/i.test(key)) return (source, country) => source.faker(country).location.city()
      const texts = textsFor(key) ?? notes
      return (source) => source.pick(texts)
    }
    case 'number': {
      const [least, most, step] = rangeFor(key)
      return (source) => source.between(least / step, most / step) * step
    }
    case 'boolean':
      return (source) => source.chance(0.5)
    case 'date':
      return (source) => new Date(momentOf(source, key, type)).toISOString().slice(0, 10)
    case 'datetime':
      return (source) => toTimestamp(Math.max(earliest, quarterHour(source, momentOf(source, key, type))))
    case 'select':
      return (source) => source.pick(options)
    case 'email': {
      const name = /bill|invoice/i.test(key) ? 'billing' : 'office'
      return (source) => `${name}${source.pick(emailDomains)}`
    }
    case 'phone':
      return (source, country) => source.phoneNumber(country)
    default:
      return (source, country) =>
        `https://www.example.com/${toLatin(source.lastName(country)) || 'home'}${source.between(1, 999)}`
  }
}

function momentOf(source: ValueSource, key: string, type: RecordField['type']): number {
  const [least, most] = daysFor(key, type)
  return Math.min(latest - dayMs, source.now + source.between(least, most) * dayMs)
}

/** A quarter-hour of the working day of a moment. */
function quarterHour(source: ValueSource, ms: number): number {
  return Math.floor(ms / dayMs) * dayMs + source.between(32, 71) * 15 * minuteMs
}
