import type { Edition } from '../contract/editions.ts'
import type { ModelName, Models } from '../contract/models.ts'
import { Problem } from '../contract/problems.ts'
import { Clock, type ClockSettings } from './clock.ts'
import { Events } from './events.ts'
import { Joins, type JoinsBase } from './joins.ts'
import { Random, type RandomState } from './random.ts'
import {
  loadTables,
  sealTables,
  type Rows,
  type TableBases,
  type Tables,
  WorldTables,
  type Write,
  type WriteOf,
} from './tables.ts'

/** What a world starts from, and goes back to: shared by the mock and its sandboxes, never changed. */
export interface WorldBase {
  readonly scenario: string
  readonly seed: number
  readonly now: number
  readonly random: RandomState
  readonly tables: TableBases
  readonly joins: JoinsBase
}

export interface WorldSettings {
  readonly edition: Edition
  readonly clock: ClockSettings
  readonly sandbox: string | null
  readonly report: (error: unknown) => void
}

/** One row that was written: made where `before` is undefined, removed where `after` is. */
type ChangeOf<Name extends ModelName> = {
  readonly [Each in Name]: {
    readonly model: Each
    readonly before: Models[Each] | undefined
    readonly after: Models[Each] | undefined
  }
}[Name]
export type Change = ChangeOf<ModelName>

const unprefixed = ['campaign', 'recordType', 'assistant', 'phone', 'call'] as const satisfies readonly ModelName[]

/** All that is remembered: the rows, the time, the chance still to come. */
export class World {
  readonly settings: WorldSettings
  readonly clock: Clock
  readonly random: Random
  readonly events: Events
  #base: WorldBase
  #tables: WorldTables
  #joins: Joins
  #onCommit: (changes: readonly Change[]) => void = () => {}
  #settled: () => void = () => {}
  #attempt: Write[] | undefined
  #written: ((model: ModelName, uuid: string) => void) | undefined
  #committed: Change[] = []

  constructor(settings: WorldSettings, base: WorldBase) {
    this.settings = settings
    this.clock = new Clock(base.now, settings.clock)
    this.random = new Random(base.seed, (id) => this.#isTaken(id))
    this.random.state = base.random
    this.events = new Events(settings.report)
    this.#base = base
    this.#tables = new WorldTables(settings.edition, base.tables, this.#onWrite)
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

  /** Begins anew: from where it began, which costs what has changed since, or from another start. */
  start(base: WorldBase): void {
    if (base === this.#base) {
      this.#tables.reset()
      this.#joins.reset()
    } else {
      this.#base = base
      this.#tables = new WorldTables(this.settings.edition, base.tables, this.#onWrite)
      this.#joins = new Joins(this.#tables, base.joins)
    }
    this.random.state = base.random
    this.clock.moveTo(base.now)
    this.clock.anchor()
    this.#committed = []
  }

  /** Hears of every write that was made for good, when it is published; `settled` when all listeners know of it. */
  onCommit(listener: (changes: readonly Change[]) => void, settled: () => void = () => {}): void {
    this.#onCommit = listener
    this.#settled = settled
  }

  /** Hears of every row that is written, whoever writes it, also when that is undone. */
  onWrite(listener: (model: ModelName, uuid: string) => void): void {
    this.#written = listener
  }

  /**
   * Runs something that changes rows: if it answers a problem or throws, nothing has changed.
   * An attempt within another is undone by itself, and kept only when the outer one is.
   */
  attempt<Result>(run: () => Result): Result {
    const outer = this.#attempt
    const writes: Write[] = []
    const random = this.random.state
    this.#attempt = writes
    let kept = false
    try {
      const result = run()
      kept = !(result instanceof Problem)
      return result
    } finally {
      this.#attempt = undefined
      if (!kept) {
        for (const write of writes.toReversed()) revert(write)
        this.random.state = random
      } else if (outer) for (const write of writes) outer.push(write)
      else for (const write of writes) this.#committed.push(toChange(write))
      this.#attempt = outer
    }
  }

  /** Tells what was changed since the last time. */
  publish(): void {
    if (this.#committed.length === 0) return
    const changes = this.#committed
    this.#committed = []
    // What follows from the changes comes first: a listener then finds a world that knows of them.
    this.#onCommit(changes)
    for (const change of changes) this.#announce(change)
    this.#settled()
  }

  /** Removes a row and all that cannot be without it. */
  remove(model: ModelName, uuid: string): void {
    const { tables } = this
    if (model === 'campaign')
      for (const order of tables.order.list('campaign', uuid) ?? []) this.remove('order', order.uuid)
    if (model === 'record') for (const order of tables.order.lookup('record', uuid)) this.remove('order', order.uuid)
    if (model === 'order') for (const call of tables.call.lookup('order', uuid)) this.remove('call', call.uuid)
    if (model === 'recordType')
      for (const record of tables.record.list('recordType', uuid) ?? [])
        tables.record.replace({ ...tables.record.fresh(record), recordTypeUuid: null })
    if (model === 'recordType' || model === 'assistant' || model === 'phone') this.#forget(uuid)
    tables[model].remove(uuid)
  }

  /** Whether a row has an id that was drawn. Records, orders and calls are known by their prefix; all others have UUIDs, as the calls of a scenario do. */
  #isTaken(id: string): boolean {
    const { tables } = this
    if (id.startsWith('record_')) return tables.record.get(id) !== undefined
    if (id.startsWith('order_')) return tables.order.get(id) !== undefined
    if (id.startsWith('call_')) return tables.call.get(id) !== undefined
    return unprefixed.some((model) => tables[model].get(id) !== undefined)
  }

  /** Campaigns that name a record type, assistant or phone let go of it. */
  #forget(uuid: string): void {
    for (const campaign of this.tables.campaign.rows()) {
      const { recordTypeUuid, outboundAssistantUuid, inboundAssistantUuid, outboundPhoneUuid, inboundPhoneUuid } =
        campaign
      const references = {
        recordTypeUuid,
        outboundAssistantUuid,
        inboundAssistantUuid,
        outboundPhoneUuid,
        inboundPhoneUuid,
      }
      if (!Object.values(references).includes(uuid)) continue
      const kept = Object.fromEntries(
        Object.entries(references).map(([field, value]) => [field, value === uuid ? null : value]),
      )
      this.tables.campaign.replace({ ...campaign, ...kept })
    }
  }

  /** Status events of what changed through the API or the test API. */
  #announce(change: Change): void {
    const { events, clock } = this
    const from =
      (change.model === 'order' || change.model === 'campaign') && change.before ? change.before.status : null
    if (change.model === 'order' && change.after && from !== change.after.status && events.heard('order.status')) {
      const { uuid: orderUuid, campaignUuid, recordUuid, status: to } = change.after
      events.emit({
        type: 'order.status',
        at: clock.timestamp,
        sandbox: this.settings.sandbox,
        orderUuid,
        campaignUuid,
        recordUuid,
        from: change.before?.status ?? null,
        to,
      })
    }
    if (
      change.model === 'campaign' &&
      change.after &&
      from !== change.after.status &&
      events.heard('campaign.status')
    ) {
      events.emit({
        type: 'campaign.status',
        at: clock.timestamp,
        sandbox: this.settings.sandbox,
        campaignUuid: change.after.uuid,
        from: change.before?.status ?? null,
        to: change.after.status,
      })
    }
  }

  readonly #onWrite = (write: Write): void => {
    if (write.model === 'record') this.#joins.recordWritten(write.before, write.after)
    if (write.model === 'order') this.#joins.orderWritten(write.before, write.after)
    this.#attempt?.push(write)
    this.#written?.(write.model, (write.after ?? write.before)?.uuid ?? '')
  }
}

function revert<Name extends ModelName>({ table, before, after }: WriteOf<Name>): void {
  table.write(after, before)
}

function toChange<Name extends ModelName>({ model, before, after }: WriteOf<Name>): ChangeOf<Name> {
  return { model, before: before?.row, after: after?.row }
}

/** Makes a world's start out of rows. References are expected to be whole. */
export function createBase(start: {
  readonly scenario: string
  readonly seed: number
  readonly now: number
  readonly edition: Edition
  readonly random: RandomState
  readonly rows: Rows
}): WorldBase {
  const { scenario, seed, now, edition, random, rows } = start
  const tables = new WorldTables(edition)
  loadTables(tables, rows)
  const joins = new Joins(tables)
  joins.load()
  return { scenario, seed, now, random, tables: sealTables(tables), joins: joins.seal() }
}
