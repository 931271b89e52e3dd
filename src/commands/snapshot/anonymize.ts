import { date, emailAddress, moment, phoneNumber, webAddress } from '../../contract/formats.ts'
import type { RecordDraft } from '../../contract/scenarios.ts'
import { followingName } from '../../contract/records.ts'
import { type RecipeCountry, toRecipeCountry } from '../../contract/recipes.ts'
import { Factories } from '../../scenarios/factories.ts'
import { countryOfPhone } from '../../scenarios/people.ts'
import { Random } from '../../world/random.ts'
import type { AccountScenario } from './to-scenario.ts'

/**
 * Replaces people and keeps shapes and counts: null stays null, and equal values stay equal.
 * Names, phone numbers, descriptions, instructions and all texts in custom fields are replaced, even those that several
 * contacts share: such a text may be the name of a plan or a diagnosis. Dates in custom fields keep their year. The rest is
 * kept: ids, statuses, times, schedules, countries, prices, and the keys, numbers and booleans of custom fields.
 */
export function anonymize(scenario: AccountScenario, seed: number): AccountScenario {
  const people = new People(seed, scenario.records)
  return {
    ...scenario,
    assistants: scenario.assistants.map((assistant, index) => ({ ...assistant, name: `Assistant ${index + 1}` })),
    phones: scenario.phones.map((phone, index) => ({ ...phone, name: `Phone ${index + 1}` })),
    campaigns: scenario.campaigns.map((campaign, index) => ({
      ...campaign,
      name: `Campaign ${index + 1}`,
      description: campaign.description == null ? null : 'A description.',
    })),
    records: scenario.records.map((record) => people.record(record)),
    orders: scenario.orders.map((order) => ({
      ...order,
      instructions: order.instructions == null ? null : 'Instructions.',
    })),
  }
}

class People {
  readonly #factories: Factories
  /** The replacement of each text. */
  readonly #replaced = new Map<string, string>()
  /** Phone numbers and addresses that are in use. */
  readonly #taken: Set<string>

  constructor(seed: number, records: readonly RecordDraft[]) {
    this.#factories = new Factories(new Random(seed), () => 0)
    this.#taken = new Set(
      records.flatMap(({ phoneNumber, email }) => (email == null ? [phoneNumber] : [phoneNumber, email])),
    )
  }

  record(record: RecordDraft): RecordDraft {
    const country = countryOf(record)
    const { firstName, lastName, email } = this.#person(country)
    const name = {
      firstName: record.firstName == null ? null : firstName,
      lastName: record.lastName == null ? null : lastName,
      phoneNumber: this.#number(record.phoneNumber, country),
    }
    return {
      ...record,
      ...name,
      ...(record.name !== undefined && {
        name: record.firstName == null && record.lastName == null ? `${firstName} ${lastName}` : followingName(name),
      }),
      email: record.email == null ? null : this.#once(record.email, () => email),
      parameters: Object.fromEntries(
        Object.entries(record.parameters ?? {}).map(([key, value]) => [key, this.#value(value, country)]),
      ),
    }
  }

  #value(value: unknown, country: RecipeCountry): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.#value(item, country))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item, country)]))
    return typeof value === 'string' && value !== '' ? this.#text(value, country) : value
  }

  /** Returns a text of the same format, so that fields keep their types. */
  #text(text: string, country: RecipeCountry): string {
    if (phoneNumber.safeParse(text).success) return this.#number(text, country)
    return this.#once(text, (index) => {
      if (emailAddress.safeParse(text).success) return `value-${index}@example.com`
      if (webAddress.safeParse(text).success) return `https://www.example.com/${index}`
      if (date.safeParse(text).success) return this.#day(text)
      const time = moment.safeParse(text)
      return time.success ? `${this.#day(time.data.slice(0, 'YYYY-MM-DD'.length))}T12:00:00Z` : `Value ${index}`
    })
  }

  /** Returns another day of another month of the same year. */
  #day(text: string): string {
    const [year, month, day] = text.split('-')
    return `${year}-${this.#another(month, 12)}-${this.#another(day, 28)}`
  }

  #another(before: string | undefined, most: number): string {
    const drawn = String(this.#factories.between(1, most)).padStart(2, '0')
    return drawn === before ? this.#another(before, most) : drawn
  }

  #person(country: RecipeCountry): {
    readonly firstName: string | null
    readonly lastName: string | null
    readonly email: string
  } {
    const person = this.#factories.record({ country })
    // There are fewer names than contacts.
    const free =
      person.email !== null && !this.#taken.has(person.email) ? person.email : `contact-${this.#taken.size}@example.com`
    this.#taken.add(free)
    return { ...person, email: free }
  }

  /** Two different numbers never get the same replacement. */
  #number(phoneNumber: string, country: RecipeCountry): string {
    return this.#once(phoneNumber, () => {
      let made = this.#factories.phoneNumber(country)
      while (this.#taken.has(made)) made = this.#factories.phoneNumber(country)
      this.#taken.add(made)
      return made
    })
  }

  /** Equal texts get equal replacements. */
  #once(text: string, make: (index: number) => string): string {
    const known = this.#replaced.get(text)
    if (known !== undefined) return known
    const made = make(this.#replaced.size + 1)
    this.#replaced.set(text, made)
    return made
  }
}

function countryOf({ country, phoneNumber }: RecordDraft): RecipeCountry {
  return toRecipeCountry(country) ?? countryOfPhone(phoneNumber) ?? 'US'
}
