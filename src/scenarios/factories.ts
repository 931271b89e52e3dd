import { campaignDefaults } from '../contract/campaigns.ts'
import type { Call } from '../contract/calls.ts'
import { toTimestamp } from '../contract/timestamps.ts'
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
import { valueMakerOf, type ValueMaker } from './field-values.ts'
import { countryOfPhone } from './people.ts'
import { type CountryFaker, CountryFakers, type NameTexts } from './country-fakers.ts'
import { setOwn } from './plain.ts'
import {
  assistantNames,
  emailDomains,
  inboundTopics,
  outboundTopics,
  phoneNames,
  recordTypeTopics,
  type Topic,
} from './words.ts'

/** What follows the name in an email address, by the number that was drawn. Contacts share these texts. */
const emailEnds = Array.from({ length: 100 }, (_, digits) => emailDomains.map((domain) => `${digits}${domain}`))
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
    return values[this.#placeIn(values)] as Value
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
    const texts = this.#nameTexts(faker, known)
    const { firstName, lastName } = texts
    const phoneNumber = known.phoneNumber ?? this.#phoneNumber(faker)
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
    return this.#phoneNumber(this.#countryFaker(country))
  }

  #phoneNumber({ country }: CountryFaker): string {
    let text = ''
    for (const part of country.phones) {
      if ('digits' in part) text += part.start + String(this.between(0, part.largest)).padStart(part.digits, '0')
      else text += this.pick(part)
    }
    return text
  }

  /** A family name. */
  lastName(country: RecipeCountry): string {
    return this.#name(this.#countryFaker(country).lastNames)
  }

  company(country: RecipeCountry): string {
    const faker = this.#countryFaker(country)
    const form = this.#placeIn(faker.country.companies)
    return faker.sharedCompany(this.#namePlace(faker.lastNames), form)
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
    if (!make) this.#makers.set(field, (make = valueMakerOf(field)))
    return make(this, country)
  }

  /** The given parts of a name, and made-up ones for the others. */
  #nameTexts(faker: CountryFaker, { firstName, lastName }: RowValues<CallRecord>): NameTexts {
    const { firstNames, lastNames } = faker
    if (firstName === undefined && lastName === undefined)
      return faker.sharedTexts(this.#namePlace(firstNames), this.#namePlace(lastNames))
    const first = firstName === undefined ? this.#name(firstNames) : firstName
    return faker.textsOf(first, lastName === undefined ? this.#name(lastNames) : lastName)
  }

  /** Draws a name as faker does: first a sex, which no list of names here depends on. */
  #namePlace(names: readonly string[]): number {
    this.#random.faker.next()
    return this.#placeIn(names)
  }

  #name(names: readonly string[]): string {
    return names[this.#namePlace(names)] ?? ''
  }

  #placeIn(values: readonly unknown[]): number {
    return this.between(0, values.length - 1)
  }

  #email({ mailbox }: NameTexts): string {
    // Every third address has no digits.
    return mailbox + this.pick(emailEnds[this.between(0, 149)] ?? emailDomains)
  }

  #countryFaker(country: RecipeCountry): CountryFaker {
    return this.#countryFakers.at(country, this.#random.faker)
  }
}
