import type { Edition } from '../contract/edition.ts'
import { foldCase } from '../contract/fold.ts'
import { modelNames, type Models, models } from '../contract/models.ts'
import type { ListShape, TableShape } from './table-shape.ts'

/** What each table keeps beside its rows, as the models declare it. */
export type TableShapes = { readonly [Name in keyof Models]: TableShape<Models[Name]> }

/** What a model may declare, whichever it is. */
interface Declaration {
  readonly created: string
  readonly lists?: Readonly<Record<string, (row: never) => string | null>>
  readonly queues?: Readonly<Record<string, ListShape<never>>>
  readonly lookups?: Readonly<Record<string, (row: never) => string | null>>
  readonly text?: (row: never, edition: Edition) => readonly (string | null)[]
  readonly json?: readonly string[]
}

function shapeOf(declaration: Declaration, edition: Edition): TableShape<never> {
  const { created, lists = {}, queues = {}, lookups = {}, text, json = [] } = declaration
  const plain = Object.entries(lists).map(([name, key]) => [name, { key }])
  return {
    createdAt: (row) => row[created],
    lists: { ...Object.fromEntries(plain), ...queues },
    lookups,
    text: text && { parts: (row) => text(row, edition), fold: foldCase },
    json,
  }
}

function shapesOf(edition: Edition): TableShapes {
  // The shape of a model is made of functions over its own rows.
  return Object.fromEntries(modelNames.map((name) => [name, shapeOf(models[name], edition)])) as unknown as TableShapes
}

export const shapes: { readonly [Name in Edition]: TableShapes } = {
  hosted: shapesOf('hosted'),
  local: shapesOf('local'),
}
