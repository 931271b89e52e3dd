import { expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { collectGarbage } from '../engine/memory.ts'

/** A campaign that is deleted leaves nothing behind. */

test('campaigns that come and go take no memory', () => {
  const mock = createMock({ scenario: 'empty', journal: 0, history: 0 })
  const comeAndGo = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const { uuid } = mock.db.campaign.create({ name: `${index} `.repeat(5_000), status: 'active' })
      mock.clock.advance('1s')
      mock.db.campaign.delete({ where: { uuid: { equals: uuid } } })
    }
    collectGarbage()
    return process.memoryUsage().heapUsed
  }
  const before = comeAndGo(20)
  // Their names alone are ten megabytes.
  expect(comeAndGo(500) - before).toBeLessThan(2_000_000)
})
