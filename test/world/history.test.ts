import { Scripts } from '../../src/world/scripts.ts'
import { describe, expect, test } from 'vitest'
import type { World } from '../../src/world/world.ts'
import { baseOf, campaignRow, everythingIn, orderRow, recordRow, worldOf, worldSettings } from './rows.ts'
import { cause, change, refuse, resetCause, startOf, startRows } from './stories.ts'

const at = '2026-04-01T12:00:00Z'
const rename = (world: World, name: string) =>
  world.change(cause, () => world.tables.campaign.replace(campaignRow('c2', { name })))
const idsOf = (world: World) => world.history.steps.map((step) => step.id)

describe('the history of a world', () => {
  test('has a step for each change, with its cause and the time when it began', () => {
    const world = startOf()
    rename(world, 'One')
    const advance = { type: 'clock', call: 'clock.advance' } as const
    world.run(advance, () => world.clock.moveTo(world.clock.now + 1_000))
    world.start(world.base, resetCause)
    const [first, second, third] = world.history.steps
    expect(first).toMatchObject({ cause, at })
    expect(second).toMatchObject({ cause: advance, at, writes: [] })
    expect(third).toMatchObject({ cause: resetCause, at: '2026-04-01T12:00:01Z' })
    expect(world.history.lastId).toBe(third?.id)
  })

  test('has no step for what changed nothing: an empty or a refused change, a tick', () => {
    const world = startOf()
    world.change(cause, () => {})
    world.change(cause, refuse)
    world.run({ type: 'clock', call: 'tick' }, () => world.clock.moveTo(world.clock.now + 1_000))
    world.run({ type: 'simulator', call: 'simulator.step' }, () => {})
    expect(world.history.steps).toEqual([])
  })

  test('has a step for scripts and settings, which are no rows', () => {
    const world = startOf()
    world.change(cause, () => {
      world.scripts = world.scripts.with('o1', ['busy'])
    })
    world.change(cause, () => {
      world.simulator = { concurrency: 1 }
    })
    expect(world.history.steps).toHaveLength(2)
    world.back(idsOf(world)[0]!)
    expect([world.scripts, world.simulator]).toEqual([Scripts.empty, {}])
  })

  test('keeps as many steps as it may, the newest', () => {
    const world = worldOf(baseOf(startRows), { history: { maxSteps: 3, maxBytes: Infinity } })
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) rename(world, name)
    world.back(idsOf(world)[0]!)
    expect(world.tables.campaign.get('c2')?.name).toBe('Two')
    expect(idsOf(world)).toEqual([])
  })

  test('keeps no step where it may keep none, and changes are refused and made all the same', () => {
    const world = worldOf(baseOf(startRows), { history: { maxSteps: 0, maxBytes: Infinity } })
    rename(world, 'One')
    world.change(cause, () => {
      world.remove('campaign', 'c2')
      return refuse()
    })
    expect([world.tables.campaign.get('c2')?.name, world.history.lastId]).toEqual(['One', null])
  })

  test('gives up old steps for the size of the rows that they hold, and never the newest', () => {
    const world = worldOf(baseOf(startRows), { history: { maxSteps: 1_000, maxBytes: 100_000 } })
    for (let index = 0; index < 50; index += 1) rename(world, `Small ${index}`)
    rename(world, 'x'.repeat(200_000))
    // The campaign has the large name, and the history only small ones.
    expect(world.history.steps).toHaveLength(51)
    rename(world, 'Small again')
    expect(world.history.steps).toHaveLength(1)
    rename(world, 'Another')
    expect(world.history.steps).toHaveLength(1)
    rename(world, 'And another')
    expect(world.history.steps).toHaveLength(2)
  })
})

describe('a history that is trimmed', () => {
  const tell = (world: World, names: readonly string[]) => {
    for (const name of names) rename(world, name)
  }

  test('gives up its oldest steps, and never the newest', () => {
    const world = startOf()
    tell(world, ['One', 'Two', 'Three', 'Four'])
    const ids = idsOf(world)
    const { bytes } = world.history
    world.history.trim(bytes)
    expect(idsOf(world)).toEqual(ids)
    world.history.trim(0.6 * bytes)
    expect(idsOf(world)).toEqual(ids.slice(2))
    expect(world.history.bytes).toBeLessThanOrEqual(0.6 * bytes)
    world.history.trim(0)
    expect(idsOf(world)).toEqual(ids.slice(3))
    world.back(ids.at(-1)!)
    expect(world.tables.campaign.get('c2')?.name).toBe('Three')
  })

  test('counts undone steps, and gives up the farthest of them first', () => {
    const world = startOf()
    tell(world, ['One', 'Two', 'Three', 'Four'])
    const [first, second] = idsOf(world)
    const { bytes } = world.history
    world.back(second!)
    expect(world.history.bytes).toBeGreaterThan(0.9 * bytes)
    world.history.trim(0.6 * bytes)
    expect(idsOf(world)).toEqual([first])
    expect(world.history.undone.map(({ step }) => step.id)).toEqual([second])
    world.history.trim(0)
    expect([idsOf(world), world.history.undone]).toEqual([[first], []])
  })

  test('counts every step once, however often it is undone and redone', () => {
    const world = startOf()
    tell(world, ['One', 'Two', 'Three'])
    const [first, , third] = idsOf(world)
    const { bytes } = world.history
    for (let round = 0; round < 3; round += 1) {
      world.back(first!)
      world.forward(third!)
    }
    expect(world.history.bytes).toBe(bytes)
    world.back(first!)
    rename(world, 'Other')
    expect(world.history.bytes).toBeLessThan(bytes / 2)
  })
})

describe('what a history alone holds', () => {
  const large = (name: string) =>
    baseOf({ record: Array.from({ length: 1_000 }, (_, index) => recordRow(`${name}-${index}`)) })
  const restoreCause = { type: 'start', call: 'restore' } as const

  test('is each base that another one replaced', () => {
    const world = startOf()
    const [one, two] = [large('one'), large('two')]
    world.start(one, resetCause)
    expect(world.history.bytes).toBeLessThan(10_000)
    world.start(two, resetCause)
    expect(world.history.bytes).toBeGreaterThan(one.bytes)
    world.start(two, resetCause)
    expect(world.history.bytes).toBeLessThan(1.1 * one.bytes)
    world.history.trim(1_000)
    expect(world.history.bytes).toBeLessThan(10_000)
  })

  test('is no base that a reset returns to', () => {
    const world = startOf()
    world.start(large('home'), resetCause)
    const other = large('other')
    world.start(other, restoreCause)
    expect(world.history.bytes).toBeLessThan(10_000)
    world.start(world.home, resetCause)
    expect(world.history.bytes).toBeGreaterThan(other.bytes)
    expect(world.history.bytes).toBeLessThan(1.1 * other.bytes)
  })

  test('is the base of an undone start', () => {
    const world = startOf()
    const one = large('one')
    world.start(one, resetCause)
    world.back(world.history.lastId!)
    expect(world.history.bytes).toBeGreaterThan(one.bytes)
    world.forward(world.history.undone[0]!.step.id)
    expect(world.history.bytes).toBeLessThan(10_000)
  })

  test('is every version of the scripts', () => {
    const world = startOf()
    const script = (count: number) =>
      world.change(cause, () => {
        world.scripts = Scripts.from(Array.from({ length: count }, (_, index) => [`o${index}`, ['busy']]))
      })
    script(1_000)
    const { bytes } = world.history
    expect(bytes).toBeLessThan(10_000)
    script(1_001)
    expect(world.history.bytes).toBeGreaterThan(bytes + 40_000)
    rename(world, 'Other')
    expect(world.history.bytes).toBeLessThan(bytes + 70_000)
  })
})

describe('going back', () => {
  test('returns the ids of the steps that are undone, newest first, and forgets them', () => {
    const world = startOf()
    for (const name of ['One', 'Two', 'Three']) rename(world, name)
    const [first, second, third] = idsOf(world)
    expect(world.back(second!)).toEqual([third, second])
    expect(idsOf(world)).toEqual([first])
    expect(world.tables.campaign.get('c2')?.name).toBe('One')
  })

  test('never uses the id of a step again', () => {
    const world = startOf()
    rename(world, 'One')
    const [first] = idsOf(world)
    world.back(first!)
    rename(world, 'Two')
    expect(idsOf(world)).not.toContain(first)
  })

  test('brings the time and the chance back: the same change makes the same row', () => {
    const world = startOf()
    const add = () =>
      world.change(cause, () => world.tables.record.insert(recordRow(world.random.id('record_'), { createdAt: at })))
    world.run({ type: 'clock', call: 'clock.set' }, () => world.clock.moveTo(world.clock.now + 5_000))
    const made = add()
    world.back(idsOf(world)[1]!)
    expect(world.clock.timestamp).toBe('2026-04-01T12:00:05Z')
    expect(add()).toEqual(made)
    world.back(idsOf(world)[0]!)
    expect(world.clock.timestamp).toBe(at)
  })

  test('over a new start brings the start before, and its changes', () => {
    const world = startOf()
    const { base } = world
    rename(world, 'One')
    const was = everythingIn(world)
    const { epoch } = world
    world.start(baseOf({ campaign: [campaignRow('c9')] }, 7), resetCause)
    change(world, [['addRecord', 1, 1]])
    world.back(idsOf(world)[1]!)
    expect(world.base).toBe(base)
    expect(everythingIn(world)).toEqual(was)
    expect(world.epoch).not.toBe(epoch)
    rename(world, 'Two')
    expect(world.tables.campaign.get('c2')?.name).toBe('Two')
    world.back(idsOf(world)[0]!)
    expect(everythingIn(world)).toEqual(everythingIn(startOf()))
  })

  test('in a listener drops the events that wait', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ orderUuid, to }) => {
      heard.push(`${orderUuid} ${to}`)
      world.back(world.history.lastId!)
    })
    world.change(cause, () => {
      for (const uuid of ['o1', 'o3']) world.tables.order.replace({ ...world.tables.order.get(uuid)!, status: 'busy' })
    })
    expect(heard).toEqual(['o1 busy'])
    expect(everythingIn(world)).toEqual(everythingIn(startOf()))
  })
})

describe('a fork', () => {
  test('begins with an empty history, at the time of the world or of the step', () => {
    const world = startOf()
    rename(world, 'One')
    world.run({ type: 'clock', call: 'clock.set' }, () => world.clock.moveTo(world.clock.now + 5_000))
    const [, moved] = idsOf(world)
    const [now, before] = [world.fork(world.settings), world.fork(world.settings, moved)]
    expect([now.clock.timestamp, before.clock.timestamp]).toEqual(['2026-04-01T12:00:05Z', at])
    expect([now, before].map((fork) => fork.tables.campaign.get('c2')?.name)).toEqual(['One', 'One'])
    expect([...idsOf(now), ...idsOf(before)]).toEqual([])
    expect(idsOf(world)).toHaveLength(2)
  })

  test('has the settings that are given', () => {
    const fork = startOf().fork({ ...worldSettings, sandbox: 'what-if' })
    expect(fork.settings.sandbox).toBe('what-if')
  })

  test('shares the rows that neither changes, and no listener', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('campaign.status', ({ campaignUuid }) => heard.push(campaignUuid))
    const fork = world.fork(world.settings)
    fork.change(cause, () => fork.tables.campaign.replace(campaignRow('c2', { status: 'paused' })))
    expect(heard).toEqual([])
    expect(fork.tables.order.get('o1')).toBe(world.tables.order.get('o1'))
  })

  test('draws what the world draws next', () => {
    const world = startOf()
    world.random.uuid()
    const fork = world.fork(world.settings)
    expect(fork.random.uuid()).toBe(world.random.uuid())
  })

  const removals: [string, (world: World) => unknown][] = [
    ['a contact with orders was removed', (world) => world.remove('record', 'r1')],
    ['the contact of a do-not-call order was removed', (world) => world.remove('record', 'r2')],
    [
      'an order was given to another contact, and its own was removed',
      (world) => {
        world.tables.order.replace({ ...world.tables.order.get('o2')!, recordUuid: 'r3' })
        world.remove('record', 'r2')
      },
    ],
    [
      'a contact was removed and made anew with an order of its own',
      (world) => {
        const row = world.tables.record.get('r1')!
        world.remove('record', 'r1')
        world.tables.record.insert({ ...row })
        world.tables.order.insert(orderRow('o9', 'c1', 'r1'))
      },
    ],
  ]

  test.each(removals)('answers as the world does where %s', (_, remove) => {
    const world = startOf()
    world.change(cause, () => remove(world))
    expect(everythingIn(world.fork(world.settings))).toEqual(everythingIn(world))
  })
})
