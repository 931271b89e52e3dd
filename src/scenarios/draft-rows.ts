import { toTimestamp } from '../contract/formats.ts'
import { collections, type DraftOf, type ModelName, modelNames, type Models } from '../contract/models.ts'
import { newRow } from '../contract/new-row.ts'
import type { CallDraft, OrderDraft, Scenario } from '../contract/scenarios.ts'
import type { Random } from '../world/random.ts'
import { toPlain } from './plain.ts'

/** Rows that can still grow: recipes add to what a document writes out. */
export type GrowingRows = { readonly [Name in ModelName]: Models[Name][] }

/** The ids that a document leaves out are drawn in this order: another order makes other ids of the same seed. */
const drawn: readonly ModelName[] = ['order', ...modelNames.filter((name) => name !== 'order')]

/** The rows that a document writes out, with all that it leaves out filled in. */
export function rowsOf(document: Scenario, random: Random, now: number): GrowingRows {
  const source = { random, clock: { timestamp: toTimestamp(now) } }
  const drafts: Scenario = {
    ...document,
    // A document may be an object of the user's, who goes on using it.
    records: document.records?.map((draft, index) => ({
      ...draft,
      parameters: toPlain(draft.parameters ?? {}, `records[${index}].parameters`),
    })),
    calls: placed(document.calls ?? [], document.orders ?? []),
  }
  const made = <Name extends ModelName>(name: Name, list: readonly DraftOf<Name>[]) =>
    list.map((draft) => newRow(name, draft, source))
  return Object.fromEntries(drawn.map((name) => [name, made(name, drafts[collections[name]] ?? [])])) as GrowingRows
}

/** Calls with the campaign and the contact of their order, and counted by order. */
function placed(calls: readonly CallDraft[], orders: readonly OrderDraft[]): CallDraft[] {
  const orderOf = new Map(orders.map((order) => [order.uuid, order]))
  const attempts = new Map<string, number>()
  return calls.map((call) => {
    const order = orderOf.get(call.orderUuid)
    const attempt = call.attempt ?? (attempts.get(call.orderUuid) ?? 0) + 1
    attempts.set(call.orderUuid, attempt)
    const { campaignUuid = order?.campaignUuid, recordUuid = order?.recordUuid } = call
    return { ...call, attempt, campaignUuid, recordUuid }
  })
}
