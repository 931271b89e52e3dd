import { z } from 'zod'
import type { Call } from '../contract/calls.ts'
import { modelTitles, type ModelName, type Models, type References, rowSchemas } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import { toFieldErrors, withArticle } from '../contract/field-errors.ts'
import { type FieldError, show } from '../contract/problems.ts'
import { checkParameters } from '../contract/record-types.ts'
import { wayToExist } from '../contract/references.ts'
import type { World } from '../world/world.ts'
import {
  alreadyInCall,
  alreadyInCampaign,
  checkCall,
  checkOpenCall,
  checkOrder,
  checkReferences,
  checkTypeChange,
  noOpenCall,
  type Report,
} from './row-rules.ts'

/** Checks rows of the test API: their schema, their references, and the rules between rows. */

const whole = byModel((model) => z.strictObject(rowSchemas[model].shape))

/** The name of a contact is optional, because it follows from other fields. */
const given = byModel((model) => {
  const some = z.strictObject(rowSchemas[model].shape).partial()
  return model === 'record' ? some.extend({ name: rowSchemas.record.shape.name.nullable().optional() }) : some
})

/** Schemas by model, each created on first use, because most tests write rows of few models. */
function byModel(make: (model: ModelName) => z.ZodType): (model: ModelName) => z.ZodType {
  const made = new Map<ModelName, z.ZodType>()
  return (model) => {
    const schema = made.get(model) ?? make(model)
    made.set(model, schema)
    return schema
  }
}

/** The errors of given values, before missing ones are made up. */
export function errorsOfValues(model: ModelName, values: object): FieldError[] {
  // Without values, there is nothing to check.
  if (Object.keys(values).length === 0) return []
  const schema = given(model)
  const { error } = schema.safeParse(values)
  return error ? toFieldErrors(error.issues, values, model, schema) : []
}

/** The errors of a row beyond its schema and references. */
type Rules = {
  readonly [Name in ModelName]?: (world: World, row: Models[Name], before: Models[Name] | undefined) => FieldError[]
}

const rules: Rules = {
  campaign: (world, row, before) =>
    reported((report) => before && checkTypeChange(world, before, row.recordTypeUuid, report)),
  record: misfits,
  order: (world, row, before) => reported((report) => checkMembership(world, row, before, report)),
  call: (world, row, before) => reported((report) => checkCallOfOrder(world, row, before, report)),
}

/** All errors of a row that will be written. */
export function errorsOfRow<Name extends ModelName>(
  world: World,
  references: References,
  model: Name,
  row: Models[Name],
  before?: Models[Name],
): FieldError[] {
  const schema = whole(model)
  const { error } = schema.safeParse(row)
  if (error) return toFieldErrors(error.issues, row, model, schema)
  const rule: Rules[Name] = rules[model]
  return [...danglingReferences(world, references, model, row), ...(rule?.(world, row, before) ?? [])]
}

/** The errors of the references to rows that do not exist, in a row or in any other value. */
export function danglingReferences(
  { tables }: World,
  references: References,
  model: ModelName,
  row: unknown,
): FieldError[] {
  if (typeof row !== 'object' || row === null) return []
  const exists = (target: ModelName, uuid: string) => tables[target].get(uuid) !== undefined
  const wayOut = (target: ModelName, uuid: string) => wayToExist(model, target, uuid)
  return reported((report) => checkReferences(model, row, references, exists, report, wayOut))
}

function reported(check: (report: Report) => void): FieldError[] {
  const errors: FieldError[] = []
  check((field, message) => errors.push({ field, message }))
  return errors
}

/** Custom fields are looked at when they change: a record type may have changed under a contact before. */
function misfits(world: World, row: Models['record'], before: Models['record'] | undefined): FieldError[] {
  if (
    row.recordTypeUuid === null ||
    (before?.parameters === row.parameters && before.recordTypeUuid === row.recordTypeUuid)
  )
    return []
  const type = world.tables.recordType.get(row.recordTypeUuid)
  return type ? checkParameters(type, row.parameters, 'parameters') : []
}

function checkMembership(world: World, row: Order, before: Order | undefined, report: Report): void {
  checkOrder(row, report)
  const isInCall = world.tables.call.lookup('order', row.uuid).some((call) => call.endedAt === null)
  if (isInCall && before?.recordUuid !== row.recordUuid) checkNumber(world, row, 'recordUuid', report)
  const other = world.tables.order
    .lookup('record', row.recordUuid)
    .find((one) => one.uuid !== row.uuid && one.campaignUuid === row.campaignUuid)
  if (other) report('recordUuid', alreadyInCampaign(`the order ${show(other.uuid)} has it there`))
}

/** No call goes to a number that an order forbids. An order may wait for one: the simulator does not make it. */
function checkNumber({ tables, joins }: World, order: Order, field: string, report: Report): void {
  const number = tables.record.get(order.recordUuid)?.phoneNumber
  const forbidding = number === undefined ? undefined : joins.doNotCallOrder(number)
  if (number !== undefined && forbidding) report(field, noOpenCall(forbidding, number))
}

function checkCallOfOrder(world: World, row: Call, before: Call | undefined, report: Report): void {
  const order = world.tables.order.get(row.orderUuid)
  checkCall(row, order, report)
  // A call that went on before stays what it was: with the simulator off, nobody ends it.
  if (before?.endedAt !== null || before.orderUuid !== row.orderUuid) {
    checkOpenCall(row, order, report)
    if (row.endedAt === null && order) checkNumber(world, order, 'endedAt', report)
  }
  const other =
    row.endedAt === null &&
    world.tables.call.lookup('order', row.orderUuid).find((one) => one.uuid !== row.uuid && one.endedAt === null)
  if (other) report('endedAt', alreadyInCall(`the call ${show(other.uuid)} of this order`))
}

/** The error message of an invalid row. */
export function refusal(action: string, model: ModelName, errors: readonly FieldError[]): TypeError {
  const lines = errors.map(({ field, message }) => `\n- ${field} ${message}`)
  return Object.assign(new TypeError(`Failed to ${action} ${withArticle(modelTitles[model])}:${lines.join('')}`), {
    errors,
  })
}
