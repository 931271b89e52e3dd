import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'

const text = (mock: Mock) => JSON.stringify(mock.snapshot())

/** A mock that has been through a bit of everything. */
function used(scenario = 'mid-campaign'): Mock {
  const mock = createMock({ scenario, seed: 5 })
  mock.clock.advance('90m')
  mock.simulator.configure({ concurrency: 2 })
  mock.simulator.outcome('+14155550132', ['failed'])
  const { uuid } = mock.db.campaign.create({ name: 'Spring' })
  mock.db.order.createMany(3, { campaignUuid: uuid, status: 'planned' })
  mock.db.record.update({ where: { lastName: { notEquals: null } }, data: { createdAt: '2026-01-01T00:00:00Z' } })
  mock.db.order.delete({ where: { status: { in: ['planned', 'contacted', 'busy'] } } })
  mock.clock.advance('20s')
  return mock
}

describe('a state document', () => {
  test('starts a mock that is the same to the byte, and goes on the same', () => {
    const mock = used()
    const again = createMock({ scenario: JSON.parse(JSON.stringify(mock.document())) })
    expect(text(again)).toBe(text(mock))
    for (const one of [mock, again]) one.clock.advance('2d')
    expect(text(again)).toBe(text(mock))
    for (const one of [mock, again]) one.db.record.create()
    expect(text(again)).toBe(text(mock))
  })

  test('is what reset goes back to in a mock that started from it', () => {
    const again = createMock({ scenario: used().document() })
    const before = text(again)
    again.clock.advance('1d')
    again.reset()
    expect(text(again)).toBe(before)
  })

  test('is accepted by load and restore, too', () => {
    const document = used().document()
    const [loaded, restored] = [createMock(), createMock()]
    loaded.load(document)
    restored.restore(document)
    expect(text(loaded)).toBe(text(used()))
    expect(text(restored)).toBe(text(used()))
  })

  test('grows with the changes, and not with the data', () => {
    const mock = createMock({ scenario: 'demo' })
    const { length } = JSON.stringify(mock.document())
    mock.db.campaign.create({ name: 'Spring' })
    const after = JSON.stringify(mock.document()).length
    expect(length).toBeLessThan(500)
    expect(after - length).toBeLessThan(800)
  })

  test('of another start than a shipped scenario is a whole snapshot', () => {
    const mock = createMock({
      scenario: { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, campaigns: [{ name: 'A' }] },
    })
    mock.db.campaign.create({ name: 'B' })
    expect(mock.document()).toEqual(mock.snapshot())
    expect(text(createMock({ scenario: mock.link() }))).toBe(text(mock))
  })

  test('is refused whole when anything in it is wrong, with the place', () => {
    const { changes, ...document } = used().document() as unknown as {
      changes: { orders: { changed: [string, object][] } }
    }
    const orders = { changed: [[changes.orders.changed[0]?.[0], { status: 'asleep' }]] }
    expect(() => createMock({ scenario: { ...document, changes: { orders } } as never })).toThrow(
      /The state is not a valid scenario.*changes\.orders.*status/s,
    )
    expect(() => createMock({ scenario: { ...document, scenario: 'dmeo', changes: {} } as never })).toThrow('dmeo')
    expect(() => createMock({ scenario: { ...document, changes: { order: {} } } as never })).toThrow('order')
    const orphan = { changed: [[changes.orders.changed[0]?.[0], { recordUuid: 'nobody' }]] }
    expect(() => createMock({ scenario: { ...document, changes: { orders: orphan } } as never })).toThrow('nobody')
  })

  test('is refused also when a changed row has a wrong id', () => {
    const mock = createMock({ scenario: 'demo' })
    const [phone] = mock.db.phone.getAll()
    for (const change of [{ uuid: 5, name: 7 }, { uuid: null }, { uuid: '', name: 'A' }])
      expect(() =>
        createMock({
          scenario: { ...mock.document(), changes: { phones: { changed: [[phone?.uuid, change]] } } } as never,
        }),
      ).toThrow(/The state is not a valid scenario.*changes\.phones\[.*\]\.uuid/s)
  })
})

describe('a state link', () => {
  test('starts the same mock', () => {
    const mock = used()
    expect(mock.link()).toMatch(/^#w=[\w-]+$/)
    expect(text(createMock({ scenario: mock.link() }))).toBe(text(mock))
  })

  test('of a new mock is short enough for a line', () => {
    expect(createMock({ scenario: 'demo' }).link().length).toBeLessThan(400)
  })

  test.each(['#w=', '#w=!!!!', '#w=AAAA', createMock({ scenario: 'demo' }).link().slice(0, 60)])(
    'that is not whole is refused: %s',
    (link) => {
      expect(() => createMock({ scenario: link })).toThrow(/cannot be read: it is not whole/)
    },
  )
})
