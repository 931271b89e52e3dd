import type { Call } from '../contract/calls.ts'
import { forbidsCalls, whyForbidden } from '../contract/do-not-call.ts'
import { collections, looseModels, modelNames, type Models, type References, referencesOf } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import { type FieldError, show } from '../contract/problems.ts'
import { recordOf } from '../contract/record-of.ts'
import { checkParameters } from '../contract/record-types.ts'
import { danglingReference } from '../contract/references.ts'
import type { CallRecord } from '../contract/records.ts'
import { eachInSlices, type Sliced } from '../world/slices.ts'
import type { World } from '../world/world.ts'
import type { GrowingRows } from './draft-rows.ts'

/** The rules between rows, beyond their schemas. */

export type Report = (field: string, message: string) => void
/** Checks a row of a list, and reports its errors. */
type Check<Row> = (row: Row, report: Report, index: number) => void
type Model = keyof Models
/** Whether there is a row, in a document or in a world. */
type Exists = (model: Model, uuid: string) => boolean

/** The times of a call must be in order, and its campaign and contact those of its order. */
export function checkCall(call: Call, order: Order | undefined, report: Report): void {
  if ((call.endedAt === null) !== (call.outcome === null))
    report(
      'outcome',
      `and endedAt must both be null, while the call goes on, or both be given; received ${show(call.outcome)} and ${show(call.endedAt)}`,
    )
  if (call.endedAt !== null && call.endedAt < call.startedAt)
    report('endedAt', `must not be before startedAt, ${show(call.startedAt)}; received ${show(call.endedAt)}`)
  if (!order) return
  if (call.campaignUuid !== order.campaignUuid)
    report(
      'campaignUuid',
      `must be the campaign of the order, ${show(order.campaignUuid)}; received ${show(call.campaignUuid)}`,
    )
  if (call.recordUuid !== order.recordUuid)
    report(
      'recordUuid',
      `must be the record of the order, ${show(order.recordUuid)}; received ${show(call.recordUuid)}`,
    )
}

/** A call is in progress only while its order is `calling`. */
export function checkOpenCall(call: Call, order: Order | undefined, report: Report): void {
  if (call.endedAt === null && call.outcome === null && order && order.status !== 'calling')
    report(
      'endedAt',
      `must be given: a call goes on only while its order is calling, and the order ${show(order.uuid)} is ${show(order.status)}`,
    )
}

/** A campaign keeps its record type while it has contacts of another one. */
export function checkTypeChange(
  { joins }: World,
  { uuid, recordTypeUuid }: Models['campaign'],
  wanted: string | null,
  report: Report,
): void {
  if (wanted === null || wanted === recordTypeUuid) return
  const all = joins.recordsOf(uuid)?.size ?? 0
  const others = all - (joins.recordsOf(uuid, wanted)?.size ?? 0)
  if (others > 0)
    report(
      'recordTypeUuid',
      `must stay ${show(recordTypeUuid)} while the campaign has contacts of another type than ${show(wanted)}: ${others} of its ${all} are. Delete their orders first, or set null, which takes contacts of any type`,
    )
}

/** Why a call may not be in progress. */
export function noOpenCall(forbidding: Order, phoneNumber: string): string {
  return `would let a call go on that is forbidden: ${whyForbidden(forbidding, phoneNumber)}`
}

/** Why a contact may not have an order: `who` has it in this campaign. */
export function alreadyInCampaign(who: string): string {
  return `must be in a campaign once; ${who} already`
}

/** Why a call must be over: `which` of its order is in progress. */
export function alreadyInCall(which: string): string {
  return `must be given: ${which} goes on already`
}

export function checkOrder(order: Order, report: Report): void {
  if (order.status === 'scheduled' && order.scheduledTime === null)
    report('scheduledTime', 'is required while the status is scheduled')
}

/** The fields of each model that refer to a row. */
const referenceFields = recordOf(modelNames, (model) => Object.entries(referencesOf[model]))

export function checkReferences(
  model: Model,
  row: object,
  references: References,
  exists: Exists,
  report: Report,
  wayOut: (target: Model, uuid: string) => string = () => '',
): void {
  if (references === 'loose' && looseModels.has(model)) return
  for (const [field, target] of referenceFields[model]) {
    const uuid: unknown = Reflect.get(row, field)
    if (typeof uuid === 'string' && !exists(target, uuid))
      report(field, danglingReference(target, uuid) + wayOut(target, uuid))
  }
}

/**
 * All errors of the rows that a document writes out. A snapshot has been through requests and the test API: what
 * those allow (a reference to nothing where references are loose, fields of a record type that changed, a call that
 * nobody ended as the simulator was off) it may hold.
 */
export function* errorsOfRows(rows: GrowingRows, isSnapshot: boolean, references: References): Sliced<FieldError[]> {
  const errors: FieldError[] = []
  /** The places of rows in their lists. */
  const places = recordOf(modelNames, () => new Map<string, number>())
  const exists: Exists = (model, uuid) => places[model].has(uuid)
  const find = <Name extends Model>(model: Name, uuid: string | null): Models[Name] | undefined =>
    uuid === null ? undefined : rows[model][places[model].get(uuid) ?? -1]
  /** Calls a check for each row of a model. What it reports is about that row. */
  function* each<Name extends Model>(model: Name, check: Check<Models[Name]>): Sliced<void> {
    let place = 0
    const report: Report = (field, message) =>
      errors.push({ field: `${collections[model]}[${place}].${field}`, message })
    yield* eachInSlices(rows[model], (row, index) => {
      place = index
      check(row, report, index)
    })
  }

  for (const model of modelNames) {
    const known = places[model]
    yield* each(model, ({ uuid }, report, index) => {
      const { size } = known
      if (known.set(uuid, index).size === size) report('uuid', `must be given once; received ${show(uuid)} again`)
    })
  }
  const mayDangle = isSnapshot ? 'loose' : references
  const check = (model: Model, row: object, report: Report) => checkReferences(model, row, mayDangle, exists, report)
  for (const model of modelNames)
    if (model !== 'order' && model !== 'call') yield* each(model, (row, report) => check(model, row, report))
  const checkDouble = doubleOrders(rows, places.record)
  yield* each('order', (order, report, index) => {
    check('order', order, report)
    // Right after its contact was looked up, this costs next to nothing: it saves a twentieth of the load.
    checkDouble(order, report, index)
  })
  yield* each('call', (call, report) => {
    // The campaign and the contact of a call follow from its order.
    const hasOrder = exists('order', call.orderUuid)
    check('call', call, (field, message) => {
      if (hasOrder || field === 'orderUuid') report(field, message)
    })
  })
  yield* each('call', (call, report) => checkCall(call, find('order', call.orderUuid), report))
  yield* each('call', doubleCalls())
  if (isSnapshot) return errors
  yield* each('call', (call, report) => checkOpenCall(call, find('order', call.orderUuid), report))
  yield* each('call', forbiddenCalls(rows, find))
  yield* each('order', checkOrder)
  yield* eachInSlices(rows.record, ({ recordTypeUuid, parameters }, index) => {
    const type = find('recordType', recordTypeUuid)
    if (type) errors.push(...checkParameters(type, parameters, `records[${index}].parameters`))
  })
  return errors
}

/** Reports orders with two calls in progress. */
function doubleCalls(): Check<Call> {
  const open = new Map<string, number>()
  return ({ orderUuid, endedAt }, report, index) => {
    if (endedAt !== null) return
    const first = open.get(orderUuid)
    if (first !== undefined) report('endedAt', alreadyInCall(`calls[${first}] of the same order`))
    else open.set(orderUuid, index)
  }
}

/** Reports calls in progress to numbers that an order forbids. */
function forbiddenCalls(
  { call, order }: GrowingRows,
  find: (model: 'record', uuid: string) => CallRecord | undefined,
): Check<Call> {
  if (call.every(({ endedAt }) => endedAt !== null)) return () => {}
  const forbidding = new Map(
    order.filter(forbidsCalls).map((one) => [find('record', one.recordUuid)?.phoneNumber, one] as const),
  )
  return ({ recordUuid, endedAt }, report) => {
    const number = find('record', recordUuid)?.phoneNumber
    const order = endedAt === null && number !== undefined ? forbidding.get(number) : undefined
    if (order) report('endedAt', noOpenCall(order, number ?? ''))
  }
}

const none = -1

/** Reports contacts with two orders in one campaign. */
function doubleOrders({ order, record }: GrowingRows, contacts: ReadonlyMap<string, number>): Check<Order> {
  /** The last order of each contact so far, and the one before each order. */
  const last = new Int32Array(record.length).fill(none)
  const before = new Int32Array(order.length).fill(none)
  return ({ campaignUuid, recordUuid }, report, index) => {
    const contact = contacts.get(recordUuid)
    if (contact === undefined) return
    let other = last[contact] ?? none
    while (other !== none && order[other]?.campaignUuid !== campaignUuid) other = before[other] ?? none
    if (other !== none) return report('recordUuid', alreadyInCampaign(`orders[${other}] has ${show(recordUuid)}`))
    before[index] = last[contact] ?? none
    last[contact] = index
  }
}
