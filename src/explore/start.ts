import { minuteMs } from '../contract/durations.ts'
import { toTimestamp } from '../contract/timestamps.ts'
import type { CampaignDraft, OrderDraft, RecordDraft, RecordTypeDraft } from '../contract/scenarios.ts'
import { type CallOutcome, isOutcome } from '../contract/statuses.ts'
import type { Deviation } from './deviation.ts'
import { plainRows, rowNumber } from './plain-rows.ts'
import { outcomeOf } from './kinds/catalog.ts'
import { moments } from './kinds/moments.ts'
import { type Odd, plainSize, recordTypeKinds, rowKinds, rowsAt, type SizeKind } from './kinds/rows.ts'

/** How a world starts: the rows that it has beside those that the test takes as given. */

export interface StartRows {
  readonly recordTypes: readonly RecordTypeDraft[]
  readonly campaigns: readonly CampaignDraft[]
  readonly records: readonly RecordDraft[]
  readonly orders: readonly OrderDraft[]
  /** The campaign of the orders; undefined where there is none. */
  readonly campaignUuid: string | undefined
}

/** The moment at which a world begins; undefined where it is the scenario's. */
export function momentOf(world: readonly Deviation[]): string | undefined {
  const last = world.findLast(({ kind }) => Object.hasOwn(moments, kind))
  return last && moments[last.kind as keyof typeof moments]
}

/** How all calls end; undefined where chance decides. */
export function callsEndAs(world: readonly Deviation[]): CallOutcome | undefined {
  const outcome = world.map(({ kind }) => outcomeOf(kind)).findLast((one) => one !== undefined)
  return outcome !== undefined && isOutcome(outcome) ? outcome : undefined
}

/** The rows of a world. `campaignUuid` is the campaign that its orders join, where the test has one. */
export function startRows(world: readonly Deviation[], now: number, campaignUuid: string | undefined): StartRows {
  const sizeOf = (kind: SizeKind) => world.findLast((one) => one.kind === kind)?.pick
  const campaignCount = sizeOf('campaigns') ?? plainSize
  const orderCount = sizeOf('orders') ?? Math.min(plainSize, sizeOf('records') ?? plainSize)
  const recordCount = Math.max(sizeOf('records') ?? plainSize, orderCount)
  const isSameSecond = world.some(({ kind }) => kind === 'same-second')
  const createdAt = (index: number, count: number) =>
    toTimestamp(now - (isSameSecond ? 0 : (count - 1 - index) * minuteMs))
  const rows = <Row>(count: number, make: (index: number, created: { readonly createdAt: string }) => Row) =>
    Array.from({ length: count }, (_, index) => make(index, { createdAt: createdAt(index, count) }))
  const campaigns = rows(campaignCount, (index, created) => ({ ...plainRows.campaign(rowNumber(index)), ...created }))
  const records = rows(recordCount, (index, created) => ({ ...plainRows.record(rowNumber(index)), ...created }))
  const joined = campaignUuid ?? campaigns[0]?.uuid
  return {
    campaignUuid: joined,
    recordTypes: Object.entries(recordTypeKinds)
      .filter(([name]) => world.some(({ kind }) => kind === name))
      .map(([_, draft]) => draft),
    campaigns: withOddities(campaigns, world, rowKinds.campaign, now),
    records: withOddities(records, world, rowKinds.record, now),
    orders:
      joined === undefined
        ? []
        : withOddities(
            rows(orderCount, (index, created) => ({ ...plainRows.order(rowNumber(index), joined), ...created })),
            world,
            rowKinds.order,
            now,
          ),
  }
}

function withOddities<Row>(
  rows: readonly Row[],
  world: readonly Deviation[],
  oddities: Readonly<Record<string, Odd<Row>>>,
  now: number,
): Row[] {
  const odd = [...rows]
  for (const { kind, pick } of world) {
    const values = Object.hasOwn(oddities, kind) ? oddities[kind] : undefined
    if (!values) continue
    for (const index of rowsAt(pick, odd.length)) {
      const row = odd[index]
      if (!row) continue
      const other = odd[(index + 1) % odd.length]
      const changes = typeof values === 'function' ? values({ other: other === row ? undefined : other, now }) : values
      odd[index] = { ...row, ...changes }
    }
  }
  return odd
}
