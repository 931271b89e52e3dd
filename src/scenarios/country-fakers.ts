import type { RecipeCountry } from '../contract/recipes.ts'
import { followingName } from '../contract/records.ts'
import type { Stream } from '../world/random.ts'
import { createFaker, type Faker } from './faker.ts'
import { type ParsedCountry, parseCountry, toLatin } from './people.ts'

/** How many Latin forms of names are cached for a country: more than a country has names here. */
const maxLatin = 500

/** A name, and the texts that follow from it. */
export interface NameTexts {
  readonly firstName: string | null
  readonly lastName: string | null
  readonly name: string
  /** The beginning of an email address. */
  readonly mailbox: string
}

/** Draws names and numbers of a country. */
export class CountryFaker {
  readonly country: ParsedCountry
  readonly faker: Faker
  /**
   * Faker's names of the country. Its methods look them up through proxies at each call, which takes ten times as long
   * as to draw one.
   */
  readonly firstNames: readonly string[]
  readonly lastNames: readonly string[]
  readonly #latin: Map<string, string>
  /** The texts of the names that were drawn, by the places of a first and a last name. */
  readonly #texts: NameTexts[][] = []
  /** The companies that were drawn, by the places of a family name and of what follows it. */
  readonly #companies: string[][] = []

  constructor(country: ParsedCountry, faker: Faker) {
    const { first_name: first, last_name: last } = faker.definitions.person
    this.country = country
    this.faker = faker
    this.firstNames = first.generic ?? []
    this.lastNames = last.generic ?? []
    this.#latin = new Map(country.latin)
  }

  /**
   * The texts of a name, by the places of its parts. Contacts with the same name share them, and those with the same
   * company its text, which saves more than a tenth of their memory.
   */
  sharedTexts(first: number, last: number): NameTexts {
    const texts = (this.#texts[first] ??= [])
    return (texts[last] ??= this.textsOf(this.firstNames[first] ?? null, this.lastNames[last] ?? null))
  }

  /** The name of a company, by the places of a family name and of what follows it. */
  sharedCompany(last: number, form: number): string {
    const companies = (this.#companies[last] ??= [])
    return (companies[form] ??= `${this.lastNames[last]}${this.country.companies[form]}`)
  }

  textsOf(firstName: string | null, lastName: string | null): NameTexts {
    const first = firstName === null ? '' : this.toLatin(firstName)
    const last = lastName === null ? '' : this.toLatin(lastName)
    const mailbox = first && last ? `${first}.${last}` : first || last || 'contact'
    const name = followingName({ firstName, lastName, phoneNumber: '' })
    // The local part of an address has at most 64 characters.
    return { firstName, lastName, name, mailbox: mailbox.slice(0, 60) }
  }

  /** A name as part of an email address. */
  toLatin(name: string): string {
    const known = this.#latin.get(name)
    if (known !== undefined) return known
    const latin = toLatin(name)
    if (this.#latin.size < maxLatin) this.#latin.set(name, latin)
    return latin
  }
}

/**
 * The countries of made-up rows, each created on first use. A faker takes about 25 KB, so the sandboxes of a mock share
 * theirs: the caller's stream is used until the next call.
 */
export class CountryFakers {
  readonly #fakers = new Map<RecipeCountry, CountryFaker>()
  #stream: Stream | undefined

  /** A faker that draws from this stream. It must not be stored, because another world may replace the stream. */
  at(country: RecipeCountry, stream: Stream): CountryFaker {
    this.#stream = stream
    const known = this.#fakers.get(country)
    if (known) return known
    const made = parseCountry(country)
    const faker = new CountryFaker(
      made,
      createFaker(() => this.#next(), made.locale),
    )
    this.#fakers.set(country, faker)
    return faker
  }

  #next(): number {
    if (!this.#stream) throw new Error('A faker needs a stream to draw from')
    return this.#stream.next()
  }
}
