import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { internals } from '../../src/engine/internals.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import type { MockParts } from '../../src/transports/persistence/mock-parts.ts'
import { Persistence } from '../../src/transports/persistence/persistence.ts'
import { storageKey, sweep } from '../../src/transports/persistence/storage-keys.ts'
import { asJson } from '../json-request.ts'
import { times } from '../random-runs.ts'
import { scenario, tapes } from '../simulator/tapes.ts'
import { hash } from '../../src/world/random.ts'
import { corruption } from './corruption.ts'
import { MemoryStore } from './memory-store.ts'

const options: MockOptions = { scenario: 'mid-campaign' }

describe('what is kept', () => {
  test('comes back: rows, time, chance and what is going to happen', async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.create({ firstName: 'Ada', phoneNumber: '+14155550101' })
    mock.clock.advance('3h')
    await persistence.settled()
    expect((await open({ store })).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('is read anew where another log has taken its place', async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.create({ phoneNumber: '+14155550101' })
    await persistence.settled()
    // Generations that begin in the same millisecond have the same name.
    await new Promise((resolve) => setTimeout(resolve, 3))
    const other = await open()
    for (const phoneNumber of ['+14155550102', '+14155550103', '+14155550104'])
      other.mock.db.record.create({ phoneNumber })
    await other.persistence.settled()
    store.heads = new Map(other.store.heads)
    store.parts = new Map(other.store.parts)
    persistence.syncSoon()
    await persistence.settled()
    expect(mock.snapshot()).toEqual(other.mock.snapshot())
  })

  test('goes on as it would have gone on', async () => {
    const { store, mock, persistence } = await open()
    mock.clock.advance('90m')
    await persistence.settled()
    const again = (await open({ store })).mock
    mock.clock.advance('1d')
    again.clock.advance('1d')
    expect(again.snapshot()).toEqual(mock.snapshot())
  })

  test('includes what was removed, and all that went with it', async () => {
    const { store, mock, persistence } = await open()
    mock.db.campaign.delete({ where: { uuid: { equals: mock.db.campaign.getAll()[0]!.uuid } } })
    await persistence.settled()
    const again = (await open({ store })).mock
    expect(again.db.campaign.getAll()).toEqual(mock.db.campaign.getAll())
    expect(again.db.order.count()).toBe(mock.db.order.count())
  })

  test('keeps the order of rows that were made within a second', async () => {
    const first = await open()
    const gone = first.mock.db.record.create({ phoneNumber: '+14155550104' })
    first.mock.db.record.create({ phoneNumber: '+14155550105' })
    first.mock.db.record.delete({ where: { uuid: { equals: gone.uuid } } })
    await first.persistence.settled()
    const second = await open({ store: first.store })
    second.mock.db.record.create({ phoneNumber: '+14155550106' })
    await second.persistence.settled()
    const { mock } = await open({ store: first.store })
    const numbers = mock.db.record.getAll().map(({ phoneNumber }) => phoneNumber)
    expect(numbers.slice(-2)).toEqual(['+14155550105', '+14155550106'])
  })

  test('includes the clock and the settings of the simulator', async () => {
    const { store, mock, persistence } = await open()
    mock.clock.configure({ speed: 60 })
    mock.simulator.configure({ concurrency: 2 })
    await persistence.settled()
    const again = (await open({ store })).mock
    expect(again.clock.settings).toEqual({ mode: 'frozen', speed: 60 })
    expect(again.simulator.settings.concurrency).toBe(2)
  })

  test('includes no settings that the code has changed since', async () => {
    const { store, mock, persistence } = await open({ options: { ...options, simulator: { talkSeconds: [5, 5] } } })
    const made = mock.db.record.create({ phoneNumber: '+14155550138' })
    mock.clock.configure({ speed: 60 })
    await persistence.settled()
    const again = await open({ store, options: { ...options, clock: 'ticking', simulator: { talkSeconds: [5, 5] } } })
    expect(again.mock.clock.settings).toEqual({ mode: 'ticking', speed: 1 })
    expect(again.mock.db.record.getAll()).toContainEqual(made)
    expect(again.warnings).toEqual([])
  })

  test('includes the history, which goes back as before', async () => {
    const { store, mock, persistence } = await open()
    const before = mock.snapshot()
    await mock.fetch('/api/campaigns', asJson({ name: 'Spring', status: 'draft', type: 'outbound' }))
    mock.clock.advance('2h')
    mock.reset()
    mock.db.record.deleteMany({ where: {} })
    await persistence.settled()
    const again = (await open({ store })).mock
    expect(again.history.all().map(({ at, cause, changes }) => ({ at, cause, changes }))).toEqual(
      mock.history.all().map(({ at, cause, changes }) => ({ at, cause, changes })),
    )
    while (again.history.back() > 0) {}
    expect(again.snapshot()).toEqual(before)
  })

  test('includes what was undone', async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.create({ phoneNumber: '+14155550141' })
    await persistence.settled()
    mock.db.record.create({ phoneNumber: '+14155550142' })
    mock.history.back(mock.history.all()[0]!.id)
    await persistence.settled()
    const again = (await open({ store })).mock
    expect(again.history.all()).toEqual([])
    expect(again.snapshot()).toEqual(createMock(options).snapshot())
  })

  test('includes faults, and how often they still strike', async () => {
    const { store, mock, persistence } = await open()
    mock.faults.add({ operation: 'campaigns.list', status: 503, times: 3 })
    mock.faults.add({ when: () => false, status: 500 })
    await persistence.turn(() => mock[internals].run(request('/api/campaigns')))
    const again = (await open({ store })).mock
    expect(again.faults.all()).toEqual([
      { id: 1, operation: 'campaigns.list', status: 503, times: 3, hits: 1, remaining: 2 },
    ])
    expect((await again.fetch('/api/campaigns')).status).toBe(503)
  })

  test('is forgotten by a reset', async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.create({ phoneNumber: '+14155550107' })
    mock.reset()
    await persistence.settled()
    expect((await open({ store })).mock.snapshot()).toEqual(createMock(options).snapshot())
  })

  test('comes back where no calls are made', async () => {
    const quiet: MockOptions = { ...options, simulator: false }
    const { store, mock, persistence } = await open({ options: quiet })
    mock.db.record.create({ phoneNumber: '+14155550117' })
    await persistence.settled()
    expect((await open({ store, options: quiet })).mock.snapshot()).toEqual(mock.snapshot())
  })

  test.each([
    ['another scenario', (mock: Mock) => mock.load('timezones')],
    ['a document of one’s own', (mock: Mock) => mock.load({ ...scenario })],
    ['a snapshot', (mock: Mock) => mock.restore(createMock({ scenario: 'inbound' }).snapshot())],
  ])('may be %s, which a reset leaves again', async (_, begin) => {
    const { store, mock, persistence } = await open()
    begin(mock)
    mock.db.record.create({ phoneNumber: '+14155550143' })
    await persistence.settled()
    const again = (await open({ store })).mock
    expect(again.snapshot()).toEqual(mock.snapshot())
    again.reset()
    expect(again.info.scenario).toBe('mid-campaign')
  })

  test('is put together in the background, and stays the same, history and all', async () => {
    const { store, mock, persistence, warnings } = await open({ options: { ...options, history: 10 } })
    for (let index = 0; index < 1_100; index += 1)
      mock.db.record.create({ phoneNumber: `+1415555${String(index).padStart(4, '0')}` })
    await persistence.settled()
    const entries = store.parts.size
    await expect.poll(() => store.parts.size).toBeLessThan(entries)
    mock.db.record.create({ phoneNumber: '+14155550144' })
    await persistence.settled()
    const again = await open({ store, options: { ...options, history: 10 } })
    expect([...again.warnings, ...warnings]).toEqual([])
    expect(again.mock.snapshot()).toEqual(mock.snapshot())
    expect(again.mock.history.back(again.mock.history.all()[0]!.id)).toBe(10)
    mock.history.back(mock.history.all()[0]!.id)
    expect(again.mock.snapshot()).toEqual(mock.snapshot())
  })

  test('is written once: what says nothing new is not written', async () => {
    const { store, mock, persistence } = await open()
    await persistence.turn(() => mock[internals].run(request('/api/campaigns')))
    const { writes } = store
    await persistence.turn(() => mock[internals].run(request('/api/campaigns')))
    persistence.syncSoon()
    await persistence.settled()
    expect(store.writes).toBe(writes)
  })
})

describe('a mock that is stopped', () => {
  test('writes nothing, and writes all that happened when it is started again', async () => {
    const { store, mock, persistence } = await open()
    await persistence.close()
    const { writes } = store
    mock.db.record.create({ phoneNumber: '+14155550131' })
    await persistence.settled()
    expect(store.writes).toBe(writes)
    await persistence.open()
    await persistence.settled()
    expect((await open({ store })).mock.snapshot()).toEqual(mock.snapshot())
  })

  test('takes over what another one wrote in the meantime', async () => {
    const { store, mock, persistence } = await open()
    await persistence.close()
    const other = await open({ store })
    const made = other.mock.db.record.create({ phoneNumber: '+14155550134' })
    await other.persistence.close()
    await persistence.open()
    await persistence.settled()
    expect(mock.db.record.getAll()).toContainEqual(made)
  })
})

describe('what is kept is not used, with one warning', () => {
  const { base } = partsOf(createMock(options)).own
  const place = storageKey('local', createMock(options).info, base)
  const facts = JSON.parse(place) as [string, string, string, string, number, number, string, string]

  test.each([
    ['another version wrote it', 7, '0.0.0-older', 'version 0.0.0-older wrote it'],
    ['the mock began at another time, as with now: new Date()', 5, 0, 'began at 1970-01-01T00:00:00.000Z'],
    ['the rows of its scenario were others', 6, '5 abc', 'the mock begins with other rows now'],
  ])('when %s', async (_, index, value, reason) => {
    const { store } = await open()
    const other = JSON.stringify(facts.with(index, value))
    store.heads = new Map([[other, store.heads.get(place)!]])
    expect(await sweep(store, place, () => false)).toContain(reason)
  })

  test('but not what another tab, another scenario or another API keeps', async () => {
    const { store } = await open()
    const others = [facts.with(0, 'x'), facts.with(2, 'http://elsewhere'), facts.with(3, 'demo'), facts.with(4, 99)]
    store.heads = new Map(others.map((other) => [JSON.stringify(other), store.heads.get(place)!]))
    expect(await sweep(store, place, (owner) => owner === 'x')).toBeUndefined()
    expect(store.heads.has(JSON.stringify(others[0]))).toBe(true)
  })

  test.each([
    ['its head', 'heads', 'a part of it is missing'],
    ['an entry', 'parts', 'a part of it is missing'],
  ] as const)('when %s is no stored text, and the warning names no internals', async (_, name, reason) => {
    const { store } = await open()
    for (const key of store[name].keys()) store[name].set(key, {} as never)
    const { warnings } = await open({ store })
    expect(warnings).toEqual([`What was kept from before is dropped: ${reason}.`])
  })

  test('when the simulator was switched off, as orders and calls have no future then', async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.create({ phoneNumber: '+14155550101' })
    await persistence.settled()
    const off = await open({ store, options: { ...options, simulator: false } })
    expect(off.mock.db.record.count()).toBe(mock.db.record.count() - 1)
    expect(await sweep(store, off.persistence.place, () => true)).toContain('its simulator option changed')
    const limited = await open({ store, options: { ...options, simulator: { maxAttempts: 1 } } })
    expect(limited.mock.db.record.count()).toBe(mock.db.record.count())
  })

  test('when it is damaged, in whatever way, or else it is used as a whole', { timeout: 120_000 * times }, async () => {
    const { store, mock, persistence } = await open()
    mock.db.record.createMany(400, { phoneNumber: '+14155550118' })
    mock.clock.advance('30m')
    mock.db.campaign.delete({ where: { uuid: { equals: mock.db.campaign.getAll()[0]!.uuid } } })
    mock.load('inbound')
    mock.db.record.create({ phoneNumber: '+14155550118' })
    await persistence.settled()
    const [whole, clean] = [mock, createMock(options)].map((one) => hash(JSON.stringify(one.snapshot())))
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(corruption, async (corrupt) => {
        const damaged = new MemoryStore()
        damaged.heads = new Map(store.heads)
        damaged.parts = new Map(store.parts)
        corrupt(damaged)
        const hasNone = damaged.heads.size === 0
        const again = await open({ store: damaged })
        const found = hash(JSON.stringify(again.mock.snapshot()))
        expect([whole, clean]).toContain(found)
        expect(again.warnings).toHaveLength(found === whole || hasNone ? 0 : 1)
        again.mock.reset()
        expect(hash(JSON.stringify(again.mock.snapshot()))).toBe(clean)
        seen.add(found === whole ? 'whole' : 'clean')
      }),
      { numRuns: 50 },
    )
    expect(seen).toContain('clean')
  })
})

describe('a store that refuses', () => {
  test('switches persistence off with one warning, and changes nothing else', async () => {
    const { store, mock, persistence, warnings } = await open()
    store.room = 0
    mock.db.record.create({ phoneNumber: '+14155550111' })
    const answer = await persistence.turn(() =>
      mock[internals].run(request('/api/campaigns', 'POST', { name: 'Spring', status: 'draft', type: 'outbound' })),
    )
    expect(answer.status).toBe(201)
    await persistence.settled()
    expect(warnings).toEqual([expect.stringContaining('no room')])
    mock.db.record.create({ phoneNumber: '+14155550112' })
    await persistence.settled()
    expect(warnings).toHaveLength(1)
    expect(mock.db.record.count()).toBe(createMock(options).db.record.count() + 2)
    store.room = Number.POSITIVE_INFINITY
    expect((await open({ store })).mock.snapshot()).toEqual(createMock(options).snapshot())
  })
})

describe('two tabs', () => {
  test('see each other’s changes', async () => {
    const [one, two] = await openTabs(2)
    const made = one!.mock.db.record.create({ phoneNumber: '+14155550113' })
    await settle([one!, two!])
    expect(two!.mock.db.record.getAll()).toContainEqual(made)
    expect(two!.mock.snapshot()).toEqual(one!.mock.snapshot())
  })

  test('are one API: a request in one is answered with what a request in the other has just changed', async () => {
    const [one, two] = await openTabs(2)
    const body = { name: 'Spring', status: 'draft', type: 'outbound' }
    const made = await one!.persistence.turn(() => one!.mock[internals].run(request('/api/campaigns', 'POST', body)))
    const { uuid } = JSON.parse(made.body!) as { uuid: string }
    const found = await two!.persistence.turn(() => two!.mock[internals].run(request(`/api/campaigns/${uuid}`)))
    expect(found.status).toBe(200)
  })

  test('do not delete a contact in one and associate it in the other: the second request is refused', async () => {
    const [one, two] = await openTabs(2)
    const campaign = one!.mock.db.campaign.create({ recordTypeUuid: null })
    const { uuid } = one!.mock.db.record.create({ recordTypeUuid: null, phoneNumber: '+14155550145' })
    await settle([one!, two!])
    const orders = `/api/campaigns/${campaign.uuid}/orders`
    const [deleted, associated] = await Promise.all([
      one!.persistence.turn(() => one!.mock[internals].run(request(`/api/records/${uuid}`, 'DELETE'))),
      two!.persistence.turn(() =>
        two!.mock[internals].run(request(`${orders}/associate`, 'POST', { recordUuids: [uuid] })),
      ),
    ])
    expect([deleted.status, associated.status]).toEqual([200, 400])
    for (const { mock, persistence } of [one!, two!])
      expect((await persistence.turn(() => mock[internals].run(request(orders)))).status).toBe(200)
  })

  test('that change the same row directly keep the first change, and the other one is undone with a warning', async () => {
    const [one, two] = await openTabs(2)
    const { uuid } = one!.mock.db.campaign.getAll()[0]!
    const rename = ({ mock }: Tab, name: string) =>
      mock.db.campaign.update({ where: { uuid: { equals: uuid } }, data: { name } })
    rename(one!, 'One')
    rename(two!, 'Two')
    const kept = two!.mock.db.record.create({ phoneNumber: '+14155550114' })
    await settle([one!, two!])
    expect(two!.mock.db.campaign.findFirst({ where: { uuid: { equals: uuid } } })?.name).toBe('One')
    expect(two!.warnings).toEqual([
      `A change of this tab (campaign.update) is undone, as it does not fit what another tab has changed: another tab has changed the campaign ${uuid}.`,
    ])
    expect(one!.mock.db.record.getAll()).toContainEqual(kept)
    expect(one!.mock.snapshot()).toEqual(two!.mock.snapshot())
  })

  test('that make rows at the same time both have all of them, each with an id of its own', async () => {
    const tabs = await openTabs(3)
    const before = tabs[0]!.mock.db.campaign.count()
    const made = tabs.flatMap(({ mock }) => Array.from({ length: 20 }, () => mock.db.campaign.create().uuid))
    await settle(tabs)
    expect(new Set(made).size).toBe(60)
    for (const { mock, warnings } of tabs) {
      expect(mock.db.campaign.count()).toBe(before + 60)
      expect(warnings).toEqual([])
    }
  })

  test('that make rows draw ids as the seed has it in the first of them', async () => {
    const [one, two] = await openTabs(2)
    two!.mock.db.campaign.create()
    await settle([one!, two!])
    expect(one!.mock.db.campaign.create().uuid).toBe(createMock(options).db.campaign.create().uuid)
  })

  test('have the same calls, whichever moved the clock', async () => {
    const tabs = await openTabs(2)
    for (const { mock } of tabs) mock.clock.advance('2h')
    await settle(tabs)
    for (const { mock, warnings } of tabs) {
      expect(mock.snapshot()).toEqual(createAdvanced('2h').snapshot())
      expect(warnings).toEqual([])
    }
  })

  test('share faults, undone steps, resets and new starts', async () => {
    const [one, two] = await openTabs(2)
    one!.mock.faults.add({ operation: 'orders.create', status: 503 })
    const { uuid } = one!.mock.db.record.create({ phoneNumber: '+14155550115' })
    await settle([one!, two!])
    expect(two!.mock.faults.all()).toHaveLength(1)
    two!.mock.history.back()
    await settle([one!, two!])
    expect(one!.mock.db.record.get(uuid)).toBeNull()
    two!.mock.load('timezones')
    await settle([one!, two!])
    expect(one!.mock.info.scenario).toBe('timezones')
    one!.mock.db.record.create({ phoneNumber: '+14155550116' })
    one!.mock.reset()
    await settle([one!, two!])
    expect(two!.mock.snapshot()).toEqual(createMock({ scenario: 'timezones' }).snapshot())
    expect(two!.mock.faults.all()).toEqual([])
  })

  test('are told of what the other changed, and may change something in answer', async () => {
    const [one, two] = await openTabs(2)
    const orders: string[] = []
    two!.mock.on('order.status', ({ orderUuid, to }) => {
      if (to === 'contacted' && orders.push(orderUuid) === 1) two!.mock.db.campaign.create({ name: 'In answer' })
    })
    one!.mock.clock.advance('2h')
    await settle([one!, two!])
    expect(orders.length).toBeGreaterThan(0)
    expect(one!.mock.db.campaign.getAll().at(-1)?.name).toBe('In answer')
    expect(one!.mock.snapshot()).toEqual(two!.mock.snapshot())
  })

  test('are told nothing of their own changes', async () => {
    const [one] = await openTabs(2)
    let events = 0
    one!.mock.on('history', () => (events += 1))
    one!.mock.on('reset', () => (events += 1))
    one!.mock.db.record.create({ phoneNumber: '+14155550121' })
    await one!.persistence.settled()
    one!.persistence.syncSoon()
    await one!.persistence.settled()
    expect(events).toBe(0)
  })
})

test(
  'a page that is loaded anew after each step comes to where one comes that stays open',
  { timeout: 60_000 * times },
  async () => {
    await fc.assert(
      fc.asyncProperty(tapes, async (tape) => {
        const staying = createMock({ scenario })
        const store = new MemoryStore()
        for (const [, run] of tape) {
          run(staying)
          const { mock, persistence } = await open({ store, options: { scenario } })
          run(mock)
          await persistence.close()
        }
        const { mock } = await open({ store, options: { scenario } })
        expect(mock.snapshot()).toEqual(staying.snapshot())
        for (const one of [mock, staying]) one.clock.advance('5d')
        expect(mock.snapshot()).toEqual(staying.snapshot())
      }),
      { numRuns: 20 },
    )
  },
)

test(
  'tabs that do anything, come and go are all equal, and equal to what is kept',
  { timeout: 60_000 * times },
  async () => {
    await fc.assert(
      fc.asyncProperty(tapes, fc.infiniteStream(fc.nat(9)), async (tape, choices) => {
        const store = new MemoryStore()
        let tabs = [await open({ store, options: { scenario } })]
        for (const [, run] of tape) {
          const choice = choices.next().value
          if (choice < 2) tabs.push(await open({ store, options: { scenario }, isLeading: false }))
          const tab = tabs[choice % tabs.length]!
          run(tab.mock)
          if (choice % 3 === 0) await settle(tabs)
          if (choice > 7 && tabs.length > 1) {
            // Closed for good, in the midst of whatever it does: another one leads.
            void tab.persistence.close()
            tabs = tabs.filter((one) => one !== tab)
            tabs[0]!.persistence.lead()
          }
        }
        await settle(tabs)
        const kept = await open({ store, options: { scenario } })
        for (const { mock } of tabs) expect(mock.snapshot()).toEqual(kept.mock.snapshot())
      }),
      { numRuns: 40 },
    )
  },
)

function createAdvanced(duration: string): Mock {
  const mock = createMock(options)
  mock.clock.advance(duration)
  return mock
}

type Tab = Awaited<ReturnType<typeof open>>

/** Tabs over one store, the first of which leads. */
async function openTabs(count: number): Promise<Tab[]> {
  const first = await open()
  const tabs = [first]
  while (tabs.length < count) tabs.push(await open({ store: first.store, isLeading: false }))
  return tabs
}

/** Lets all that tabs have to say be said. */
async function settle(tabs: readonly Tab[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const { persistence } of tabs) await persistence.settled()
}

async function open({
  store = new MemoryStore(),
  options: mockOptions = options,
  isLeading = true,
}: { readonly store?: MemoryStore; readonly options?: MockOptions; readonly isLeading?: boolean } = {}) {
  const mock = createMock(mockOptions)
  const parts = partsOf(mock)
  const warnings: string[] = []
  const tabs = (told.get(store) ?? told.set(store, []).get(store))!
  const persistence: Persistence = new Persistence(parts, store, {
    place: storageKey('local', mock.info, parts.own.base),
    isLeading,
    warn: (message) => warnings.push(message),
    tell() {
      for (const one of tabs) if (one !== persistence) one.syncSoon()
    },
  })
  tabs.push(persistence)
  await persistence.open()
  await persistence.settled()
  return { store, mock, persistence, warnings }
}

function partsOf(mock: Mock): MockParts {
  return { ...mock[internals].parts, back: (id) => void mock.history.back(id) }
}

/** The tabs that share a store. */
const told = new WeakMap<MemoryStore, Persistence[]>()

function request(path: string, method = 'GET', body?: unknown) {
  return {
    method,
    url: `http://callcamp.ai${path}`,
    path,
    query: '',
    body: body === undefined ? undefined : JSON.stringify(body),
    header: (name: string) => (name === 'content-type' ? 'application/json' : null),
    headers: () => ({ 'content-type': 'application/json' }),
  }
}
