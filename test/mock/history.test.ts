import { describe, expect, test } from 'vitest'
import type { MockEvent } from '../../src/contract/events.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'

const json = { 'content-type': 'application/json' }
const send = (mock: Mock, method: string, path: string, body: object) =>
  mock.fetch(path, { method, headers: json, body: JSON.stringify(body) })
const text = (mock: Mock) => JSON.stringify(mock.snapshot())
const firstCampaign = (mock: Mock) => mock.db.campaign.getAll()[0]?.uuid ?? ''

/** One change of each kind, by name. */
const changes: Readonly<Record<string, (mock: Mock) => unknown>> = {
  'a request': (mock) => send(mock, 'PATCH', `/api/campaigns/${firstCampaign(mock)}`, { name: 'Changed' }),
  'a call of the test API': (mock) => mock.db.record.create({ firstName: 'Ada' }),
  'a removal with all that depends on it': (mock) =>
    mock.db.campaign.delete({ where: { uuid: { equals: firstCampaign(mock) } } }),
  'a move of the clock': (mock) => mock.clock.advance('2d'),
  'a clock that is set back': (mock) => mock.clock.set('2026-05-01T00:00:00Z'),
  'a step of the simulator': (mock) => mock.simulator.step(),
  'a run to the end': (mock) => mock.simulator.runToEnd(),
  'settings of the simulator': (mock) => mock.simulator.configure({ concurrency: 1 }),
  'a script': (mock) => mock.simulator.outcome('+14155550132', ['failed']),
  'a reset': (mock) => mock.reset(),
  'another scenario': (mock) => mock.load('demo'),
  'a restored snapshot': (mock) => mock.restore(mock.snapshot()),
}

describe('going back over', () => {
  test.each(Object.entries(changes))('%s restores rows, time, chance and what is due', async (_, change) => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 3 })
    mock.clock.advance('1h')
    mock.db.campaign.create({ name: 'Before' })
    const before = text(mock)
    const steps = mock.history.all().length
    await change(mock)
    expect(mock.history.all()).toHaveLength(steps + 1)
    expect(mock.history.back()).toBe(1)
    expect(text(mock)).toBe(before)
    // The future is the same, too.
    const untouched = createMock({ scenario: 'mid-campaign', seed: 3 })
    untouched.clock.advance('1h')
    untouched.db.campaign.create({ name: 'Before' })
    for (const one of [mock, untouched]) one.clock.advance('1d')
    expect(text(mock)).toBe(text(untouched))
  })

  test('everything since a step restores the state before it', async () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 3 })
    mock.clock.advance('1h')
    const before = text(mock)
    for (const change of Object.values(changes)) await change(mock)
    const first = mock.history.all()[1]?.id
    mock.history.back(first)
    expect(text(mock)).toBe(before)
    expect(mock.history.all()).toHaveLength(1)
  })

  test('nothing does nothing', () => {
    const mock = createMock({ scenario: 'demo' })
    const before = text(mock)
    expect(mock.history.back()).toBe(0)
    expect(text(mock)).toBe(before)
  })

  test('a step that does not exist is refused, with the steps that do', () => {
    const mock = createMock()
    expect(() => mock.history.back(7)).toThrow('There is no step 7; the history is empty')
    mock.db.campaign.create({})
    expect(() => mock.history.changes(7)).toThrow('There is no step 7; the history has 1 to 1')
    expect(() => mock.history.back('1' as never)).toThrow(TypeError)
    expect(mock.db.campaign.count()).toBe(1)
  })
})

describe('the history', () => {
  test('says what caused each step, when, and how many rows it changed', async () => {
    const mock = createMock({ scenario: 'empty', seed: 1 })
    const { uuid } = mock.db.campaign.create({ status: 'draft', type: 'outbound' })
    await send(mock, 'PATCH', `/api/campaigns/${uuid}`, { name: 'Changed' })
    mock.clock.advance('1h')
    mock.reset()
    expect(mock.history.all()).toEqual([
      { id: 1, at: '2026-05-04T08:00:00Z', cause: { type: 'db', call: 'campaign.create' }, changes: 1 },
      {
        id: 2,
        at: '2026-05-04T08:00:00Z',
        cause: {
          type: 'request',
          method: 'PATCH',
          path: `/api/campaigns/${uuid}`,
          operation: 'campaigns.update',
        },
        changes: 1,
      },
      { id: 3, at: '2026-05-04T08:00:00Z', cause: { type: 'clock', call: 'clock.advance' }, changes: 0 },
      { id: 4, at: '2026-05-04T09:00:00Z', cause: { type: 'start', call: 'reset' }, changes: 1 },
    ])
  })

  test('tells the rows of a step before and after it, once each', () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    const { orders } = mock.snapshot()
    mock.clock.advance('2h')
    const after = mock.snapshot().orders
    const step = mock.history.all()[0]
    const changed = mock.history.changes(step?.id ?? 0).filter(({ model }) => model === 'order')
    expect(changed.length).toBeGreaterThan(10)
    expect(new Set(changed.map(({ uuid }) => uuid)).size).toBe(changed.length)
    for (const { uuid, before, after: now } of changed) {
      expect(before).toEqual(orders.find((order) => order.uuid === uuid))
      expect(now).toEqual(after.find((order) => order.uuid === uuid))
    }
  })

  test('tells what a new start changed', () => {
    const mock = createMock({ scenario: 'empty' })
    const { uuid } = mock.db.assistant.create({ name: 'Eve' })
    mock.reset()
    mock.load('documented-records')
    const [, reset, load] = mock.history.all()
    expect(mock.history.changes(reset?.id ?? 0)).toMatchObject([{ model: 'assistant', uuid, after: null }])
    expect(mock.history.changes(load?.id ?? 0).every(({ before }) => before === null)).toBe(true)
    expect(mock.history.changes(load?.id ?? 0).length).toBe(load?.changes)
  })

  test('has no step for what was refused, and none for what only reads', async () => {
    const mock = createMock({ scenario: 'demo' })
    await send(mock, 'POST', '/api/campaigns', { name: '' })
    await mock.fetch('/api/campaigns')
    expect(() => mock.db.order.create({ campaignUuid: 'none' })).toThrow(TypeError)
    mock.stats()
    mock.snapshot()
    mock.why(firstCampaign(mock))
    expect(mock.history.all()).toEqual([])
  })

  test('keeps as many steps as it is told to, and none with 0', () => {
    const [few, none] = [createMock({ history: 3 }), createMock({ history: 0 })]
    for (const mock of [few, none]) for (let index = 0; index < 5; index += 1) mock.db.assistant.create({})
    expect(few.history.all().map(({ id }) => id)).toEqual([3, 4, 5])
    expect(none.history.all()).toEqual([])
    expect(none.history.back()).toBe(0)
    expect(none.db.assistant.count()).toBe(5)
  })

  test('lets go of old steps whose rows are huge', () => {
    const mock = createMock()
    const { uuid } = mock.db.record.create({ recordTypeUuid: null })
    const where = { uuid: { equals: uuid } }
    for (let index = 0; index < 80; index += 1)
      mock.db.record.update({ where, data: { parameters: { text: `${index}`.padEnd(1_000_000) } } })
    expect(mock.history.all().length).toBeLessThan(70)
    expect(mock.history.all().at(-1)?.id).toBe(81)
  })

  test('counts what listeners change while the clock moves to the move', () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    const before = text(mock)
    mock.on('call.ended', ({ recordUuid }) =>
      mock.db.record.update({ where: { uuid: { equals: recordUuid } }, data: { lastName: 'Called' } }),
    )
    mock.clock.advance('1h')
    expect(mock.history.all()).toHaveLength(1)
    mock.history.back()
    expect(text(mock)).toBe(before)
  })
})

describe('a step that was undone', () => {
  test('is told to listeners, and requests keep their place in the journal', async () => {
    const mock = createMock()
    const heard: MockEvent[] = []
    mock.on('history', (event) => heard.push(event))
    await send(mock, 'POST', '/api/campaigns', { name: 'A', status: 'draft', type: 'outbound' })
    await mock.fetch('/api/campaigns')
    expect(mock.requests.all()).toMatchObject([
      { step: 1, undone: false },
      { step: null, undone: false },
    ])
    mock.history.back()
    expect(mock.requests.all()).toMatchObject([
      { status: 201, step: 1, undone: true },
      { status: 200, step: null, undone: false },
    ])
    expect(heard).toEqual([{ type: 'history', at: '2026-05-04T08:00:00Z', sandbox: null, undone: [1], redone: [] }])
    expect((await (await mock.fetch('/api/campaigns')).json()).total).toBe(0)
  })
})

describe('a step that is done again', () => {
  test('is what it was: rows, clock, chance and what is due', () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    const states = [text(mock)]
    for (const act of [
      () => mock.clock.advance('1h'),
      () => mock.db.record.create({ firstName: 'Ada' }),
      () => mock.load('demo', { seed: 3 }),
      () => mock.simulator.step(),
      () => mock.reset(),
    ]) {
      act()
      states.push(text(mock))
    }
    const ids = mock.history.all().map(({ id }) => id)
    const listed = mock.history.all()
    for (const state of states.slice(0, -1).toReversed()) {
      expect(mock.history.back()).toBe(1)
      expect(text(mock)).toBe(state)
    }
    expect(mock.history.ahead()).toEqual(listed)
    expect(mock.history.changes(ids[1]!)).toMatchObject([{ model: 'record', before: null }])
    for (const state of states.slice(1)) {
      expect(mock.history.forward()).toBe(1)
      expect(text(mock)).toBe(state)
    }
    expect(mock.history.all()).toEqual(listed)
    expect([mock.history.ahead(), mock.history.forward()]).toEqual([[], 0])
    mock.history.back(ids[0])
    expect(mock.history.forward(ids[3])).toBe(4)
    expect(text(mock)).toBe(states[4])
  })

  test('goes on as it would have', () => {
    const [mock, other] = [1, 1].map((seed) => createMock({ scenario: 'mid-campaign', seed }))
    for (const one of [mock, other]) one!.clock.advance('1h')
    mock!.history.back()
    mock!.history.forward()
    for (const one of [mock, other]) one!.clock.advance('1d')
    expect(text(mock!)).toBe(text(other!))
  })

  test('can not be once something new is done', () => {
    const mock = createMock()
    mock.db.record.create({ firstName: 'Ada' })
    mock.history.back()
    mock.db.record.create({ firstName: 'Grace' })
    expect(mock.history.ahead()).toEqual([])
    expect(mock.history.forward()).toBe(0)
    expect(() => mock.history.forward(1)).toThrow(/step 1 cannot be done again: nothing is undone, or something new/)
    expect(mock.db.record.getAll()).toMatchObject([{ firstName: 'Grace' }])
  })

  test('is told to listeners, and its requests are not marked as undone any more', async () => {
    const mock = createMock()
    await send(mock, 'POST', '/api/campaigns', { name: 'A', status: 'draft', type: 'outbound' })
    mock.history.back()
    const heard: MockEvent[] = []
    mock.on('history', (event) => heard.push(event))
    expect(() => mock.history.forward(7)).toThrow(/what can be is 1 to 1/)
    mock.history.forward()
    expect(heard).toMatchObject([{ type: 'history', undone: [], redone: [1] }])
    expect(mock.requests.all()).toMatchObject([{ step: 1, undone: false }])
    expect((await (await mock.fetch('/api/campaigns')).json()).total).toBe(1)
  })
})

describe('a fork', () => {
  test('continues from now, and neither sees what the other does', () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    mock.clock.advance('1h')
    mock.db.campaign.create({ name: 'Before' })
    const fork = mock.history.fork('what-if')
    expect(text(fork)).toBe(text(mock))
    expect(mock.sandbox('what-if')).toBe(fork)
    mock.clock.advance('1d')
    const later = text(mock)
    expect(text(fork)).not.toBe(later)
    fork.clock.advance('1d')
    expect(text(fork)).toBe(later)
    fork.db.campaign.create({})
    expect(text(mock)).toBe(later)
  })

  test('continues from before a step, also from before a new start', async () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    const states: string[] = []
    for (const change of Object.values(changes)) {
      const [state, count] = [text(mock), mock.history.all().length]
      await change(mock)
      if (mock.history.all().length > count) states.push(state)
    }
    const steps = mock.history.all()
    expect(steps.length).toBeGreaterThan(8)
    expect(steps).toHaveLength(states.length)
    for (const [index, { id }] of steps.entries()) {
      const fork = mock.history.fork(`step ${id}`, id)
      expect(text(fork)).toBe(states[index])
    }
  })

  test.each(['ticking', 'frozen'] as const)('has a clock that goes as that of its mock, which was %s', (clock) => {
    const mock = createMock({ scenario: 'mid-campaign', clock })
    const isTicking = clock === 'ticking'
    mock.clock.configure(isTicking ? { mode: 'frozen' } : { mode: 'ticking', speed: 60 })
    expect(mock.history.fork('other').clock.settings).toEqual(mock.clock.settings)
    expect(mock.history.fork('another').clock.settings.mode).toBe(isTicking ? 'frozen' : 'ticking')
    expect(mock.sandbox('new').clock.settings.mode).toBe(clock)
  })

  test('needs a name that is free', () => {
    const mock = createMock()
    mock.sandbox('taken')
    expect(() => mock.history.fork('taken')).toThrow('There is a sandbox "taken" already')
    expect(() => mock.history.fork('')).toThrow('A sandbox needs a name')
  })
})
