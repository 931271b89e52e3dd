import { campaignDefaults, type CampaignStatus, type CampaignType, type Schedule } from '../contract/campaigns.ts'
import { campaignTable } from '../contract/statuses.ts'
import { earliest, toTimestamp } from '../contract/timestamps.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { FieldError } from '../contract/problems.ts'
import type { CampaignRecipe, Mix, RecipeCountry, RecordRecipe, Recipes } from '../contract/recipes.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { RecordStatus } from '../contract/records.ts'
import { toMilliseconds } from '../contract/moments.ts'
import { type Sliced, timesInSlices } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'
import { type Factories, usualCountries } from './factories.ts'
import { generateOrders } from './generate-orders.ts'
import type { PastSettings } from './campaign-past.ts'
import { dealer, weightsOf } from './mixes.ts'
import { byName } from './names.ts'
import { parseCountry } from './people.ts'
import { inboundTopics, outboundTopics, plainRecordType, recordTypeTopics } from './words.ts'

/** How far back things were created where a recipe does not say. */
const defaultSpan = { campaigns: '60d', records: '90d' }

const office = { start: '09:00', end: '17:00' }
const officeHours: Schedule = { mon: office, tue: office, wed: office, thu: office, fri: office }

const usualCampaigns = {
  statuses: { draft: 1, active: 5, paused: 1, completed: 2, archived: 1, closed: 1 },
  types: { outbound: 4, inbound: 1 },
} as const satisfies { statuses: Mix<CampaignStatus>; types: Mix<CampaignType> }

/** Runs recipes: adds their rows, and returns the errors of the recipes. */
export function* generateRows(
  recipes: Recipes,
  rows: GrowingRows,
  factories: Factories,
  past: PastSettings,
): Sliced<FieldError[]> {
  const errors: FieldError[] = []
  const at = toTimestamp(factories.now)
  for (const { count } of recipes.recordTypes ?? []) {
    yield* timesInSlices(count, () =>
      rows.recordType.push(factories.recordType({ ...named(recordTypeTopics, rows.recordType.length), createdAt: at })),
    )
  }
  for (const { count } of recipes.assistants ?? []) {
    yield* timesInSlices(count, () => rows.assistant.push(factories.assistant({ createdAt: at })))
  }
  for (const { count, countries = 'US' } of recipes.phones ?? []) {
    const country = dealer(factories, weightsOf<RecipeCountry>(countries), count)
    yield* timesInSlices(count, () => rows.phone.push(factories.phone({ createdAt: at }, country())))
  }
  for (const [index, recipe] of (recipes.campaigns ?? []).entries())
    yield* campaigns(recipe, `generate.campaigns[${index}]`, rows, factories, errors)
  for (const [index, recipe] of (recipes.records ?? []).entries())
    yield* records(recipe, `generate.records[${index}]`, rows, factories, errors)
  yield* generateOrders(recipes.orders ?? [], rows, factories, past, errors)
  return errors
}

/** The topic of the nth row of a kind. When all are used, they are repeated with a number. */
function named<Topic extends { readonly name: string }>(topics: readonly Topic[], position: number): Topic | undefined {
  const topic = topics[position % topics.length]
  const round = Math.floor(position / topics.length)
  return topic && round > 0 ? { ...topic, name: `${topic.name} ${round + 1}` } : topic
}

/** Creation times of `count` rows, spread over the time before now, oldest first. */
function moments(count: number, over: string, factories: Factories): (position: number) => string {
  const { now } = factories
  const start = Math.max(earliest, now - toMilliseconds(over))
  const step = (now - start) / Math.max(1, count)
  return (position) => toTimestamp(start + step * (position + factories.between(0, 1_000) / 1_000))
}

function* campaigns(
  recipe: CampaignRecipe,
  where: string,
  rows: GrowingRows,
  factories: Factories,
  errors: FieldError[],
): Sliced<void> {
  const {
    count,
    statuses = usualCampaigns.statuses,
    types = usualCampaigns.types,
    timezones,
    schedule,
    createdOver = defaultSpan.campaigns,
  } = recipe
  const status = dealer(factories, weightsOf<CampaignStatus>(statuses), count)
  const type = dealer(factories, weightsOf<CampaignType>(types), count)
  const recordType = dealer(factories, recordTypes(recipe.recordTypes, `${where}.recordTypes`, rows, errors))
  const createdAt = moments(count, createdOver, factories)
  const made = { outbound: 0, inbound: 0 }
  yield* timesInSlices(count, (index) => {
    const drawn = type() ?? campaignDefaults.type
    const zones =
      typeof timezones === 'string' ? [timezones] : (timezones ?? parseCountry(factories.country()).timezones)
    const outbound = drawn === 'outbound'
    const hours = schedule === undefined && outbound ? 'office-hours' : (schedule ?? null)
    const created = createdAt(index)
    const drawnStatus = status() ?? campaignDefaults.status
    const asked = outbound || recipe.recordTypes !== undefined
    rows.campaign.push(
      factories.campaign({
        ...named(outbound ? outboundTopics : inboundTopics, made[drawn]++),
        status: drawnStatus,
        type: drawn,
        timezone: factories.pick(zones),
        schedule: hours === 'office-hours' ? officeHours : hours,
        recordTypeUuid: asked ? (recordType()?.uuid ?? null) : null,
        ...lines(rows, outbound, factories),
        createdAt: created,
        updatedAt: campaignTable[drawnStatus].stopped ? later(created, factories) : created,
      }),
    )
  })
}

/** A random moment between the creation and now. */
function later(created: string, factories: Factories): string {
  const start = Date.parse(created)
  return toTimestamp(start + Math.floor((factories.now - start) * (factories.between(300, 950) / 1_000)))
}

/** A random assistant and phone of the scenario for a campaign; null if it has none. */
function lines(rows: GrowingRows, outbound: boolean, factories: Factories): Partial<CampaignRow> {
  const assistant = rows.assistant.length > 0 ? factories.pick(rows.assistant).uuid : null
  const phone = rows.phone.length > 0 ? factories.pick(rows.phone).uuid : null
  return outbound
    ? { outboundAssistantUuid: assistant, outboundPhoneUuid: phone }
    : { inboundAssistantUuid: assistant, inboundPhoneUuid: phone }
}

function* records(
  recipe: RecordRecipe,
  where: string,
  rows: GrowingRows,
  factories: Factories,
  errors: FieldError[],
): Sliced<void> {
  const { count, countries, statuses = 'active', createdOver = defaultSpan.records } = recipe
  if (rows.recordType.length === 0)
    rows.recordType.push(factories.recordType({ ...plainRecordType, createdAt: toTimestamp(factories.now) }))
  const type = dealer(factories, recordTypes(recipe.recordTypes, `${where}.recordTypes`, rows, errors), count)
  const status = dealer(factories, weightsOf<RecordStatus>(statuses), count)
  const usual = countries === undefined ? usualCountries : weightsOf<RecipeCountry>(countries)
  const country = dealer(factories, usual, count)
  const createdAt = moments(count, createdOver, factories)
  yield* timesInSlices(count, (index) =>
    rows.record.push(factories.record({ country: country(), status: status(), createdAt: createdAt(index) }, type())),
  )
}

/** The record types of a mix of ids and names; all that there are where nothing is asked for. */
function recordTypes(
  mix: Mix<string> | undefined,
  where: string,
  rows: GrowingRows,
  errors: FieldError[],
): Map<RecordType, number> {
  if (mix === undefined) return new Map(rows.recordType.map((type) => [type, 1]))
  const found = new Map<RecordType, number>()
  for (const [name, weight] of weightsOf(mix)) {
    const type = byName(rows.recordType, name, 'record type', where, errors)
    if (type) found.set(type, weight)
  }
  return found
}
