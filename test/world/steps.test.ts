import { describe, expect, test } from 'vitest'
import type { World } from '../../src/world/world.ts'
import { campaignRow, everythingIn, orderRow, worldOf } from './rows.ts'
import { cause, firstOrder, refuse, resetCause, startOf } from './stories.ts'

const advance = { type: 'clock', call: 'clock.advance' } as const

const setStatus = (world: World, status: 'busy' | 'planned' | 'canceled', uuid = 'o1') =>
  world.tables.order.replace({ ...world.tables.order.get(uuid)!, status })

describe('a step of the clock', () => {
  test('returns what its work returns, and emits what is published when it is published', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ at, to }) => heard.push(`${at} ${to}`))
    const result = world.run(advance, (publish) => {
      setStatus(world, 'busy')
      expect(heard).toEqual([])
      publish()
      expect(heard).toEqual(['2026-04-01T12:00:00Z busy'])
      world.clock.moveTo(world.clock.now + 1_000)
      setStatus(world, 'planned')
      return 'done'
    })
    expect(result).toBe('done')
    expect(heard).toEqual(['2026-04-01T12:00:00Z busy', '2026-04-01T12:00:01Z planned'])
  })

  test('includes what listeners change meanwhile', () => {
    const world = startOf()
    world.events.on('order.status', ({ to }) => {
      if (to === 'busy') world.change(cause, () => setStatus(world, 'canceled'))
    })
    world.run(advance, (publish) => {
      setStatus(world, 'busy')
      publish()
      setStatus(world, 'planned', 'o3')
    })
    expect(world.history.steps.map((step) => [step.cause, step.writes.length])).toEqual([[advance, 3]])
  })

  test('keeps its own writes when a listener is refused, and emits nothing of what was refused', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ orderUuid, to }) => {
      heard.push(`${orderUuid} ${to}`)
      world.change(cause, () => {
        setStatus(world, 'canceled', 'o3')
        return refuse()
      })
    })
    world.run(advance, (publish) => {
      setStatus(world, 'busy')
      publish()
      setStatus(world, 'planned')
    })
    expect(heard).toEqual(['o1 busy', 'o1 planned'])
    expect(world.tables.order.get('o3')?.status).toBe('registered')
    expect(world.history.steps.map(({ writes }) => writes.length)).toEqual([2])
  })

  test('keeps what it did when its work throws', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ to }) => heard.push(to))
    const run = () =>
      world.run(advance, (publish) => {
        setStatus(world, 'busy')
        publish()
        throw new RangeError('no')
      })
    expect(run).toThrow(RangeError)
    expect([heard, world.tables.order.get('o1')?.status]).toEqual([['busy'], 'busy'])
    expect(world.history.steps).toHaveLength(1)
    expect(world.isBusy).toBe(false)
  })

  test('within another is an error that says what to do instead', () => {
    const world = startOf()
    world.run(advance, () => {
      expect(() => world.run(advance, () => {})).toThrow(/^The clock is moving: a listener cannot move it again\. Note/)
    })
    expect(() => world.run(advance, () => {})).not.toThrow()
  })

  test('ends where a listener starts the world anew: what it does from then on is no step, and no event', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ to }) => {
      heard.push(to)
      if (to === 'busy') world.start(world.base, resetCause)
    })
    const { epoch } = world
    world.run(advance, (publish) => {
      setStatus(world, 'busy')
      setStatus(world, 'canceled')
      publish()
      expect(world.epoch).not.toBe(epoch)
      publish()
    })
    expect(heard).toEqual(['busy'])
    expect(everythingIn(world)).toEqual(everythingIn(startOf()))
    expect(world.history.steps.map((step) => step.cause.type)).toEqual(['clock', 'start'])
    world.change(cause, () => setStatus(world, 'planned'))
    expect(heard).toEqual(['busy', 'planned'])
  })

  test('may be undone by a listener while it goes on', () => {
    const world = startOf()
    const was = everythingIn(world)
    world.events.on('order.status', () => {
      world.back(world.history.steps[0]?.id ?? 1)
    })
    world.run(advance, (publish) => {
      world.clock.moveTo(world.clock.now + 1_000)
      setStatus(world, 'busy')
      publish()
    })
    expect(everythingIn(world)).toEqual(was)
    expect(world.history.steps).toEqual([])
  })
})

describe('a function of the user that may only read', () => {
  const attempts: [string, (world: World) => unknown][] = [
    ['change', (world) => world.change(cause, () => {})],
    ['run', (world) => world.run(advance, () => {})],
    ['start', (world) => world.start(world.base, resetCause)],
    ['back', (world) => world.back(1)],
  ]

  test.each(attempts)('cannot %s a world', (_, attempt) => {
    const world = startOf()
    const message =
      'The mock cannot be changed from inside a filter: it may only read. Change the mock when the call that runs it has returned'
    expect(() => world.guard.run('a filter', () => attempt(world))).toThrow(new Error(message))
    expect(everythingIn(world)).toEqual(everythingIn(startOf()))
  })

  test('reads, and what it returns or throws is passed on', () => {
    const world = startOf()
    expect(world.guard.run('a filter', () => world.tables.order.size)).toBe(4)
    const fail = () => {
      throw new RangeError('no')
    }
    expect(() => world.guard.run('a filter', fail)).toThrow(RangeError)
    expect(world.change(cause, () => 5)).toBe(5)
  })

  test('is named by the innermost one that runs', () => {
    const world = startOf()
    world.guard.run('the outer', () => {
      expect(() => world.guard.run('the inner', () => world.change(cause, () => {}))).toThrow('from inside the inner')
      expect(() => world.change(cause, () => {})).toThrow('from inside the outer')
    })
  })
})

test('a world is busy in a transaction, in a step, in a listener and in a function that may only read', () => {
  const world = startOf()
  const seen: [string, boolean][] = []
  const look = (where: string) => seen.push([where, world.isBusy])
  world.events.on('order.status', () => look('listener'))
  look('before')
  world.change(cause, () => {
    look('transaction')
    setStatus(world, 'busy')
  })
  world.run(advance, () => look('step'))
  world.guard.run('a filter', () => look('guard'))
  look('after')
  expect(seen).toEqual([
    ['before', false],
    ['transaction', true],
    ['listener', true],
    ['step', true],
    ['guard', true],
    ['after', false],
  ])
})

describe('listeners that answer each other for ever', () => {
  const start = (reports: unknown[] = []) => {
    const world = worldOf(startOf().base, { report: (error) => reports.push(error) })
    world.simulator = { loopLimit: 20 }
    const other = { planned: 'busy', busy: 'planned' } as const
    let heard = 0
    const stop = world.events.on('order.status', ({ orderUuid, to }) => {
      heard += 1
      world.change(cause, () => setStatus(world, other[to as 'busy'], orderUuid))
    })
    return { world, reports, stop, heard: () => heard }
  }
  const error = new Error(
    'Listeners made 20 changes in answer to each other, and would perhaps never end. Look at what listens to order.status, or raise simulator.loopLimit',
  )

  test('are stopped with an error that says how, and the change that set them off stays', () => {
    const { world, reports, heard } = start()
    world.change(cause, () => setStatus(world, 'busy'))
    expect(reports).toEqual([error])
    expect(heard()).toBe(21)
    expect(world.history.steps).toHaveLength(21)
    expect(world.isBusy).toBe(false)
  })

  test('may make as many changes again in answer to the next change', () => {
    const { world, reports, stop } = start()
    world.change(cause, () => setStatus(world, 'busy'))
    world.change(cause, () => world.tables.order.insert(orderRow('o9', 'c2', 'r3', { status: 'planned' })))
    expect(reports).toEqual([error, error])
    stop()
    world.change(cause, () => world.tables.order.replace({ ...firstOrder, status: 'contacted' }))
    expect(reports).toHaveLength(2)
  })

  test('are stopped within a step of the clock, which goes on', () => {
    const { world, reports } = start()
    world.run(advance, (publish) => {
      setStatus(world, 'busy')
      publish()
      world.tables.campaign.replace(campaignRow('c2', { name: 'Changed' }))
    })
    expect(reports).toEqual([error])
    expect(world.tables.campaign.get('c2')?.name).toBe('Changed')
    expect(world.history.steps).toHaveLength(1)
  })
})
