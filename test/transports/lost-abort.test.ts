import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'

/** A request is aborted also if garbage was collected while it waited: Node forgets the signal with the request. */

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms))

async function collectFor(ms: number): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end;) {
    collectGarbage()
    await pause(10)
  }
}

/** Collects garbage while a request waits. Returns its status, or the name of its error. */
async function outcomeOf(asked: Promise<Response>): Promise<unknown> {
  const outcome = asked.then(
    ({ status }) => status,
    (error: unknown) => (error instanceof Error ? error.name : error),
  )
  await collectFor(200)
  return outcome
}

const waits = { timeout: { timeout: true }, delay: { delay: 3_600_000 } }

test.each(Object.entries(waits))('a request of mock.fetch that waits for a %s', async (_, effect) => {
  const mock = createMock()
  mock.faults.add(effect)
  const asked = mock.fetch('/api/campaigns', { signal: AbortSignal.timeout(300) })
  expect(await outcomeOf(asked)).toBe('TimeoutError')
})

test('a request object of mock.fetch', async () => {
  const mock = createMock()
  mock.faults.add({ timeout: true })
  const url = 'http://callcamp.ai/api/campaigns'
  const asked = mock.fetch(new Request(url, { signal: AbortSignal.timeout(300) }))
  expect(await outcomeOf(asked)).toBe('TimeoutError')
})

test('a request of fetch that msw intercepts', async () => {
  const mock = createMock()
  mock.faults.add({ timeout: true })
  const server = setupServer(...mock.handlers)
  server.listen()
  try {
    const asked = fetch('http://callcamp.ai/api/campaigns', { signal: AbortSignal.timeout(300) })
    expect(await outcomeOf(asked)).toBe('TimeoutError')
  } finally {
    server.close()
  }
})
