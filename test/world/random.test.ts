import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { hash, Random, Stream } from '../../src/world/random.ts'

const streams = ['ids', 'faker', 'simulator', 'faults'] as const

describe('chance', () => {
  test('is the same on every engine', () => {
    const stream = new Stream('seed')
    expect([stream.bits(), stream.bits(), stream.bits(), stream.next(), stream.between(1, 6)]).toEqual([
      4_213_897_361, 4_251_627_918, 611_251_994, 0.19536868762224913, 1,
    ])
    expect(['', 'a', 'callcamp', 'é😀'].map(hash)).toEqual([2_872_998_923, 444_641_715, 572_508_481, 4_159_213_040])
    const random = new Random(1)
    expect(random.uuid()).toBe('b1e48f97-776d-4f88-8662-e0bc039798ce')
    expect(random.id('record_')).toBe('record_2wp6bxdzruyolycobedk')
  })

  test('is still the same after a hundred thousand draws', () => {
    const stream = new Stream(0)
    let last = 0
    for (let draw = 0; draw < 100_000; draw += 1) last = stream.bits()
    expect(last).toBe(3_806_815_616)
  })

  test('goes on where a saved state left it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, drawn) => {
        const random = new Random(seed)
        for (let draw = 0; draw < drawn; draw += 1) random[streams[draw % 4]!].bits()
        const state = JSON.parse(JSON.stringify(random.state)) as typeof random.state
        const expected = [random.uuid(), random.faker.next(), random.simulator.next(), random.faults.next()]
        const other = new Random(0)
        other.state = state
        expect([other.uuid(), other.faker.next(), other.simulator.next(), other.faults.next()]).toEqual(expected)
      }),
    )
  })

  test('that is held on to follows when the state is set', () => {
    const random = new Random(1)
    const { faker } = random
    const state = random.state
    const first = faker.bits()
    random.state = state
    expect(random.faker.bits()).toBe(first)
    random.state = state
    expect(faker.bits()).toBe(first)
  })

  test('has the same state whether it was looked at before or not', () => {
    const [looked, fresh] = [new Random(9), new Random(9)]
    expect(looked.state).toEqual({
      ids: new Stream('9/ids').state,
      faker: new Stream('9/faker').state,
      simulator: new Stream('9/simulator').state,
      faults: new Stream('9/faults').state,
    })
    looked.faults.bits()
    fresh.faults.bits()
    expect(looked.state).toEqual(fresh.state)
  })

  test('of one purpose is not moved by the draws of another', () => {
    const [busy, quiet] = [new Random(5), new Random(5)]
    for (let draw = 0; draw < 100; draw += 1) {
      busy.faults.bits()
      busy.faker.bits()
      busy.simulator.bits()
    }
    expect(busy.uuid()).toBe(quiet.uuid())
  })

  test('differs from seed to seed and from purpose to purpose', () => {
    const firsts = Array.from({ length: 2_000 }, (_, seed) =>
      streams.map((name) => new Random(seed)[name].bits()),
    ).flat()
    // Of 8,000 draws out of four billion, more than two pairs are as good as impossible.
    expect(new Set(firsts).size).toBeGreaterThan(firsts.length - 3)
  })

  test('stays within its bounds, and reaches them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(5), (seed, least, span) => {
        const stream = new Stream(seed)
        const drawn = Array.from({ length: 400 }, () => stream.between(least, least + span))
        expect([Math.min(...drawn), Math.max(...drawn), drawn.every(Number.isInteger)]).toEqual([
          least,
          least + span,
          true,
        ])
      }),
    )
  })

  test('is even', () => {
    const stream = new Stream(3)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 100_000; draw += 1) counts[Math.floor(stream.next() * 10)]! += 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})

test('goes back with a state, in every stream', () => {
  const random = new Random(1)
  const draw = () => streams.map((name) => random[name].bits())
  draw()
  const { state } = random
  const first = draw()
  expect(draw()).not.toEqual(first)
  random.state = state
  expect(draw()).toEqual(first)
})

describe('ids', () => {
  test('have their documented form, and never come twice', () => {
    const random = new Random(1)
    const uuids = Array.from({ length: 100_000 }, () => random.uuid())
    const ids = Array.from({ length: 100_000 }, () => random.id('order_'))
    expect(
      uuids.find((uuid) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)),
    ).toBeUndefined()
    expect(ids.find((id) => !/^order_[0-9a-z]{20}$/.test(id))).toBeUndefined()
    expect(new Set([...uuids, ...ids]).size).toBe(200_000)
  })

  test('are of every variant that a UUID of version 4 may have', () => {
    const random = new Random(1)
    expect(new Set(Array.from({ length: 200 }, () => random.uuid().charAt(19)))).toEqual(new Set(['8', '9', 'a', 'b']))
  })

  test('use every letter at every place', () => {
    const random = new Random(2)
    const seen = Array.from({ length: 20 }, () => new Set<string>())
    for (let count = 0; count < 2_000; count += 1) {
      const id = random.id('')
      for (let place = 0; place < 20; place += 1) seen[place]!.add(id.charAt(place))
    }
    expect(seen.map((letters) => letters.size)).toEqual(Array.from({ length: 20 }, () => 36))
  })
})
