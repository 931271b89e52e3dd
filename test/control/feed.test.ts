import { expect, test } from 'vitest'
import { clockEvent, EventFeed, type FeedOptions, type Subscription } from '../../src/control/feed.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'

interface Told {
  readonly id: string | null
  readonly type: string
  readonly data: { readonly request?: { readonly operation: string }; readonly sandbox?: string | null }
}

function feedOf(mock: Mock, options?: FeedOptions): EventFeed {
  const feed = new EventFeed(options)
  feed.follow(mock)
  return feed
}

/** Reads all there is now. */
function readAll(feed: EventFeed, mock: Mock, subscription: Subscription): Told[] {
  const cursor = feed.cursor(mock, subscription)
  const told: Told[] = []
  for (;;) {
    const one = cursor.take((event) => {
      const text = event.data()
      return text === undefined ? undefined : { id: event.id, type: event.type, data: JSON.parse(text) as Told['data'] }
    })
    if (!one) return told
    told.push(one)
  }
}

const idsOf = (told: readonly Told[]) => told.map(({ id, type }) => [id, type])
const since = (feed: EventFeed, mock: Mock, after: string) => readAll(feed, mock, { after })

test('events that happened before anyone watched are told to somebody who has seen nothing', async () => {
  const mock = createMock()
  const feed = feedOf(mock)
  await mock.fetch('/api/campaigns')
  mock.db.campaign.create({ name: 'x' })
  await mock.fetch('/api/records')
  expect(idsOf(since(feed, mock, '0'))).toEqual([
    ['0-1', 'request'],
    ['0-2', 'campaign.status'],
    ['0-3', 'request'],
  ])
  expect(since(feed, mock, '0-3')).toEqual([])
})

test('events are told as they happen', async () => {
  const mock = createMock()
  const feed = feedOf(mock)
  const told: { type: string }[] = []
  const stop = feed.subscribe(mock, (data) => told.push(JSON.parse(data) as { type: string }))
  await mock.fetch('/api/campaigns')
  mock.reset()
  stop()
  await mock.fetch('/api/campaigns')
  expect(told.map(({ type }) => type)).toEqual(['clock', 'request', 'reset'])
  expect(told[1]).toMatchObject({ type: 'request', sandbox: null, request: { operation: 'campaigns.list' } })
})

test('a watcher that comes back is told first what it missed', async () => {
  const mock = createMock()
  const feed = feedOf(mock)
  await mock.fetch('/api/campaigns')
  await mock.fetch('/api/records')
  await mock.fetch('/api/campaigns/none')
  expect(since(feed, mock, '0-1').map(({ data }) => data.request?.operation)).toEqual(['records.list', 'campaigns.get'])
})

test('a watcher that missed more than is kept is told of a gap, and misses nothing after it', async () => {
  const mock = createMock()
  const feed = feedOf(mock, { capacity: 2 })
  for (let count = 0; count < 4; count += 1) await mock.fetch('/api/campaigns')
  const told = since(feed, mock, '0-1')
  expect(idsOf(told)).toEqual([
    ['0-2', 'gap'],
    ['0-3', 'request'],
    ['0-4', 'request'],
  ])
  expect(told[0]?.data).toEqual({ type: 'gap', at: mock.clock.now(), sandbox: null })
  expect(since(feed, mock, '0-2')).toEqual(told.slice(1))
  expect(since(feed, mock, '0')).toEqual(told)
})

test.each(['1-1', '0-7', '1', 'none', '-1', '0--1', '0-1.5', '9'.repeat(30)])(
  'a watcher that comes with %j, which is no id of this feed, is told of a gap and of all that is kept',
  async (after) => {
    const mock = createMock()
    const feed = feedOf(mock)
    await mock.fetch('/api/campaigns')
    expect(idsOf(since(feed, mock, after))).toEqual([
      ['0-0', 'gap'],
      ['0-1', 'request'],
    ])
  },
)

test('a watcher that reads slowly is told of a gap where events went meanwhile', async () => {
  const mock = createMock()
  const feed = feedOf(mock, { capacity: 2 })
  const cursor = feed.cursor(mock)
  const take = () => cursor.take(({ id }) => id ?? undefined)
  await mock.fetch('/api/campaigns')
  expect(take()).toBe('0-1')
  for (let count = 0; count < 3; count += 1) await mock.fetch('/api/campaigns')
  expect([take(), take(), take(), take()]).toEqual(['0-2', '0-3', '0-4', undefined])
})

test('requests that the journal has let go are told as one gap', async () => {
  const mock = createMock({ journal: 2 })
  const feed = feedOf(mock)
  for (let count = 0; count < 5; count += 1) await mock.fetch('/api/campaigns')
  expect(idsOf(since(feed, mock, '0'))).toEqual([
    ['0-3', 'gap'],
    ['0-4', 'request'],
    ['0-5', 'request'],
  ])
  mock.requests.clear()
  expect(idsOf(since(feed, mock, '0-2'))).toEqual([['0-5', 'gap']])
})

test('requests are told as they happen also where the journal keeps none', async () => {
  const mock = createMock({ journal: 0 })
  const told: string[] = []
  feedOf(mock).subscribe(mock, (data) => told.push((JSON.parse(data) as { type: string }).type))
  await mock.fetch('/api/campaigns')
  expect(told).toEqual(['clock', 'request'])
})

test('requests from before a reset are not mistaken for those with the same numbers after it', async () => {
  const mock = createMock()
  const feed = feedOf(mock)
  await mock.fetch('/api/campaigns')
  mock.reset()
  await mock.fetch('/api/records')
  const told = since(feed, mock, '0')
  expect(told.map(({ type }) => type)).toEqual(['gap', 'reset', 'request'])
  expect(told[2]?.data.request?.operation).toBe('records.list')
})

test('of the types that a watcher picks, gaps are always among them', async () => {
  const mock = createMock()
  const feed = feedOf(mock, { capacity: 3 })
  for (let count = 0; count < 3; count += 1) await mock.fetch('/api/campaigns')
  mock.reset()
  await mock.fetch('/api/campaigns')
  expect(readAll(feed, mock, { types: ['reset'], after: '0' }).map(({ type }) => type)).toEqual(['gap', 'reset'])
})

test('a feed of several mocks tells what happens in each, and nothing more of one that it lets go', async () => {
  const mock = createMock()
  const mine = mock.sandbox('mine')
  const feed = feedOf(mock)
  feed.follow(mine)
  await mock.fetch('/api/campaigns')
  await mine.fetch('/api/campaigns')
  expect(since(feed, mock, '0').map(({ data }) => data.sandbox)).toEqual([null, 'mine'])
  feed.unfollow(mine)
  await mine.fetch('/api/campaigns')
  expect(idsOf(since(feed, mock, '0'))).toEqual([
    ['0-1', 'request'],
    ['0-2', 'gap'],
  ])
})

test('a feed keeps no bodies: its events are read from the journal', async () => {
  const mock = createMock()
  const feed = feedOf(mock)
  const body = JSON.stringify({ name: 'x'.repeat(100_000), status: 'draft', type: 'outbound' })
  await mock.fetch('/api/campaigns', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(feed.bytes).toBeLessThan(5_000)
  expect(JSON.stringify(since(feed, mock, '0')).length).toBeGreaterThan(100_000)
})

test('the time is told with how it passes', () => {
  const mock = createMock()
  expect(clockEvent(mock)).toEqual({ type: 'clock', at: mock.clock.now(), mode: 'frozen', speed: 1 })
})
