import { http, HttpResponse } from 'msw'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type MockWorker, type MockWorkerOptions, setupMockWorker } from '../../src/browser.ts'

const running: MockWorker[] = []
afterEach(() => {
  for (const one of running.splice(0)) one.stop()
  vi.restoreAllMocks()
  sessionStorage.clear()
  localStorage.clear()
})

async function start(options: MockWorkerOptions = {}): Promise<MockWorker> {
  const made = setupMockWorker(options)
  running.push(made)
  await made.start()
  return made
}

describe('requests of the page', () => {
  test('to the mocked API are answered by the mock', async () => {
    const { mock } = await start({ scenario: 'demo' })
    const { campaigns } = (await (await fetch('http://callcamp.ai/api/campaigns')).json()) as {
      campaigns: { uuid: string }[]
    }
    expect(campaigns[0]?.uuid).toBe(mock.db.campaign.getAll().at(-1)?.uuid)
    expect(mock.requests.last()).toMatchObject({ operation: 'campaigns.list', status: 200 })
  })

  test('go to a handler of one’s own first', async () => {
    const { worker } = await start()
    worker.use(http.get('http://callcamp.ai/api/campaigns', () => HttpResponse.json({ mine: true })))
    expect(await (await fetch('http://callcamp.ai/api/campaigns')).json()).toEqual({ mine: true })
  })

  test('to a path that the API does not have are answered with 404, and what is near', async () => {
    const { mock } = await start()
    const response = await fetch('http://callcamp.ai/api/campaigns/abc/', { method: 'DELETE' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('did you mean /api/campaigns/abc?'),
    })
    expect(mock.requests.last()).toMatchObject({ method: 'DELETE', status: 404 })
  })

  test('that look like the API at other addresses are warned of, once for each origin', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    await start()
    await fetch('/api/campaigns')
    await fetch('/api/records')
    await fetch('https://elsewhere.invalid/v1/api/campaigns').catch(() => {})
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining("baseUrl: '/'")],
      [expect.stringContaining("baseUrl: 'https://elsewhere.invalid/v1'")],
    ])
  })

  test('to the mocked API are refused when resetHandlers has replaced the handler of the mock', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const { worker } = await start()
    worker.resetHandlers(http.get('/zzz', () => HttpResponse.json({ mine: true })))
    await expect(fetch('http://callcamp.ai/api/campaigns')).rejects.toThrow('Failed to fetch')
    expect(error.mock.calls).toEqual([[expect.stringContaining('the handler of the mock is not installed')]])
    expect(await (await fetch('/zzz')).json()).toEqual({ mine: true })
  })

  test('to its host by the other scheme are warned of, with the option that mocks it', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    await start()
    await fetch('https://callcamp.ai/api/campaigns').catch(() => {})
    expect(warn.mock.calls).toEqual([[expect.stringContaining("baseUrl: 'https://callcamp.ai'")]])
  })

  test('are not answered with options that are misspelt', async () => {
    await expect(setupMockWorker().start({ onUnhandled: 'error' } as object)).rejects.toThrow(
      'start: onUnhandled is not an option',
    )
    await expect(setupMockWorker().start({ onUnhandledRequest: 'foo' as 'warn' })).rejects.toThrow(
      'start: onUnhandledRequest must be',
    )
    expect(() => setupMockWorker({ inspector: 'yes' as never })).toThrow(
      'setupMockWorker: inspector must be true or false; received "yes"',
    )
  })

  test('to anywhere else pass by in silence', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const error = vi.spyOn(console, 'error').mockReturnValue()
    await start()
    expect((await fetch('/mockServiceWorker.js')).status).toBe(200)
    expect(warn).not.toHaveBeenCalled()
    expect(error).not.toHaveBeenCalled()
  })

  test.each(['/', location.origin, '/sub/app'])(
    'to a base of %j on the page’s own origin are answered only where they look like the API',
    async (baseUrl) => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue()
      await start({ baseUrl })
      const prefix = baseUrl === '/sub/app' ? baseUrl : ''
      await fetch(`${prefix}/src/App.tsx`)
      expect((await fetch(`${prefix}/api/campaigns`)).status).toBe(200)
      expect((await fetch(`${prefix}/api/campaign`)).status).toBe(404)
      expect(warn).not.toHaveBeenCalled()
    },
  )

  test('to elsewhere are warned of, refused, or shown to a function, as it is said', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const made = setupMockWorker()
    running.push(made)
    await made.start({ onUnhandledRequest: 'warn' })
    await fetch('/elsewhere')
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/nothing mocks GET .*\/elsewhere; it goes to the network/)],
    ])
    made.stop()
    await made.start({ onUnhandledRequest: 'error' })
    await expect(fetch('/elsewhere')).rejects.toThrow('Failed to fetch')
    expect(error.mock.calls).toEqual([[expect.stringContaining('was refused')]])
    expect((await fetch('/mockServiceWorker.js')).status).toBe(200)
    made.stop()
    const seen: string[] = []
    await made.start({ onUnhandledRequest: ({ url }) => void seen.push(url) })
    await fetch('/elsewhere')
    expect(seen).toEqual([`${location.origin}/elsewhere`])
  })

  test('fail as the network does where a fault says so', async () => {
    const { mock } = await start()
    mock.faults.add({ operation: 'campaigns.list', networkError: true })
    await expect(fetch('http://callcamp.ai/api/campaigns')).rejects.toThrow('Failed to fetch')
  })
})

describe('starting', () => {
  test('in an effect that React runs twice resolves when the mock answers, and not before', async () => {
    const { start: begin, stop } = setupMockWorker()
    onTestFinished(stop)
    const seen: number[] = []
    const effect = () => {
      void begin().then(async () => seen.push((await fetch('http://callcamp.ai/api/campaigns')).status))
      return stop
    }
    effect()()
    effect()
    await vi.waitFor(() => expect(seen).toEqual([200, 200]))
  })

  test('resolves with a newer start also when a stop came in the midst of it', async () => {
    const { start: begin, stop } = setupMockWorker()
    onTestFinished(stop)
    const order: string[] = []
    const first = begin().then(() => order.push('first'))
    await Promise.resolve()
    stop()
    const second = begin().then(() => order.push('second'))
    await first
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    await second
    expect(order).toHaveLength(2)
  })

  test('again, every request that began meanwhile is answered, and none hangs', async () => {
    const made = setupMockWorker()
    onTestFinished(made.stop)
    await made.start()
    const list = async () => (await fetch('http://callcamp.ai/api/campaigns')).status
    for (let round = 0; round < 12; round += 1) {
      const before = round % 3 === 0 ? list() : undefined
      made.stop()
      const begun = made.start()
      const after = round % 3 === 1 ? list() : undefined
      await Promise.resolve()
      const later = list()
      await begun
      expect(await Promise.all([before ?? 200, after ?? 200, later])).toEqual([200, 200, 200])
    }
  }, 20_000)

  test('lets requests wait that began before it was done', async () => {
    const made = setupMockWorker()
    onTestFinished(made.stop)
    const begun = made.start()
    const response = await fetch('http://callcamp.ai/api/campaigns')
    expect(response.status).toBe(200)
    await begun
  })

  test('lets requests by XMLHttpRequest wait, and never sends one that was aborted', async () => {
    const made = setupMockWorker()
    onTestFinished(made.stop)
    const plain: unknown = Reflect.get(XMLHttpRequest.prototype, 'send')
    const begun = made.start()
    const ask = (aborts: boolean) =>
      new Promise<string>((resolve) => {
        const request = new XMLHttpRequest()
        for (const type of ['load', 'abort', 'error'])
          request.addEventListener(type, () => resolve(`${type} ${request.status}`))
        request.open('GET', 'http://callcamp.ai/api/campaigns')
        request.setRequestHeader('accept', 'application/json')
        request.send()
        if (aborts) request.abort()
      })
    expect(await Promise.all([ask(false), ask(true)])).toEqual(['load 200', 'abort 0'])
    await begun
    expect(made.mock.requests.count()).toBe(1)
    expect(Reflect.get(XMLHttpRequest.prototype, 'send')).toBe(plain)
    expect(await ask(false)).toBe('load 200')
  })

  test('that fails lets the requests that waited go to the network', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const made = setupMockWorker({ baseUrl: location.origin, serviceWorker: { url: '/nowhere/mockServiceWorker.js' } })
    const begun = made.start()
    const waiting = fetch('/api/campaigns')
    await expect(begun).rejects.toThrow('npx msw init')
    expect((await waiting).status).toBe(404)
  })

  test('is not needed again when the page comes back from the cache for back and forward', async () => {
    await start()
    const list = async () => (await fetch('http://callcamp.ai/api/campaigns')).status
    // What the browser does when somebody leaves the page and comes back.
    dispatchEvent(new Event('beforeunload'))
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(await list()).toBe(200)
    expect(await list()).toBe(200)
  })

  test('is not needed again when a newer script takes over', async () => {
    await start()
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
    await navigator.serviceWorker.register('/mockServiceWorker.js?newer')
    await changed
    for (let request = 0; request < 5; request += 1)
      expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
  })

  test('without the worker script says how to make it', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { start: begin } = setupMockWorker({ serviceWorker: { url: '/nowhere/mockServiceWorker.js' } })
    await expect(begin()).rejects.toThrow(/\/nowhere\/mockServiceWorker\.js[\s\S]*npx msw init public/)
  })

  test('where the script can not be fetched says the same', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
    const { start: begin } = setupMockWorker({ serviceWorker: { url: '/nowhere/mockServiceWorker.js' } })
    await expect(begin()).rejects.toThrow(/\/nowhere\/mockServiceWorker\.js[\s\S]*npx msw init public/)
  })

  test('that fails for another reason leaves the reason as it is', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const reason = new DOMException('Not here', 'SecurityError')
    vi.spyOn(navigator.serviceWorker, 'register').mockRejectedValue(reason)
    vi.spyOn(navigator.serviceWorker, 'getRegistrations').mockResolvedValue([])
    const { start: begin } = setupMockWorker()
    await expect(begin()).rejects.toThrow('Not here')
    await expect(begin()).rejects.not.toThrow('npx msw init')
  })

  test.each([
    ['registers nothing, as Playwright has it', () => Promise.resolve(undefined as never)],
    [
      'calls it insecure, as Firefox does in private windows',
      () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError')),
    ],
  ])('in a browser that %s says that service workers are blocked', async (_, register) => {
    vi.spyOn(console, 'error').mockReturnValue()
    vi.spyOn(navigator.serviceWorker, 'register').mockImplementation(register)
    vi.spyOn(navigator.serviceWorker, 'getRegistrations').mockResolvedValue([])
    await expect(setupMockWorker().start()).rejects.toThrow(
      /^callcamp-mock: this browser runs no service worker.*routeToMock\(page, mock\).*setupMockServer/,
    )
  })

  test('where a page comes in the place of the script says how to make it', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    vi.spyOn(navigator.serviceWorker, 'register').mockRejectedValue(
      new DOMException('unsupported MIME type', 'SecurityError'),
    )
    vi.spyOn(navigator.serviceWorker, 'getRegistrations').mockResolvedValue([])
    vi.spyOn(globalThis, 'fetch').mockImplementation(
      async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    )
    await expect(setupMockWorker().start()).rejects.toThrow(
      /\/mockServiceWorker\.js\. Make it once[\s\S]*under the base of an app, name its place: setupMockWorker\(\{ serviceWorker:/,
    )
  })

  test('a second time changes nothing', async () => {
    const { start: again, mock } = await start()
    await again()
    await fetch('http://callcamp.ai/api/campaigns')
    expect(mock.requests.count()).toBe(1)
  })

  test('after a stop of msw’s worker starts again', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { start: again, stop, mock, worker } = await start()
    worker.stop()
    await again()
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(mock.requests.count()).toBe(1)
    worker.stop()
    stop()
    expect(warn).not.toHaveBeenCalled()
  })

  test('that fails does not stop a worker that was never started, of which msw would warn', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    await expect(start({ scenario: 'emty' })).rejects.toThrow('There is no scenario "emty"')
    expect(warn).not.toHaveBeenCalled()
  })

  test('twice at once is one start', async () => {
    const made = setupMockWorker()
    running.push(made)
    const first = made.start()
    expect(made.start()).toBe(first)
    await first
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(made.mock.requests.count()).toBe(1)
  })

  test('that is stopped before it is done answers nothing and shows nothing', async () => {
    const made = setupMockWorker({ baseUrl: '/', inspector: true })
    running.push(made)
    const begun = made.start()
    made.stop()
    await begun
    await fetch('/api/campaigns')
    expect(made.mock.requests.count()).toBe(0)
    expect(document.querySelector('callcamp-overlay')).toBeNull()
  })

  test('goes by the last word, as effects that run twice have it', async () => {
    const made = setupMockWorker({ inspector: true })
    running.push(made)
    const first = made.start()
    made.stop()
    const second = made.start()
    await Promise.all([first, second])
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(made.mock.requests.count()).toBe(1)
    expect(document.querySelectorAll('callcamp-overlay')).toHaveLength(1)
  })

  test('can be tried again after it has failed', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const made = setupMockWorker()
    running.push(made)
    await expect(made.start({ serviceWorker: { url: '/nowhere/mockServiceWorker.js' } })).rejects.toThrow(
      'npx msw init',
    )
    await made.start()
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
  })

  test('with a wrong option is a TypeError that names it', () => {
    // @ts-expect-error what someone without types may write
    expect(() => setupMockWorker({ persist: 'forever' })).toThrow(
      new TypeError('setupMockWorker: persist must be one of session, local, or false; received "forever"'),
    )
    // @ts-expect-error what someone without types may write
    expect(() => setupMockWorker({ scenery: 'demo' })).toThrow(
      /^setupMockWorker: scenery is not an option; did you mean scenario\? The options are baseUrl, .*, persist, inspector, serviceWorker$/,
    )
    // @ts-expect-error what someone without types may write
    expect(() => setupMockWorker({ seed: 'a' })).toThrow(/^setupMockWorker: seed must be a number; received "a"$/)
  })
})

test.each([
  ['x', 'serviceWorker must be an object; received "x"'],
  [{ url: 5 }, 'serviceWorker.url must be a string; received 5'],
  [{ uri: '/a.js' }, 'serviceWorker.uri'],
  [{ options: { type: 'x' } }, 'serviceWorker.options.type must be one of classic, module; received "x"'],
])('a worker script of %j is refused with the field that is wrong', async (given, message) => {
  const serviceWorker = given as never
  expect(() => setupMockWorker({ serviceWorker })).toThrow(message)
  await expect(setupMockWorker().start({ serviceWorker })).rejects.toThrow(message)
})

describe('a second mock on a page, as a module makes one that is replaced', () => {
  test('takes over: the first one answers no more, and its button is gone', async () => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const first = await start({ inspector: true })
    const second = await start({ inspector: true })
    await fetch('http://callcamp.ai/api/campaigns')
    expect([first.mock.requests.count(), second.mock.requests.count()]).toEqual([0, 1])
    expect(document.querySelectorAll('callcamp-overlay')).toHaveLength(1)
    expect(info.mock.calls).toEqual([[expect.stringContaining('the one before is stopped')]])
  })

  test('takes over without a gap: requests that begin meanwhile wait for it', async () => {
    vi.spyOn(console, 'info').mockReturnValue()
    const plainFetch = globalThis.fetch
    await start()
    const second = setupMockWorker()
    running.push(second)
    const state = { isStarted: false }
    const starting = second.start().then(() => (state.isStarted = true))
    const statuses: Promise<number>[] = []
    while (!state.isStarted) {
      statuses.push(fetch('http://callcamp.ai/api/campaigns').then(({ status }) => status))
      expect((await fetch('/zzz')).url).toContain('/zzz')
    }
    await starting
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]))
    expect(globalThis.fetch).toBe(plainFetch)
  })

  test('takes over from one that is about to start', async () => {
    vi.spyOn(console, 'info').mockReturnValue()
    const [first, second] = [setupMockWorker(), setupMockWorker()]
    running.push(first, second)
    await Promise.all([first.start(), second.start()])
    await fetch('http://callcamp.ai/api/campaigns')
    expect([first.mock.requests.count(), second.mock.requests.count()]).toEqual([0, 1])
  })

  test('after a stop of the first needs no word', async () => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const first = await start()
    first.stop()
    const second = await start()
    // The one that is over stops nobody else.
    first.stop()
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(second.mock.requests.count()).toBe(1)
    expect(info).not.toHaveBeenCalled()
  })

  test.each([
    ['has no such scenario', { scenario: 'emty' }, 'There is no scenario "emty"'],
    ['finds no worker script', { serviceWorker: { url: '/nowhere/mockServiceWorker.js' } }, 'npx msw init'],
  ])('that %s leaves the first one answering', async (_, options, reason) => {
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const first = await start({ inspector: true })
    await expect(start({ inspector: true, ...options })).rejects.toThrow(reason)
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(first.mock.requests.count()).toBe(1)
    expect(document.querySelectorAll('callcamp-overlay')).toHaveLength(1)
    expect(info).not.toHaveBeenCalled()
    expect(warn).not.toHaveBeenCalled()
  })

  test('whose worker fails in the end lets the first one answer again, with its data', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const info = vi.spyOn(console, 'info').mockReturnValue()
    const first = await start({ persist: 'session', inspector: true })
    first.mock.db.record.create({ phoneNumber: '+14155550135' })
    const second = setupMockWorker({ persist: 'session' })
    running.push(second)
    await expect(second.start({ findWorker: () => false })).rejects.toThrow('Failed to locate the Service Worker')
    expect(await (await fetch('http://callcamp.ai/api/records')).json()).toMatchObject({ total: 1 })
    expect(first.mock.requests.count()).toBe(1)
    expect(document.querySelectorAll('callcamp-overlay')).toHaveLength(1)
    expect(info).not.toHaveBeenCalled()
  })

  test('that is stopped before it is ready leaves the first one answering', async () => {
    const first = await start()
    const second = setupMockWorker()
    const begun = second.start()
    second.stop()
    await begun
    await fetch('http://callcamp.ai/api/campaigns')
    expect(first.mock.requests.count()).toBe(1)
  })

  test('finds what the first had not written yet, and is the only one that writes', async () => {
    vi.spyOn(console, 'info').mockReturnValue()
    const options = { scenario: 'demo', persist: 'session' } as const
    const first = await start(options)
    const made = first.mock.db.record.create({ phoneNumber: '+14155550135' })
    const second = await start(options)
    expect(second.mock.db.record.getAll()).toContainEqual(made)
    const more = second.mock.db.record.create({ phoneNumber: '+14155550136' })
    first.mock.db.record.deleteMany({ where: {} })
    const third = await start(options)
    expect(third.mock.db.record.getAll()).toEqual(expect.arrayContaining([made, more]))
  })
})

describe('a page that comes back', () => {
  test('finds the data of before, but not what code changes anew before the start', async () => {
    vi.spyOn(console, 'info').mockReturnValue()
    const load = async () => {
      const made = setupMockWorker({ scenario: 'demo', persist: 'session' })
      running.push(made)
      made.mock.db.campaign.create({ name: 'Made by the page' })
      await made.start()
      return made.mock
    }
    const before = await load()
    await fetch('http://callcamp.ai/api/campaigns', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Made by a request', status: 'draft', type: 'outbound' }),
    })
    expect((await load()).snapshot()).toEqual(before.snapshot())
  })

  test('finds what was written after a stop and a new start', async () => {
    vi.spyOn(console, 'info').mockReturnValue()
    const before = await start({ scenario: 'demo', persist: 'session' })
    before.stop()
    const between = before.mock.db.record.create({ phoneNumber: '+14155550128' })
    await before.start()
    const after = before.mock.db.record.create({ phoneNumber: '+14155550129' })
    const again = await start({ scenario: 'demo', persist: 'session' })
    expect(again.mock.db.record.getAll()).toEqual(expect.arrayContaining([between, after]))
  })

  test('finds its own storage as it was: the mock keeps a name there, and nothing else', async () => {
    localStorage.setItem('page', 'mine')
    await start({ scenario: 'demo', persist: 'session' })
    await fetch('http://callcamp.ai/api/campaigns')
    expect(Object.keys(sessionStorage)).toEqual(['callcamp-mock:session'])
    expect(Object.keys(localStorage)).toEqual(['page'])
  })

  test('is warned once when the database is full, and goes on', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { mock } = await start({ persist: 'session' })
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    mock.db.record.create({ phoneNumber: '+14155550125' })
    await vi.waitFor(() => expect(warn.mock.calls).toEqual([[expect.stringContaining('no room')]]))
    mock.db.record.create({ phoneNumber: '+14155550126' })
    const answer = await fetch('http://callcamp.ai/api/records')
    expect(await answer.json()).toMatchObject({ total: 2 })
    expect(warn).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['its storage', () => vi.spyOn(globalThis, 'sessionStorage', 'get')],
    ['a database', () => vi.spyOn(IDBFactory.prototype, 'open')],
  ])('is warned once when the browser does not open %s, and goes on', async (_, spyOn) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    spyOn().mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError')
    })
    await start({ persist: 'session', scenario: 'demo' })
    expect((await fetch('http://callcamp.ai/api/campaigns')).status).toBe(200)
    expect(warn.mock.calls).toEqual([[expect.stringContaining('closed')]])
  })
})

describe('the inspector over the page', () => {
  test('is there when it is asked for, opens, closes and goes with stop', async () => {
    const { inspector, stop } = await start({ inspector: true })
    const overlay = document.querySelector('callcamp-overlay')!
    await inspector.open()
    await vi.waitFor(() => expect(overlay.shadowRoot?.querySelector('callcamp-inspector')).not.toBeNull())
    inspector.close()
    await vi.waitFor(() => expect(overlay.shadowRoot?.querySelector('callcamp-inspector')).toBeNull())
    stop()
    await vi.waitFor(() => expect(document.querySelector('callcamp-overlay')).toBeNull())
  })

  test('is not there otherwise, and can be opened all the same', async () => {
    const { inspector } = await start()
    expect(document.querySelector('callcamp-overlay')).toBeNull()
    await inspector.open()
    expect(document.querySelector('callcamp-overlay')).not.toBeNull()
  })
})
