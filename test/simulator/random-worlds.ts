import * as fc from '../fast-check.ts'
import { type Schedule, weekdays } from '../../src/contract/campaigns.ts'
import { toTimestamp } from '../../src/contract/timestamps.ts'
import type { CampaignRow } from '../../src/contract/models.ts'
import type { Order } from '../../src/contract/orders.ts'
import type { SimulatorSettings } from '../../src/contract/simulator.ts'
import { campaign, type Fixture, hour, minute, order } from './worlds.ts'

/** Worlds as no one would write them: small, crowded, and near the days on which clocks are changed. */

/** A zone, and moments at which its clocks do something unusual. */
const places: readonly (readonly [zone: string, ...moments: string[]])[] = [
  ['UTC', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
  ['Europe/London', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  ['Asia/Kathmandu', '2026-05-04T18:15:00Z'],
  ['Asia/Kolkata', '2026-05-04T18:30:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z', '2026-03-22T02:00:00Z'],
  ['Pacific/Chatham', '2026-04-04T14:00:00Z', '2026-09-26T14:00:00Z'],
  ['America/St_Johns', '2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/Havana', '2026-03-08T05:00:00Z', '2026-11-01T05:00:00Z'],
]

export interface Edit {
  /** Milliseconds after the start. */
  readonly after: number
  /** Which of the world's campaigns and orders; taken modulo their number. */
  readonly target: number
  readonly change:
    | { readonly what: 'order'; readonly status: Order['status']; readonly scheduledAfter: number }
    | { readonly what: 'campaign'; readonly status: CampaignRow['status'] }
    | { readonly what: 'schedule'; readonly schedule: Schedule | null }
    | { readonly what: 'remove order' }
    | { readonly what: 'set back'; readonly by: number }
}

export interface RandomWorld {
  readonly now: number
  readonly seed: number
  readonly settings: SimulatorSettings
  readonly campaigns: readonly CampaignRow[]
  readonly orders: readonly Order[]
  readonly phones: Readonly<Record<string, string>>
  readonly length: number
  readonly edits: readonly Edit[]
}

const time = fc
  .integer({ min: 0, max: 1_439 })
  .map((total) => `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`)
const window = fc
  .oneof(
    fc.tuple(time, time),
    fc.constantFrom(
      ['00:00', '23:59'],
      ['00:00', '20:00'],
      ['01:15', '01:45'],
      ['02:00', '03:00'],
      ['02:30', '04:00'],
      ['23:30', '23:59'],
      ['01:59', '02:00'],
    ),
  )
  .filter(([start = '', end = '']) => start < end)
  .map(([start = '', end = '']) => ({ start, end }))
const schedule: fc.Arbitrary<Schedule | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: window.map((every) => Object.fromEntries(weekdays.map((day) => [day, every]))) },
  {
    weight: 3,
    arbitrary: fc.record(Object.fromEntries(weekdays.map((day) => [day, fc.option(window, { nil: undefined })]))),
  },
)

const settings: fc.Arbitrary<SimulatorSettings> = fc.record(
  {
    concurrency: fc.integer({ min: 1, max: 4 }),
    maxAttempts: fc.integer({ min: 1, max: 4 }),
    retryDelays: fc.array(fc.constantFrom(0, 0.5, 1, 7, 30), { minLength: 1, maxLength: 3 }),
    talkSeconds: fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    ringSeconds: fc.constantFrom(0, 1, 25, 60),
    busySeconds: fc.constantFrom(0, 3),
    outcomes: fc.record({
      contacted: fc.integer({ min: 0, max: 3 }),
      'no-answer': fc.integer({ min: 1, max: 5 }),
      busy: fc.integer({ min: 0, max: 4 }),
      failed: fc.integer({ min: 0, max: 1 }),
      'do-not-call': fc.integer({ min: 0, max: 2 }),
    }),
  },
  { requiredKeys: [] },
)

const orderStatus = fc.constantFrom<Order['status']>(
  'planned',
  'planned',
  'planned',
  'planned',
  ...Array.from({ length: 6 }, () => 'planned' as const),
  'scheduled',
  'scheduled',
  'registered',
  'canceled',
  'busy',
  'no-answer',
  'calling',
  'do-not-call',
  'contacted',
)
/** Few numbers, so that who asks not to be called is in other campaigns too. */
const phone = fc.oneof(
  fc.constantFrom(...Array.from({ length: 16 }, (_, index) => `+4420718387${String(index).padStart(2, '0')}`)),
  fc.constantFrom('00', '10', '20', '30', '31', '32', '40', '50', '60').map((digits) => `+141555501${digits}`),
)

function edit(length: number): fc.Arbitrary<Edit> {
  return fc.record({
    after: fc.integer({ min: 0, max: length / 1_000 }).map((seconds) => seconds * 1_000),
    target: fc.nat(100),
    change: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          what: fc.constant('order' as const),
          status: orderStatus,
          scheduledAfter: fc.integer({ min: -600, max: 7_200 }).map((seconds) => seconds * 1_000),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          what: fc.constant('campaign' as const),
          status: fc.constantFrom<CampaignRow['status']>('active', 'active', 'paused', 'closed'),
        }),
      },
      { weight: 2, arbitrary: fc.record({ what: fc.constant('schedule' as const), schedule }) },
      { weight: 1, arbitrary: fc.constant({ what: 'remove order' as const }) },
      {
        weight: 1,
        arbitrary: fc.record({
          what: fc.constant('set back' as const),
          by: fc.integer({ min: 1, max: 7_200 }).map((seconds) => seconds * 1_000),
        }),
      },
    ),
  })
}

const drafts = (length: number) =>
  fc.record({
    campaign: fc.nat(10),
    status: orderStatus,
    phone,
    age: fc.nat(3),
    scheduledAfter: fc.integer({ min: -600, max: length / 1_000 }),
    seconds: fc.option(fc.integer({ min: 1, max: 900 }), { freq: 4 }),
  })

export function randomWorld({
  hours = 6,
  edits = 8,
}: { hours?: number; edits?: number } = {}): fc.Arbitrary<RandomWorld> {
  const length = hours * hour
  return fc
    .record({
      place: fc.constantFrom(...places),
      moment: fc.nat(10),
      before: fc.integer({ min: 0, max: 10_800 }),
      seed: fc.nat(1_000_000),
      settings,
      campaigns: fc.array(
        fc.record({
          schedule,
          simulator: fc.option(settings),
          status: fc.constantFrom<CampaignRow['status']>('active', 'active', 'active', 'active', 'active', 'paused'),
          type: fc.constantFrom<CampaignRow['type']>(
            ...Array.from({ length: 7 }, () => 'outbound' as const),
            'inbound',
          ),
          elsewhere: fc.option(fc.constantFrom(...places.map(([zone]) => zone))),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      orders: fc.oneof(
        { weight: 1, arbitrary: fc.array(drafts(length), { maxLength: 3 }) },
        { weight: 4, arbitrary: fc.array(drafts(length), { minLength: 6, maxLength: 14, size: 'max' }) },
      ),
      edits: fc.array(edit(length), { maxLength: edits, size: 'max' }),
    })
    .map(({ place: [zone, ...moments], moment, before, seed, settings, campaigns, orders, edits }) => {
      const now = Date.parse(moments[moment % moments.length] ?? '') - before * 1_000
      const created = (age: number) => toTimestamp(now - hour - age * minute)
      const rows = orders.map((one, index) =>
        order(`order_${index}`, {
          campaignUuid: `campaign_${one.campaign % campaigns.length}`,
          status: one.status,
          createdAt: created(one.age),
          updatedAt: created(one.age),
          scheduledTime: one.status === 'scheduled' ? toTimestamp(now + one.scheduledAfter * 1_000) : null,
          scheduledDurationSeconds: one.seconds,
        }),
      )
      return {
        now,
        seed,
        settings,
        campaigns: campaigns.map(({ elsewhere, ...rest }, index) =>
          campaign(`campaign_${index}`, { ...rest, timezone: elsewhere ?? zone, createdAt: created(0) }),
        ),
        orders: rows,
        phones: Object.fromEntries(orders.map((one, index) => [`order_${index}`, one.phone])),
        length,
        edits: edits.toSorted((a, b) => a.after - b.after),
      }
    })
}

/** Makes an edit the way a request does. */
export function apply(fixture: Fixture, start: RandomWorld, { target, change }: Edit): void {
  const campaignUuid = `campaign_${target % start.campaigns.length}`
  const orderUuid = `order_${target % Math.max(1, start.orders.length)}`
  const { now } = fixture.world.clock
  if (change.what === 'order')
    fixture.setOrder(orderUuid, { status: change.status, scheduledTime: toTimestamp(now + change.scheduledAfter) })
  if (change.what === 'campaign') fixture.setCampaign(campaignUuid, { status: change.status })
  if (change.what === 'schedule') fixture.setCampaign(campaignUuid, { schedule: change.schedule })
  if (change.what === 'set back') fixture.simulator.advanceTo(now - change.by)
  if (change.what === 'remove order') fixture.remove('order', orderUuid)
}
