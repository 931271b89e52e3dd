import { toTimestamp } from '../contract/timestamps.ts'
import { type DraftOf, type ModelName, modelNames, type Models } from '../contract/models.ts'
import { completeRow, type RowValues } from '../contract/new-row.ts'
import type { Order } from '../contract/orders.ts'
import type { Random } from '../world/random.ts'
import { eachInSlices, type Sliced } from '../world/slices.ts'
import type { OpenDocument } from './open-document.ts'
import { toPlain } from './plain.ts'

/** Mutable lists of rows, to which recipes add. */
export type GrowingRows = { readonly [Name in ModelName]: Models[Name][] }

/** The models whose rows without an id draw one after the orders do. Another order would change the ids of a seed. */
const drawn = modelNames.filter((name) => name !== 'order')

/** What a row gets besides its draft. */
type Additions = {
  readonly [Name in ModelName]?: (draft: DraftOf<Name>, index: number) => RowValues<Models[Name]>
}

/** The rows of a document, with missing fields filled in. Wrong rows are left out. */
export function* rowsOf({ lists, read }: OpenDocument, random: Random, now: number): Sliced<GrowingRows> {
  const source = { random, clock: { timestamp: toTimestamp(now) } }
  function* made<Name extends ModelName>(model: Name, add: Additions[Name]): Sliced<Models[Name][]> {
    const rows: Models[Name][] = []
    yield* eachInSlices(lists[model], (written, index) => {
      const draft = read(model, written, index)
      if (draft) rows.push(completeRow(model, draft, add?.(draft, index) ?? draft, source))
    })
    return rows
  }
  const order = yield* made('order', undefined)
  const additions: Additions = {
    // The document may be an object that the user goes on using.
    record: ({ parameters = {} }, index) => ({ parameters: toPlain(parameters, () => `records[${index}].parameters`) }),
    call: callsOf(order),
  }
  const rows: [ModelName, object[]][] = [['order', order]]
  for (const model of drawn) rows.push([model, yield* made(model, additions[model])])
  return Object.fromEntries(rows) as GrowingRows
}

/** Adds to calls the campaign and the contact of their order, and their number among its calls. */
function callsOf(orders: readonly Order[]): NonNullable<Additions['call']> {
  let byId: ReadonlyMap<string, Order> | undefined
  const attempts = new Map<string, number>()
  return (call) => {
    byId ??= new Map(orders.map((order) => [order.uuid, order]))
    const order = byId.get(call.orderUuid)
    const attempt = call.attempt ?? (attempts.get(call.orderUuid) ?? 0) + 1
    attempts.set(call.orderUuid, attempt)
    const { campaignUuid = order?.campaignUuid, recordUuid = order?.recordUuid } = call
    return { attempt, campaignUuid, recordUuid }
  }
}
