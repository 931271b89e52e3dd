import { expect, test } from 'vitest'
import { operationsOf } from '../../src/operations/table.ts'
import { toBaseAddress } from '../../src/transports/address.ts'
import { toListenOptions } from '../../src/transports/unhandled.ts'

/** Newer versions of msw ask for frames where older ones ask for requests. */

function listening() {
  const told: string[] = []
  const apis = [{ base: toBaseAddress('http://callcamp.ai'), operations: operationsOf('hosted') }]
  return {
    told,
    options: toListenOptions(
      () => apis,
      'bypass',
      (message) => told.push(message),
    ),
  }
}

test('a frame with a request is decided on as the request is', () => {
  const request = new Request('http://callcamp.ai/api/campaign')
  const older = listening()
  older.options.onUnhandledRequest(request)
  const newer = listening()
  newer.options.onUnhandledFrame({ frame: { protocol: 'http', data: { request } } })
  expect(newer.told).toEqual(older.told)
  expect(newer.told).toEqual([
    expect.stringContaining('nothing answers GET http://callcamp.ai/api/campaign. Near it are'),
  ])
})

test.each([
  ['a socket', { connection: {} }],
  ['what only calls itself a request', { request: { url: 'http://callcamp.ai/api/campaign' } }],
])('a frame of %s is none of our business', (_, data) => {
  const { told, options } = listening()
  options.onUnhandledFrame({ frame: { protocol: 'ws', data } })
  expect(told).toEqual([])
})
