import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { baseOf, campaignRow, everythingFrom, everythingIn, worldOf } from './rows.ts'
import { cause, change, refuse, resetCause, startOf, startRows, story, tell } from './stories.ts'

const stories = fc.array(story, { minLength: 1, maxLength: 5 })

describe('a world', () => {
  test('answers everything as one that was just made of the same rows', () => {
    fc.assert(
      fc.property(story, (list) => {
        const world = startOf()
        change(world, list)
        expect(everythingIn(world)).toEqual(everythingFrom(world))
      }),
      { numRuns: 80 },
    )
  })

  test('is as it was when a transaction returns a problem or throws', () => {
    fc.assert(
      fc.property(story, story, fc.boolean(), (before, list, throws) => {
        const world = startOf()
        change(world, before)
        const was = everythingIn(world)
        const { steps } = world.history
        const refused = () =>
          world.change(cause, () => {
            tell(world, list)
            if (throws) throw new RangeError('no')
            return refuse()
          })
        if (throws) expect(refused).toThrow(RangeError)
        else refused()
        expect(everythingIn(world)).toEqual(was)
        expect(world.history.steps).toEqual(steps)
      }),
      { numRuns: 60 },
    )
  })

  test('is as it began after a reset, and as another start when started from it', () => {
    fc.assert(
      fc.property(story, story, (list, again) => {
        const [base, other] = [baseOf(startRows, 1), baseOf({ campaign: [campaignRow('c9')] }, 7)]
        const world = worldOf(base)
        const began = everythingIn(world)
        change(world, list)
        world.clock.moveTo(world.clock.now + 1_000)
        world.start(base, resetCause)
        expect(everythingIn(world)).toEqual(began)
        change(world, again)
        world.start(other, resetCause)
        expect(everythingIn(world)).toEqual(everythingIn(worldOf(other)))
      }),
      { numRuns: 60 },
    )
  })

  test('does not see what another world over the same base does', () => {
    fc.assert(
      fc.property(story, story, (list, others) => {
        const base = baseOf(startRows)
        const [world, other, idle] = [worldOf(base), worldOf(base), worldOf(base)]
        for (const [index, one] of list.entries()) {
          change(world, [one])
          change(other, others.slice(index, index + 1))
        }
        const alone = worldOf(base)
        change(alone, list)
        expect(everythingIn(world)).toEqual(everythingIn(alone))
        expect(everythingIn(idle)).toEqual(everythingIn(worldOf(baseOf(startRows))))
      }),
      { numRuns: 30 },
    )
  })

  test('is as it was before a step when it goes back to it, whatever came after', () => {
    fc.assert(
      fc.property(stories, fc.nat(), fc.nat(), (lists, restart, target) => {
        const world = startOf()
        const before: { readonly id: number; readonly was: unknown }[] = []
        const note = () => before.push({ id: (world.history.lastId ?? 0) + 1, was: everythingIn(world) })
        for (const [index, list] of lists.entries()) {
          note()
          // A step that always writes something.
          world.change(cause, () => {
            tell(world, list)
            world.simulator = { ...world.simulator }
          })
          if (index !== restart % (lists.length + 1)) continue
          note()
          world.start(world.base, resetCause)
        }
        const { id, was } = before[target % before.length]!
        world.back(id)
        expect(everythingIn(world)).toEqual(was)
        expect(everythingIn(world)).toEqual(everythingFrom(world))
      }),
      { numRuns: 60 },
    )
  })

  test('has forks that are equal to it, or to what it was before a step, and independent in both directions', () => {
    fc.assert(
      fc.property(story, story, story, fc.boolean(), (first, second, third, restarts) => {
        const world = startOf()
        change(world, first)
        const early = everythingIn(world)
        if (restarts) world.start(world.base, resetCause)
        world.change(cause, () => {
          tell(world, second)
          world.simulator = { ...world.simulator }
        })
        const late = everythingIn(world)
        const [fork, idle] = [world.fork(world.settings), world.fork(world.settings)]
        const { steps } = world.history
        const earlyFork = world.fork(world.settings, steps.at(restarts ? -2 : -1)!.id)
        expect(everythingIn(fork)).toEqual(late)
        expect(everythingIn(earlyFork)).toEqual(early)
        change(fork, third)
        change(earlyFork, third)
        expect(everythingIn(world)).toEqual(late)
        expect(everythingIn(fork)).toEqual(everythingFrom(fork))
        expect(everythingIn(earlyFork)).toEqual(everythingFrom(earlyFork))
        change(world, third)
        expect(everythingIn(fork)).toEqual(everythingIn(world))
        expect(everythingIn(idle)).toEqual(late)
      }),
      { numRuns: 60 },
    )
  })

  test('does the same again after a reset: the same ids, the same rows', () => {
    const world = startOf()
    const twice = [1, 2].map(() => {
      world.start(world.base, resetCause)
      change(world, [
        ['addRecord', 1, 2],
        ['addOrder', 0, 3],
        ['addCall', 2, 0],
      ])
      return everythingIn(world)
    })
    expect(twice[0]).toEqual(twice[1])
  })
})
