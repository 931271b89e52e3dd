import type { ControlRoutes } from '../contract/control-routes.ts'
import type { ControlAnswer } from '../contract/define-route.ts'
import { type ModelName, modelNames, modelTitles, referencesOf, rowSchemas } from '../contract/models.ts'
import { withArticle } from '../contract/field-errors.ts'
import { Problem, problems, show } from '../contract/problems.ts'
import { part as valueOf } from '../operations/rows.ts'
import type { Controlled, ControlledModel } from './controlled.ts'
import { type HandlersOf, type QueryOf, refusing } from './handlers.ts'

/** Routes of the rows, which give the test API to other languages. */

export const byUuid = (uuid: string) => ({ where: { uuid: { equals: uuid } } })

function withModel<Answer extends object>(
  mock: Controlled,
  name: string,
  run: (model: ControlledModel, name: ModelName) => Answer | null | Problem,
  uuid = '',
): Answer | Problem {
  const known = modelNames.find((one) => one === name)
  if (!known) return new Problem(404, `There is no model ${show(name)}; the models are ${modelNames.join(', ')}`)
  return run(mock.db[known], known) ?? problems.notFound(modelTitles[known], uuid)
}

/** A value of a row as text, for comparison with a query parameter. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [asText(a), asText(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

function unknownFields(name: ModelName, filters: readonly string[], orderBy: string | undefined): Problem | undefined {
  const known = Object.keys(rowSchemas[name].shape)
  const kind = withArticle(modelTitles[name])
  const errors = filters
    .filter((field) => !known.includes(field))
    .map((field) => ({ field, message: `is not a field of ${kind}; its fields are ${known.join(', ')}` }))
  if (orderBy !== undefined && !known.includes(orderBy.replace(/^-/, '')))
    errors.push({
      field: 'orderBy',
      message: `must be a field of ${kind}, with - in front for the other order; received ${show(orderBy)}; its fields are ${known.join(', ')}`,
    })
  return errors.length === 0 ? undefined : problems.invalid(errors)
}

/** Whether any value of the row contains a lower-case word. */
const holds = (row: object, word: string) =>
  Object.values(row).some((value) => asText(value).toLowerCase().includes(word))

function list(
  mock: Controlled,
  name: ModelName,
  model: ControlledModel,
  { page, limit, search, orderBy, names, ...filters }: QueryOf<'db.list'>,
): ControlAnswer<ControlRoutes['db.list']> | Problem {
  const field = orderBy?.replace(/^-/, '')
  const refusal = unknownFields(name, Object.keys(filters), orderBy)
  if (refusal) return refusal
  const word = search?.trim().toLowerCase()
  // As in the API, orders are also found by the name and number of their contact.
  const contacts =
    word && name === 'order'
      ? new Set(
          mock.db.record
            .getAll()
            .filter((row) => holds({ name: valueOf(row, 'name'), phoneNumber: valueOf(row, 'phoneNumber') }, word))
            .map((row) => valueOf(row, 'uuid')),
        )
      : undefined
  const wanted = Object.entries(filters)
  const found = model
    .getAll()
    .filter((row) => wanted.every(([key, value]) => asText(valueOf(row, key)) === value))
    .filter((row) => !word || holds(row, word) || contacts?.has(valueOf(row, 'recordUuid')))
  const sorted =
    field === undefined
      ? found
      : found.toSorted((a, b) => compare(valueOf(a, field), valueOf(b, field)) * (orderBy?.startsWith('-') ? -1 : 1))
  const rows = sorted.slice((page - 1) * limit, page * limit)
  return { rows, total: found.length, page, limit, ...(names && { names: namesFor(mock, name, rows) }) }
}

/** The names of what rows refer to, by id. */
function namesFor(mock: Controlled, name: ModelName, rows: readonly object[]): Readonly<Record<string, string>> {
  const names = new Map<string, string>()
  for (const [field, model] of Object.entries(referencesOf[name]))
    for (const uuid of new Set(rows.map((row) => valueOf(row, field)))) {
      const row = typeof uuid === 'string' ? mock.db[model].findFirst(byUuid(uuid)) : null
      const named = row && valueOf(row, 'name')
      if (typeof uuid === 'string' && typeof named === 'string') names.set(uuid, named)
    }
  return Object.fromEntries(names)
}

export const dbHandlers: HandlersOf<'db'> = {
  'db.list': (mock, { params, query }) =>
    withModel(mock, params.model, (model, name) => list(mock, name, model, query)),
  'db.create': (mock, { params, body = {} }) =>
    withModel(mock, params.model, (model) => refusing('body', () => model.create(body))),
  'db.get': (mock, { params: { model: name, uuid } }) =>
    withModel(mock, name, (model) => model.findFirst(byUuid(uuid)), uuid),
  'db.update': (mock, { params: { model: name, uuid }, body }) =>
    withModel(mock, name, (model) => refusing('body', () => model.update({ ...byUuid(uuid), data: body })), uuid),
  'db.delete': (mock, { params: { model: name, uuid } }) =>
    withModel(mock, name, (model) => model.delete(byUuid(uuid)), uuid),
}
