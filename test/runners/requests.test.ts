import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { describeRequests, inShort } from '../../src/runners/requests.ts'

/** What people read whose test has just failed. */

describe('requests in words', () => {
  test('are none', () => {
    expect(describeRequests([])).toBe('  (no requests)')
  })

  test('are the last ones, and how many there were before', async () => {
    const mock = createMock()
    for (let page = 1; page <= 12; page += 1) await mock.fetch(`/api/campaigns?page=${page}`)
    const lines = describeRequests(mock.requests.all()).split('\n')
    expect(lines).toHaveLength(11)
    expect(lines[0]).toBe('  (2 earlier)')
    expect(lines[1]).toBe('  GET /api/campaigns?page=3 → 200')
    expect(describeRequests(mock.requests.all(), 2)).toBe(
      '  (10 earlier)\n  GET /api/campaigns?page=11 → 200\n  GET /api/campaigns?page=12 → 200',
    )
  })

  test('have their warnings below them', async () => {
    const mock = createMock()
    await mock.fetch('/api/campaigns?colour=red')
    expect(describeRequests(mock.requests.all())).toMatch(
      /^ {2}GET \/api\/campaigns\?colour=red → 200\n {6}colour is not a known field/,
    )
  })

  test('tell of an answer that was held back', async () => {
    const mock = createMock()
    mock.faults.hold({ operation: 'campaigns.list' })
    void mock.fetch('/api/campaigns')
    await mock.requests.waitFor({ operation: 'campaigns.list' })
    expect(describeRequests(mock.requests.all())).toBe(
      '  GET /api/campaigns → 200\n      The answer was held back by mock.faults.hold',
    )
    mock.faults.clear()
  })

  test.each([
    ['in a form of their own', { error: { code: 7 } }, ''],
    ['as a text', 'no', ''],
    ['as nothing', null, ''],
    [
      'with reasons that are no fields',
      { message: 'No', errors: ['too early', { code: 7 }] },
      '\n      No\n      "too early"\n      {"code":7}',
    ],
    [
      'with a reason for a field',
      { message: 'No', errors: [{ field: 'name', message: 'is required' }] },
      '\n      No\n      name is required',
    ],
    ['with errors that are no list', { message: 'No', errors: 'many' }, '\n      No'],
  ])('that were refused %s', async (_, body, reasons) => {
    const mock = createMock()
    mock.faults.add({ status: 422, body })
    await mock.fetch('/api/campaigns')
    expect(describeRequests(mock.requests.all())).toBe(`  GET /api/campaigns → 422${reasons}`)
  })
})

test('a value that is long is cut, and one that is no JSON is told all the same', () => {
  expect(inShort('x'.repeat(300))).toBe(`"${'x'.repeat(198)}…`)
  expect(inShort(undefined)).toBe('undefined')
})
