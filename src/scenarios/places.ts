import type { RecipeCountry } from '../contract/recipes.ts'
import type { Stream } from '../world/random.ts'
import { createFaker, type Faker } from './faker.ts'
import { type ParsedCountry, parseCountry } from './people.ts'

/** Draws names and numbers of a country. */
export interface Place {
  readonly country: ParsedCountry
  readonly faker: Faker
}

/**
 * The countries of made-up rows, each created on first use. A faker takes about 25 KB, so the sandboxes of a mock share
 * theirs: the caller's stream is used until the next call.
 */
export class Places {
  readonly #places = new Map<RecipeCountry, Place>()
  #stream: Stream | undefined

  /** A place that draws from this stream. It must not be stored, because another world may replace the stream. */
  at(country: RecipeCountry, stream: Stream): Place {
    this.#stream = stream
    const known = this.#places.get(country)
    if (known) return known
    const made = parseCountry(country)
    const place = { country: made, faker: createFaker(() => this.#next(), made.locale) }
    this.#places.set(country, place)
    return place
  }

  #next(): number {
    if (!this.#stream) throw new Error('A faker needs a stream to draw from')
    return this.#stream.next()
  }
}
