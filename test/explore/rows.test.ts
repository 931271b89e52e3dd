import { createMock } from 'callcamp-mock'
import { expect, test } from 'vitest'
import { recordTypeKinds, rowKinds, rowPicks } from '../../src/explore/kinds/rows.ts'
import { startRows } from '../../src/explore/start.ts'

const kinds = [recordTypeKinds, ...Object.values(rowKinds)].flatMap((kindsOfModel) => Object.keys(kindsOfModel))

// Worlds are made without checks, and changed with them.
test.each(kinds)('a mock accepts the rows of a world with %s', (kind) => {
  for (const pick of rowPicks) {
    const mock = createMock({ scenario: 'empty', references: 'loose' })
    const { recordTypes, campaigns, records, orders } = startRows([{ kind, pick }], mock.clock.ms(), undefined)
    mock.db.recordType.createMany(recordTypes)
    mock.db.campaign.createMany(campaigns)
    mock.db.record.createMany(records)
    mock.db.order.createMany(orders)
    expect([mock.db.campaign.count(), mock.db.record.count(), mock.db.order.count()]).toEqual([3, 3, 3])
  }
})
