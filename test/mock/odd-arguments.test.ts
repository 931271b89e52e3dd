import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'

/** What someone may hand to a mock who has no types to help. */

describe('a fault', () => {
  test('has a body that JSON can carry', () => {
    const { faults } = createMock()
    expect(() => faults.add({ body: () => 'later' })).toThrow('Not a fault: body must be JSON data; received () =>')
    const round: Record<string, unknown> = {}
    round['self'] = round
    expect(() => faults.add({ body: round })).toThrow('Not a fault: body must be JSON data')
    expect(faults.all()).toEqual([])
  })

  test('that has no body says so by leaving it undefined', async () => {
    const mock = createMock()
    mock.faults.add({ status: 503, body: undefined })
    expect(await (await mock.fetch('/api/campaigns')).json()).toMatchObject({ success: false })
  })

  test('of malformed JSON leaves an answer that has no body as it is', async () => {
    const mock = createMock({ edition: 'local' })
    const { uuid } = mock.db.record.create()
    mock.faults.add({ operation: 'records.delete', malformed: true })
    const response = await mock.fetch(`/api/records/${uuid}`, { method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(mock.db.record.count()).toBe(0)
  })

  test('of malformed JSON is a body that does not parse where it brings none of its own', async () => {
    const mock = createMock()
    mock.faults.add({ status: 200, malformed: true })
    const text = await (await mock.fetch('/api/campaigns')).text()
    expect(text).not.toBe('')
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })
})

describe('a request', () => {
  test('that never comes is told to whoever waited for it with a function', async () => {
    const { requests } = createMock()
    await expect(requests.waitFor(() => false, { timeout: 1 })).rejects.toThrow(
      'No request that fits within 1 ms. There were no requests',
    )
  })

  test('is of an operation with a name', () => {
    const { requests } = createMock()
    // @ts-expect-error what someone without types may write
    expect(() => requests.all({ operation: 5 })).toThrow('There is no operation 5. The operations are campaigns.list,')
  })

  test('that fetch can not make fails with its reason', async () => {
    await expect(createMock().fetch('http://callcamp.ai/api/campaigns', { method: 'CONNECT' })).rejects.toThrow(
      /CONNECT/,
    )
    await expect(
      createMock().fetch(new Request('http://callcamp.ai/api/campaigns'), { method: 'TRACE' }),
    ).rejects.toThrow(/TRACE/)
  })
})

test.each([
  [5, 'options must be an object; received 5'],
  [null, 'options must be an object; received null'],
])('options are an object, and not %j', (options, message) => {
  // @ts-expect-error what someone without types may write
  expect(() => createMock(options)).toThrow(new TypeError(`createMock: ${message}`))
})
