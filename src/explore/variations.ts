import { z } from 'zod'
import { operationIds } from '../contract/operation-ids.ts'
import { recordOf } from '../contract/record-of.ts'
import { nearest } from '../contract/nearest.ts'
import { varieties, type Variety } from './deviation.ts'
import { type Kind, kinds } from './kinds/catalog.ts'

/** Which kinds of deviations a search varies. */

const names: readonly string[] = [...kinds.keys(), ...operationIds]

const name = z.string().superRefine((value, context) => {
  if (names.includes(value)) return
  const near = nearest(value, names)
  context.addIssue({
    code: 'custom',
    message: `must be the name of a kind, such as unavailable, or of an operation, such as campaigns.list${near === undefined ? '' : `; did you mean ${near}?`}`,
  })
})

const selection = z.union([
  z.boolean(),
  z
    .strictObject({
      /** Nothing but these kinds, and nothing but at requests of these operations. */
      only: z.array(name).readonly().optional(),
      /** None of these kinds, and nothing at requests of these operations. */
      never: z.array(name).readonly().optional(),
    })
    .readonly(),
])
/** Kinds of one variety: all, none, or some of them, by their names and by the operations that they may happen to. */
export type Selection = z.input<typeof selection>

export const vary = z.strictObject(recordOf(varieties, () => selection.optional()))
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
