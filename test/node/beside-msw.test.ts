import { http } from 'msw'
import { setupServer } from 'msw/node'
import { setupMockServer } from 'callcamp-mock/node'
import { afterEach, describe, expect, test, vi } from 'vitest'

/** A project that has a server of msw already, for other APIs. */

const campaigns = 'http://callcamp.ai/api/campaigns'
const payments = 'http://payments.test/'
const open = new Set<{ close(): void }>()

function setup() {
  const own = setupServer(http.get(payments, () => new Response('paid')))
  const mocked = setupMockServer()
  for (const one of [own, mocked]) open.add(one)
  return { own, ...mocked }
}

/** Who answers for the mocked API and for the other one. */
async function answers(): Promise<readonly string[]> {
  return Promise.all(
    [campaigns, payments].map((url) =>
      fetch(url).then(
        async (response) => ((await response.text()) === 'paid' ? 'own' : 'mock'),
        () => 'network',
      ),
    ),
  )
}

afterEach(() => {
  for (const one of open) one.close()
  open.clear()
  vi.restoreAllMocks()
})

describe.each(['first', 'second'])('a server of msw that listens %s', (order) => {
  function listen({ own, listen }: ReturnType<typeof setup>) {
    const steps = [() => own.listen({ onUnhandledRequest: 'error' }), () => listen()]
    for (const step of order === 'first' ? steps : steps.toReversed()) step()
  }

  test('answers what the mock does not answer, and each request is answered once', async () => {
    const all = setup()
    listen(all)
    expect(await answers()).toEqual(['mock', 'own'])
    expect(all.mock.requests.count()).toBe(1)
  })

  test('leaves the mock listening when it closes', async () => {
    const all = setup()
    listen(all)
    all.own.close()
    expect((await answers())[0]).toBe('mock')
    all.own.listen({ onUnhandledRequest: 'error' })
    expect(await answers()).toEqual(['mock', 'own'])
  })

  test('goes on when the mock closes', async () => {
    const all = setup()
    listen(all)
    all.close()
    expect(await (await fetch(payments)).text()).toBe('paid')
    all.listen()
    expect(await answers()).toEqual(['mock', 'own'])
  })

  test('decides what happens to other requests', async () => {
    const all = setup()
    listen(all)
    const error = vi.spyOn(console, 'error').mockReturnValue()
    await expect(fetch('http://elsewhere.test/')).rejects.toThrow('Cannot bypass a request')
    expect(String(error.mock.calls)).toContain('GET http://elsewhere.test/')
    expect(String(error.mock.calls)).not.toContain('callcamp-mock')
  })

  test('gets nothing of the mocked API, even if the handler of the mock is gone', async () => {
    const all = setup()
    listen(all)
    const error = vi.spyOn(console, 'error').mockReturnValue()
    all.server.resetHandlers(http.get(`${campaigns}/x`, () => new Response('x')))
    await expect(fetch(campaigns)).rejects.toThrow(TypeError)
    expect(String(error.mock.calls)).toContain('the handler of the mock is not installed')
  })

  test('does not answer what a handler on the server of the mock answers', async () => {
    const all = setup()
    listen(all)
    all.server.use(http.get(payments, () => new Response('by the mock')))
    expect(await answers()).toEqual(['mock', 'mock'])
  })
})
