import type { ModelName, Models, References } from '../contract/models.ts'
import { show } from '../contract/problems.ts'
import { type CallRecord, followingName } from '../contract/records.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import type { Db, Model, Values } from './db.ts'
import { ModelApi } from './model.ts'
import { NewRows } from './new-rows.ts'
import type { CountryFakers } from './country-fakers.ts'
import { errorsOfRow, refusal } from './row-checks.ts'

export type { Db } from './db.ts'

/** Creates the test API of a world. `references` is the option of `createMock`; `countryFakers` make up names and numbers. */
export function createDb(world: World, references: References, countryFakers: CountryFakers): Db {
  return new WorldModels(world, references, countryFakers)
}

/** The models of a world. Each is created on first use, because most tests use one or two of them. */
class WorldModels implements Db {
  readonly #world: World
  readonly #rows: CheckedRows
  readonly #fresh: NewRows
  #campaign: Db['campaign'] | undefined
  #record: Db['record'] | undefined
  #order: Db['order'] | undefined
  #call: Db['call'] | undefined
  #recordType: Db['recordType'] | undefined
  #assistant: Db['assistant'] | undefined
  #phone: Db['phone'] | undefined

  constructor(world: World, references: References, countryFakers: CountryFakers) {
    const rows = new CheckedRows(world, references)
    this.#world = world
    this.#rows = rows
    this.#fresh = new NewRows(world, countryFakers, (model, row) => rows.insert(model, row))
  }

  get campaign(): Db['campaign'] {
    return (this.#campaign ??= this.#model('campaign', (values) => this.#fresh.campaign(values)))
  }

  get record(): Db['record'] {
    return (this.#record ??= new ModelApi(this.#world, 'record', {
      create: (values) => this.#fresh.record(values),
      update: (before, changes) => this.#rows.updateRecord(before, changes),
    }))
  }

  get order(): Db['order'] {
    return (this.#order ??= new ModelApi(this.#world, 'order', {
      create: (values) => this.#fresh.order(values),
      update: (before, changes) => this.#rows.updateOrder(before, changes),
    }))
  }

  get call(): Db['call'] {
    return (this.#call ??= this.#model('call', (values) => this.#fresh.call(values)))
  }

  get recordType(): Db['recordType'] {
    return (this.#recordType ??= this.#model('recordType', (values) => this.#fresh.recordType(values)))
  }

  get assistant(): Db['assistant'] {
    return (this.#assistant ??= this.#model('assistant', (values) => this.#fresh.assistant(values)))
  }

  get phone(): Db['phone'] {
    return (this.#phone ??= this.#model('phone', (values) => this.#fresh.phone(values)))
  }

  #model<Name extends ModelName>(
    model: Name,
    create: (values: Values<Models[Name]>) => Models[Name],
  ): Model<Models[Name]> {
    return new ModelApi(this.#world, model, {
      create,
      update: (before, changes) => this.#rows.update(model, before, changes),
    })
  }
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
    const customName = others.customName ?? (name === undefined ? before.customName : name !== null)
    const after = { ...before, ...others }
    return this.update('record', before, {
      ...others,
      customName,
      name: customName ? (name ?? before.name) : followingName(after),
    })
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
