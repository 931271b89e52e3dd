import { expect, test } from 'vitest'
import { editions } from '../../src/contract/editions.ts'
import { operationIds } from '../../src/contract/operation-ids.ts'
import { cases } from './suite.ts'

test.each(operationIds)('%s has at least three cases in each edition, bad input included', (operation) => {
  for (const edition of editions) {
    const own = cases.filter((one) => one.operation === operation && one.editions.includes(edition))
    expect(own.length).toBeGreaterThanOrEqual(3)
    expect(own.some((one) => one.bad)).toBe(true)
    expect(own.some((one) => !one.bad)).toBe(true)
  }
})

test('no two cases of an edition have the same name', () => {
  for (const edition of editions) {
    const names = cases
      .filter((one) => one.editions.includes(edition))
      .map(({ operation, title }) => `${operation} ${title}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
})

test('the suite has at least 200 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
})
