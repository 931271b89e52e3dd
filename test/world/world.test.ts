import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import type { MockEvent } from '../../src/contract/events.ts'
import { problems } from '../../src/contract/problems.ts'
import type { Change, World } from '../../src/world/world.ts'
import {
  baseOf,
  callRow,
  campaignRow,
  everythingFrom,
  everythingIn,
  orderRow,
  recordRow,
  recordTypeRow,
  worldOf,
} from './rows.ts'

const numbers = ['+14155550100', '+14155550101', '+14155550102']
const statuses = ['registered', 'busy', 'do-not-call', 'contacted'] as const
const seconds = ['2026-04-01T10:00:00Z', '2026-04-01T10:00:01Z', '2026-04-01T09:59:59Z']

const firstOrder = orderRow('o1', 'c1', 'r1')
const startRows = {
  recordType: [recordTypeRow('t1'), recordTypeRow('t2')],
  campaign: [campaignRow('c1', { recordTypeUuid: 't1' }), campaignRow('c2')],
  record: [
    recordRow('r1', { recordTypeUuid: 't1' }),
    recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[1]! }),
    recordRow('r3'),
  ],
  order: [
    firstOrder,
    orderRow('o2', 'c1', 'r2', { status: 'do-not-call' }),
    orderRow('o3', 'c2', 'r1'),
    orderRow('o4', 'c2', 'r1'),
  ],
  call: [callRow('k1', firstOrder), callRow('k2', firstOrder, { attempt: 2 })],
}

const pick = <Value>(values: readonly Value[], at: number): Value | undefined => values[at % Math.max(1, values.length)]

/** Everything that may happen to rows, by name; the numbers choose among what there is. */
const actions = {
  addRecord: (world: World, a: number, b: number) =>
    void world.tables.record.insert(
      recordRow(world.random.id('record_'), {
        recordTypeUuid: [null, 't1', 't2'][a % 3]!,
        phoneNumber: numbers[b % 3]!,
        createdAt: seconds[a % 3]!,
      }),
    ),
  moveRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record)
      world.tables.record.replace({
        ...record,
        recordTypeUuid: [null, 't1', 't2'][b % 3]!,
        phoneNumber: numbers[(a + b) % 3]!,
      })
  },
  redateRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record) world.tables.record.replace({ ...record, createdAt: seconds[b % 3]! })
  },
  renameRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record) world.tables.record.replace({ ...record, name: `Named ${b}` })
  },
  addOrder: (world: World, a: number, b: number) => {
    const [campaign, record] = [pick(world.tables.campaign.rows(), a), pick(world.tables.record.rows(), b)]
    if (campaign && record)
      world.tables.order.insert(
        orderRow(world.random.id('order_'), campaign.uuid, record.uuid, {
          status: statuses[(a + b) % 4]!,
          createdAt: seconds[b % 3]!,
        }),
      )
  },
  setOrder: (world: World, a: number, b: number) => {
    const order = pick(world.tables.order.rows(), a)
    if (order) world.tables.order.replace({ ...order, status: statuses[b % 4]! })
  },
  moveOrder: (world: World, a: number, b: number) => {
    const [order, campaign, record] = [
      pick(world.tables.order.rows(), a),
      pick(world.tables.campaign.rows(), b),
      pick(world.tables.record.rows(), a + b),
    ]
    if (order && campaign && record)
      world.tables.order.replace({ ...order, campaignUuid: campaign.uuid, recordUuid: record.uuid })
  },
  addCall: (world: World, a: number) => {
    const order = pick(world.tables.order.rows(), a)
    if (order) world.tables.call.insert(callRow(world.random.uuid(), order))
  },
  remove: (world: World, a: number, b: number) => {
    const model = pick(['campaign', 'record', 'order', 'call', 'recordType'] as const, a)!
    const row = pick<{ readonly uuid: string }>(world.tables[model].rows(), b)
    if (row) world.remove(model, row.uuid)
  },
  search: (world: World) => void world.tables.record.search('contact'),
}

type Action = readonly [name: keyof typeof actions, a: number, b: number]
const action: fc.Arbitrary<Action> = fc.tuple(
  fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
  fc.nat(20),
  fc.nat(20),
)
const story = fc.array(action, { maxLength: 25 })

function tell(world: World, list: readonly Action[]): void {
  for (const [name, a, b] of list) actions[name](world, a, b)
}

const refuse = () => problems.notFound('record', 'none')

describe('a world', () => {
  test('answers everything as one that was just made of the same rows', () => {
    fc.assert(
      fc.property(story, (list) => {
        const world = worldOf(baseOf(startRows))
        world.attempt(() => tell(world, list))
        expect(everythingIn(world)).toEqual(everythingFrom(world))
      }),
      { numRuns: 80 },
    )
  })

  test('is as it was when an attempt answers a problem', () => {
    fc.assert(
      fc.property(story, story, (before, list) => {
        const world = worldOf(baseOf(startRows))
        world.attempt(() => tell(world, before))
        const was = everythingIn(world)
        world.attempt(() => {
          tell(world, list)
          return refuse()
        })
        expect(everythingIn(world)).toEqual(was)
      }),
      { numRuns: 60 },
    )
  })

  test('is as it began after a reset, and as another start when started from it', () => {
    fc.assert(
      fc.property(story, story, (list, again) => {
        const [base, other] = [baseOf(startRows, 1), baseOf({ campaign: [campaignRow('c9')] }, 7)]
        const world = worldOf(base)
        const began = everythingIn(world)
        world.attempt(() => tell(world, list))
        world.clock.moveTo(world.clock.now + 1_000)
        world.start(base)
        expect(everythingIn(world)).toEqual(began)
        world.attempt(() => tell(world, again))
        world.start(other)
        expect(everythingIn(world)).toEqual(everythingIn(worldOf(other)))
      }),
      { numRuns: 60 },
    )
  })

  test('does not see what another world over the same base does', () => {
    fc.assert(
      fc.property(story, story, (list, others) => {
        const base = baseOf(startRows)
        const [world, other, idle] = [worldOf(base), worldOf(base), worldOf(base)]
        for (const [index, one] of list.entries()) {
          world.attempt(() => tell(world, [one]))
          other.attempt(() => tell(other, others.slice(index, index + 1)))
        }
        const alone = worldOf(base)
        alone.attempt(() => tell(alone, list))
        expect(everythingIn(world)).toEqual(everythingIn(alone))
        expect(everythingIn(idle)).toEqual(everythingIn(worldOf(baseOf(startRows))))
      }),
      { numRuns: 30 },
    )
  })

  test('does the same again after a reset: the same ids, the same rows', () => {
    const base = baseOf(startRows)
    const world = worldOf(base)
    const twice = [1, 2].map(() => {
      world.start(base)
      world.attempt(() =>
        tell(world, [
          ['addRecord', 1, 2],
          ['addOrder', 0, 3],
          ['addCall', 2, 0],
        ]),
      )
      return everythingIn(world)
    })
    expect(twice[0]).toEqual(twice[1])
  })
})

describe('an attempt', () => {
  test('answers what it runs, and throws what is thrown', () => {
    const world = worldOf()
    expect(world.attempt(() => 5)).toBe(5)
    const problem = refuse()
    expect(world.attempt(() => problem)).toBe(problem)
    expect(() =>
      world.attempt(() => {
        throw new RangeError('no')
      }),
    ).toThrow(RangeError)
  })

  test('that throws changes nothing: no row, no join, no chance', () => {
    const world = worldOf(baseOf(startRows))
    const was = everythingIn(world)
    expect(() =>
      world.attempt(() => {
        world.remove('campaign', 'c1')
        world.tables.record.insert(recordRow(world.random.id('record_')))
        throw new Error('halfway')
      }),
    ).toThrow('halfway')
    expect(everythingIn(world)).toEqual(was)
  })

  test('leaves the orders of a contact in their order when it is undone', () => {
    const world = worldOf(baseOf(startRows))
    world.attempt(() => {
      world.remove('order', 'o1')
      return refuse()
    })
    expect(world.tables.order.lookup('record', 'r1').map((order) => order.uuid)).toEqual(['o1', 'o3', 'o4'])
    expect(world.tables.call.lookup('order', 'o1').map((call) => call.uuid)).toEqual(['k1', 'k2'])
  })

  test('within another is undone by itself', () => {
    const world = worldOf()
    world.attempt(() => {
      world.tables.record.insert(recordRow('kept'))
      world.attempt(() => {
        world.tables.record.insert(recordRow('undone'))
        world.random.uuid()
        return refuse()
      })
      world.tables.record.insert(recordRow('also kept'))
    })
    expect(world.tables.record.rows().map((row) => row.uuid)).toEqual(['kept', 'also kept'])
    expect(world.random.state).toEqual(worldOf().random.state)
  })

  test('within another is undone with the outer one, though it went well', () => {
    const world = worldOf(baseOf(startRows))
    const was = everythingIn(world)
    world.attempt(() => {
      world.attempt(() =>
        tell(world, [
          ['addRecord', 0, 0],
          ['addOrder', 1, 1],
        ]),
      )
      return refuse()
    })
    expect(everythingIn(world)).toEqual(was)
    expect(committedBy(world, () => {})).toEqual([])
  })
})

/** What `onCommit` hears when something was attempted and published. */
function committedBy(world: World, run: () => unknown): Change[] {
  const heard: Change[] = []
  world.onCommit((changes) => heard.push(...changes))
  world.attempt(run)
  world.publish()
  return heard
}

const named = (changes: readonly Change[]) =>
  changes.map(
    ({ model, before, after }) =>
      `${before ? (after ? 'change' : 'remove') : 'make'} ${model} ${(after ?? before)?.uuid}`,
  )

describe('what is published', () => {
  test('is each write in order, those of inner attempts among them', () => {
    const world = worldOf()
    const changes = committedBy(world, () => {
      world.tables.record.insert(recordRow('r1'))
      world.attempt(() => world.tables.record.replace(recordRow('r1', { name: 'Changed' })))
      world.tables.record.remove('r1')
    })
    expect(named(changes)).toEqual(['make record r1', 'change record r1', 'remove record r1'])
  })

  test('is nothing of what was refused, and nothing twice', () => {
    const world = worldOf()
    world.attempt(() => {
      world.tables.record.insert(recordRow('r1'))
      return refuse()
    })
    expect(committedBy(world, () => world.tables.record.insert(recordRow('r2')))).toHaveLength(1)
    expect(committedBy(world, () => {})).toEqual([])
  })

  test('is forgotten when the world starts anew', () => {
    const base = baseOf()
    const world = worldOf(base)
    world.attempt(() => world.tables.record.insert(recordRow('r1')))
    world.start(base)
    expect(committedBy(world, () => {})).toEqual([])
  })

  test('tells listeners of changed statuses, between what follows from them and the end', () => {
    const world = worldOf(baseOf(startRows))
    const heard: unknown[] = []
    const listener = (event: MockEvent) => heard.push(event)
    world.events.on('order.status', listener)
    world.events.on('campaign.status', listener)
    world.onCommit(
      () => heard.push('commit'),
      () => heard.push('settled'),
    )
    world.attempt(() => {
      world.tables.order.replace({ ...firstOrder, status: 'busy' })
      world.tables.order.replace({ ...firstOrder, status: 'busy', price: 1 })
      world.tables.order.insert(orderRow('o9', 'c2', 'r3'))
      world.tables.campaign.replace(campaignRow('c2', { status: 'paused' }))
      world.remove('order', 'o2')
    })
    world.publish()
    const common = { at: '2026-04-01T12:00:00Z', sandbox: null }
    expect(heard).toEqual([
      'commit',
      {
        type: 'order.status',
        ...common,
        orderUuid: 'o1',
        campaignUuid: 'c1',
        recordUuid: 'r1',
        from: 'registered',
        to: 'busy',
      },
      {
        type: 'order.status',
        ...common,
        orderUuid: 'o9',
        campaignUuid: 'c2',
        recordUuid: 'r3',
        from: null,
        to: 'registered',
      },
      { type: 'campaign.status', ...common, campaignUuid: 'c2', from: 'active', to: 'paused' },
      'settled',
    ])
  })
})

describe('removing', () => {
  test('a campaign takes its orders and their calls along, and leaves the contacts', () => {
    const world = worldOf(baseOf(startRows))
    const changes = committedBy(world, () => world.remove('campaign', 'c1'))
    expect(named(changes)).toEqual([
      'remove call k1',
      'remove call k2',
      'remove order o1',
      'remove order o2',
      'remove campaign c1',
    ])
    expect(world.tables.record.size).toBe(3)
  })

  test('a contact takes its orders and their calls along', () => {
    const world = worldOf(baseOf(startRows))
    const changes = committedBy(world, () => world.remove('record', 'r1'))
    expect(named(changes)).toEqual([
      'remove call k1',
      'remove call k2',
      'remove order o1',
      'remove order o3',
      'remove order o4',
      'remove record r1',
    ])
  })

  test.each([
    'recordTypeUuid',
    'outboundAssistantUuid',
    'inboundAssistantUuid',
    'outboundPhoneUuid',
    'inboundPhoneUuid',
  ] as const)('what a campaign names as its %s leaves null there', (field) => {
    const model = field === 'recordTypeUuid' ? 'recordType' : field.endsWith('AssistantUuid') ? 'assistant' : 'phone'
    const dates = { createdAt: seconds[0]!, updatedAt: seconds[0]! }
    const world = worldOf(
      baseOf({
        recordType: [recordTypeRow('x')],
        assistant: [{ uuid: 'x', name: 'Eve', ...dates }],
        phone: [{ uuid: 'x', name: 'Front', phoneNumber: numbers[0]!, ...dates }],
        campaign: [campaignRow('c1', { [field]: 'x' }), campaignRow('c2')],
      }),
    )
    world.attempt(() => world.remove(model, 'x'))
    expect(world.tables.campaign.get('c1')).toEqual(campaignRow('c1'))
    expect(world.tables.campaign.get('c2')).toEqual(campaignRow('c2'))
    expect(world.tables[model].size).toBe(0)
  })

  test('a record type leaves its contacts without one', () => {
    const world = worldOf(baseOf(startRows))
    world.attempt(() => world.remove('recordType', 't1'))
    expect(world.tables.record.get('r1')?.recordTypeUuid).toBeNull()
    expect(world.tables.record.get('r2')?.recordTypeUuid).toBe('t2')
    expect(world.joins.recordsOf('c1', 't1')?.size ?? 0).toBe(0)
  })

  test('what is not there does nothing', () => {
    const world = worldOf(baseOf(startRows))
    expect(committedBy(world, () => world.remove('campaign', 'none'))).toEqual([])
  })
})

describe('the contacts of a campaign', () => {
  const idsOf = (world: World, campaign: string, type?: string) =>
    Array.from(world.joins.recordsOf(campaign, type) ?? [], (one) => one.uuid)

  test('are listed once, however many orders they have in it, and leave with the last', () => {
    const world = worldOf(baseOf(startRows))
    expect(idsOf(world, 'c2')).toEqual(['r1'])
    world.attempt(() => world.remove('order', 'o3'))
    expect(idsOf(world, 'c2')).toEqual(['r1'])
    world.attempt(() => world.remove('order', 'o4'))
    expect(idsOf(world, 'c2')).toEqual([])
  })

  test('follow the type of the contact', () => {
    const world = worldOf(baseOf(startRows))
    expect([idsOf(world, 'c1', 't1'), idsOf(world, 'c1', 't2')]).toEqual([['r1'], ['r2']])
    world.attempt(() =>
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't1', phoneNumber: numbers[1]! })),
    )
    expect([idsOf(world, 'c1', 't1'), idsOf(world, 'c1', 't2')]).toEqual([['r1', 'r2'], []])
  })

  test('are not found under an id that only looks like a campaign and a type', () => {
    const world = worldOf(baseOf(startRows))
    expect([...idsOf(world, 'c1 t1'), ...idsOf(world, 'c1\0t1'), ...idsOf(world, '__proto__')]).toEqual([])
  })
})

describe('the contact of an order', () => {
  const called = (world: World, order: string) => world.joins.contactOf(world.tables.order.stored(order)!)?.row

  test('is as it is by now, whoever it is by now', () => {
    const world = worldOf(baseOf(startRows))
    expect(called(world, 'o1')).toBe(world.tables.record.get('r1'))
    const renamed = recordRow('r1', { name: 'Renamed' })
    world.attempt(() => world.tables.record.replace(renamed))
    expect(called(world, 'o1')).toBe(renamed)
    world.attempt(() => world.tables.order.replace(orderRow('o1', 'c1', 'r3')))
    expect(called(world, 'o1')).toBe(world.tables.record.get('r3'))
    world.start(world.base)
    expect(called(world, 'o1')).toEqual(startRows.record[0])
  })

  test('may be gone, or have come with an order that is new', () => {
    const world = worldOf(baseOf(startRows))
    const order = world.tables.order.create(orderRow('o9', 'c1', 'r9'))
    expect(world.joins.contactOf(order)).toBeUndefined()
    const added = world.tables.record.insert(recordRow('r9'))
    expect(world.joins.contactOf(order)?.row).toBe(added)
    world.tables.record.remove('r1')
    expect(called(world, 'o1')).toBeUndefined()
    const again = world.tables.record.insert(recordRow('r1', { name: 'Another' }))
    expect(called(world, 'o1')).toBe(again)
  })
})

describe('a number that is never to be called', () => {
  const refused = (world: World) => numbers.map((number) => world.joins.isDoNotCall(number))

  test('follows the status of the order, the number of the contact, and both when undone', () => {
    const world = worldOf(baseOf(startRows))
    expect(refused(world)).toEqual([false, true, false])
    world.attempt(() => {
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[2]! }))
      return refuse()
    })
    expect(refused(world)).toEqual([false, true, false])
    world.attempt(() =>
      world.tables.record.replace(recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[2]! })),
    )
    expect(refused(world)).toEqual([false, false, true])
    world.attempt(() => world.tables.order.replace(orderRow('o2', 'c1', 'r2', { status: 'registered' })))
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
    world.attempt(() => world.remove('order', 'o1'))
    expect(world.joins.isDoNotCall(numbers[0]!)).toBe(true)
    world.attempt(() => world.remove('order', 'o2'))
    expect(world.joins.isDoNotCall(numbers[0]!)).toBe(false)
  })
})

test('every row that is written is told to whoever keeps it elsewhere, also when the write is undone', () => {
  const world = worldOf(baseOf(startRows))
  const heard: string[] = []
  world.onWrite((model, uuid) => heard.push(`${model} ${uuid}`))
  world.tables.record.insert(recordRow('r9'))
  world.remove('record', 'r9')
  expect(heard).toEqual(['record r9', 'record r9'])
  world.attempt(() => {
    world.tables.campaign.replace(campaignRow('c2', { name: 'Changed' }))
    return problems.forbidden('No')
  })
  expect(heard.slice(2)).toEqual(['campaign c2', 'campaign c2'])
  expect(world.tables.campaign.get('c2')?.name).toBe('Campaign c2')
})

describe('a campaign whose record type, assistant or phone is removed', () => {
  const references = {
    recordTypeUuid: 't1',
    outboundAssistantUuid: 'a1',
    inboundAssistantUuid: 'a1',
    outboundPhoneUuid: 'p1',
    inboundPhoneUuid: 'p2',
  }
  const dates = { createdAt: seconds[0]!, updatedAt: seconds[0]! }
  const start = () =>
    worldOf(
      baseOf({
        ...startRows,
        assistant: [{ uuid: 'a1', name: 'Ada', ...dates }],
        phone: ['p1', 'p2'].map((uuid) => ({ uuid, name: uuid, phoneNumber: numbers[0]!, ...dates })),
        campaign: [campaignRow('c1', references), campaignRow('c2', { outboundPhoneUuid: 'p2' })],
      }),
    )

  test.each([
    ['recordType', 't1', { recordTypeUuid: null }],
    ['assistant', 'a1', { outboundAssistantUuid: null, inboundAssistantUuid: null }],
    ['phone', 'p1', { outboundPhoneUuid: null }],
  ] as const)('lets go of the %s %s and of nothing else', (model, uuid, changes) => {
    const world = start()
    world.remove(model, uuid)
    expect(world.tables.campaign.get('c1')).toEqual(campaignRow('c1', { ...references, ...changes }))
  })

  test.each([
    ['recordType', 't2', ['record r2', 'recordType t2']],
    ['assistant', 'a1', ['campaign c1', 'assistant a1']],
    ['phone', 'p1', ['campaign c1', 'phone p1']],
  ] as const)('is written, and others are not: %s', (model, uuid, written) => {
    const world = start()
    const heard: string[] = []
    world.onWrite((name, one) => heard.push(`${name} ${one}`))
    world.remove(model, uuid)
    expect(heard).toEqual(written)
  })
})
