import { afterEach, describe, expect, test, vi } from 'vitest'
import { type MockEvent, eventTypes } from '../../src/contract/events.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { campaign, now, order, record, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = (options: Parameters<typeof createMock>[0] = {}) =>
  createMock({ scenario: world, simulator: false, ...options })

function send(mock: Mock, method: string, path: string, body?: object): Promise<Response> {
  return mock.fetch(path, body ? asJson(body, method) : { method })
}

/** All that is heard, in order. */
function listen(mock: Mock): MockEvent[] {
  const heard: MockEvent[] = []
  for (const type of eventTypes) mock.on(type, (event) => heard.push(event))
  return heard
}

afterEach(() => vi.restoreAllMocks())

describe('listeners hear', () => {
  test('of a new campaign and of its changes of status', async () => {
    const mock = create()
    const heard: unknown[] = []
    mock.on('campaign.status', (event) => heard.push(event))
    await send(mock, 'POST', '/api/campaigns', { name: 'New', status: 'draft', type: 'outbound' })
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}`, { status: 'closed' })
    expect(heard).toEqual([
      { type: 'campaign.status', at: now, sandbox: null, campaignUuid: expect.any(String), from: null, to: 'draft' },
      { type: 'campaign.status', at: now, sandbox: null, campaignUuid: campaign.active, from: 'active', to: 'closed' },
    ])
  })

  test('of a new order and of its changes of status', async () => {
    const mock = create()
    const heard: unknown[] = []
    mock.on('order.status', (event) => heard.push(event))
    await send(mock, 'POST', `/api/campaigns/${campaign.active}/orders/associate`, { recordUuids: [record.zoe] })
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.planned}`, { status: 'canceled' })
    expect(heard).toEqual([
      {
        type: 'order.status',
        at: now,
        sandbox: null,
        orderUuid: expect.stringMatching(/^order_/),
        campaignUuid: campaign.active,
        recordUuid: record.zoe,
        from: null,
        to: 'registered',
      },
      {
        type: 'order.status',
        at: now,
        sandbox: null,
        orderUuid: order.planned,
        campaignUuid: campaign.active,
        recordUuid: record.ada,
        from: 'planned',
        to: 'canceled',
      },
    ])
  })

  test('of writes of the test API as of requests', () => {
    const mock = create()
    const heard = listen(mock)
    mock.db.order.update({ where: { uuid: { equals: order.planned } }, data: { status: 'busy' } })
    expect(heard).toMatchObject([{ type: 'order.status', orderUuid: order.planned, from: 'planned', to: 'busy' }])
  })

  test('nothing of changes that leave the status, and nothing of refusals', async () => {
    const mock = create()
    const heard: unknown[] = []
    mock.on('order.status', (event) => heard.push(event))
    mock.on('campaign.status', (event) => heard.push(event))
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}`, { name: 'Changed', status: 'active' })
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.planned}`, { status: 'scheduled' })
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.never}`, { status: 'planned' })
    await send(mock, 'POST', `/api/campaigns/${campaign.active}/orders/associate`, {
      recordUuids: [record.zoe, 'nobody'],
    })
    expect(heard).toEqual([])
  })

  test('of each request, as the journal has it', async () => {
    const mock = create()
    const heard: unknown[] = []
    mock.on('request', (event) => heard.push(event))
    await send(mock, 'GET', '/api/campaigns/nobody')
    expect(heard).toEqual([{ type: 'request', at: now, sandbox: null, request: mock.requests.last() }])
  })

  test('of the time of an event, and find the mock in it', () => {
    const mock = create({ simulator: { outcomes: { contacted: 1 } } })
    const heard: unknown[] = []
    mock.on('call.started', ({ at, orderUuid }) =>
      heard.push([
        at === mock.clock.now(),
        mock.db.order.findFirst({ where: { uuid: { equals: orderUuid } } })?.status,
      ]),
    )
    mock.clock.advance('1d')
    expect(heard.length).toBeGreaterThan(0)
    expect(new Set(heard.map((one) => JSON.stringify(one)))).toEqual(new Set(['[true,"calling"]']))
  })

  test('of calls, each before the status it leads to', () => {
    const mock = createMock({
      scenario: {
        name: 'one',
        now,
        seed: 1,
        campaigns: [{ uuid: 'c', name: 'C' }],
        records: [{ uuid: 'r', phoneNumber: '+14155550100' }],
        orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'planned' }],
      },
    })
    const heard = listen(mock)
    mock.clock.advance('1h')
    expect(heard.map((event) => ('to' in event ? `${event.type} ${event.to}` : event.type))).toEqual([
      'call.started',
      'order.status calling',
      'call.ended',
      'order.status contacted',
      'campaign.status completed',
    ])
    const times = heard.map((event) => event.at)
    expect(times).toEqual(times.toSorted())
  })

  test('in the order in which they began to listen', () => {
    const mock = create()
    const heard: number[] = []
    for (const index of [1, 2, 3]) mock.on('reset', () => heard.push(index))
    mock.reset()
    expect(heard).toEqual([1, 2, 3])
  })
})

describe('a listener', () => {
  test('hears nothing more when it has stopped', () => {
    const mock = create()
    const heard: unknown[] = []
    const stop = mock.on('reset', (event) => heard.push(event))
    mock.reset()
    stop()
    stop()
    mock.reset()
    expect(heard).toHaveLength(1)
  })

  test('that is there twice hears twice, and stops one by one', () => {
    const mock = create()
    const listener = vi.fn<() => void>()
    const stop = mock.on('reset', listener)
    mock.on('reset', listener)
    mock.reset()
    stop()
    mock.reset()
    expect(listener).toHaveBeenCalledTimes(3)
  })

  test('that throws is reported, and keeps neither others from hearing nor requests from being answered', async () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    const mock = create()
    const heard: string[] = []
    mock.on('campaign.status', () => {
      throw new RangeError('listener')
    })
    mock.on('campaign.status', ({ to }) => heard.push(to))
    const response = await send(mock, 'PATCH', `/api/campaigns/${campaign.active}`, { status: 'closed' })
    expect(response.status).toBe(200)
    expect(heard).toEqual(['closed'])
    expect(reported).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('callcamp-mock'),
      expect.objectContaining({ message: 'listener' }),
    )
  })

  test('may ask the mock while it listens', async () => {
    const mock = create()
    const answers: Promise<Response>[] = []
    mock.on('order.status', ({ campaignUuid }) => answers.push(send(mock, 'GET', `/api/campaigns/${campaignUuid}`)))
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.planned}`, { status: 'canceled' })
    expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual([200])
  })

  test('may change the mock while it listens', async () => {
    const mock = create()
    mock.on('order.status', ({ orderUuid, to }) => {
      if (to === 'canceled')
        mock.db.order.update({ where: { uuid: { equals: orderUuid } }, data: { instructions: 'Seen' } })
    })
    await send(mock, 'PATCH', `/api/campaigns/${campaign.active}/orders/${order.planned}`, { status: 'canceled' })
    expect(mock.db.order.findFirst({ where: { uuid: { equals: order.planned } } })).toMatchObject({
      status: 'canceled',
      instructions: 'Seen',
    })
  })
})

describe('formatError that throws', () => {
  test('is reported, and the refusal has the usual form', async () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    const mock = create({
      formatError: () => {
        throw new RangeError('format')
      },
    })
    const response = await mock.fetch('/api/campaigns/nobody')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ success: false })
    expect(reported).toHaveBeenCalledOnce()
  })
})

test('requests that a listener makes for each request let timers run', async () => {
  const mock = create()
  let stop = () => {}
  const timeIsUp = new Promise<void>((resolve) => setTimeout(resolve, 1)).then(() => stop())
  stop = mock.on('request', async () => void (await mock.fetch('/api/campaigns')))
  await mock.fetch('/api/campaigns')
  await timeIsUp
  expect(mock.requests.count()).toBeGreaterThan(1)
})
