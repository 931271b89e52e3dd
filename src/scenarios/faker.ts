import type { Faker as FakerType, LocaleDefinition } from '@faker-js/faker'
import { faker as ambient } from '@faker-js/faker/locale/base'

/**
 * Faker, drawing from `next`, a stream of the world: what it makes depends on the seed alone.
 *
 * The door is `locale/base`: the machinery without a language (11 ms to import; `locale/en` takes 18, the seven
 * languages of our contacts 35, the package's root 95). The names come from tables of our own, see `people.ts`.
 * Faker's light doors give an instance and no class, so the class is taken from the instance; the instance
 * itself draws from `Math.random` and is never used.
 */
const Faker = ambient.constructor as typeof FakerType

export type { FakerType as Faker }

export function createFaker(next: () => number, locale: LocaleDefinition): FakerType {
  // Seeding is the world's business: it puts the stream back by itself.
  return new Faker({ locale: [locale, ambient.rawDefinitions], randomizer: { next, seed: () => {} } })
}
