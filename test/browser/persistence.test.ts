import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { KeptWorld } from '../../src/transports/kept-world.ts'
import { Persistence, type RowStorage } from '../../src/transports/persistence.ts'
import { scenario, tapes } from '../simulator/tapes.ts'
import { asJson } from '../json-request.ts'

describe('what is kept', () => {
  test('comes back: rows, time, chance and what is going to happen', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ firstName: 'Ada', phoneNumber: '+14155550101' })
    mock.clock.advance('3h')
    persistence.flush()
    expect(open(storage).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('goes on as it would have gone on', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.clock.advance('90m')
    persistence.flush()
    const again = open(storage).mock
    mock.clock.advance('1d')
    again.clock.advance('1d')
    expect(again.snapshot()).toEqual(mock.snapshot())
  })

  test('is only what differs from the start', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    const before = mock.db.campaign.getAll()[0]!
    mock.db.campaign.update({ where: { uuid: { equals: before.uuid } }, data: { name: 'Renamed' } })
    persistence.flush()
    expect(rowsIn(storage)).toEqual([`row campaign ${before.uuid}`])
  })

  test('is written row by row: what has not changed since is not written again', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550102' })
    persistence.flush()
    storage.written.length = 0
    const second = mock.db.record.create({ phoneNumber: '+14155550103' })
    persistence.flush()
    expect(storage.written).toEqual([`row record ${second.uuid}`, 'state'])
  })

  test('includes what was removed, and all that went with it', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    const campaign = mock.db.campaign.getAll()[0]!
    mock.db.campaign.delete({ where: { uuid: { equals: campaign.uuid } } })
    persistence.flush()
    const again = open(storage).mock
    expect(again.db.campaign.getAll()).toEqual(mock.db.campaign.getAll())
    expect(again.db.order.count()).toBe(mock.db.order.count())
  })

  test('keeps the order of rows that were made within a second', () => {
    const storage = createStorage()
    const first = open(storage)
    const gone = first.mock.db.record.create({ phoneNumber: '+14155550104' })
    first.mock.db.record.create({ phoneNumber: '+14155550105' })
    first.mock.db.record.delete({ where: { uuid: { equals: gone.uuid } } })
    first.persistence.flush()
    const second = open(storage)
    second.mock.db.record.create({ phoneNumber: '+14155550106' })
    second.persistence.flush()
    const numbers = open(storage)
      .mock.db.record.getAll()
      .map(({ phoneNumber }) => phoneNumber)
    expect(numbers.slice(-2)).toEqual(['+14155550105', '+14155550106'])
  })

  test('includes the clock and the settings of the simulator', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.clock.configure({ speed: 60 })
    mock.simulator.configure({ concurrency: 2 })
    persistence.flush()
    const again = open(storage).mock
    expect(again.clock.settings).toEqual({ mode: 'frozen', speed: 60 })
    expect(again.simulator.settings.concurrency).toBe(2)
  })

  test('includes no settings that the code has changed since', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage, { ...options, clock: 'frozen', simulator: { concurrency: 5 } })
    const made = mock.db.record.create({ phoneNumber: '+14155550138' })
    mock.clock.advance('1h')
    persistence.flush()
    const again = open(storage, { ...options, clock: 'ticking', speed: 60, simulator: { concurrency: 50 } })
    expect(again.mock.clock.settings).toEqual({ mode: 'ticking', speed: 60 })
    expect(again.mock.simulator.settings.concurrency).toBe(50)
    expect(again.mock.db.record.getAll()).toContainEqual(made)
    expect(again.mock.clock.now() >= mock.clock.now()).toBe(true)
    expect(again.warnings).toEqual([])
  })

  test('is forgotten by a reset', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550107' })
    persistence.flush()
    mock.reset()
    persistence.flush()
    expect(rowsIn(storage)).toEqual([])
    expect(open(storage).mock.snapshot()).toEqual(createMock(options).snapshot())
  })

  test('comes back where no calls are made', () => {
    const storage = createStorage()
    const quiet: MockOptions = { ...options, simulator: false }
    const { mock, persistence } = open(storage, quiet)
    mock.db.record.create({ phoneNumber: '+14155550117' })
    persistence.flush()
    expect(open(storage, quiet).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('may be another scenario, which a reset leaves again', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.load('timezones')
    persistence.flush()
    const again = open(storage).mock
    expect(again.snapshot()).toEqual(mock.snapshot())
    again.reset()
    expect(again.info.scenario).toBe('mid-campaign')
  })
})

describe('a pause', () => {
  test('leaves what is kept as it is, and all that happened in it is kept afterwards', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550130' })
    persistence.pause()
    const kept = new Map(storage.items)
    mock.db.record.create({ phoneNumber: '+14155550131' })
    persistence.soon()
    expect(storage.items).toEqual(kept)
    persistence.resume()
    persistence.flush()
    expect(open(storage).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('with a reset in it drops what was kept only when it is over', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550132' })
    persistence.pause()
    mock.reset()
    expect(rowsIn(storage)).toHaveLength(1)
    const made = mock.db.record.create({ phoneNumber: '+14155550133' })
    persistence.resume()
    persistence.flush()
    expect(rowsIn(storage)).toEqual([`row record ${made.uuid}`])
    expect(open(storage).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('lets another one write, whose data are taken over when it is over', () => {
    const storage = createStorage()
    const one = open(storage)
    one.persistence.pause()
    const two = open(storage)
    const made = two.mock.db.record.create({ phoneNumber: '+14155550134' })
    two.persistence.pause()
    one.persistence.resume()
    expect(one.mock.db.record.getAll()).toContainEqual(made)
  })
})

describe('what is kept is dropped with one warning', () => {
  test('when another version wrote it', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550108' })
    persistence.flush()
    storage.items.set(
      'test state',
      storage.items.get('test state')!.replace(/"version":"[^"]+"/, '"version":"0.0.0-older"'),
    )
    const again = open(storage)
    expect(again.warnings).toEqual([expect.stringContaining('version 0.0.0-older')])
    expect(again.mock.snapshot()).toEqual(createMock(options).snapshot())
    expect(open(storage).warnings).toEqual([])
  })

  test('when the mock starts from something else now', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550109' })
    persistence.flush()
    const again = open(storage, { ...options, seed: 99 })
    expect(again.warnings).toEqual([expect.stringContaining('scenario')])
    expect(again.mock.snapshot()).toEqual(createMock({ ...options, seed: 99 }).snapshot())
  })

  test('when the mock begins at another time, as with now: new Date()', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage, { ...options, now: '2026-07-01T08:00:00Z' })
    mock.db.record.create({ phoneNumber: '+14155550137' })
    persistence.flush()
    const again = open(storage, { ...options, now: '2026-07-01T08:00:01Z' })
    expect(again.warnings).toEqual([
      "What was kept from before is dropped: the mock begins at 2026-07-01T08:00:01.000Z now, and began at 2026-07-01T08:00:00.000Z. Where data are kept, the option now must be the same each time, as now: '2026-05-04T08:00:00Z' is.",
    ])
    expect(open(storage, { ...options, now: '2026-07-01T08:00:01Z' }).warnings).toEqual([])
  })

  test('when it was not written to its end', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.createMany(150, { phoneNumber: '+14155550118' })
    persistence.flush()
    // The rows are there, the last word is not: the tab was closed in between.
    storage.items.set('test state', storage.items.get('test state')!.replace('"whole":true', '"whole":false'))
    const again = open(storage)
    expect(again.warnings).toEqual(['What was kept from before is dropped: it was not written to its end.'])
    expect(again.mock.snapshot()).toEqual(createMock(options).snapshot())
    expect(rowsIn(storage)).toEqual([])
  })

  test('when it makes no sense', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    mock.db.record.create({ phoneNumber: '+14155550110' })
    persistence.flush()
    for (const [key, text] of storage.items)
      if (key.includes('row')) storage.items.set(key, text.replace('phoneNumber', 'phone'))
    const again = open(storage)
    expect(again.warnings).toHaveLength(1)
    expect(again.mock.snapshot()).toEqual(createMock(options).snapshot())
  })
})

describe('a storage that refuses', () => {
  test('switches persistence off with one warning, and changes nothing else', () => {
    const storage = createStorage()
    const { mock, persistence, warnings } = open(storage)
    storage.full = true
    mock.db.record.create({ phoneNumber: '+14155550111' })
    persistence.flush()
    mock.db.record.create({ phoneNumber: '+14155550112' })
    persistence.flush()
    expect(warnings).toEqual([expect.stringContaining('QuotaExceeded')])
    expect(persistence.on).toBe(false)
    // From there on it neither writes nor follows.
    storage.full = false
    storage.written.length = 0
    persistence.soon()
    persistence.restarted()
    persistence.flush()
    persistence.follow()
    expect(storage.written).toEqual([])
    expect(mock.db.record.count()).toBe(createMock(options).db.record.count() + 2)
  })

  test.each([10, 150])('in the midst of %i rows leaves what was kept before', (count) => {
    const storage = createStorage()
    const { mock, persistence, warnings } = open(storage)
    const { uuid } = mock.db.record.create({ firstName: 'Ada', phoneNumber: '+14155550139' })
    persistence.flush()
    const kept = mock.snapshot()
    mock.db.record.update({ where: { uuid: { equals: uuid } }, data: { firstName: 'Grace' } })
    mock.db.record.createMany(count, { phoneNumber: '+14155550140' })
    storage.most = storage.items.size + count / 2
    persistence.flush()
    expect(warnings).toEqual([expect.stringContaining('After a reload they are as they were kept last.')])
    const again = open(storage)
    expect(again.warnings).toEqual([])
    expect(again.mock.snapshot()).toEqual(kept)
  })
})

describe('two tabs', () => {
  test('see each other’s changes', () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    const made = one.mock.db.record.create({ phoneNumber: '+14155550113' })
    one.persistence.flush()
    two.persistence.follow()
    expect(two.mock.db.record.getAll()).toContainEqual(made)
    expect(two.mock.snapshot()).toEqual(one.mock.snapshot())
    expect(open(storage).mock.snapshot()).toEqual(one.mock.snapshot())
  })

  test('agree after writing at the same time: the later write of a row holds', () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    const { uuid } = one.mock.db.campaign.getAll()[0]!
    const rename = (mock: Mock, name: string) =>
      mock.db.campaign.update({ where: { uuid: { equals: uuid } }, data: { name } })
    rename(one.mock, 'One')
    rename(two.mock, 'Two')
    one.mock.db.record.create({ phoneNumber: '+14155550114' })
    one.persistence.flush()
    two.persistence.follow()
    one.persistence.follow()
    expect(two.mock.db.campaign.findFirst({ where: { uuid: { equals: uuid } } })?.name).toBe('Two')
    expect(two.mock.db.record.getAll().at(-1)?.phoneNumber).toBe('+14155550114')
    expect(one.mock.snapshot()).toEqual(two.mock.snapshot())
  })

  test('that make rows at the same time both have all of them, each with an id of its own', async () => {
    const storage = createStorage()
    const tabs = [open(storage), open(storage), open(storage)]
    for (const [index, { persistence }] of tabs.entries()) persistence.joinAs(index + 1)
    const before = tabs[0]!.mock.db.campaign.count()
    const made = await Promise.all(tabs.flatMap(({ mock }) => Array.from({ length: 20 }, () => createCampaign(mock))))
    // All write before any of them is told.
    const texts = tabs.map(({ persistence }) => {
      persistence.flush()
      return storage.items.get('test state')!
    })
    tell(tabs, texts)
    expect(new Set(made).size).toBe(60)
    for (const { mock } of [...tabs, open(storage)]) {
      expect(mock.db.campaign.count()).toBe(before + 60)
      for (const uuid of made) mock.db.campaign.delete({ where: { uuid: { equals: uuid } } })
      expect(mock.db.campaign.count()).toBe(before)
      expect(await listed(mock)).toBe(before)
    }
  })

  test('that make rows at the same time do it as the seed has it in the first of them', async () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    one.persistence.joinAs(1)
    two.persistence.joinAs(2)
    await createCampaign(two.mock)
    two.persistence.flush()
    one.persistence.follow()
    expect(await createCampaign(one.mock)).toBe(await createCampaign(createMock(options)))
  })

  test('that are not the first draw no id again after a reload', async () => {
    const storage = createStorage()
    const drawn: string[] = []
    for (let load = 0; load < 3; load += 1) {
      const { mock, persistence } = open(storage)
      persistence.joinAs(2)
      const uuid = await createCampaign(mock)
      drawn.push(uuid)
      mock.db.campaign.delete({ where: { uuid: { equals: uuid } } })
      persistence.flush()
    }
    expect(new Set(drawn).size).toBe(3)
  })

  test('agree on the calls that both make at the same time', () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    two.persistence.joinAs(2)
    for (const { mock } of [one, two]) mock.clock.advance('2h')
    expect(two.mock.db.call.getAll()).toEqual(one.mock.db.call.getAll())
  })

  test('go on by themselves when the storage is full while both have written', () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    one.mock.db.record.create({ phoneNumber: '+14155550119' })
    one.persistence.flush()
    const mine = two.mock.db.record.create({ phoneNumber: '+14155550120' })
    storage.full = true
    two.persistence.follow()
    expect(two.warnings).toEqual([expect.stringContaining('QuotaExceeded')])
    expect(two.persistence.on).toBe(false)
    expect(two.mock.db.record.getAll()).toContainEqual(mine)
  })

  test('tell nobody of what they know already', () => {
    const storage = createStorage()
    const { mock, persistence } = open(storage)
    let resets = 0
    mock.on('reset', () => (resets += 1))
    persistence.follow()
    mock.db.record.create({ phoneNumber: '+14155550121' })
    persistence.flush()
    persistence.follow()
    expect(resets).toBe(0)
  })

  test('leave the journal and the faults of the other alone', async () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    two.mock.faults.add({ operation: 'orders.create', status: 503 })
    await two.mock.fetch('/api/campaigns')
    one.mock.db.record.create({ phoneNumber: '+14155550115' })
    one.persistence.flush()
    two.persistence.follow()
    expect(two.mock.faults.all()).toHaveLength(1)
    expect(two.mock.requests.all()).toHaveLength(1)
  })

  test('follow a reset', () => {
    const storage = createStorage()
    const [one, two] = [open(storage), open(storage)]
    one.mock.db.record.create({ phoneNumber: '+14155550116' })
    one.persistence.flush()
    two.persistence.follow()
    two.mock.reset()
    two.persistence.flush()
    one.persistence.follow()
    expect(one.mock.snapshot()).toEqual(createMock(options).snapshot())
  })
})

const options: MockOptions = { scenario: 'mid-campaign' }

/** What `setupMockWorker` does with a storage, without a browser around it. */
test('a tab that has taken over what another wrote writes nothing of it again', () => {
  const storage = createStorage()
  const [one, two] = [open(storage), open(storage)]
  one.persistence.joinAs(1)
  two.persistence.joinAs(2)
  one.mock.db.record.create({ phoneNumber: '+14155550101' })
  one.persistence.flush()
  two.persistence.follow()
  expect(two.mock.snapshot().records).toEqual(one.mock.snapshot().records)
  storage.written.length = 0
  two.persistence.flush()
  one.persistence.flush()
  expect(storage.written).toEqual([])
})

test('a page that is loaded anew after each step comes to where one comes that stays open', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(tapes, (tape) => {
      const staying = createMock({ scenario })
      const storage = createStorage()
      for (const [, run] of tape) {
        run(staying)
        const { mock, persistence } = open(storage, { scenario })
        run(mock)
        persistence.flush()
      }
      const { mock } = open(storage, { scenario })
      expect(mock.snapshot()).toEqual(staying.snapshot())
      for (const one of [mock, staying]) one.clock.advance('5d')
      expect(mock.snapshot()).toEqual(staying.snapshot())
    }),
    { numRuns: 20 },
  )
})

function open(storage: RowStorage, mockOptions: MockOptions = options) {
  const mock = createMock(mockOptions)
  const { world, simulator } = mock[internals]
  const warnings: string[] = []
  const persistence = new Persistence(new KeptWorld(world, simulator), storage, {
    prefix: 'test ',
    warn: (message) => warnings.push(message),
  })
  persistence.load()
  world.onWrite(({ model, before, after }) => persistence.changed({ model, uuid: (after ?? before)?.uuid ?? '' }))
  mock.on('reset', () => persistence.restarted())
  return { mock, persistence, warnings }
}

/** Tells each tab what the others wrote, until nobody has anything new to say. */
function tell(tabs: readonly ReturnType<typeof open>[], texts: readonly string[]): void {
  for (const [teller, text] of texts.entries())
    for (const [index, { persistence }] of tabs.entries()) if (index !== teller) persistence.follow(text)
  for (const { persistence } of tabs) persistence.follow()
}

async function createCampaign(mock: Mock): Promise<string> {
  const answer = await mock.fetch(
    '/api/campaigns',
    asJson({ name: 'Made in a tab', status: 'draft', type: 'outbound' }),
  )
  const { uuid } = (await answer.json()) as { uuid: string }
  return uuid
}

async function listed(mock: Mock): Promise<number> {
  const { campaigns } = (await (await mock.fetch('/api/campaigns?limit=100')).json()) as { campaigns: unknown[] }
  return campaigns.length
}

function createStorage() {
  const items = new Map<string, string>()
  const written: string[] = []
  const storage = {
    items,
    /** The keys that were written, in order. */
    written,
    full: false,
    /** The most entries there is room for. */
    most: Infinity,
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => void items.delete(key),
    setItem(key: string, value: string) {
      if (storage.full || (items.size >= storage.most && !items.has(key)))
        throw new DOMException('no room', 'QuotaExceededError')
      written.push(key.replace('test ', ''))
      items.set(key, value)
    },
  }
  return storage
}

const rowsIn = ({ items }: { readonly items: ReadonlyMap<string, string> }) =>
  [...items.keys()].map((key) => key.replace('test ', '')).filter((key) => key.startsWith('row '))
