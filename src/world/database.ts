/**
 * The only importer of @mswjs/data: its in-memory database (a Map of entities per model), its primary keys
 * and its query language. The package's root would bring graphql, lodash, date-fns and a second copy of msw.
 */
import { Database } from '@mswjs/data/lib/db/Database.js'
import { ENTITY_TYPE, PRIMARY_KEY } from '@mswjs/data/lib/glossary.js'
import { primaryKey } from '@mswjs/data/lib/primaryKey.js'
import { compileQuery } from '@mswjs/data/lib/query/compileQuery.js'
import { modelNames, type ModelName, type Models } from '../contract/models.ts'
import { Stored } from './stored.ts'

// The library reads these from every entity. On the prototype they cost a row nothing.
Object.defineProperties(Stored.prototype, { [ENTITY_TYPE]: { value: 'row' }, [PRIMARY_KEY]: { value: 'uuid' } })

const dictionary = Object.fromEntries(modelNames.map((model) => [model, { uuid: primaryKey(String) }]))

/**
 * The library derives the id of a database from a stack trace, which takes 15 µs: a tenth of the first write of a
 * world. Nothing here has use for the id.
 */
class PlainDatabase extends Database<never> {}
Object.defineProperty(PlainDatabase.prototype, 'generateId', { value: () => '' })

/** Rows by id. */
export type RowMap<Name extends ModelName> = Map<string, Stored<Models[Name]>>

/**
 * One database of the data library. A base has one for the rows of its scenario, and a world one for those it changed.
 * Rows are stored directly in the library's Maps: its `create` and `update` copy each row for an event without
 * listeners.
 */
export class RowDatabase {
  readonly #database = new PlainDatabase(dictionary as never)

  rows<Name extends ModelName>(model: Name): RowMap<Name> {
    return this.#database.getModel(model) as unknown as RowMap<Name>
  }
}

/** Compiles comparators of the query language, such as `{ contains: 'a' }`, into a test of one value. */
export function compileComparators(comparators: object): (value: string | number | boolean) => boolean {
  const matches = compileQuery({ where: { value: comparators } } as never)
  return (value) => matches({ value })
}
