import { expect, test } from 'vitest'
import { EventFeed, type FeedEntry } from '../../src/control/feed.ts'
import { createMock } from '../../src/create-mock.ts'

const isNoClock = (entry: FeedEntry) => entry.type !== 'clock'

function watch(feed: EventFeed, after?: number) {
  const seen: FeedEntry[] = []
  const stop = feed.subscribe((entry) => seen.push(entry), { after })
  return { seen: () => seen.filter(isNoClock), all: seen, stop }
}

test('tells what happens, numbered in order', async () => {
  const mock = createMock()
  const { seen } = watch(new EventFeed(mock))
  await mock.fetch('/api/campaigns')
  mock.reset()
  expect(seen().map(({ type }) => type)).toEqual(['request', 'reset'])
  expect(seen()[1]?.id).toBe((seen()[0]?.id ?? 0) + 1)
  expect(JSON.parse(seen()[0]?.data ?? '')).toMatchObject({
    type: 'request',
    sandbox: null,
    request: { operation: 'campaigns.list' },
  })
})

test('tells first what was missed', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock)
  const first = watch(feed)
  await mock.fetch('/api/campaigns')
  first.stop()
  await mock.fetch('/api/records')
  await mock.fetch('/api/campaigns/none')
  const second = watch(feed, first.seen()[0]?.id ?? undefined)
  expect(second.seen().map(({ data }) => JSON.parse(data).request.operation)).toEqual(['records.list', 'campaigns.get'])
})

test('tells all there was to somebody who has seen nothing', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock)
  watch(feed)
  await mock.fetch('/api/campaigns')
  mock.reset()
  expect(
    watch(feed, 0)
      .seen()
      .map(({ id, type }) => [id, type]),
  ).toEqual([
    [1, 'request'],
    [2, 'reset'],
  ])
  expect(watch(feed, 2).seen()).toEqual([])
})

test('tells somebody who was told of a gap what came after it', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock, 2)
  watch(feed)
  for (let count = 0; count < 4; count += 1) await mock.fetch('/api/campaigns')
  const [gap, ...kept] = watch(feed, 0).seen()
  expect(JSON.parse(gap?.data ?? '')).toEqual({ type: 'gap', at: mock.clock.now(), sandbox: null })
  expect(watch(feed, gap?.id ?? undefined).seen()).toEqual(kept)
})

test('tells of a gap also who wants other events only', () => {
  const seen: FeedEntry[] = []
  new EventFeed(createMock()).subscribe((entry) => seen.push(entry), { types: ['reset'], after: 7 })
  expect(seen.map(({ type }) => type)).toEqual(['gap'])
})

test('tells of a gap when more was missed than was kept', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock, 2)
  const first = watch(feed)
  for (let count = 0; count < 4; count += 1) await mock.fetch('/api/campaigns')
  first.stop()
  const second = watch(feed, first.seen()[0]?.id ?? undefined)
  expect(second.seen().map(({ id, type }) => [id, type])).toEqual([
    [2, 'gap'],
    [3, 'request'],
    [4, 'request'],
  ])
})

test('tells of a gap when it did not listen meanwhile', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock)
  const first = watch(feed)
  await mock.fetch('/api/campaigns')
  first.stop()
  feed.stop()
  await mock.fetch('/api/records')
  const second = watch(feed, first.seen()[0]?.id ?? undefined)
  expect(second.seen().map(({ type }) => type)).toEqual(['gap'])
})

test('tells of a gap to somebody who comes from another time', () => {
  expect(
    watch(new EventFeed(createMock()), 4_711)
      .seen()
      .map(({ type }) => type),
  ).toEqual(['gap'])
})

test('tells only what is asked for', async () => {
  const mock = createMock()
  const seen: FeedEntry[] = []
  new EventFeed(mock).subscribe((entry) => seen.push(entry), { types: ['reset'] })
  await mock.fetch('/api/campaigns')
  mock.reset()
  expect(seen.map(({ type }) => type)).toEqual(['reset'])
})

test('tells the time at the start, and at a beat only when it has changed', () => {
  const mock = createMock()
  const feed = new EventFeed(mock)
  const { all } = watch(feed)
  feed.beat()
  feed.beat()
  mock.clock.advance('1h')
  feed.beat()
  const clocks = all.filter(({ type }) => type === 'clock')
  expect(clocks.at(-1)).toEqual({
    id: null,
    type: 'clock',
    data: JSON.stringify({ type: 'clock', at: mock.clock.now(), mode: 'frozen', speed: 1 }),
  })
  expect(new Set(clocks.map(({ data }) => data)).size).toBe(2)
})

test('costs nothing while nobody listens', async () => {
  const mock = createMock()
  const feed = new EventFeed(mock)
  watch(feed).stop()
  feed.stop()
  let asked = 0
  const stop = mock.on('request', () => {
    asked += 1
  })
  await mock.fetch('/api/campaigns')
  stop()
  const later = watch(feed, 1)
  expect(asked).toBe(1)
  expect(later.seen().some(({ type }) => type === 'request')).toBe(false)
})
