import { expect, test } from 'vitest'
import * as fc from '../fast-check.ts'
import { toTimestamp } from '../../src/contract/timestamps.ts'
import { inOrderOfCreation } from '../../src/world/creation-order.ts'
import { finish } from '../../src/world/slices.ts'
import { byCreation, Stored } from '../../src/world/stored.ts'
import { Stream } from '../../src/world/random.ts'

const storedAt = (moments: readonly string[]) =>
  moments.map((at, sequence) => new Stored({ uuid: `row_${sequence}` }, at, sequence))
const sorted = (moments: readonly string[]) => finish(inOrderOfCreation(storedAt(moments))).map(({ uuid }) => uuid)
const expected = (moments: readonly string[]) =>
  storedAt(moments)
    .toSorted(byCreation)
    .map(({ uuid }) => uuid)

test('rows are in order of their timestamps, and those of the same second stay in their order', () => {
  const moment = fc.oneof(
    fc.integer({ min: 0, max: 3 }).map((second) => second * 1_000),
    fc.integer({ min: 0, max: 253_402_300_799_000 }),
  )
  const moments = fc.array(moment.map(toTimestamp), { maxLength: 60 })
  fc.assert(
    fc.property(moments, (list) => {
      expect(sorted(list)).toEqual(expected(list))
    }),
  )
})

test('rows with other texts for their creation are in order of these texts', () => {
  const list = ['b', '2026-01-01T00:00:00Z', '', 'a', '2025-01-01T00:00:00Z']
  expect(sorted(list)).toEqual(expected(list))
})

test('50,000 rows are in order', () => {
  const random = new Stream(1)
  const list = Array.from({ length: 50_000 }, () => toTimestamp(random.between(0, 300_000_000) * 1_000))
  expect(sorted(list)).toEqual(expected(list))
})
