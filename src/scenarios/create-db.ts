import { type ModelName, modelNames, type Models, type References } from '../contract/models.ts'
import { show } from '../contract/problems.ts'
import { recordOf } from '../contract/record-of.ts'
import { nameAfter } from '../contract/records.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import type { Db } from './db.ts'
import { ModelApi, type Writer } from './model.ts'
import { NewRows } from './new-rows.ts'
import type { CountryFakers } from './country-fakers.ts'
import { errorsOfRow, refusal } from './row-checks.ts'

export type { Db } from './db.ts'

/** Creates the test API of a world. `references` is the option of the mock. `countryFakers` make up rows. */
export function createDb(world: World, references: References, countryFakers: CountryFakers): Db {
  const rows = new CheckedRows(world, references, countryFakers)
  const models = recordOf(modelNames, (model) => new ModelApi(world, model, rows))
  // The compiler cannot see that each model has the values of its own rows.
  return Object.freeze(models) as unknown as Db
}

/** What an update of a row changes besides what is given. */
type Following = {
  readonly [Name in ModelName]?: (before: Models[Name], changes: Partial<Models[Name]>) => Partial<Models[Name]>
}

/** What else an update of a row changes. */
type Consequences = {
  readonly [Name in ModelName]?: (world: World, before: Models[Name], row: Models[Name]) => void
}

const following: Following = {
  /** A name that was set stays, others follow from the other fields. `null` lets the name follow again. */
  record(before, { name, ...others }) {
    return { ...others, ...nameAfter({ ...before, ...others }, name, others.customName) }
  },
}

const consequences: Consequences = {
  /** A call has the campaign and the contact of its order. */
  order({ tables }, before, { uuid, campaignUuid, recordUuid }) {
    if (campaignUuid === before.campaignUuid && recordUuid === before.recordUuid) return
    for (const call of tables.call.lookup('order', uuid)) tables.call.replace({ ...call, campaignUuid, recordUuid })
  },
}

/** Creates and changes rows of any model. It checks them before they are written to the tables. */
class CheckedRows implements Writer {
  readonly #world: World
  readonly #references: References
  readonly #fresh: NewRows

  constructor(world: World, references: References, countryFakers: CountryFakers) {
    this.#world = world
    this.#references = references
    this.#fresh = new NewRows(world, countryFakers, (model, row) => this.#insert(model, row))
  }

  create<Name extends ModelName>(model: Name, values: object): Models[Name] {
    return this.#fresh.make(model, values)
  }

  update<Name extends ModelName>(model: Name, before: Models[Name], changes: Partial<Models[Name]>): Models[Name] {
    const follow: Following[Name] = following[model]
    const all = follow?.(before, changes) ?? changes
    const touched = 'updatedAt' in before && !('updatedAt' in all) ? { updatedAt: this.#world.clock.timestamp } : {}
    const row: Models[Name] = { ...before, ...all, ...touched }
    this.#check('update', model, row, before)
    const written = this.#tableOf(model).replace(row)
    const change: Consequences[Name] = consequences[model]
    change?.(this.#world, before, written)
    return written
  }

  #insert<Name extends ModelName>(model: Name, row: Models[Name]): Models[Name] {
    const table = this.#tableOf(model)
    if (table.get(row.uuid))
      throw refusal('create', model, [{ field: 'uuid', message: `must not be taken yet; received ${show(row.uuid)}` }])
    this.#check('create', model, row)
    return table.insert(row)
  }

  #check<Name extends ModelName>(action: string, model: Name, row: Models[Name], before?: Models[Name]): void {
    const errors = errorsOfRow(this.#world, this.#references, model, row, before)
    if (errors.length > 0) throw refusal(action, model, errors)
  }

  #tableOf<Name extends ModelName>(model: Name): Table<Models[Name]> {
    return this.#world.tables[model]
  }
}
