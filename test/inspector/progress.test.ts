import { expect, test } from 'vitest'
import { orderStatuses } from '../../src/contract/statuses.ts'
import { progress } from '../../src/inspector/progress.ts'
import { groupOf, groups } from '../../src/inspector/statuses.ts'
import type { Stats } from '../../src/inspector/answers.ts'

const statsOf = (counts: Partial<Stats['orders']>): Stats => {
  const orders = { ...Object.fromEntries(orderStatuses.map((status) => [status, 0])), ...counts }
  const total = Object.values(orders).reduce((sum, count) => sum + count, 0)
  return { orders: { ...orders, total } } as Stats
}

test('the share that is settled is of those who were to be called', () => {
  expect(progress(statsOf({ contacted: 12, failed: 1, registered: 1 })).values).toContain('100%')
  expect(progress(statsOf({ contacted: 3, planned: 1, registered: 6 })).values).toContain('75%')
})

test('a campaign in which nobody is to be called has settled nothing', () => {
  expect(progress(statsOf({ registered: 4 })).values).toContain('0%')
})

test('every status but that of orders which nobody planned is in a group', () => {
  expect(orderStatuses.filter((status) => !Object.hasOwn(groups, groupOf(status) ?? ''))).toEqual(['registered'])
  expect(groupOf('completed')).toBe('reached')
  expect(groupOf('do-not-call')).toBe('not reached')
  expect(groupOf('no-answer')).toBe('waiting')
})
