import { expect, test } from 'vitest'
import { heapGrowthPercent } from '../../src/commands/heap-growth.ts'

const mebibyte = 1_048_576

test.each([
  ['V8 decides while the heap is small', 30, 512, 0],
  ['a heap may grow up to its share of the budget', 112, 512, 81],
  ['a larger heap grows by less', 160, 512, 27],
  ['garbage is collected often when the heap is full', 400, 512, 25],
  ['a small budget is full soon', 50, 128, 37],
])('%s', (_what, used, budget, percent) => {
  expect(heapGrowthPercent(used * mebibyte, budget * mebibyte)).toBe(percent)
})
