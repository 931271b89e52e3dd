import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { type HistoryPage, KnownHistory } from '../../src/inspector/known-history.ts'

/** What the inspector knows of the history, whatever order the answers come in. */

/** A mock with five steps, and what it answers when its history is read. */
function fiveSteps() {
  const mock = createMock({ scenario: 'mid-campaign' })
  for (let step = 0; step < 5; step += 1) mock.db.record.create({ firstName: `Ada ${step}` })
  const read = (after: number): HistoryPage => {
    const steps = mock.history.all()
    const ends = { first: steps[0]?.id ?? null, last: steps.at(-1)?.id ?? null }
    return { steps: steps.filter(({ id }) => id > after), ahead: mock.history.ahead(), ...ends }
  }
  return { mock, read }
}

const idsOf = ({ steps }: KnownHistory) => steps.map(({ id }) => id)

describe('the known history', () => {
  test('reads only what is new', () => {
    const { mock, read } = fiveSteps()
    const known = new KnownHistory()
    known.take(read(0), 0)
    mock.db.record.create({ firstName: 'Grace' })
    const after = known.readFrom
    expect(after).toBe(5)
    known.take(read(after), after)
    expect(idsOf(known)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('loses nothing when the answer to an earlier read arrives before the complete one', () => {
    const { read } = fiveSteps()
    const known = new KnownHistory()
    known.take(read(0), 0)
    const after = known.readFrom
    known.reread()
    known.take(read(after), after)
    expect(known.readFrom).toBe(0)
    known.take(read(0), 0)
    expect(idsOf(known)).toEqual([1, 2, 3, 4, 5])
    expect(known.readFrom).toBe(5)
  })

  test('forgets what was undone', () => {
    const { mock, read } = fiveSteps()
    const known = new KnownHistory()
    known.take(read(0), 0)
    mock.history.back(4)
    known.take(read(5), 5)
    expect(idsOf(known)).toEqual([1, 2, 3])
    expect(known.ahead.map(({ id }) => id)).toEqual([4, 5])
  })
})

describe('checkpoints', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => stored.set(name, text),
  }
  afterEach(() => {
    vi.unstubAllGlobals()
    stored.clear()
  })

  test('are there again for the next page, as long as their step is', () => {
    vi.stubGlobal('localStorage', storage)
    const { mock, read } = fiveSteps()
    const known = new KnownHistory()
    known.mark('the start')
    known.take(read(0), 0)
    known.mark('five contacts, no calls')
    const next = new KnownHistory()
    next.take(read(0), 0)
    expect(next.checkpoints.map(({ name, step }) => [name, step])).toEqual([
      ['the start', 0],
      ['five contacts, no calls', 5],
    ])
    mock.history.back(4)
    mock.clock.advance('1m')
    next.take(read(0), 0)
    expect(next.checkpoints.map(({ name }) => name)).toEqual(['the start'])
  })

  test.each(['[', '{}', '[null]', 'null', '\n\n', ' ', '5', '5 2026-05-04T08:00:00Z other'])(
    'that the browser kept wrongly are left out: %j',
    (text) => {
      vi.stubGlobal('localStorage', storage)
      new KnownHistory().mark('whose place in the storage is used below')
      const [key = ''] = stored.keys()
      storage.setItem(key, text)
      const { read } = fiveSteps()
      const known = new KnownHistory()
      known.take(read(0), 0)
      expect(known.checkpoints).toEqual([])
      known.mark('mine')
      expect(known.checkpoints.map(({ name }) => name)).toEqual(['mine'])
    },
  )
})
