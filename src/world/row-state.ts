import type { Cause } from '../contract/history.ts'
import type { Edition } from '../contract/editions.ts'
import type { ModelName } from '../contract/models.ts'
import { Joins } from './joins.ts'
import { removeRow } from './remove.ts'
import type { ReplacedWorld, WorldBase } from './state.ts'
import { applyWrite, differences, inverse, openTables, type Tables, type Write } from './tables.ts'

/** The rows of a world: those of its base, and what has changed since. Tables and joins agree after every write. */
export class RowState {
  /** Called with every write, including those that undo others. */
  onWrite: (write: Write) => void
  /** The base that `reset` starts from: that of the last start, except those that restored a state. */
  home: WorldBase
  readonly #edition: Edition
  #base: WorldBase
  #tables: Tables
  #joins: Joins

  constructor(edition: Edition, base: WorldBase, onWrite: (write: Write) => void) {
    this.onWrite = onWrite
    this.#edition = edition
    this.#base = base
    this.home = base
    this.#tables = openTables(edition, base.tables, this.#written)
    this.#joins = new Joins(this.#tables, base.joins)
  }

  get base(): WorldBase {
    return this.#base
  }

  get tables(): Tables {
    return this.#tables
  }

  get joins(): Joins {
    return this.#joins
  }

  /** The base, and the writes that lead from it to the current rows. Costs what has changed. */
  get changes(): ReplacedWorld {
    return { base: this.#base, writes: [...differences(this.#tables)], home: this.home }
  }

  /** Replaces all rows with those of a base, which `reset` starts from unless the cause restored a state. */
  start(base: WorldBase, cause: Cause): void {
    if (cause.type === 'start' && cause.call !== 'restore') this.home = base
    this.#open(base)
  }

  /** Brings back what a start replaced. */
  bringBack({ base, writes, home }: ReplacedWorld): void {
    this.#open(base)
    this.apply(writes)
    this.home = home
  }

  #open(base: WorldBase): void {
    this.#base = base
    this.#tables = openTables(this.#edition, base.tables, this.#written)
    this.#joins = new Joins(this.#tables, base.joins)
  }

  apply(writes: readonly Write[]): void {
    for (const write of writes) applyWrite(this.#tables, write)
  }

  undo(writes: readonly Write[]): void {
    for (const write of writes.toReversed()) applyWrite(this.#tables, inverse(write))
  }

  /** Removes a row and the rows that require it. */
  remove(model: ModelName, uuid: string): void {
    removeRow(this.#tables, model, uuid)
  }

  readonly #written = (write: Write): void => {
    if (write.model === 'record') this.#joins.recordWritten(write.before, write.after)
    if (write.model === 'order') this.#joins.orderWritten(write.before, write.after)
    this.onWrite(write)
  }
}
