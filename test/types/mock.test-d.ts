import {
  type OperationId,
  type Call,
  type CallEndedEvent,
  type CallRecord,
  createMock,
  type Exchange,
  type MockEvent,
  type Mock,
  type MockOptions,
  type OrderStatus,
  type OrderStatusEvent,
  type RequestEvent,
  type Scenario,
  type Snapshot,
  type Stats,
} from 'callcamp-mock'
import { describe, expectTypeOf, test } from 'vitest'

declare const mock: Mock

describe('createMock', () => {
  test('takes options, each of them optional', () => {
    expectTypeOf(createMock).toBeCallableWith()
    expectTypeOf(createMock).toBeCallableWith({
      scenario: 'demo',
      seed: 1,
      edition: 'local',
      clock: 'ticking',
      speed: 60,
      latency: [10, 50],
    })
    expectTypeOf(createMock).returns.toEqualTypeOf<Mock>()
  })

  test('offers the operations to faults and filters, and takes no others', () => {
    expectTypeOf<Parameters<Mock['faults']['add']>[0]['operation']>().toEqualTypeOf<OperationId | undefined>()
    expectTypeOf<'orders.creat'>().not.toExtend<Parameters<Mock['faults']['add']>[0]['operation']>()
    expectTypeOf<{ operation: 'orders.create' }>().toExtend<Parameters<Mock['requests']['count']>[0]>()
    expectTypeOf<{ operation: 'orders.creat' }>().not.toExtend<Parameters<Mock['requests']['count']>[0]>()
  })

  test('takes any name of a scenario', () => {
    expectTypeOf<string>().toExtend<MockOptions['scenario']>()
  })

  test('refuses options that are none', () => {
    expectTypeOf<{ seed: string }>().not.toExtend<MockOptions>()
    expectTypeOf<{ edition: 'remote' }>().not.toExtend<MockOptions>()
  })
})

describe('a snapshot', () => {
  test('is a scenario like any other, and its rows are plain', () => {
    expectTypeOf<Snapshot>().toExtend<Scenario>()
    expectTypeOf(mock.snapshot()).toEqualTypeOf<Snapshot>()
    expectTypeOf<Snapshot['records'][number]>().toEqualTypeOf<CallRecord>()
    expectTypeOf<Snapshot['calls'][number]>().toEqualTypeOf<Call>()
    expectTypeOf<Snapshot>().toExtend<Parameters<Mock['restore']>[0]>()
    expectTypeOf<Snapshot>().toExtend<Parameters<Mock['load']>[0]>()
  })
})

describe('on', () => {
  test('gives each listener its own event', () => {
    mock.on('order.status', (event) => {
      expectTypeOf(event).toEqualTypeOf<OrderStatusEvent>()
      expectTypeOf(event.from).toEqualTypeOf<OrderStatus | null>()
    })
    mock.on('call.ended', (event) => expectTypeOf(event).toEqualTypeOf<CallEndedEvent>())
    mock.on('request', (event) => expectTypeOf(event).toEqualTypeOf<RequestEvent>())
    expectTypeOf<RequestEvent>().toExtend<MockEvent>()
  })

  test('refuses events that never happen', () => {
    expectTypeOf<'order.lost'>().not.toExtend<Parameters<typeof mock.on>[0]>()
  })
})

describe('the journal', () => {
  test('answers exchanges', () => {
    expectTypeOf(mock.requests.all()).toEqualTypeOf<Exchange[]>()
    expectTypeOf(mock.requests.last({ operation: 'orders.create' })).toEqualTypeOf<Exchange | undefined>()
    expectTypeOf<Exchange['body']>().toBeUnknown()
    expectTypeOf<Exchange['response']>().toBeUnknown()
  })
})

describe('stats', () => {
  test('count by status', () => {
    expectTypeOf(mock.stats()).toEqualTypeOf<Stats>()
    expectTypeOf<Stats['orders']['busy']>().toBeNumber()
  })
})
