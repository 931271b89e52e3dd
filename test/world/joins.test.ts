import { describe, expect, test } from 'vitest'
import type { World } from '../../src/world/world.ts'
import { statusKey } from '../../src/contract/orders.ts'
import { baseOf, campaignRow, orderRow, recordRow, recordTypeRow, worldOf } from './rows.ts'
import { cause, numbers, refuse, startOf, startRows } from './stories.ts'

describe('the contacts of a campaign', () => {
  const idsOf = (world: World, campaign: string, type?: string) =>
    Array.from(world.joins.recordsOf(campaign, type) ?? [], (one) => one.uuid)

  test('are listed once, however many orders they have in it, and leave with the last', () => {
    const world = startOf()
    expect(idsOf(world, 'c2')).toEqual(['r1'])
    world.change(cause, () => world.remove('order', 'o3'))
    expect(idsOf(world, 'c2')).toEqual(['r1'])
    world.change(cause, () => world.remove('order', 'o4'))
    expect(idsOf(world, 'c2')).toEqual([])
  })

  test('follow the type of the contact', () => {
    const world = startOf()
    expect([idsOf(world, 'c1', 't1'), idsOf(world, 'c1', 't2')]).toEqual([['r1'], ['r2']])
    world.change(cause, () =>
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't1', phoneNumber: numbers[1] })),
    )
    expect([idsOf(world, 'c1', 't1'), idsOf(world, 'c1', 't2')]).toEqual([['r1', 'r2'], []])
  })

  test('are found whichever was written first, the contact or its orders', () => {
    const world = startOf()
    const contact = recordRow('r9', { recordTypeUuid: 't2', phoneNumber: numbers[2] })
    world.change(cause, () => {
      world.tables.order.insert(orderRow('o9', 'c2', 'r9', { status: 'do-not-call' }))
      world.tables.record.insert(contact)
    })
    expect([idsOf(world, 'c2'), idsOf(world, 'c2', 't2')]).toEqual([['r1', 'r9'], ['r9']])
    expect(world.joins.isDoNotCall(numbers[2])).toBe(true)
    world.change(cause, () => {
      world.tables.record.remove('r9')
      world.tables.order.remove('o9')
    })
    expect([idsOf(world, 'c2'), idsOf(world, 'c2', 't2')]).toEqual([['r1'], []])
    expect(world.joins.isDoNotCall(numbers[2])).toBe(false)
  })

  test('are not found under an id that only looks like a campaign and a type', () => {
    const world = startOf()
    expect([...idsOf(world, 'c1 t1'), ...idsOf(world, 'c1\0t1'), ...idsOf(world, '__proto__')]).toEqual([])
  })
})

describe('a number that is never to be called', () => {
  const refused = (world: World) => numbers.map((number) => world.joins.isDoNotCall(number))

  test('follows the status of the order, the number of the contact, and both when undone', () => {
    const world = startOf()
    expect(refused(world)).toEqual([false, true, false])
    world.change(cause, () => {
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[2] }))
      return refuse()
    })
    expect(refused(world)).toEqual([false, true, false])
    world.change(cause, () =>
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[2] })),
    )
    expect(refused(world)).toEqual([false, false, true])
    world.change(cause, () => world.tables.order.replace(orderRow('o2', 'c1', 'r2', { status: 'registered' })))
    expect(refused(world)).toEqual([false, false, false])
  })

  test('stays refused until the last order that says so is gone', () => {
    const world = worldOf(
      baseOf({
        ...startRows,
        order: [
          orderRow('o1', 'c1', 'r1', { status: 'do-not-call' }),
          orderRow('o2', 'c2', 'r3', { status: 'do-not-call' }),
        ],
        call: [],
      }),
    )
    world.change(cause, () => world.remove('order', 'o1'))
    expect(world.joins.isDoNotCall(numbers[0])).toBe(true)
    world.change(cause, () => world.remove('order', 'o2'))
    expect(world.joins.isDoNotCall(numbers[0])).toBe(false)
  })
})

describe('the order that says that a number is never to be called', () => {
  const orderOf = (world: World, number: string) => world.joins.doNotCallOrder(number)?.uuid

  test('is the oldest of them, as it is now', () => {
    const world = startOf()
    const status = 'do-not-call'
    world.change(cause, () => {
      world.tables.order.insert(orderRow('o8', 'c2', 'r2', { status, createdAt: '2026-04-01T10:00:05Z' }))
      world.tables.order.insert(orderRow('o9', 'c2', 'r2', { status, createdAt: '2026-03-01T10:00:00Z' }))
    })
    expect([orderOf(world, numbers[0]), orderOf(world, numbers[1])]).toEqual([undefined, 'o9'])
    const priced = { ...world.tables.order.get('o9')!, price: 5 }
    world.change(cause, () => world.tables.order.replace(priced))
    expect(world.joins.doNotCallOrder(numbers[1])).toBe(priced)
    world.change(cause, () => world.remove('order', 'o9'))
    expect(orderOf(world, numbers[1])).toBe('o2')
  })

  test('is another one when an older one is dated later', () => {
    const world = startOf()
    const later = orderRow('o9', 'c2', 'r2', { status: 'do-not-call', createdAt: '2026-04-02T10:00:00Z' })
    world.change(cause, () => world.tables.order.insert(later))
    world.change(cause, () =>
      world.tables.order.replace({ ...world.tables.order.get('o2')!, createdAt: '2026-04-03T10:00:00Z' }),
    )
    expect(orderOf(world, numbers[1])).toBe('o9')
  })
})

describe('ids with spaces, line breaks and NUL in them', () => {
  // However two of them are put together, with whatever between them: another two make the same text.
  const odd = [
    'a',
    'a a',
    'a\0a',
    'a\na',
    ' a',
    'a ',
    'a\0',
    '\0a',
    'a\n',
    '\na',
    '1',
    '1 a',
    '3 a a',
    'busy',
    'busy a',
  ]
  const pairs = odd.flatMap((campaign) => odd.map((type) => [campaign, type] as const))
  const statuses = ['registered', 'busy', 'contacted'] as const
  const rows = {
    recordType: odd.map((uuid) => recordTypeRow(uuid)),
    campaign: odd.map((uuid) => campaignRow(uuid)),
    record: pairs.map(([, recordTypeUuid], index) => recordRow(`r${index}`, { recordTypeUuid })),
    order: pairs.map(([campaign], index) =>
      orderRow(`o${index}`, campaign, `r${index}`, { status: statuses[index % statuses.length]! }),
    ),
  }
  const written = () => {
    const world = worldOf(baseOf({ recordType: rows.recordType, campaign: rows.campaign }))
    world.change(cause, () => {
      for (const row of rows.record) world.tables.record.insert(row)
      for (const row of rows.order) world.tables.order.insert(row)
    })
    return world
  }

  test.each([
    ['loaded', () => worldOf(baseOf(rows))],
    ['written', written],
  ])('never mix up campaigns and record types, nor campaigns and statuses, of rows that were %s', (_, start) => {
    const world = start()
    for (const [index, [campaign, type]] of pairs.entries())
      expect(Array.from(world.joins.recordsOf(campaign, type) ?? [], (one) => one.uuid)).toEqual([`r${index}`])
    for (const campaign of odd) {
      for (const status of statuses) {
        const listed = Array.from(
          world.tables.order.list('status', statusKey(campaign, status)) ?? [],
          (one) => one.row,
        )
        const expected = rows.order.filter((row) => row.campaignUuid === campaign && row.status === status)
        expect(listed).toEqual(expected)
      }
    }
  })
})
