import { z } from 'zod'
import { operationIds } from '../contract/operation-ids.ts'
import { recordOf } from '../contract/record-of.ts'
import { nearest } from '../contract/nearest.ts'
import { varieties, type Variety } from './deviation.ts'
import { type Kind, kinds } from './kinds/catalog.ts'

/** Which kinds of deviations a search varies. */

/** Of more names than these, a message lists no others. */
const maxListed = 15

/** The name of a kind that belongs to a variety, or of an operation whose requests such kinds can happen to. */
function nameIn(variety: Variety) {
  const own = [...kinds.values()].filter((kind) => kind.variety === variety)
  const names = own.map(({ name }) => name)
  const operations = own.some(({ isTimed }) => isTimed) ? operationIds : []
  const allowed = [...names, ...operations]
  const more =
    names.length > maxListed ? `, or one of ${names.length - maxListed} more that the documentation lists` : ''
  const orOperation = operations.length > 0 ? `, or an operation, such as ${operations[0]}` : ''
  const listed = `must be one of ${names.slice(0, maxListed).join(', ')}${more}${orOperation}`
  return z.string().superRefine((value, context) => {
    if (allowed.includes(value)) return
    const near = nearest(value, allowed)
    const other = kinds.get(value)
    const hint = other ? `; ${value} belongs to ${other.variety}` : near === undefined ? '' : `; did you mean ${near}?`
    context.addIssue({ code: 'custom', message: listed + hint })
  })
}

function selectionOf(variety: Variety) {
  const names = z.array(nameIn(variety)).readonly().optional()
  return z.union([
    z.boolean(),
    z
      .strictObject({
        /** Nothing but these kinds, and nothing but at requests of these operations. */
        only: names,
        /** None of these kinds, and nothing at requests of these operations. */
        never: names,
      })
      .readonly(),
  ])
}
/** Kinds of one variety: all, none, or some of them, by their names and by the operations that they may happen to. */
export type Selection = z.input<ReturnType<typeof selectionOf>>

export const vary = z.strictObject(recordOf(varieties, (variety) => selectionOf(variety).optional()))
/** What worlds vary; all that is left out varies. */
export interface Vary extends Readonly<z.input<typeof vary>> {}

export class Variations {
  readonly #vary: Vary
  readonly #isLeftOut: (kind: Kind) => boolean

  /** Kinds that `isLeftOut` names are never varied, whatever `vary` says. */
  constructor(vary: Vary, isLeftOut: (kind: Kind) => boolean) {
    this.#vary = vary
    this.#isLeftOut = isLeftOut
  }

  /** The kinds that are varied. */
  get kinds(): Kind[] {
    return [...kinds.values()].filter(
      (kind) => !this.#isLeftOut(kind) && this.#takes(kind.variety, kind.name, isKindName),
    )
  }

  /** Whether a search varies a kind at requests of an operation. */
  isVaried(kind: string, operation: string): boolean {
    return this.kinds.some(({ name }) => name === kind) && this.covers(kind, operation)
  }

  /** Whether a kind may happen to a request of an operation, in a world that names the kind. */
  covers(kind: string, operation: string): boolean {
    const variety = kinds.get(kind)?.variety
    return variety !== undefined && this.#takes(variety, operation, isOperation)
  }

  #takes(variety: Variety, one: string, isMeant: (name: string) => boolean): boolean {
    const selection = this.#vary[variety] ?? true
    if (typeof selection === 'boolean') return selection
    const only = selection.only?.filter(isMeant) ?? []
    return (only.length === 0 || only.includes(one)) && selection.never?.includes(one) !== true
  }
}

const isKindName = (text: string) => kinds.has(text)
const isOperation = (text: string) => operationIds.some((id) => id === text)
