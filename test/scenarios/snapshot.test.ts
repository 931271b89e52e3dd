import { Scripts } from '../../src/world/scripts.ts'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { scenarioNames } from '../../src/scenarios/catalog.ts'
import { toSnapshot } from '../../src/scenarios/snapshot.ts'
import { bare, dbOfWorld, snapshotOf, worldOf } from './worlds.ts'

describe('a snapshot', () => {
  test.each(scenarioNames.filter((name) => name !== 'large'))(
    'of %s is plain JSON, and a scenario that makes the same again',
    (name) => {
      const snapshot = snapshotOf(name)
      const parsed: unknown = JSON.parse(JSON.stringify(snapshot))
      expect(parsed).toEqual(snapshot)
      expect(snapshotOf(parsed)).toEqual(snapshot)
    },
  )

  test('brings back the chance that was still to come', () => {
    const world = worldOf('demo')
    const snapshot = toSnapshot(world)
    const next = dbOfWorld(world).record.create()
    expect(dbOfWorld(worldOf(snapshot)).record.create()).toEqual(next)
  })

  test('brings back no chance when another seed is asked for', () => {
    const snapshot = snapshotOf('demo')
    expect(worldOf(snapshot, { seed: 5 }).random.state).not.toEqual(snapshot.random)
    expect(worldOf(snapshot).random.state).toEqual(snapshot.random)
  })

  test('keeps the moment, to the millisecond', () => {
    const world = worldOf('empty')
    world.clock.moveTo(world.clock.now + 1_234)
    const snapshot = toSnapshot(world)
    expect(snapshot.now).toBe('2026-05-04T08:00:01.234Z')
    expect(worldOf(snapshot).clock.now).toBe(world.clock.now)
  })

  test('keeps the scripted outcomes by target, and the settings of the call simulator', () => {
    const events = [
      { type: 'script', target: 'o', outcomes: ['no-answer'] },
      { type: 'script', target: '+14155550110', outcomes: ['busy', 'contacted'] },
    ]
    const snapshot = snapshotOf({ ...bare, simulator: { concurrency: 2 }, events })
    expect(snapshot).toMatchObject({ events: events.toReversed(), simulator: { concurrency: 2 } })
    expect(snapshotOf(snapshot)).toEqual(snapshot)
  })

  test('says the same whatever the order in which outcomes were scripted', () => {
    const scripted = (targets: readonly string[]) => {
      const mock = createMock({ scenario: bare })
      for (const target of targets) mock.simulator.outcome(target, ['busy'])
      return JSON.stringify(mock.snapshot())
    }
    const targets = ['+14155550110', '+14155550111']
    expect(scripted(targets.toReversed())).toBe(scripted(targets))
  })

  const waiting = {
    ...bare,
    campaigns: [{ uuid: 'c', name: 'Spring' }],
    records: [{ uuid: 'r', phoneNumber: '+14155550100' }],
  }

  test('has the retry that a document names among its events in the row of the order', () => {
    const withRetryAt = (at: string) =>
      createMock({
        scenario: {
          ...waiting,
          orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'busy' }],
          events: [{ type: 'retry', at, orderUuid: 'o' }],
        },
      })
    const [inSeconds, inMilliseconds] = [withRetryAt('2026-05-06T10:36:00Z'), withRetryAt('2026-05-06T10:36:00.000Z')]
    expect(inSeconds.snapshot().events).toEqual([])
    expect(inSeconds.snapshot().orders[0]?.dueAt).toBe(Date.UTC(2026, 4, 6, 10, 36))
    expect(inSeconds.simulator.next()).toEqual(inMilliseconds.simulator.next())
    expect(inSeconds.snapshot()).toEqual(inMilliseconds.snapshot())
  })

  test('has the end that a document names among its events in the row of the call', () => {
    const at = '2026-05-04T08:01:00Z'
    const { calls, events } = createMock({
      scenario: {
        ...waiting,
        orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'calling' }],
        calls: [{ uuid: 'k', orderUuid: 'o' }],
        events: [{ type: 'call.end', at, callUuid: 'k', outcome: 'no-answer', scriptedBy: 'o' }],
      },
    }).snapshot()
    expect(events).toEqual([])
    expect(calls[0]).toMatchObject({ endsAt: Date.parse(at), endsAs: 'no-answer', scriptedBy: 'o' })
  })

  test('is frozen all the way', () => {
    const world = worldOf('edge-cases')
    world.scripts = Scripts.empty.with('x', ['busy'])
    world.simulator = { retryDelays: [1] }
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      expect(Object.isFrozen(value)).toBe(true)
      Object.values(value).forEach(walk)
    }
    walk(toSnapshot(world))
  })

  test('holds the rows themselves, without copying them', () => {
    const world = worldOf('demo')
    const snapshot = toSnapshot(world)
    expect(snapshot.records[0]).toBe(world.tables.record.rows()[0])
  })

  test('may hold what no scenario would: a record type that changed under its contacts', () => {
    const world = worldOf({
      ...bare,
      recordTypes: [{ uuid: 't', name: 'Lead' }],
      records: [{ uuid: 'r', recordTypeUuid: 't', phoneNumber: '+14155550100' }],
    })
    dbOfWorld(world).recordType.update({
      where: { uuid: { equals: 't' } },
      data: { fields: [{ key: 'amount', type: 'number', required: true }] },
    })
    const snapshot = toSnapshot(world)
    expect(snapshotOf(snapshot)).toEqual(snapshot)
  })

  test('keeps keys that are named like parts of a prototype', () => {
    const world = worldOf('empty')
    dbOfWorld(world).record.create({ recordTypeUuid: null, parameters: JSON.parse('{"__proto__":{"a":1}}') })
    const again = snapshotOf(JSON.parse(JSON.stringify(toSnapshot(world))))
    expect(Object.entries(again.records[0]?.parameters ?? {})).toEqual([['__proto__', { a: 1 }]])
  })

  test('of a mock keeps the settings of its scenario, also once it was restored', () => {
    const mock = createMock({ scenario: 'retry-storm' })
    const snapshot = mock.snapshot()
    expect(snapshot.simulator).toMatchObject({ maxAttempts: 5 })
    mock.load('empty')
    mock.restore(snapshot)
    expect(mock.snapshot()).toEqual(snapshot)
    mock.reset()
    expect(mock.snapshot().simulator).toBe(undefined)
  })
})
