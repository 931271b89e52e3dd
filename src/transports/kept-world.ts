import { type ModelName, modelNames, rowSchemas } from '../contract/models.ts'
import type { PendingEvent, SimulatorSettings } from '../contract/simulator.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { ClockSettings } from '../world/clock.ts'
import type { RandomState } from '../world/random.ts'
import type { Table } from '../world/table.ts'
import { scriptsOf, toPendingEvents } from '../scenarios/pending-events.ts'
import { createBase } from '../world/base.ts'
import type { Identified } from '../world/stored.ts'
import type { World } from '../world/world.ts'

/** What of a world is kept elsewhere: its rows as far as they differ from its start, and the little beside them. */

/** A row and its place among the others; null for one that is gone. */
export type KeptRow = readonly [sequence: number, row: unknown] | null

export interface KeptState {
  /** What the rows are changes of: the start of the mock, or nothing at all. */
  readonly base: 'start' | 'nothing'
  readonly start: Start
  /** The clock and the simulator as the options of the mock had them: whoever changes those means it. */
  readonly options: string
  readonly scenario: string
  readonly seed: number
  readonly now: number
  readonly clock: ClockSettings
  readonly random: RandomState
  readonly events: readonly PendingEvent[]
  readonly simulator: SimulatorSettings | null
}

/** Tells one start from another. */
interface Start {
  readonly scenario: string
  readonly seed: number
  readonly now: number
  /** A short text that differs where the rows do. */
  readonly rows: string
}

export interface Row {
  readonly model: ModelName
  readonly uuid: string
}

export class KeptWorld {
  readonly #world: World
  readonly #simulator: Simulator
  readonly #base: World['base']
  readonly #start: Start
  readonly #options: string

  constructor(world: World, simulator: Simulator) {
    this.#world = world
    this.#simulator = simulator
    this.#base = world.base
    const { scenario, seed, now } = world.base
    this.#start = { scenario, seed, now, rows: fingerprint(world) }
    this.#options = JSON.stringify([world.clock.settings, simulator.settings])
  }

  get state(): KeptState {
    const { base, clock, random } = this.#world
    return {
      base: base === this.#base ? 'start' : 'nothing',
      start: this.#start,
      options: this.#options,
      scenario: base.scenario,
      seed: base.seed,
      now: clock.now,
      clock: clock.settings,
      random: random.state,
      events: toPendingEvents(this.#world.scripts),
      simulator: this.#simulator.enabled ? this.#simulator.settings : null,
    }
  }

  /** Gives new rows ids that no other tab gives. */
  separate(name: string): void {
    this.#world.random.separate(name)
  }

  row({ model, uuid }: Row): KeptRow {
    const stored = this.#world.tables[model].stored(uuid)
    return stored ? [stored.sequence, stored.row] : null
  }

  /** All rows there are. */
  *rows(): Generator<Row> {
    for (const model of modelNames)
      for (const { uuid } of this.#world.tables[model].list('all', '') ?? []) yield { model, uuid }
  }

  /** Why no world can be made of what was kept; undefined where one can. */
  misfit({ start }: KeptState): string | undefined {
    const { scenario, seed, now, rows } = this.#start
    if (start.scenario !== scenario || start.seed !== seed) return 'the scenario or its seed is another one now'
    if (start.now !== now)
      return `the mock begins at ${new Date(now).toISOString()} now, and began at ${new Date(start.now).toISOString()}. Where data are kept, the option now must be the same each time, as now: '2026-05-04T08:00:00Z' is`
    return start.rows === rows ? undefined : 'the rows of the scenario are others now'
  }

  /** Makes the world what was kept. */
  take(state: KeptState, rows: ReadonlyMap<Row, KeptRow>): void {
    const { edition } = this.#world.settings
    const { scenario, seed, now, random } = state
    const parsed = parseRows(rows)
    this.#world.start(
      state.base === 'start'
        ? this.#base
        : createBase({
            scenario,
            seed,
            now,
            random,
            edition,
            scripts: {},
            simulator: this.#base.simulator,
            rows: { recordType: [], assistant: [], phone: [], campaign: [], record: [], order: [], call: [] },
          }),
      { type: 'start', call: 'restore' },
    )
    for (const write of parsed) write(this.#world)
    this.#world.random.state = random
    this.#world.clock.moveTo(now)
    const sameOptions = state.options === this.#options
    if (sameOptions) this.#world.clock.settings = state.clock
    this.#world.clock.anchor()
    if (sameOptions && state.simulator && this.#simulator.enabled) this.#world.simulator = state.simulator
    this.#world.scripts = scriptsOf(state.events)
  }

  /** Tells those who look on that everything may be different now. */
  announce(): void {
    const { base, clock, settings, events } = this.#world
    events.push({
      type: 'reset',
      at: clock.timestamp,
      sandbox: settings.sandbox,
      scenario: base.scenario,
      seed: base.seed,
    })
    events.emit()
  }
}

/**
 * Two tabs that went on from the same point: the later one's state, but with the chance of the one that drew more of it,
 * so that no id is given twice, and with what was going to happen in either.
 */
export function mergeStates(later: KeptState, earlier: KeptState): KeptState {
  const known = new Set(later.events.map((event) => JSON.stringify(event)))
  return {
    ...later,
    now: Math.max(later.now, earlier.now),
    random: {
      ids: further(later.random.ids, earlier.random.ids),
      faker: further(later.random.faker, earlier.random.faker),
      simulator: further(later.random.simulator, earlier.random.simulator),
      faults: further(later.random.faults, earlier.random.faults),
    },
    events: [...later.events, ...earlier.events.filter((event) => !known.has(JSON.stringify(event)))],
  }
}

/** The last word of a stream counts what was drawn. */
const further = <Stream extends readonly number[]>(one: Stream, other: Stream): Stream =>
  Number(one.at(-1)) >= Number(other.at(-1)) ? one : other

type Write = (world: World) => void

/** Reads all rows before the first is written, in the order in which they came. */
function parseRows(rows: ReadonlyMap<Row, KeptRow>): Write[] {
  const gone: Write[] = []
  const kept: { readonly sequence: number; readonly uuid: string; readonly write: Write }[] = []
  for (const [{ model, uuid }, value] of rows) {
    if (value === null) gone.push((world) => world.tables[model].remove(uuid))
    else kept.push({ sequence: value[0], uuid, write: writeOf(model, value[0], value[1]) })
  }
  kept.sort((a, b) => a.sequence - b.sequence || (a.uuid < b.uuid ? -1 : 1))
  return [...gone, ...kept.map(({ write }) => write)]
}

function writeOf(model: ModelName, sequence: number, value: unknown): Write {
  const row: Identified = rowSchemas[model].parse(value)
  // The schema is that of the table, which the compiler can't see of two lookups by the same name.
  return (world) => (world.tables[model] as unknown as Table<Identified>).put(row, sequence)
}

/** How many rows a start is known by: all of them where they are few. */
const sampled = 2_000

/** A short text that differs where the rows of two starts do. */
function fingerprint({ tables }: World): string {
  const rows = modelNames.flatMap((model) => tables[model].rows() as object[])
  const step = Math.ceil(rows.length / sampled) || 1
  let hash = 2_166_136_261
  for (let at = 0; at < rows.length; at += step) {
    const text = JSON.stringify(rows[at])
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619)
  }
  return `${rows.length} ${(hash >>> 0).toString(36)}`
}
