import type { z } from 'zod'
import { toFieldErrors, within } from '../contract/field-errors.ts'
import { collections, type DraftOf, type ModelName, modelNames, models } from '../contract/models.ts'
import { createQuickCheck } from '../contract/quick-check.ts'
import { recordOf } from '../contract/record-of.ts'
import { type Scenario, scenarioDocument } from '../contract/scenarios.ts'
import { maxErrors, ScenarioError } from './scenario-error.ts'

/** The lists of rows of a document. Nothing in them was checked yet. */
type Lists = { readonly [Name in ModelName]: readonly unknown[] }

/** A scenario document whose rows are read one at a time, so that no list of drafts is kept beside the rows. */
export interface OpenDocument {
  /** The document without its rows. */
  readonly document: Scenario
  readonly lists: Lists
  /** The draft of a row, or undefined if it is wrong. */
  readonly read: <Name extends ModelName>(model: Name, row: unknown, index: number) => DraftOf<Name> | undefined
  /** Throws an error that lists what was wrong with the rows that were read. */
  readonly assertValid: () => void
}

/** Opens a document that was checked before. */
export function openChecked(document: Scenario): OpenDocument {
  // The compiler cannot see that each list has the rows of its model.
  return { document, lists: listsOf(document), read: (_, row) => row as never, assertValid() {} }
}

/** Opens a document of a user. Each row is checked when it is read. Throws if anything but the rows is wrong. */
export function openDocument(input: unknown, source: string): OpenDocument {
  const lists = listsOf(input)
  const issues: z.core.$ZodIssue[] = []
  const refusal = () =>
    new ScenarioError(source, toFieldErrors(issues.toSorted(byPlace), input, 'document', scenarioDocument))
  const read = <Name extends ModelName>(model: Name, row: unknown, index: number) => {
    if (isObject(row)) {
      // Each field is read once: with a getter, it might be another value the next time.
      const copy: Record<string, unknown> = { ...row }
      if (quickChecks[model](copy)) return copy as DraftOf<Name>
    }
    const { data, error } = models[model].draft.safeParse(row)
    if (error) issues.push(...error.issues.map((issue) => within([collections[model], index], issue)))
    if (issues.length >= maxErrors) throw refusal()
    // The compiler cannot see that a model and its draft belong together.
    return data as DraftOf<Name> | undefined
  }
  const { data, error } = scenarioDocument.safeParse(withoutRows(input))
  if (!data) {
    issues.push(...error.issues)
    for (const model of modelNames) for (const [index, row] of lists[model].entries()) read(model, row, index)
    throw refusal()
  }
  const assertValid = () => {
    if (issues.length > 0) throw refusal()
  }
  return { document: data, lists, read, assertValid }
}

const quickChecks = recordOf(modelNames, (model) => createQuickCheck(models[model].draft))

/** Whether a value is an object without a class, whose fields are all its own. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function listsOf(input: unknown): Lists {
  return recordOf(modelNames, (model) => {
    const list: unknown =
      typeof input === 'object' && input !== null ? Reflect.get(input, collections[model]) : undefined
    return Array.isArray(list) ? list : []
  })
}

/** The document with its lists of rows empty. What is no list stays, and is refused by the schema. */
function withoutRows(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const emptied = modelNames
    .map((model) => collections[model])
    .filter((collection) => Array.isArray(Reflect.get(input, collection)))
  return { ...input, ...recordOf(emptied, () => []) }
}

const places = new Map<unknown, number>(Object.keys(scenarioDocument.shape).map((key, place) => [key, place]))

/** Orders issues by the fields of a document; unknown fields come last. */
function byPlace(one: z.core.$ZodIssue, other: z.core.$ZodIssue): number {
  return (places.get(one.path[0]) ?? places.size) - (places.get(other.path[0]) ?? places.size)
}
