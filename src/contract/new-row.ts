import { type DraftOf, fieldsOf, type ModelName, type Models, modelNames, models } from './models.ts'
import { recordOf } from './record-of.ts'

/** Makes rows: for requests, scenarios and the test API alike. */

/** The source of the id and the creation time of a new row. A world is one. */
export interface RowSource {
  readonly random: { uuid(): string; id(prefix: string): string }
  readonly clock: { readonly timestamp: string }
}

/** Values of a new row. The others have a default, or are made up. */
export type RowValues<Row> = { readonly [Field in keyof Row]?: Row[Field] | undefined }

type AnyRow = Record<string, unknown>

/** What making a row needs of its model. */
interface RowMaker {
  readonly fields: readonly string[]
  /** The default of every field, or null, even for needed fields. */
  readonly template: AnyRow
  readonly idPrefix?: string | undefined
  readonly created: string
  follow?(row: object, given: object): object
}

const makers = recordOf(modelNames, (name): RowMaker => ({ ...models[name], ...shapeOf(name) }))

function shapeOf(name: ModelName): Pick<RowMaker, 'fields' | 'template'> {
  const fields = Object.keys(fieldsOf(name))
  const defaults: RowValues<AnyRow> = models[name].defaults ?? {}
  const template = Object.fromEntries(fields.map((field) => [field, defaults[field] ?? null]))
  // A parsed object has the compact layout of a literal; copies of an object made from entries are larger.
  return { fields, template: JSON.parse(JSON.stringify(template)) as AnyRow }
}

/**
 * A row of a model: what is given, and what follows from it; the default of every other field, or null.
 * @example
 * newRow('order', { campaignUuid, recordUuid }, world)
 */
export function newRow<Name extends ModelName>(name: Name, given: DraftOf<Name>, source: RowSource): Models[Name] {
  return completeRow(name, given, given, source)
}

/** The same for values from two sources; `made` wins over `known`. Merging them first would cost more than the row. */
export function completeRow<Name extends ModelName>(
  name: Name,
  known: RowValues<Models[Name]> | DraftOf<Name>,
  made: RowValues<Models[Name]> | DraftOf<Name>,
  { random, clock }: RowSource,
): Models[Name] {
  const maker = makers[name]
  const { fields, template, created } = maker
  // Not a spread: V8 would give each row a layout of its own once it is frozen, which takes 400 bytes a row.
  const row: AnyRow = Object.assign({}, template)
  const [first, second]: [AnyRow, AnyRow] = [made, known]
  for (const field of fields) {
    const value = first[field] === undefined ? second[field] : first[field]
    if (value !== undefined) row[field] = value
  }
  row['uuid'] ??= newId(name, random)
  row[created] ??= clock.timestamp
  if ('updatedAt' in row) row['updatedAt'] ??= row[created]
  if (maker.follow) Object.assign(row, maker.follow(row, known))
  return row as Models[Name]
}

/** The id of a new row. */
export function newId(name: ModelName, random: RowSource['random']): string {
  const prefix = prefixOf(name)
  return prefix === '' ? random.uuid() : random.id(prefix)
}

/** The prefix of new ids, such as `order_`; empty where they are UUIDs. */
export function prefixOf(name: ModelName): string {
  return makers[name].idPrefix ?? ''
}
