import { explore } from 'callcamp-mock/explore'
import { afterEach, expect, test, vi } from 'vitest'

/** A search ends with the test that it is part of. */

const campaigns = 'http://callcamp.ai/api/campaigns'
const endless = { worlds: 1_000_000, print: false, vary: { network: false } } as const
const soon = () => new Promise<void>((resolve) => void setTimeout(resolve, 50))

afterEach(() => {
  vi.useRealTimers()
})

test('a search ends when its signal aborts, with the reason', async () => {
  const controller = new AbortController()
  let worlds = 0
  const search = explore({ ...endless, signal: controller.signal }, async () => {
    worlds += 1
    if (worlds === 5) controller.abort(new Error('the test is over'))
    await fetch(campaigns)
  })
  await expect(search).rejects.toThrow('the test is over')
  await soon()
  expect(worlds).toBe(5)
})

test('a search gives up on a client that hangs when its signal aborts', async () => {
  const search = explore({ ...endless, signal: AbortSignal.timeout(50) }, () => new Promise(() => {}))
  await expect(search).rejects.toThrow('aborted due to timeout')
})

test.each(['', 'campaigns=11'])('a search of the path "%s" ends when its signal aborts', async (path) => {
  const controller = new AbortController()
  const search = explore({ ...endless, path, signal: controller.signal }, () => controller.abort(new Error('over')))
  await expect(search).rejects.toThrow('over')
})

test('a search whose signal has aborted before runs no world', async () => {
  const client = vi.fn<() => void>()
  await expect(explore({ ...endless, signal: AbortSignal.abort(new Error('over')) }, client)).rejects.toThrow('over')
  expect(client).not.toHaveBeenCalled()
})

test('a signal must be one', async () => {
  await expect(Reflect.apply(explore, undefined, [{ signal: 'stop' }, () => {}])).rejects.toThrow(
    new TypeError(
      'explore: signal must be an AbortSignal, such as `signal` in the context of a vitest test; received "stop"',
    ),
  )
})

test('a search that nobody waits for leaves the fake timers of later tests alone', async () => {
  const forgotten = explore(endless, () => fetch(campaigns)).catch((error: unknown) => error)
  await soon()
  vi.useFakeTimers()
  vi.setSystemTime('2030-01-01T00:00:00Z')
  await explore({ ...endless, worlds: 3 }, async () => {
    await new Promise<void>((resolve) => void setTimeout(resolve, 60_000))
    await fetch(campaigns)
  })
  const message = expect.stringContaining('fake timers were installed or removed while the search ran')
  expect(await forgotten).toMatchObject({ message })
})
