import type { Edition } from '../contract/editions.ts'
import { collections, modelNames, type References } from '../contract/models.ts'
import { type FieldError, toFieldErrors } from '../contract/problems.ts'
import { type Scenario, scenarioDocument } from '../contract/scenarios.ts'
import { type Moment, toInstant } from '../contract/moments.ts'
import { Random } from '../world/random.ts'
import { finish, type Sliced } from '../world/slices.ts'
import type { BaseInput } from '../world/base.ts'
import { findScenario } from './catalog.ts'
import { type GrowingRows, rowsOf } from './draft-rows.ts'
import { Factories } from './factories.ts'
import { generateRows } from './generate.ts'
import type { Places } from './places.ts'
import { scriptsOf, withPendingEvents } from './pending-events.ts'
import { NotPlain } from './plain.ts'
import { faultsOf } from './row-rules.ts'
import { ScenarioError } from './scenario-error.ts'

/** How a scenario is loaded: what may differ from the document, and what messages call it. */
export interface LoadOptions {
  readonly edition: Edition
  /** Instead of the seed of the document. */
  readonly seed?: number | undefined
  /** Instead of the moment of the document. */
  readonly now?: Moment | undefined
  /** Whether the rows that are written out may refer to nothing, as requests may. Default `'strict'`. */
  readonly references?: References | undefined
  /** The file that the document is from. */
  readonly file?: string | undefined
  /** Where rows are made up; worlds may share them. */
  readonly places?: Places | undefined
}

/**
 * Reads how a world starts from a scenario document: checks it, fills in what it leaves out, and carries its
 * recipes out. The same document and seed make the same rows, byte for byte. A bad document throws a
 * `ScenarioError` that tells everything that is wrong with it.
 */
export function loadScenario(input: unknown, options: LoadOptions): BaseInput {
  return finish(loadScenarioInSlices(input, options))
}

/** The same in slices. Faults of what a document writes out are thrown before the first pause. */
export function* loadScenarioInSlices(input: unknown, options: LoadOptions): Sliced<BaseInput> {
  const source = options.file ?? nameOf(input)
  return yield* load(parse(input, source), source, options)
}

/**
 * The same for a scenario that comes with the package. Tests hold those to the schema: to parse them at every start would
 * take a third of its time.
 */
export function* loadShippedInSlices(name: string, options: LoadOptions): Sliced<BaseInput> {
  const document = findScenario(name)
  return yield* load(document, nameOf(document), options)
}

function* load(document: Scenario, source: string, options: LoadOptions): Sliced<BaseInput> {
  const seed = options.seed ?? document.seed
  const now = toInstant(options.now ?? document.now)
  // Looked through when the first id is drawn: many documents write all of theirs.
  let ids: Set<string> | undefined
  const random = new Random(seed, (id) => (ids ??= idsOf(document)).has(id))
  const rows = written(document, random, now, source, options.references ?? 'strict')
  const factories = new Factories(random, () => now, options.places)
  refuse(
    source,
    yield* generateRows(document.generate ?? {}, rows, factories, { seed, simulator: document.simulator ?? {} }),
  )
  // Another seed means another chance: what a snapshot still had to come belongs to its own.
  const state =
    options.seed === undefined || options.seed === document.seed ? (document.random ?? random.state) : random.state
  const events = document.events ?? []
  return {
    scenario: document.name,
    seed,
    now,
    edition: options.edition,
    random: state,
    rows: withPendingEvents(rows, events),
    scripts: scriptsOf(events),
    simulator: document.simulator ?? {},
  }
}

/** Checks all that a document writes out, without carrying out its recipes. Only a mock knows whether references may be loose. */
export function checkScenario(input: unknown): Scenario {
  const source = nameOf(input)
  const document = parse(input, source)
  written(document, new Random(document.seed), toInstant(document.now), source, 'loose')
  return document
}

function parse(input: unknown, source: string): Scenario {
  const { data, error } = scenarioDocument.safeParse(input)
  if (error) throw new ScenarioError(source, toFieldErrors(error.issues, input, 'document', scenarioDocument))
  return data
}

/** The ids that a document writes out: rows copied from another mock may have those that the seed would draw. */
function idsOf(document: Scenario): Set<string> {
  return new Set(modelNames.flatMap((model) => document[collections[model]]?.flatMap(({ uuid }) => uuid ?? []) ?? []))
}

function written(document: Scenario, random: Random, now: number, source: string, references: References): GrowingRows {
  try {
    const rows = rowsOf(document, random, now)
    refuse(source, faultsOf(rows, document.version !== undefined, references))
    return rows
  } catch (error) {
    if (error instanceof NotPlain) throw new ScenarioError(source, [{ field: error.field, message: error.reason }])
    throw error
  }
}

function refuse(source: string, faults: readonly FieldError[]): void {
  if (faults.length > 0) throw new ScenarioError(source, faults)
}

function nameOf(input: unknown): string {
  const name: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'name') : undefined
  return typeof name === 'string' && name ? `The scenario ${JSON.stringify(name)}` : 'The document'
}
