import type { Faker as FakerType, LocaleDefinition } from '@faker-js/faker'
import { faker as ambient } from '@faker-js/faker/locale/base'

/**
 * Faker that draws from `next`, a stream of the world, so that its values depend on the seed alone.
 *
 * It imports `locale/base`, which contains no language (11 ms to import; `locale/en` takes 18, the seven
 * languages of the contacts 35, the package's root 95). The names are in `people.ts`.
 * Faker's locale modules export an instance and no class, so the class is taken from the instance, which draws
 * from `Math.random` and is never used itself.
 */
const Faker = ambient.constructor as typeof FakerType

export type { FakerType as Faker }

export function createFaker(next: () => number, locale: LocaleDefinition): FakerType {
  // The world restores the stream itself.
  return new Faker({ locale: [locale, ambient.rawDefinitions], randomizer: { next, seed: () => {} } })
}
