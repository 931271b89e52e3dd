/** All facts about statuses and outcomes. Lists and rules of statuses derive from these tables. */

export interface StatusRow {
  /** `new`: no call is planned. `open`: a call is to come or in progress. `final`: it changes only by hand. */
  readonly state: 'new' | 'open' | 'final'
  /** Only for statuses that a call can end with. */
  readonly outcome?: OutcomeRow
}

interface OutcomeRow {
  /** How likely it is by default, relative to the others. */
  readonly weight: number
  /** The setting that says how long such a call takes. */
  readonly seconds: 'talkSeconds' | 'ringSeconds' | 'busySeconds'
  /** Whether someone or something picked up. */
  readonly reached: boolean
}

/**
 * Every status of an order: the lifecycle of a contact in a campaign. A call ends with one of those that have an
 * `outcome`; the order is called again unless that status is final. The comments are the rows of the documentation:
 * what a status means, and what the call simulator does next.
 */
export const statuses = {
  /** In the campaign, nothing is planned. Next: makes no call. */
  registered: { state: 'new' },
  /** Waits for a call. Next: calls within the schedule of the campaign. */
  planned: { state: 'open' },
  /** Waits for its `scheduledTime`. Next: calls at that time. */
  scheduled: { state: 'open' },
  /** A call is in progress. Next: ends the call. */
  calling: { state: 'open' },
  /** The line was busy. Next: calls again after the retry delay. */
  busy: { state: 'open', outcome: { weight: 0.12, seconds: 'busySeconds', reached: false } },
  /** Nobody answered. Next: calls again after the retry delay. */
  'no-answer': { state: 'open', outcome: { weight: 0.25, seconds: 'ringSeconds', reached: false } },
  /** The call could not be made, or all attempts were used. Next: final. */
  failed: { state: 'final', outcome: { weight: 0.05, seconds: 'busySeconds', reached: false } },
  /** The call ended without an outcome, such as a voicemail. Next: final. */
  completed: { state: 'final', outcome: { weight: 0.1, seconds: 'talkSeconds', reached: true } },
  /** Was reached, with an outcome. Next: final. */
  contacted: { state: 'final', outcome: { weight: 0.45, seconds: 'talkSeconds', reached: true } },
  /** A user canceled it. Next: final. */
  canceled: { state: 'final' },
  /** The contact asked never to be called. Next: final. Every later call is refused. */
  'do-not-call': { state: 'final', outcome: { weight: 0.03, seconds: 'talkSeconds', reached: false } },
} as const satisfies Readonly<Record<string, StatusRow>>

/** The keys with the type of the table: `Object.keys` returns them as `string`. */
const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[]

type StatusTable = typeof statuses

/** The status of an order: waiting, in a call, or an outcome. */
export type OrderStatus = keyof StatusTable
export const orderStatuses: readonly OrderStatus[] = keysOf(statuses)

const inState = (state: StatusRow['state']): ReadonlySet<OrderStatus> =>
  new Set(orderStatuses.filter((status) => statuses[status].state === state))

/** The statuses that change only by hand. */
export const finalStatuses = inState('final')

/** The statuses that lead to a call: forbidden once a contact asked never to be called. */
export const openStatuses = inState('open')

export function isOrderStatus(text: string): text is OrderStatus {
  return Object.hasOwn(statuses, text)
}

/** How a call can end by itself. */
export type CallOutcome = {
  [Status in OrderStatus]: StatusTable[Status] extends { readonly outcome: OutcomeRow } ? Status : never
}[OrderStatus]

/** How a call of the simulator can end, and whether the order is called again then. */
export interface Outcome extends OutcomeRow {
  readonly retried: boolean
}

const outcomesIn = (table: Readonly<Record<string, StatusRow>>) =>
  Object.fromEntries(
    Object.entries(table)
      .flatMap(([status, { outcome, state }]) =>
        outcome ? [[status, { ...outcome, retried: state === 'open' }] as const] : [],
      )
      .toSorted(([, one], [, other]) => other.weight - one.weight),
  )

/** The outcomes by name, the likeliest first: the order in which the simulator draws them. */
export const outcomes = outcomesIn(statuses) as Readonly<Record<CallOutcome, Outcome>>

export const callOutcomes: readonly CallOutcome[] = keysOf(outcomes)

export function isOutcome(status: string): status is CallOutcome {
  return Object.hasOwn(outcomes, status)
}

/** Whether a call can end like this, and someone or something has picked up then. */
export function isReached(status: OrderStatus): boolean {
  return isOutcome(status) && outcomes[status].reached
}

/** Whether a status or outcome means that the contact was not reached and is called again. */
export function isRetried(status: OrderStatus | null | undefined): status is CallOutcome {
  return typeof status === 'string' && isOutcome(status) && outcomes[status].retried
}

interface CampaignStatusRow {
  /** Whether a client may set it. */
  readonly settable: boolean
  /** Whether calling has stopped, for good or for a while. */
  readonly stopped: boolean
  /** Whether it has stopped for good, unless someone sets another status. */
  readonly over: boolean
}

/** Every status of a campaign. */
export const campaignTable = {
  draft: { settable: true, stopped: false, over: false },
  active: { settable: true, stopped: false, over: false },
  paused: { settable: false, stopped: true, over: false },
  completed: { settable: false, stopped: true, over: true },
  archived: { settable: false, stopped: true, over: true },
  closed: { settable: true, stopped: true, over: true },
} as const satisfies Readonly<Record<string, CampaignStatusRow>>

/** The status of a campaign. */
export type CampaignStatus = keyof typeof campaignTable
export const campaignStatuses: readonly CampaignStatus[] = keysOf(campaignTable)

export function isCampaignStatus(value: unknown): value is CampaignStatus {
  return typeof value === 'string' && Object.hasOwn(campaignTable, value)
}

/** The statuses a client may set; the others are reached by the platform itself. */
export type SettableCampaignStatus = {
  [Status in CampaignStatus]: (typeof campaignTable)[Status]['settable'] extends true ? Status : never
}[CampaignStatus]
export const settableCampaignStatuses = campaignStatuses.filter(isSettable)

export function isSettable(status: CampaignStatus): status is SettableCampaignStatus {
  return campaignTable[status].settable
}
