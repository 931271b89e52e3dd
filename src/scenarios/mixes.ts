import type { Mix } from '../contract/recipes.ts'
import type { Factories } from './factories.ts'

/** The values of a mix with their weights, without those whose weight is 0. */
export function weightsOf<Value extends string>(mix: Mix<Value>): Map<Value, number> {
  if (typeof mix === 'string') return new Map<Value, number>([[mix, 1]])
  const weights = new Map<Value, number>()
  if (isList(mix)) for (const value of mix) weights.set(value, (weights.get(value) ?? 0) + 1)
  else for (const [value, weight] of entriesOf(mix)) if (weight) weights.set(value, weight)
  return weights
}

/** How many values are shuffled at a time, so that any range of rows has about the same shares as all. */
const shuffledAtOnce = 20

/**
 * Deals values by their weights. Except for the last few, the counts are the same for every seed, and only the
 * order differs. Deals undefined if there are no values.
 */
export function dealer<Value>(
  factories: Factories,
  weights: ReadonlyMap<Value, number>,
  count = Infinity,
): () => Value | undefined {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const choices = Array.from(weights, ([value, weight]) => ({ value, share: weight / total, owed: 0 }))
  if (choices.length <= 1) return () => choices[0]?.value
  let left = count
  const hand: Value[] = []
  return () => {
    if (hand.length === 0) {
      const size = Math.max(1, Math.min(shuffledAtOnce, left))
      left -= size
      // A loop takes a tenth of the time of `Array.from` here.
      for (let dealt = 0; dealt < size; dealt += 1) hand.push(nextOf(choices))
      factories.shuffle(hand)
    }
    return hand.pop()
  }
}

interface Choice<Value> {
  readonly value: Value
  /** Its part of all values. */
  readonly share: number
  /** How much of its share has not been dealt yet. */
  owed: number
}

/** The value with the largest remaining share, so that no value is more than one short of its share. */
function nextOf<Value>(choices: readonly Choice<Value>[]): Value {
  let next = choices[0] as Choice<Value>
  for (const choice of choices) {
    choice.owed += choice.share
    if (choice.owed > next.owed) next = choice
  }
  next.owed -= 1
  return next.value
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
