import type { Mix } from '../contract/recipes.ts'
import type { Factories } from './factories.ts'

/** The values of a mix with their weights; those that can never come are left out. */
export function weightsOf<Value extends string>(mix: Mix<Value>): Map<Value, number> {
  if (typeof mix === 'string') return new Map<Value, number>([[mix, 1]])
  const weights = new Map<Value, number>()
  if (isList(mix)) for (const value of mix) weights.set(value, (weights.get(value) ?? 0) + 1)
  else for (const [value, weight] of entriesOf(mix)) if (weight) weights.set(value, weight)
  return weights
}

/** What draws from weights; nothing where there is nothing to draw from. */
export function drawer<Value>(factories: Factories, weights: ReadonlyMap<Value, number>): () => Value | undefined {
  const choices = Array.from(weights, ([value, weight]) => ({ value, weight }))
  if (choices.length <= 1) return () => choices[0]?.value
  return () => factories.faker().helpers.weightedArrayElement(choices)
}

function isList<Value extends string>(
  mix: readonly Value[] | { readonly [Each in Value]?: number | undefined },
): mix is readonly Value[] {
  return Array.isArray(mix)
}

function entriesOf<Value extends string>(weights: { readonly [Each in Value]?: number | undefined }): [
  Value,
  number | undefined,
][] {
  return Object.entries(weights) as [Value, number | undefined][]
}
