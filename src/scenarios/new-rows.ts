import { hourMs } from '../contract/durations.ts'
import { type Call, type CallEnding, callEndings } from '../contract/calls.ts'
import { joiningStatus } from '../contract/do-not-call.ts'
import type { ModelName, Models } from '../contract/models.ts'
import type { RowValues } from '../contract/new-row.ts'
import { orderDefaults, type Order } from '../contract/orders.ts'
import { toTimestamp } from '../contract/timestamps.ts'
import { type RecipeCountry, toRecipeCountry } from '../contract/recipes.ts'
import type { Parameters, RecordType } from '../contract/record-types.ts'
import { danglingReference } from '../contract/references.ts'
import type { CallRecord } from '../contract/records.ts'
import type { World } from '../world/world.ts'
import type { RecordValues } from './db.ts'
import { Factories } from './factories.ts'
import type { CountryFakers } from './country-fakers.ts'
import { refusal } from './row-checks.ts'
import { plainRecordType } from './words.ts'

/** The default duration of a call that the test API creates. */
const defaultCallMs = 60_000

/**
 * New rows of the test API: missing fields are made up, and missing rows that they refer to are created.
 * It runs in a transaction, so that nothing is left of an invalid row.
 */
export class NewRows {
  readonly #world: World
  readonly #factories: Factories
  readonly #insert: <Name extends ModelName>(model: Name, row: Models[Name]) => Models[Name]

  /** `insert` checks a row and writes it. */
  constructor(
    world: World,
    countryFakers: CountryFakers,
    insert: <Name extends ModelName>(model: Name, row: Models[Name]) => Models[Name],
  ) {
    this.#world = world
    this.#factories = new Factories(world.random, () => world.clock.now, countryFakers)
    this.#insert = insert
  }

  make<Name extends ModelName>(model: Name, values: object): Models[Name] {
    // The compiler cannot see that a model and its values belong together.
    return this[model](values) as Models[Name]
  }

  recordType(values: RowValues<Models['recordType']>): Models['recordType'] {
    return this.#insert('recordType', this.#factories.recordType(values))
  }

  assistant(values: RowValues<Models['assistant']>): Models['assistant'] {
    return this.#insert('assistant', this.#factories.assistant(values))
  }

  phone(values: RowValues<Models['phone']>): Models['phone'] {
    return this.#insert('phone', this.#factories.phone(values))
  }

  campaign(values: RowValues<Models['campaign']>): Models['campaign'] {
    return this.#insert('campaign', this.#factories.campaign(values))
  }

  /** The record type of a new contact: the given or the oldest one. Without any, one is created. */
  record({ name, ...values }: RecordValues): CallRecord {
    const type = values.recordTypeUuid === undefined ? this.#usualType() : this.#typeOf(values.recordTypeUuid)
    const row = this.#factories.record(
      {
        ...values,
        ...(typeof name === 'string' && { name }),
        recordTypeUuid: values.recordTypeUuid ?? type?.uuid ?? null,
      },
      type,
    )
    return this.#insert(
      'record',
      values.parameters && type ? { ...row, parameters: this.#completed(type, values.parameters, row.country) } : row,
    )
  }

  order(values: RowValues<Order>): Order {
    const { tables, joins, clock } = this.#world
    const known = values.recordUuid === undefined ? undefined : tables.record.get(values.recordUuid)
    const campaignUuid =
      values.campaignUuid ??
      this.campaign({ recordTypeUuid: known ? known.recordTypeUuid : this.#usualType().uuid }).uuid
    const campaign = tables.campaign.get(campaignUuid)
    const recordUuid = values.recordUuid ?? this.record({ recordTypeUuid: campaign?.recordTypeUuid ?? undefined }).uuid
    const record = tables.record.get(recordUuid)
    const isForbidden = record !== undefined && joins.isDoNotCall(record.phoneNumber)
    const status = values.status ?? joiningStatus(orderDefaults.status, isForbidden)
    const plan =
      status === 'scheduled' && values.scheduledTime === undefined
        ? {
            scheduledTime: toTimestamp(clock.now + hourMs),
            scheduledTimeTimezone: values.scheduledTimeTimezone ?? campaign?.timezone,
          }
        : {}
    return this.#insert('order', this.#factories.order({ ...values, ...plan, campaignUuid, recordUuid, status }))
  }

  /** A new call is in progress if its order is `calling` and no end is given. Otherwise it has ended. */
  call(values: RowValues<Call>): Call {
    const { tables, clock } = this.#world
    const known = values.orderUuid === undefined ? undefined : tables.order.get(values.orderUuid)
    // The other fields follow from the order: without one, further errors would not help.
    if (values.orderUuid !== undefined && !known)
      throw refusal('create', 'call', [{ field: 'orderUuid', message: danglingReference('order', values.orderUuid) }])
    const goesOn = values.endedAt === null || values.outcome === null || (known?.status ?? 'calling') === 'calling'
    const ended = (values.outcome ?? values.endedAt ?? null) !== null || !goesOn
    const outcome = values.outcome === undefined ? (ended ? endingOf(known) : null) : values.outcome
    const orderUuid =
      values.orderUuid ??
      this.order({ campaignUuid: values.campaignUuid, recordUuid: values.recordUuid, status: outcome ?? 'calling' })
        .uuid
    const order = known ?? tables.order.get(orderUuid)
    const endsAt = values.endedAt ? Date.parse(values.endedAt) : clock.now
    const startedAt = values.startedAt ?? toTimestamp(ended ? Math.max(0, endsAt - defaultCallMs) : clock.now)
    const end = toTimestamp(clock.now)
    const { campaignUuid = order?.campaignUuid, recordUuid = order?.recordUuid } = values
    const call = this.#factories.call({
      ...values,
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt: values.attempt ?? Math.max(0, ...tables.call.lookup('order', orderUuid).map((call) => call.attempt)) + 1,
      startedAt,
      endedAt: values.endedAt === undefined ? (ended ? (end < startedAt ? startedAt : end) : null) : values.endedAt,
      outcome,
    })
    return this.#insert('call', call)
  }

  #typeOf(uuid: string | null): RecordType | undefined {
    return uuid === null ? undefined : this.#world.tables.recordType.get(uuid)
  }

  #usualType(): RecordType {
    const [oldest] = this.#world.tables.recordType.rows()
    return oldest ?? this.recordType(plainRecordType)
  }

  /** The given parameters, and those that the record type requires. */
  #completed(type: RecordType, given: Parameters, country: string | null): Parameters {
    const missing = type.fields.filter((field) => field.required && !Object.hasOwn(given, field.key))
    if (missing.length === 0) return given
    const home: RecipeCountry = toRecipeCountry(country) ?? 'US'
    // `fromEntries` creates own keys, also for `__proto__`.
    return Object.fromEntries([
      ...Object.entries(given),
      ...missing.map((field) => [field.key, this.#factories.value(field, home)] as const),
    ])
  }
}

/** The outcome of a past call: the status of its order, if a call can end that way. */
function endingOf(order: Order | undefined): CallEnding {
  if (!order) return 'contacted'
  return callEndings.find((ending) => ending === order.status) ?? 'no-answer'
}
