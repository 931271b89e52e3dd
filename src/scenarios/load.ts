import type { Edition } from '../contract/editions.ts'
import { modelNames, type References } from '../contract/models.ts'
import { prefixOf } from '../contract/new-row.ts'
import { toFieldErrors } from '../contract/field-errors.ts'
import { show } from '../contract/problems.ts'
import { type Scenario, scenarioDocument } from '../contract/scenarios.ts'
import { type Moment, toInstant } from '../contract/moments.ts'
import { Random } from '../world/random.ts'
import { finish, type Sliced } from '../world/slices.ts'
import type { BaseInput } from '../world/base.ts'
import { own } from '../contract/plain-object.ts'
import { findScenario } from './catalog.ts'
import { type GrowingRows, rowsOf } from './draft-rows.ts'
import { Factories } from './factories.ts'
import { generateRows } from './generate.ts'
import type { CountryFakers } from './country-fakers.ts'
import { scriptsOf, withPendingEvents } from './pending-events.ts'
import { NotPlain } from './plain.ts'
import { errorsOfRows } from './row-rules.ts'
import { openChecked, openDocument, type OpenDocument } from './open-document.ts'
import { refuse, ScenarioError } from './scenario-error.ts'

/** How a scenario is loaded: what may differ from the document, and what messages call it. */
export interface LoadOptions {
  readonly edition: Edition
  /** Instead of the seed of the document. */
  readonly seed?: number | undefined
  /** Instead of the moment of the document. */
  readonly now?: Moment | undefined
  /** Whether rows of the document may refer to rows that do not exist. Default `'strict'`. */
  readonly references?: References | undefined
  /** The file that the document is from. */
  readonly file?: string | undefined
  /** The fakers that make up rows. Worlds may share them. */
  readonly countryFakers?: CountryFakers | undefined
}

/**
 * Creates the input of a base from a scenario document: validates it, fills in missing fields, and runs its recipes.
 * The same document and seed give the same rows, byte for byte. Throws a `ScenarioError` that lists all errors.
 */
export function loadScenario(input: unknown, options: LoadOptions): BaseInput {
  return finish(loadScenarioInSlices(input, options))
}

/** The same in slices. */
export function* loadScenarioInSlices(input: unknown, options: LoadOptions): Sliced<BaseInput> {
  const source = options.file ?? nameOf(input)
  return yield* load(openDocument(input, source), source, options)
}

/**
 * The same for a shipped scenario. It is not validated here but in tests, because that would take a third of the time
 * of every start.
 */
export function* loadShippedInSlices(name: string, options: LoadOptions): Sliced<BaseInput> {
  const document = findScenario(name)
  return yield* load(openChecked(document), nameOf(document), options)
}

function* load(open: OpenDocument, source: string, options: LoadOptions): Sliced<BaseInput> {
  const { document } = open
  const seed = options.seed ?? document.seed
  const now = toInstant(options.now ?? document.now)
  // Collected when the first id is drawn, as many documents contain all of their ids.
  let ids: ReadonlyMap<string, ReadonlySet<unknown>> | undefined
  const random = new Random(seed, (id, prefix) => (ids ??= idsOf(open)).get(prefix)?.has(id) ?? false)
  const rows = yield* written(open, random, now, source, options.references ?? 'strict')
  const factories = new Factories(random, () => now, options.countryFakers)
  refuse(
    source,
    yield* generateRows(document.generate ?? {}, rows, factories, { seed, simulator: document.simulator ?? {} }),
  )
  // The state of the random streams in a snapshot belongs to its own seed, and is not used with another one.
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

/** Checks a document without its recipes. References may be loose: only a mock knows whether they are. */
export function checkScenario(input: unknown): Scenario {
  const source = nameOf(input)
  const document = parse(input, source)
  finish(written(openChecked(document), new Random(document.seed), toInstant(document.now), source, 'loose'))
  return document
}

function parse(input: unknown, source: string): Scenario {
  const { data, error } = scenarioDocument.safeParse(input)
  if (error) throw new ScenarioError(source, toFieldErrors(error.issues, input, 'document', scenarioDocument))
  return data
}

/**
 * The ids that a document writes out, by the prefix of ids that are drawn for their model: rows copied from another mock
 * may have those that the seed would draw.
 */
function idsOf({ lists }: OpenDocument): ReadonlyMap<string, ReadonlySet<unknown>> {
  const ids = new Map<string, Set<unknown>>()
  for (const model of modelNames) {
    const prefix = prefixOf(model)
    const known = ids.get(prefix) ?? new Set()
    // `values` leaves out the holes of a list, of which there may be thousands of millions.
    for (const row of Object.values(lists[model])) ids.set(prefix, known.add(own(row, 'uuid')))
  }
  return ids
}

function* written(
  open: OpenDocument,
  random: Random,
  now: number,
  source: string,
  references: References,
): Sliced<GrowingRows> {
  const { document } = open
  try {
    const rows = yield* rowsOf(open, random, now)
    open.assertValid()
    refuse(source, yield* errorsOfRows(rows, document.version !== undefined, references))
    return rows
  } catch (error) {
    // Other errors may have been found before this one.
    open.assertValid()
    if (error instanceof NotPlain) throw new ScenarioError(source, [{ field: error.field, message: error.reason }])
    throw error
  }
}

function nameOf(input: unknown): string {
  const name: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'name') : undefined
  return typeof name === 'string' && name ? `The scenario ${show(name)}` : 'The document'
}
