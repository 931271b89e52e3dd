import { dayMs, minuteMs } from '../contract/durations.ts'
import { campaignDefaults } from '../contract/campaigns.ts'
import type { Call } from '../contract/calls.ts'
import { earliest, latest, toTimestamp } from '../contract/timestamps.ts'
import type { Assistant, Phone } from '../contract/lines.ts'
import type { CampaignRow } from '../contract/models.ts'
import { completeRow, newId, newRow, type RowSource, type RowValues } from '../contract/new-row.ts'
import { type Order, orderDefaults } from '../contract/orders.ts'
import { type RecipeCountry, recipeCountries, toRecipeCountry } from '../contract/recipes.ts'
import type { Parameters, RecordField, RecordType } from '../contract/record-types.ts'
import { type CallRecord, recordDefaults } from '../contract/records.ts'
import type { CallDraft, OrderDraft } from '../contract/scenarios.ts'
import type { Random } from '../world/random.ts'
import type { Faker } from './faker.ts'
import { countryOfPhone, toLatin } from './people.ts'
import { type CountryFaker, CountryFakers, type NameTexts } from './country-fakers.ts'
import { setOwn } from './plain.ts'
import {
  assistantNames,
  daysFor,
  inboundTopics,
  notes,
  outboundTopics,
  phoneNames,
  rangeFor,
  recordTypeTopics,
  textsFor,
  type Topic,
} from './words.ts'

type ValueMaker = (country: RecipeCountry) => unknown

const domains = ['@example.com', '@example.org', '@example.net']
/** The countries of contacts, unless a recipe names others. */
export const usualCountries: ReadonlyMap<RecipeCountry, number> = new Map(
  recipeCountries.map((country) => [country, country === 'US' ? 8 : 1]),
)
const countryChoices = [...usualCountries].flatMap(([country, weight]) => Array.from({ length: weight }, () => country))

/**
 * Makes up rows. Random values come from the world's streams and dates from its clock, and no state is kept: the same
 * state of the streams gives the same row. Rows are valid by construction, which tests check against the row
 * schemas.
 */
export class Factories {
  readonly #random: Random
  readonly #now: () => number
  readonly #countryFakers: CountryFakers
  readonly #source: RowSource
  /** What makes the values of custom fields, by field. */
  readonly #makers = new WeakMap<RecordField, ValueMaker>()

  constructor(random: Random, now: () => number, countryFakers = new CountryFakers()) {
    this.#random = random
    this.#now = now
    this.#countryFakers = countryFakers
    const clock = {
      get timestamp() {
        return toTimestamp(now())
      },
    }
    this.#source = { random, clock }
  }

  get now(): number {
    return this.#now()
  }

  /** Faker with the names of a country. */
  faker(country: RecipeCountry = 'US'): Faker {
    return this.#countryFaker(country).faker
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.between(0, values.length - 1)] as Value
  }

  /** A random integer, both ends included. */
  between(least: number, most: number): number {
    return this.#random.faker.between(least, most)
  }

  chance(probability: number): boolean {
    return this.#random.faker.next() < probability
  }

  shuffle<Value>(values: Value[]): Value[] {
    for (let last = values.length - 1; last > 0; last -= 1) {
      const index = this.between(0, last)
      const value = values[last] as Value
      values[last] = values[index] as Value
      values[index] = value
    }
    return values
  }

  country(): RecipeCountry {
    return this.pick(countryChoices)
  }

  recordType(known: RowValues<RecordType> = {}): RecordType {
    const { name, fields } = known
    const topic = name === undefined || fields === undefined ? this.pick(recordTypeTopics) : undefined
    return completeRow(
      'recordType',
      known,
      { name: name ?? topic?.name, fields: fields ?? topic?.fields },
      this.#source,
    )
  }

  assistant(known: RowValues<Assistant> = {}): Assistant {
    return completeRow('assistant', known, { name: known.name ?? this.pick(assistantNames) }, this.#source)
  }

  phone(known: RowValues<Phone> = {}, country: RecipeCountry = 'US'): Phone {
    const { name = this.pick(phoneNames), phoneNumber = this.phoneNumber(country) } = known
    return completeRow('phone', known, { name, phoneNumber }, this.#source)
  }

  /** A name and a description for a campaign of a type. */
  topic(type: CampaignRow['type']): Topic {
    return this.pick(type === 'inbound' ? inboundTopics : outboundTopics)
  }

  campaign(known: RowValues<CampaignRow> = {}): CampaignRow {
    const { name, description, type = campaignDefaults.type } = known
    const topic = name === undefined || description === undefined ? this.topic(type) : undefined
    return completeRow(
      'campaign',
      known,
      { name: name ?? topic?.name, description: description === undefined ? topic?.description : description },
      this.#source,
    )
  }

  /** A contact whose name, number, email address and custom fields match. */
  record(known: RowValues<CallRecord> = {}, type?: RecordType): CallRecord {
    const countryOfNumber = known.phoneNumber === undefined ? undefined : countryOfPhone(known.phoneNumber)
    const home =
      toRecipeCountry(known.country) ??
      countryOfNumber ??
      (known.country === undefined && known.phoneNumber === undefined ? this.country() : 'US')
    const faker = this.#countryFaker(home)
    const { firstNames, lastNames } = faker
    const firstName = known.firstName === undefined ? this.#name(firstNames) : known.firstName
    const lastName = known.lastName === undefined ? this.#name(lastNames) : known.lastName
    const phoneNumber = known.phoneNumber ?? this.phoneNumber(home)
    const isDrawn = known.firstName === undefined && known.lastName === undefined
    const texts = isDrawn ? faker.sharedTextsOf(firstName, lastName) : faker.textsOf(firstName, lastName)
    const email = known.email === undefined ? this.#email(texts) : known.email
    const made = known.phoneNumber === undefined ? home : (countryOfNumber ?? null)
    const parameters = known.parameters ?? (type ? this.parameters(type.fields, home) : {})
    const createdAt = known.createdAt ?? this.#source.clock.timestamp
    // A literal is made in a tenth of the time of a row that is filled in field by field, and takes less memory.
    return {
      uuid: known.uuid ?? newId('record', this.#random),
      recordTypeUuid: known.recordTypeUuid ?? type?.uuid ?? null,
      name: known.name ?? (texts.name || phoneNumber),
      customName: known.customName ?? known.name !== undefined,
      firstName,
      lastName,
      email,
      phoneNumber,
      country: known.country === undefined ? made : known.country,
      status: known.status ?? recordDefaults.status,
      parameters,
      createdAt,
      updatedAt: known.updatedAt ?? createdAt,
    }
  }

  /** An order before its first call. */
  order(known: OrderDraft): Order {
    const createdAt = known.createdAt ?? this.#source.clock.timestamp
    return {
      uuid: known.uuid ?? newId('order', this.#random),
      campaignUuid: known.campaignUuid,
      recordUuid: known.recordUuid,
      status: known.status ?? orderDefaults.status,
      scheduledTime: known.scheduledTime ?? null,
      scheduledTimeTimezone: known.scheduledTimeTimezone ?? null,
      scheduledDurationSeconds: known.scheduledDurationSeconds ?? null,
      price: known.price ?? null,
      currencyCode: known.currencyCode ?? null,
      instructions: known.instructions ?? null,
      createdAt,
      updatedAt: known.updatedAt ?? createdAt,
      attempts: known.attempts ?? orderDefaults.attempts,
      dueAt: known.dueAt ?? null,
    }
  }

  call(known: CallDraft): Call {
    return newRow('call', known, this.#source)
  }

  /** A mobile number of a country, never an outcome number. */
  phoneNumber(country: RecipeCountry): string {
    const { phones } = this.#countryFaker(country).country
    let text = ''
    for (const part of phones) {
      if ('digits' in part) text += String(this.between(0, part.largest)).padStart(part.digits, '0')
      else text += part.length === 1 ? part[0] : this.pick(part)
    }
    return text
  }

  company(country: RecipeCountry): string {
    const { country: parsed, lastNames } = this.#countryFaker(country)
    const form = this.pick(parsed.companies)
    return `${this.#name(lastNames)}${country === 'JP' ? '' : ' '}${form}`
  }

  /** Values of custom fields: of all required ones, and of most others. */
  parameters(fields: readonly RecordField[], country: RecipeCountry): Parameters {
    const values: Record<string, unknown> = {}
    for (const field of fields)
      if (field.required || this.chance(0.85)) setOwn(values, field.key, this.value(field, country))
    return values
  }

  value(field: RecordField, country: RecipeCountry): unknown {
    let make = this.#makers.get(field)
    if (!make) this.#makers.set(field, (make = this.#makerOf(field)))
    return make(country)
  }

  /** Finds out once what a key says about the values of its field: that takes longer than to make one. */
  #makerOf({ key, type, options = [''] }: RecordField): ValueMaker {
    switch (type) {
      case 'text': {
        if (/company|employer/i.test(key)) return (country) => this.company(country)
        if (/city|town|place/i.test(key)) return (country) => this.faker(country).location.city()
        const texts = textsFor(key) ?? notes
        return () => this.pick(texts)
      }
      case 'number': {
        const [least, most, step] = rangeFor(key)
        return () => this.between(least / step, most / step) * step
      }
      case 'boolean':
        return () => this.chance(0.5)
      case 'date':
        return () => new Date(this.#moment(key, type)).toISOString().slice(0, 10)
      case 'datetime':
        return () => toTimestamp(Math.max(earliest, this.#quarterHour(this.#moment(key, type))))
      case 'select':
        return () => this.pick(options)
      case 'email': {
        const name = /bill|invoice/i.test(key) ? 'billing' : 'office'
        return () => `${name}${this.pick(domains)}`
      }
      case 'phone':
        return (country) => this.phoneNumber(country)
      default:
        return (country) => `https://www.example.com/${this.#page(country) || 'home'}${this.between(1, 999)}`
    }
  }

  /** Draws a name as faker does: first a sex, which no list of names here depends on. */
  #name(names: readonly string[]): string {
    this.#random.faker.next()
    return this.pick(names)
  }

  #page(country: RecipeCountry): string {
    return toLatin(this.#name(this.#countryFaker(country).lastNames))
  }

  #moment(key: string, type: RecordField['type']): number {
    const [least, most] = daysFor(key, type)
    return Math.min(latest - dayMs, this.now + this.between(least, most) * dayMs)
  }

  #quarterHour(ms: number): number {
    return Math.floor(ms / dayMs) * dayMs + this.between(32, 71) * 15 * minuteMs
  }

  #email({ mailbox }: NameTexts): string {
    const digits = this.between(0, 149)
    return `${mailbox}${digits < 100 ? digits : ''}${this.pick(domains)}`
  }

  #countryFaker(country: RecipeCountry): CountryFaker {
    return this.#countryFakers.at(country, this.#random.faker)
  }
}
