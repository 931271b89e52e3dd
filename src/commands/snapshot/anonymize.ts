import { emailAddress, phoneNumber } from '../../contract/formats.ts'
import type { RecordDraft } from '../../contract/scenarios.ts'
import { followingName } from '../../contract/records.ts'
import { type RecipeCountry, recipeCountries } from '../../contract/recipes.ts'
import { Factories } from '../../scenarios/factories.ts'
import { countryOfPhone } from '../../scenarios/people.ts'
import { Random } from '../../world/random.ts'
import type { AccountScenario } from './to-scenario.ts'

/**
 * The same shape and the same counts, other people: what is null stays null, what was the same stays the same.
 * Names, numbers, email addresses and free text are replaced; statuses, times, prices and whatever several
 * contacts share (a plan, a city) are kept.
 */
export function anonymize(scenario: AccountScenario, seed: number): AccountScenario {
  const people = new People(seed, scenario.records)
  return {
    ...scenario,
    assistants: scenario.assistants.map((assistant, index) => ({ ...assistant, name: `Assistant ${index + 1}` })),
    phones: scenario.phones.map((phone, index) => ({ ...phone, name: `Phone ${index + 1}` })),
    campaigns: scenario.campaigns.map((campaign, index) => ({ ...campaign, name: `Campaign ${index + 1}`, description: campaign.description == null ? null : 'A description.' })),
    records: scenario.records.map((record) => people.record(record)),
    orders: scenario.orders.map((order) => ({ ...order, instructions: order.instructions == null ? null : 'Instructions.' })),
  }
}

/** Texts that more than one contact has in the same field: they tell of nobody. */
function sharedTexts(records: readonly RecordDraft[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { parameters = {} } of records) for (const [key, value] of Object.entries(parameters)) if (typeof value === 'string') counts.set(`${key}\n${value}`, (counts.get(`${key}\n${value}`) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count > 1).map(([text]) => text))
}

class People {
  readonly #factories: Factories
  readonly #shared: ReadonlySet<string>
  readonly #numbers = new Map<string, string>()
  /** Numbers and addresses that somebody has, or was given. */
  readonly #taken: Set<string>

  constructor(seed: number, records: readonly RecordDraft[]) {
    this.#factories = new Factories(new Random(seed), () => 0)
    this.#shared = sharedTexts(records)
    this.#taken = new Set(records.flatMap(({ phoneNumber, email }) => (email == null ? [phoneNumber] : [phoneNumber, email])))
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
      ...(record.name !== undefined && { name: record.firstName == null && record.lastName == null ? `${firstName} ${lastName}` : followingName(name) }),
      email: record.email == null ? null : email,
      parameters: Object.fromEntries(Object.entries(record.parameters ?? {}).map(([key, value]) => [key, this.#value(key, value, country)])),
    }
  }

  #value(key: string, value: unknown, country: RecipeCountry): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.#value(key, item, country))
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, this.#value(inner, item, country)]))
    if (typeof value !== 'string') return value
    if (phoneNumber.safeParse(value).success) return this.#number(value, country)
    if (emailAddress.safeParse(value).success) return this.#factories.value({ key, type: 'email' }, country)
    if (/^https?:\/\//i.test(value)) return this.#factories.value({ key, type: 'url' }, country)
    if (/^\d{4}-\d\d-\d\d/.test(value) || this.#shared.has(`${key}\n${value}`)) return value
    return /name/i.test(key) ? this.#factories.faker(country).person.firstName() : this.#factories.value({ key, type: 'text' }, country)
  }

  #person(country: RecipeCountry): { readonly firstName: string | null; readonly lastName: string | null; readonly email: string | null } {
    const person = this.#factories.record({ country })
    // Names run out before contacts do.
    const free = person.email !== null && !this.#taken.has(person.email) ? person.email : `contact-${this.#taken.size}@example.com`
    this.#taken.add(free)
    return { ...person, email: free }
  }

  /** The same number becomes the same number, and two never become one. */
  #number(phoneNumber: string, country: RecipeCountry): string {
    const known = this.#numbers.get(phoneNumber)
    if (known !== undefined) return known
    let made = this.#factories.phoneNumber(country)
    while (this.#taken.has(made)) made = this.#factories.phoneNumber(country)
    this.#taken.add(made)
    this.#numbers.set(phoneNumber, made)
    return made
  }
}

function countryOf({ country, phoneNumber }: RecordDraft): RecipeCountry {
  return recipeCountries.find((one) => one === country) ?? countryOfPhone(phoneNumber) ?? 'US'
}
