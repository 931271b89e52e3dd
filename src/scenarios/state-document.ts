import { collections, modelNames, rowSchemas } from '../contract/models.ts'
import { toFieldErrors } from '../contract/field-errors.ts'
import { type StateChanges, type StateDocument, stateDocument } from '../contract/scenarios.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import type { BaseInput } from '../world/base.ts'
import { deepFreeze } from '../world/freeze.ts'
import { toInstant } from '../contract/moments.ts'
import type { Sliced } from '../world/slices.ts'
import type { Identified } from '../world/stored.ts'
import type { Table } from '../world/table.ts'
import type { TableBase } from '../world/table-base.ts'
import { mapTables } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import type { GrowingRows } from './draft-rows.ts'
import { type LoadOptions, loadShippedInSlices } from './load.ts'
import { toMoment } from './moments.ts'
import { scriptsOf, toPendingEvents } from './pending-events.ts'
import { errorsOfRows } from './row-rules.ts'
import { refuse, ScenarioError } from './scenario-error.ts'
import { same } from './plain.ts'

/** The state of a world that was started from a shipped scenario: what is different from it. */
export function toStateDocument(world: World, scenario: string, isSimulated: boolean): StateDocument {
  const { base, tables, random, simulator, scripts, clock } = world
  return deepFreeze({
    version: 2,
    scenario,
    seed: base.seed,
    began: toMoment(base.now),
    beganWith: isSimulated ? base.simulator : null,
    now: toMoment(clock.now),
    simulator,
    random: random.state,
    events: toPendingEvents(scripts),
    changes: Object.fromEntries(
      mapTables(tables, (model, table) => [collections[model], changesOf(table, base.tables[model])] as const).filter(
        ([, changes]) => changes,
      ),
    ),
  })
}

/** Whether something is meant to be a state document. */
export function isStateDocument(input: unknown): input is StateDocument {
  return typeof input === 'object' && input !== null && Reflect.get(input, 'version') === 2
}

/** Fills in the future of rows, as the start of a world does. */
type Complete = (rows: BaseInput['rows'], seed: number, settings: SimulatorSettings) => Sliced<BaseInput['rows']>

/** Reads how a world starts from a state document. Throws a `ScenarioError` that lists all errors. */
export function* loadStateDocument(input: unknown, options: LoadOptions, complete: Complete): Sliced<BaseInput> {
  const source = options.file ?? 'The state'
  const { data, error } = stateDocument.safeParse(input)
  if (error) throw new ScenarioError(source, toFieldErrors(error.issues, input, 'state', stateDocument))
  const scenario = { ...options, seed: data.seed, now: data.began }
  const start = yield* loadShippedInSlices(data.scenario, scenario)
  const began = data.beganWith ? yield* complete(start.rows, data.seed, data.beganWith) : start.rows
  const rows = patched(began, data, source)
  refuse(source, yield* errorsOfRows(rows, true, options.references ?? 'strict'))
  return {
    ...start,
    seed: options.seed ?? data.seed,
    now: toInstant(options.now ?? data.now),
    random: data.random,
    rows,
    scripts: scriptsOf(data.events),
    simulator: data.simulator,
  }
}

function changesOf<Row extends Identified>(table: Table<Row>, base: TableBase<Row>): StateChanges | undefined {
  const removed: string[] = []
  const changed: [string, Record<string, unknown>][] = []
  const added: { uuid: string; [field: string]: unknown }[] = []
  for (const [before, after] of table.differences()) {
    // A row that moved to another second takes the last place there, as a new one does.
    const isLast = after !== undefined && after.sequence >= base.sequence
    if (before && (!after || isLast)) removed.push(before.uuid)
    if (after && (!before || isLast)) added.push({ uuid: after.uuid, ...Object.fromEntries(Object.entries(after.row)) })
    else if (before && after) changed.push([after.uuid, differentFields(before.row, after.row)])
  }
  if (removed.length + changed.length + added.length === 0) return undefined
  return {
    ...(removed.length > 0 && { removed }),
    ...(changed.length > 0 && { changed }),
    ...(added.length > 0 && { added }),
  }
}

function differentFields(before: object, after: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => !same(Reflect.get(before, field), value)))
}

function patched(rows: BaseInput['rows'], { changes }: StateDocument, source: string): GrowingRows {
  const errors: { field: string; message: string }[] = []
  const result = Object.fromEntries(
    modelNames.map((model) => {
      const { removed = [], changed = [], added = [] } = changes[collections[model]] ?? {}
      const gone = new Set(removed)
      const fields = new Map(changed)
      const changedRows: object[] = []
      const kept = rows[model]
        .filter(({ uuid }) => !gone.has(uuid))
        .map((row): object => {
          const change = fields.get(row.uuid)
          if (!change) return row
          const made = Object.assign({}, row, change)
          changedRows.push(made)
          return made
        })
      for (const row of [...changedRows, ...added]) {
        const { error } = rowSchemas[model].strict().safeParse(row)
        const where = `changes.${collections[model]}[${String(Reflect.get(row, 'uuid'))}]`
        const found = error ? toFieldErrors(error.issues, row, '', rowSchemas[model]) : []
        errors.push(...found.map(({ field, message }) => ({ field: `${where}.${field}`, message })))
      }
      return [model, [...kept, ...added]]
    }),
  )
  refuse(source, errors)
  // Each row was checked against the schema of its model, or is one of the scenario's.
  return result as unknown as GrowingRows
}
