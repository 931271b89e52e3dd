import { createMock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'

const record = (name: string) => ({ uuid: 'r', name, phoneNumber: '+14155550100', parameters: { tags: ['a'] } })

describe('a document that is changed after it was passed', () => {
  test('changes nothing that was made of it', () => {
    const document = { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, records: [record('Ada')] }
    const mock = createMock({ scenario: document })
    document.records[0]!.name = 'Eve'
    document.records[0]!.parameters.tags.push('b')
    mock.reset()
    expect(mock.db.record.getAll()).toMatchObject([{ name: 'Ada', parameters: { tags: ['a'] } }])
    expect(mock.sandbox('a').db.record.getAll()).toMatchObject([{ name: 'Ada', parameters: { tags: ['a'] } }])
  })

  test('is read anew when it is loaded again, frozen on its outside or not', () => {
    const rows = [record('Ada')]
    const document = Object.freeze({ name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, records: rows })
    const mock = createMock({ scenario: document })
    rows[0]!.name = 'Eve'
    mock.load(document)
    expect(mock.db.record.getAll()).toMatchObject([{ name: 'Eve' }])
    rows.push({ ...record('Zoe'), uuid: 'z' })
    mock.load()
    expect(mock.db.record.count()).toBe(2)
  })

  test('is no snapshot, though it looks like one', () => {
    const mock = createMock({
      scenario: { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, records: [record('Ada')] },
    })
    const records = [...mock.snapshot().records]
    const forged = Object.freeze({ ...mock.snapshot(), records })
    mock.restore(forged)
    expect(mock.db.record.count()).toBe(1)
    records.pop()
    mock.restore(forged)
    expect(mock.db.record.count()).toBe(0)
  })
})

test('a snapshot of another mock is as good as one of its own', () => {
  const [one, other] = [createMock({ scenario: 'demo' }), createMock()]
  const snapshot = one.snapshot()
  other.restore(snapshot)
  other.db.record.deleteMany({})
  other.restore(snapshot)
  expect(other.snapshot()).toEqual(snapshot)
})
