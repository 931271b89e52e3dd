import { callOutcomes } from '../../contract/statuses.ts'
import { type Deviation, toPath, type Variety } from '../deviation.ts'
import { type ExploredModel, meanwhileKinds } from './meanwhile.ts'
import { moments } from './moments.ts'
import { networkKinds } from './network.ts'
import { recordTypeKinds, rowKinds, rowPicks, sizeKinds, sizes } from './rows.ts'

/** All kinds of deviations, with what the search has to know of them. */

export interface Kind {
  readonly name: string
  readonly variety: Variety
  /** Whether it happens at a request, and not from the start. */
  readonly isTimed: boolean
  /** The choices it has, the simplest first. */
  readonly picks: readonly number[]
  /** Whether it makes rows odd. */
  readonly isOfRow?: boolean
  /** The model that it is about; undefined where it concerns any request. */
  readonly model?: ExploredModel | undefined
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

/** The prefix of the kinds with which all calls of a world end in the same way. */
const outcomePrefix = 'calls-end-'
export function outcomeOf(kind: string): string | undefined {
  return kind.startsWith(outcomePrefix) ? kind.slice(outcomePrefix.length) : undefined
}

/** Kinds that apply from the start. */
function fromStart(
  variety: Variety,
  names: readonly string[],
  about: Pick<Kind, 'model' | 'isOfRow'> & { readonly picks?: readonly number[] } = {},
): Kind[] {
  return names.map((name) => Object.assign({ name, variety, isTimed: false, picks: [0] }, about))
}

const models = ['campaign', 'record', 'order'] as const satisfies ExploredModel[]

const allKinds: readonly Kind[] = [
  ...Object.entries(sizeKinds).map(([name, model]): Kind => ({
    name,
    variety: 'data',
    isTimed: false,
    picks: sizes,
    model,
  })),
  ...fromStart('data', ['same-second']),
  ...fromStart('data', Object.keys(recordTypeKinds), { model: 'record' }),
  ...models.flatMap((model) =>
    fromStart('data', Object.keys(rowKinds[model]), { model, picks: rowPicks, isOfRow: true }),
  ),
  ...fromStart('time', Object.keys(moments)),
  ...fromStart(
    'calls',
    callOutcomes.map((outcome) => outcomePrefix + outcome),
    { model: 'order' },
  ),
  ...Object.entries(meanwhileKinds).map(([name, { variety, picks }]): Kind => ({
    name,
    variety,
    isTimed: true,
    picks: upTo(picks),
  })),
  ...Object.keys(networkKinds).map((name): Kind => ({ name, variety: 'network', isTimed: true, picks: [0] })),
]

export const kinds: ReadonlyMap<string, Kind> = new Map(allKinds.map((kind) => [kind.name, kind]))

export function isKind(name: string, isTimed: boolean): boolean {
  return kinds.get(name)?.isTimed === isTimed
}

/** What a world has only once, as a key. Undefined for what someone else does: that can happen twice. */
export function slotOf(deviation: Deviation): string | undefined {
  const { kind } = deviation
  if (Object.hasOwn(meanwhileKinds, kind)) return undefined
  return Object.hasOwn(sizeKinds, kind) ? kind : toPath([deviation])
}

/** The same world without the deviations that a later one repeats or replaces. */
export function withoutRepeats(world: readonly Deviation[]): readonly Deviation[] {
  const last = new Map(world.map((deviation) => [slotOf(deviation) ?? deviation, deviation]))
  return world.filter((deviation) => last.get(slotOf(deviation) ?? deviation) === deviation)
}

/** The same deviation with simpler choices, the simplest first. */
export function simplerThan(deviation: Deviation): Deviation[] {
  const { kind, at, pick } = deviation
  const picks = (kinds.get(kind)?.picks ?? []).filter((one) => one < pick)
  const between = Object.hasOwn(sizeKinds, kind) ? halvesBetween(picks.at(-1) ?? 0, pick) : []
  return [
    ...[...picks, ...between].map((one) => ({ kind, at, pick: one })),
    ...upTo((at ?? 1) - 1).map((earlier) => ({ kind, at: earlier + 1, pick })),
  ]
}

/** The numbers of a bisection between two numbers, both excluded: each halves the distance to the upper one. */
function halvesBetween(low: number, high: number): number[] {
  const numbers: number[] = []
  for (let gap = Math.floor((high - low) / 2); gap > 0; gap = Math.floor(gap / 2)) numbers.push(high - gap)
  return numbers
}
