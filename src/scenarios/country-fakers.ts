import type { RecipeCountry } from '../contract/recipes.ts'
import { followingName } from '../contract/records.ts'
import type { Stream } from '../world/random.ts'
import { createFaker, type Faker } from './faker.ts'
import { type ParsedCountry, parseCountry, toLatin } from './people.ts'

/** How many Latin forms of names are cached for a country: more than a country has names here. */
const maxLatin = 500

/** The texts that follow from a first and a last name. */
export interface NameTexts {
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
  readonly #texts = new Map<string | null, Map<string | null, NameTexts>>()

  constructor(country: ParsedCountry, faker: Faker) {
    const { first_name: first, last_name: last } = faker.definitions.person
    this.country = country
    this.faker = faker
    this.firstNames = first.generic ?? []
    this.lastNames = last.generic ?? []
    this.#latin = new Map(country.latin)
  }

  /** The texts of a name of this country. Contacts with the same name share them, which saves a tenth of their memory. */
  sharedTextsOf(firstName: string | null, lastName: string | null): NameTexts {
    let known = this.#texts.get(firstName)
    if (!known) this.#texts.set(firstName, (known = new Map()))
    let texts = known.get(lastName)
    if (!texts) known.set(lastName, (texts = this.textsOf(firstName, lastName)))
    return texts
  }

  textsOf(firstName: string | null, lastName: string | null): NameTexts {
    const first = firstName === null ? '' : this.toLatin(firstName)
    const last = lastName === null ? '' : this.toLatin(lastName)
    const mailbox = first && last ? `${first}.${last}` : first || last || 'contact'
    // The local part of an address has at most 64 characters.
    return { name: followingName({ firstName, lastName, phoneNumber: '' }), mailbox: mailbox.slice(0, 60) }
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
