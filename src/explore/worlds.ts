import type * as FastCheck from 'fast-check'
import type { Deviation } from './deviation.ts'
import type { LearnedWorlds } from './learned-worlds.ts'
import { type Kind, simplerThan, withoutRepeats } from './kinds/catalog.ts'

/** Worlds as values of fast-check: it draws them, and makes those that fail simpler. */

type World = readonly Deviation[]

/** The maximum number of deviations in a random world. */
const maxDrawn = 4
const maxDeviations = 6
/** How many requests a client is thought to send, where more is not known. */
const usualRequests = 4

/** The module is handed in: fast-check is optional, and loaded when a search begins. */
export function worldsOf(fc: typeof FastCheck, learned: LearnedWorlds): FastCheck.Arbitrary<World> {
  class Worlds extends fc.Arbitrary<World> {
    generate(random: FastCheck.Random, bias: number | undefined): FastCheck.Value<World> {
      const step = learned.nextStep()
      if (step) return new fc.Value(step, undefined)
      const { kept } = learned
      const isVaried = kept.length > 0 && random.nextInt(0, 3) > 0
      if (!isVaried) {
        const drawn = fc.array(anything(usualRequests), { minLength: 1, maxLength: maxDrawn }).generate(random, bias)
        return new fc.Value(withoutRepeats(drawn.value), undefined)
      }
      const parent = kept[random.nextInt(0, kept.length - 1)] ?? { world: [], requests: usualRequests }
      const added = fc.array(anything(parent.requests), { minLength: 1, maxLength: 2 }).generate(random, bias).value
      const rest = random.nextInt(0, 2) === 0 ? without(parent.world, random.nextInt(0, 5)) : parent.world
      return new fc.Value(withoutRepeats([...rest, ...added].slice(-maxDeviations)), undefined)
    }

    canShrinkWithoutContext(value: unknown): value is World {
      return Array.isArray(value)
    }

    /** First with less that is different, then with the same in a simpler way. Worlds in which the test held are left out. */
    shrink(world: World): FastCheck.Stream<FastCheck.Value<World>> {
      const fewer = world.length < 2 ? [] : world.map((_, index) => without(world, index))
      const simpler = world.flatMap((deviation, index) =>
        simplerThan(deviation).map((one) => withoutRepeats(world.map((other, at) => (at === index ? one : other)))),
      )
      return fc
        .stream([...fewer, ...simpler].values())
        .filter((one) => !learned.hasHeld(one))
        .map((one) => new fc.Value<World>(one, undefined))
    }
  }

  /** A deviation from the start, or one at a request. */
  function anything(requests: number): FastCheck.Arbitrary<Deviation> {
    const [start, timed] = [learned.startKinds, learned.timedKinds]
    const choices = [
      ...(start.length === 0 ? [] : [fromStart(start)]),
      ...(timed.length === 0 ? [] : [atRequest(timed, Math.max(1, requests))]),
    ]
    return fc.oneof(...choices)
  }

  const fromStart = (kinds: readonly Kind[]) =>
    fc
      .constantFrom(...kinds)
      .chain(({ name: kind, picks }) => fc.constantFrom(...picks).map((pick): Deviation => ({ kind, pick })))

  const atRequest = (kinds: readonly Kind[], requests: number) =>
    fc
      .constantFrom(...kinds)
      .chain(({ name: kind, picks }) =>
        fc
          .record({ at: fc.integer({ min: 1, max: requests }), pick: fc.constantFrom(...picks) })
          .map(({ at, pick }): Deviation => ({ kind, at, pick })),
      )

  return new Worlds()
}

function without(world: World, index: number): World {
  return world.filter((_, at) => at !== index)
}
