import { describe, expect, test } from 'vitest'
import type { MockEvent } from '../../src/contract/events.ts'
import type { Write } from '../../src/world/tables.ts'
import type { World } from '../../src/world/world.ts'
import { baseOf, callRow, campaignRow, everythingIn, orderRow, recordRow, worldOf } from './rows.ts'
import { cause, firstOrder, refuse, resetCause, startOf, startRows } from './stories.ts'

const named = (writes: readonly Write[]) =>
  writes.map(
    ({ model, before, after }) =>
      `${before ? (after ? 'change' : 'remove') : 'make'} ${model} ${(after ?? before)?.uuid}`,
  )

const listenTo = (world: World, types: readonly MockEvent['type'][]): MockEvent[] => {
  const heard: MockEvent[] = []
  for (const type of types) world.events.on(type, (event) => heard.push(event))
  return heard
}

const rename = (world: World, name: string) => world.tables.campaign.replace(campaignRow('c2', { name }))

describe('a transaction', () => {
  test('returns what it runs returns, and throws what that throws', () => {
    const world = worldOf()
    expect(world.change(cause, () => 5)).toBe(5)
    const problem = refuse()
    expect(world.change(cause, () => problem)).toBe(problem)
    expect(() =>
      world.change(cause, () => {
        throw new RangeError('no')
      }),
    ).toThrow(RangeError)
  })

  test('that throws changes nothing: no row, no join, no chance, no script, no setting', () => {
    const world = startOf()
    const was = everythingIn(world)
    const heard = listenTo(world, ['order.status', 'call.ended'])
    expect(() =>
      world.change(cause, () => {
        world.remove('campaign', 'c1')
        world.tables.record.insert(recordRow(world.random.id('record_')))
        world.scripts = world.scripts.with('o3', ['busy'])
        world.simulator = { concurrency: 1 }
        throw new Error('halfway')
      }),
    ).toThrow('halfway')
    expect(everythingIn(world)).toEqual(was)
    expect([world.history.steps, heard]).toEqual([[], []])
  })

  test('that is refused leaves the orders of a contact and the calls of an order in their order', () => {
    const world = startOf()
    world.change(cause, () => {
      world.remove('order', 'o1')
      return refuse()
    })
    expect(world.tables.order.lookup('record', 'r1').map((order) => order.uuid)).toEqual(['o1', 'o3', 'o4'])
    expect(world.tables.call.lookup('order', 'o1').map((call) => call.uuid)).toEqual(['k1', 'k2'])
  })

  test('leaves every row that somebody holds as it is', () => {
    const world = startOf()
    const held = world.tables.order.get('o1')
    const copy = structuredClone(held)
    world.change(cause, () => world.tables.order.replace({ ...firstOrder, status: 'busy' }))
    expect(held).toEqual(copy)
    expect(world.tables.order.get('o1')?.status).toBe('busy')
  })

  test('freezes the rows that it writes, with the JSON inside of them', () => {
    const world = startOf()
    world.change(cause, () => world.tables.record.insert(recordRow('r9', { parameters: { tags: ['a'] } })))
    const row = world.tables.record.get('r9')
    expect([row, row?.parameters, row?.parameters['tags']].map(Object.isFrozen)).toEqual([true, true, true])
  })

  test('within another is an error, and the outer one goes on', () => {
    const world = startOf()
    world.change(cause, () => {
      rename(world, 'Kept')
      expect(() => world.change(cause, () => rename(world, 'Nested'))).toThrow('A transaction is open already')
      expect(() => world.start(world.base, resetCause)).toThrow('A transaction is open')
      expect(() => world.back(1)).toThrow('A transaction is open')
    })
    expect(world.tables.campaign.get('c2')?.name).toBe('Kept')
    expect(world.history.steps).toHaveLength(1)
    world.change(cause, () => rename(world, 'Later'))
    expect(world.history.steps).toHaveLength(2)
  })
})

describe('what follows from a transaction', () => {
  test('is told each of its writes in order, and nothing of another one', () => {
    const world = startOf()
    const heard: string[][] = []
    world.onCommit((writes) => heard.push(named(writes)))
    world.change(cause, () => {
      world.tables.record.insert(recordRow('r8'))
      return refuse()
    })
    world.change(cause, () => {
      world.tables.record.insert(recordRow('r9'))
      world.tables.record.replace(recordRow('r9', { name: 'Changed' }))
      world.tables.record.remove('r9')
    })
    world.change(cause, () => rename(world, 'Changed'))
    expect(heard).toEqual([['make record r9', 'change record r9', 'remove record r9'], ['change campaign c2']])
  })

  test('belongs to the transaction: it is one step, and listeners are called when both are done', () => {
    const world = startOf()
    world.onCommit(() => world.tables.order.replace({ ...firstOrder, status: 'contacted' }))
    const names: (string | undefined)[] = []
    world.events.on('order.status', () => names.push(world.tables.campaign.get('c2')?.name))
    world.change(cause, () => rename(world, 'Changed'))
    expect(names).toEqual(['Changed'])
    expect(world.history.steps.map(({ writes }) => named(writes))).toEqual([['change campaign c2', 'change order o1']])
  })

  test('undoes the transaction when it throws', () => {
    const world = startOf()
    const was = everythingIn(world)
    world.onCommit(() => {
      world.tables.record.insert(recordRow(world.random.id('record_')))
      throw new RangeError('no')
    })
    expect(() => world.change(cause, () => rename(world, 'Changed'))).toThrow(RangeError)
    expect(everythingIn(world)).toEqual(was)
    expect(world.history.steps).toEqual([])
  })
})

describe('the events of a transaction', () => {
  test('are one for each changed status, in the order of the writes', () => {
    const world = startOf()
    const heard = listenTo(world, ['order.status', 'campaign.status'])
    world.change(cause, () => {
      world.tables.order.replace({ ...firstOrder, status: 'busy' })
      world.tables.order.replace({ ...firstOrder, status: 'busy', price: 1 })
      world.tables.order.insert(orderRow('o9', 'c2', 'r3'))
      world.tables.campaign.replace(campaignRow('c2', { status: 'paused' }))
      world.remove('order', 'o2')
      expect(heard).toEqual([])
    })
    const here = { at: '2026-04-01T12:00:00Z', sandbox: null }
    const first = { orderUuid: 'o1', campaignUuid: 'c1', recordUuid: 'r1', from: 'registered', to: 'busy' }
    const other = { orderUuid: 'o9', campaignUuid: 'c2', recordUuid: 'r3', from: null, to: 'registered' }
    expect(heard).toEqual([
      { type: 'order.status', ...here, ...first },
      { type: 'order.status', ...here, ...other },
      { type: 'campaign.status', ...here, campaignUuid: 'c2', from: 'active', to: 'paused' },
    ])
  })

  test('tell of calls that begin, that end, and that end because they are removed', () => {
    const world = startOf(baseOf({ ...startRows, call: [] }))
    const heard: string[] = []
    world.events.on('call.started', ({ callUuid, attempt }) => heard.push(`${callUuid} starts, attempt ${attempt}`))
    world.events.on('call.ended', ({ callUuid, outcome, durationSeconds }) =>
      heard.push(`${callUuid} ends ${outcome} after ${durationSeconds} s`),
    )
    const startedAt = world.clock.timestamp
    const calls = ['k1', 'k2'].map((uuid) => callRow(uuid, firstOrder, { startedAt }))
    world.change(cause, () => calls.map((call) => world.tables.call.insert(call)))
    world.clock.moveTo(world.clock.now + 30_000)
    const ended = { ...calls[0]!, endedAt: world.clock.timestamp, outcome: 'contacted' as const }
    world.change(cause, () => world.tables.call.replace(ended))
    world.change(cause, () => world.remove('order', 'o1'))
    expect(heard).toEqual([
      'k1 starts, attempt 1',
      'k2 starts, attempt 1',
      'k1 ends contacted after 30 s',
      'k2 ends canceled after 30 s',
    ])
  })

  test('are emitted in one order to all listeners, also when one of them changes something', () => {
    const world = startOf()
    const heard: string[] = []
    world.events.on('order.status', ({ orderUuid, to }) => {
      heard.push(`first: ${orderUuid} ${to}`)
      if (to === 'busy') world.change(cause, () => world.tables.order.replace({ ...firstOrder, status: 'canceled' }))
    })
    world.events.on('order.status', ({ orderUuid, to }) => heard.push(`second: ${orderUuid} ${to}`))
    world.change(cause, () => {
      world.tables.order.replace({ ...firstOrder, status: 'busy' })
      world.tables.order.replace(orderRow('o3', 'c2', 'r1', { status: 'planned' }))
    })
    const order = ['o1 busy', 'o3 planned', 'o1 canceled']
    expect(heard).toEqual(order.flatMap((event) => [`first: ${event}`, `second: ${event}`]))
    expect(world.history.steps).toHaveLength(2)
  })
})

test('every write is told to those who keep rows elsewhere, also when it is undone', () => {
  const world = startOf()
  const heard: Write[] = []
  world.onWrite((write) => heard.push(write))
  world.change(cause, () => world.tables.record.insert(recordRow('r9')))
  world.change(cause, () => {
    rename(world, 'Changed')
    return refuse()
  })
  world.back(world.history.lastId!)
  expect(named(heard)).toEqual(['make record r9', 'change campaign c2', 'change campaign c2', 'remove record r9'])
  const [, changed, undone] = heard
  expect([undone?.before, undone?.after]).toEqual([changed?.after, changed?.before])
})
