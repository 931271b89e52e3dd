import { toTimestamp } from '../contract/formats.ts'
import { collections, type DraftOf, type ModelName, modelNames, type Models } from '../contract/models.ts'
import { completeRow, newRow } from '../contract/new-row.ts'
import type { CallDraft, OrderDraft, RecordDraft, Scenario } from '../contract/scenarios.ts'
import type { Random } from '../world/random.ts'
import { toPlain } from './plain.ts'

/** Mutable lists of rows, to which recipes add. */
export type GrowingRows = { readonly [Name in ModelName]: Models[Name][] }

/** The order in which ids are drawn for rows without one. Another order would change the ids of a seed. */
const drawn: readonly ModelName[] = ['order', ...modelNames.filter((name) => name !== 'order')]

/** The rows of a document, with missing fields filled in. */
export function rowsOf(document: Scenario, random: Random, now: number): GrowingRows {
  const source = { random, clock: { timestamp: toTimestamp(now) } }
  const drafts: Scenario = { ...document, calls: placed(document.calls ?? [], document.orders ?? []) }
  const made = <Name extends ModelName>(name: Name, list: readonly DraftOf<Name>[]) =>
    list.map((draft) => newRow(name, draft, source))
  // The document may be an object that the user goes on using.
  const record = (draft: RecordDraft, index: number) =>
    completeRow(
      'record',
      draft,
      { parameters: toPlain(draft.parameters ?? {}, () => `records[${index}].parameters`) },
      source,
    )
  return Object.fromEntries(
    drawn.map((name) => [
      name,
      name === 'record' ? (drafts.records ?? []).map(record) : made(name, drafts[collections[name]] ?? []),
    ]),
  ) as GrowingRows
}

/** Calls with the campaign and the contact of their order, and with their number among its calls. */
function placed(calls: readonly CallDraft[], orders: readonly OrderDraft[]): CallDraft[] {
  if (calls.length === 0) return []
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
