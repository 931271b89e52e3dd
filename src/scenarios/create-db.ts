import type { ModelName, Models, References } from '../contract/models.ts'
import type { RowValues } from '../contract/new-row.ts'
import { show } from '../contract/problems.ts'
import { type CallRecord, nameAfter } from '../contract/records.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import type { Db, RecordValues } from './db.ts'
import { ModelApi } from './model.ts'
import { NewRows } from './new-rows.ts'
import type { CountryFakers } from './country-fakers.ts'
import { errorsOfRow, refusal } from './row-checks.ts'

export type { Db } from './db.ts'

/** Creates the test API of a world. `references` is the option of the mock. `countryFakers` make up rows. */
export function createDb(world: World, references: References, countryFakers: CountryFakers): Db {
  const rows = new CheckedRows(world, references)
  const fresh = new NewRows(world, countryFakers, (model, row) => rows.insert(model, row))
  const model = <Name extends ModelName>(name: Name, create: (values: RowValues<Models[Name]>) => Models[Name]) =>
    new ModelApi(world, name, { create, update: (before, changes) => rows.update(name, before, changes) })
  return Object.freeze({
    campaign: model('campaign', (values) => fresh.campaign(values)),
    record: new ModelApi(world, 'record', {
      create: (values: RecordValues) => fresh.record(values),
      update: (before, changes) => rows.updateRecord(before, changes),
    }),
    order: new ModelApi(world, 'order', {
      create: (values: RowValues<Models['order']>) => fresh.order(values),
      update: (before, changes) => rows.updateOrder(before, changes),
    }),
    call: model('call', (values) => fresh.call(values)),
    recordType: model('recordType', (values) => fresh.recordType(values)),
    assistant: model('assistant', (values) => fresh.assistant(values)),
    phone: model('phone', (values) => fresh.phone(values)),
  })
}

/** Checks rows before they are written to the tables. */
class CheckedRows {
  readonly #world: World
  readonly #references: References

  constructor(world: World, references: References) {
    this.#world = world
    this.#references = references
  }

  insert<Name extends ModelName>(model: Name, row: Models[Name]): Models[Name] {
    const table = this.#tableOf(model)
    if (table.get(row.uuid))
      throw refusal('create', model, [{ field: 'uuid', message: `must not be taken yet; received ${show(row.uuid)}` }])
    this.#check('create', model, row)
    return table.insert(row)
  }

  update<Name extends ModelName>(model: Name, before: Models[Name], changes: Partial<Models[Name]>): Models[Name] {
    const touched = 'updatedAt' in before && !('updatedAt' in changes) ? { updatedAt: this.#world.clock.timestamp } : {}
    const row: Models[Name] = { ...before, ...changes, ...touched }
    this.#check('update', model, row, before)
    return this.#tableOf(model).replace(row)
  }

  /** A name that was set stays, others follow from the other fields. `null` lets the name follow again. */
  updateRecord(
    before: CallRecord,
    changes: { readonly [Field in keyof CallRecord]?: CallRecord[Field] | null },
  ): CallRecord {
    const { name, ...others } = changes as Partial<CallRecord>
    const names = nameAfter({ ...before, ...others }, name, others.customName)
    return this.update('record', before, { ...others, ...names })
  }

  /** A call has the campaign and the contact of its order. */
  updateOrder(before: Models['order'], changes: Partial<Models['order']>): Models['order'] {
    const row = this.update('order', before, changes)
    const { campaignUuid, recordUuid } = row
    if (campaignUuid === before.campaignUuid && recordUuid === before.recordUuid) return row
    for (const call of this.#world.tables.call.lookup('order', row.uuid))
      this.#world.tables.call.replace({ ...call, campaignUuid, recordUuid })
    return row
  }

  #check<Name extends ModelName>(action: string, model: Name, row: Models[Name], before?: Models[Name]): void {
    const errors = errorsOfRow(this.#world, this.#references, model, row, before)
    if (errors.length > 0) throw refusal(action, model, errors)
  }

  #tableOf<Name extends ModelName>(model: Name): Table<Models[Name]> {
    return this.#world.tables[model]
  }
}
