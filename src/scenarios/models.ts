import type { ModelName, Models } from '../contract/models.ts'
import { show } from '../contract/problems.ts'
import { type CallRecord, followingName } from '../contract/records.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import type { Db } from './db.ts'
import { ModelApi, type Writer } from './model.ts'
import { NewRows } from './new-rows.ts'
import { faultsOfRow, refusal } from './row-checks.ts'

export type { Db } from './db.ts'

/** Makes the test API of a world. */
export function createModels(world: World): Db {
  const rows = new CheckedRows(world)
  const fresh = new NewRows(world, (model, row) => rows.insert(model, row))
  const writer = <Name extends ModelName, New>(model: Name, create: (values: New) => Models[Name]): Writer<Models[Name], New> => ({
    create,
    update: (before, changes) => rows.update(model, before, changes),
  })
  return {
    campaign: new ModelApi(world, 'campaign', writer('campaign', (values) => fresh.campaign(values))),
    record: new ModelApi(world, 'record', { create: (values) => fresh.record(values), update: (before, changes) => rows.updateRecord(before, changes) }),
    order: new ModelApi(world, 'order', { create: (values) => fresh.order(values), update: (before, changes) => rows.updateOrder(before, changes) }),
    call: new ModelApi(world, 'call', writer('call', (values) => fresh.call(values))),
    recordType: new ModelApi(world, 'recordType', writer('recordType', (values) => fresh.recordType(values))),
    assistant: new ModelApi(world, 'assistant', writer('assistant', (values) => fresh.assistant(values))),
    phone: new ModelApi(world, 'phone', writer('phone', (values) => fresh.phone(values))),
  }
}

/** Rows that go into the tables only when they fit. */
class CheckedRows {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  insert<Name extends ModelName>(model: Name, row: Models[Name]): Models[Name] {
    const table = this.#tableOf(model)
    if (table.get(row.uuid)) throw refusal('create', model, [{ field: 'uuid', message: `must not be taken yet; received ${show(row.uuid)}` }])
    this.#check('create', model, row)
    return table.insert(row)
  }

  update<Name extends ModelName>(model: Name, before: Models[Name], changes: Partial<Models[Name]>): Models[Name] {
    const touched = 'updatedAt' in before && !('updatedAt' in changes) ? { updatedAt: this.#world.clock.timestamp } : {}
    const row: Models[Name] = { ...before, ...changes, ...touched }
    this.#check('update', model, row, before)
    return this.#tableOf(model).replace(row)
  }

  /** A name that was set stays; the others follow. `null` lets it follow again. */
  updateRecord(before: CallRecord, changes: { readonly [Field in keyof CallRecord]?: CallRecord[Field] | null }): CallRecord {
    const { name, ...others } = changes as Partial<CallRecord>
    const customName = others.customName ?? (name === undefined ? before.customName : name !== null)
    const after = { ...before, ...others }
    return this.update('record', before, { ...others, customName, name: customName ? (name ?? before.name) : followingName(after) })
  }

  /** Calls belong where their order does. */
  updateOrder(before: Models['order'], changes: Partial<Models['order']>): Models['order'] {
    const row = this.update('order', before, changes)
    const { campaignUuid, recordUuid } = row
    if (campaignUuid === before.campaignUuid && recordUuid === before.recordUuid) return row
    for (const call of this.#world.tables.call.lookup('order', row.uuid)) this.#world.tables.call.replace({ ...call, campaignUuid, recordUuid })
    return row
  }

  #check<Name extends ModelName>(action: string, model: Name, row: Models[Name], before?: Models[Name]): void {
    const faults = faultsOfRow(this.#world, model, row, before)
    if (faults.length > 0) throw refusal(action, model, faults)
  }

  #tableOf<Name extends ModelName>(model: Name): Table<Models[Name]> {
    return this.#world.tables[model]
  }
}
