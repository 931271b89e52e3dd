import { z } from 'zod'
import { campaignStatuses, campaignTypes, schedule } from './campaigns.ts'
import { timezone } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { namedStrict } from './named.ts'
import { orderStatuses } from './order-statuses.ts'
import { recordStatuses } from './records.ts'

/** Recipes: what a scenario makes up instead of writing it out row by row. */

/** The countries whose names, phone numbers and companies can be made up. */
export const recipeCountries = ['US', 'GB', 'DE', 'FR', 'ES', 'JP', 'AE'] as const
export type RecipeCountry = (typeof recipeCountries)[number]

/** The country with this code, if it is one of them. */
export function toRecipeCountry(code: string | null | undefined): RecipeCountry | undefined {
  return recipeCountries.find((country) => country === code)
}

/** One value, a list of equally likely ones, or values with weights such as `{ US: 5, DE: 1 }`. */
export type Mix<Value extends string> = Value | readonly Value[] | { readonly [Each in Value]?: number | undefined }

const weight = z.number().min(0).max(1e9)
const anyWeight = (weights: object) => Object.values(weights).some((one) => typeof one === 'number' && one > 0)
const noWeight = { error: 'needs at least one weight above 0' }

/** A choice among known values. */
function mixOf<Value extends string>(
  what: string,
  known: readonly Value[],
  example: Value,
): z.ZodOptional<z.ZodType<Mix<Value>>> {
  const value = z.enum(known)
  const weights = z.partialRecord(value, weight).refine(anyWeight, noWeight)
  const error = `must be ${what}, a list of them, or weights such as {"${example}":3}; known are ${known.join(', ')}`
  return z.union([value, z.array(value).min(1).readonly(), weights], { error }).optional()
}

/** A choice among rows of the scenario, by id or name. */
function mixOfNames(what: string) {
  const name = z.string().min(1).max(500)
  return z
    .union([name, z.array(name).min(1).readonly(), z.record(name, weight).refine(anyWeight, noWeight)], {
      error: `must be the id or name of ${what}, a list of them, or weights by name`,
    })
    .optional()
}

/** The most rows of each kind that recipes may make: as many as fit into memory and take an acceptable time. */
export const maxMade = 1_000_000
export const tooManyMade = `must make at most ${maxMade} in all`

const count = z.int().min(0).max(maxMade).meta({ description: 'How many to make.' })
const createdOver = z
  .string()
  .regex(/^\d+(?:\.\d+)?\s*[smhdw]$/, { error: "must be a duration such as '12h', '90d' or '8w'" })
  .optional()
  .meta({ description: 'The span before `now` over which they were created, such as 90d.' })

const countries = mixOf('a country', recipeCountries, 'US').meta({
  description: 'Where the contacts live: names, phone numbers and email addresses fit.',
})

const countRecipe = z.strictObject({ count })

const phoneRecipe = z.strictObject({ count, countries })

const campaignRecipe = z.strictObject({
  count,
  statuses: mixOf('a campaign status', campaignStatuses, 'active'),
  types: mixOf('a campaign type', campaignTypes, 'outbound'),
  timezones: z
    .union([timezone, z.array(timezone).min(1).readonly()], { error: 'must be an IANA time zone, or a list of them' })
    .optional(),
  schedule: z
    .union([z.literal('office-hours'), schedule, z.null()], {
      error: 'must be "office-hours", a schedule such as {"mon":{"start":"09:00","end":"17:00"}}, or null for any time',
    })
    .optional()
    .meta({ description: 'When they call: "office-hours" is Monday to Friday, 09:00 to 17:00; null is any time.' }),
  /** Record types of the contacts, by id or name. */
  recordTypes: mixOfNames('a record type'),
  /** The span before `now` over which they were created, such as `'90d'`. */
  createdOver,
})

const recordRecipe = z.strictObject({
  count,
  /** Record types by id or name. */
  recordTypes: mixOfNames('a record type'),
  countries,
  statuses: mixOf('a record status', recordStatuses, 'active'),
  /** The span before `now` over which they were created, such as `'90d'`. */
  createdOver,
})

const orderRecipe = z.strictObject({
  count: count.optional().meta({ description: 'How many contacts join each campaign; all that fit when missing.' }),
  campaign: z
    .string()
    .min(1)
    .max(500)
    .meta({ description: 'The id or name of the campaign, or "each" for every one.' }),
  records: z.enum(['existing', 'new']).optional().meta({
    description: 'Whether contacts of the scenario join (the default; what they fall short of is made), or new ones.',
  }),
  countries,
  statuses: mixOf('an order status', orderStatuses, 'planned').meta({
    description:
      'Their statuses; when missing, what fits the status of the campaign. Of those of a completed campaign, the ones that wait for a call are left out.',
  }),
  calls: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the calls that led to a status are made too; true when missing.' }),
})

const recipes = <Recipe extends z.ZodType<{ readonly count?: number | undefined }>>(
  recipe: Recipe,
  description: string,
) =>
  z
    .array(recipe)
    // A single recipe that is too large has an error of its own.
    .refine(
      (all) =>
        all.reduce((sum, { count = 0 }) => sum + count, 0) <= maxMade || all.some(({ count = 0 }) => count > maxMade),
      { error: tooManyMade },
    )
    .readonly()
    .optional()
    .meta({ description })

export const generate = namedStrict('Recipes', 'What is made up from the seed, after the rows that are written out.', {
  recordTypes: recipes(countRecipe, 'Record types with fields of their own.'),
  assistants: recipes(countRecipe, 'Voice assistants.'),
  phones: recipes(phoneRecipe, 'Phones of the account.'),
  campaigns: recipes(campaignRecipe, 'Campaigns.'),
  records: recipes(recordRecipe, 'Contacts.'),
  orders: recipes(orderRecipe, 'Contacts that join campaigns, and the calls they had.'),
})

export interface CampaignRecipe extends Immutable<z.output<typeof campaignRecipe>> {}
export interface RecordRecipe extends Immutable<z.output<typeof recordRecipe>> {}
export interface OrderRecipe extends Immutable<z.output<typeof orderRecipe>> {}
/** What a scenario makes up from its seed, after the rows that are written out. */
export interface Recipes extends Immutable<z.output<typeof generate>> {}
