import type { RecipeCountry } from '../contract/recipes.ts'
import type { Stream } from '../world/random.ts'
import { createFaker, type Faker } from './faker.ts'
import { type Folk, folkOf } from './people.ts'

/** A country one can draw from. */
export interface Place {
  readonly folk: Folk
  readonly faker: Faker
}

/**
 * The countries that rows are made of, each made when it is first asked for. A faker takes some 25 KB, so the
 * sandboxes of a mock share theirs: whoever asks for a place draws from a stream of their own, until the next asks.
 */
export class Places {
  readonly #places = new Map<RecipeCountry, Place>()
  #stream: Stream | undefined

  /** A place that draws from this stream. Not to be kept: another world may ask in between. */
  at(country: RecipeCountry, stream: Stream): Place {
    this.#stream = stream
    const known = this.#places.get(country)
    if (known) return known
    const folk = folkOf(country)
    const place = { folk, faker: createFaker(() => this.#next(), folk.locale) }
    this.#places.set(country, place)
    return place
  }

  #next(): number {
    if (!this.#stream) throw new Error('A faker needs a stream to draw from')
    return this.#stream.next()
  }
}
