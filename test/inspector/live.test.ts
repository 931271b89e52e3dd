import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { Live } from '../../src/inspector/live.ts'
import type { LiveEvent, Port } from '../../src/inspector/port.ts'
import { exchange } from '../exchange.ts'

/** What the views of the inspector share, over a mock that is told what to answer. */

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Answer = Awaited<ReturnType<Port['request']>>

/** A port whose answers a test may change, and that notes what it is asked. */
function openPort(answers: Readonly<Record<string, Answer | 'lost'>> = {}) {
  const stats = createMock().stats()
  const usual: Readonly<Record<string, unknown>> = {
    '/requests': { requests: [] },
    '/health': { scenario: 'demo', seed: 1 },
    '/clock': { now: '2026-05-04T08:00:00Z', mode: 'frozen', speed: 1, next: null },
    '/stats': stats,
    '/faults': { faults: [{ id: 1, status: 503 }] },
    '/sandboxes': { sandboxes: [] },
    '/history': { steps: [], ahead: [], first: null, last: null },
  }
  const asked: string[] = []
  const changed = { ...answers }
  let tell: (event: LiveEvent) => void = () => {}
  const port: Port = {
    async request(method, target) {
      asked.push(`${method} ${target}`)
      const path = target.replace(/\?.*$/, '')
      const answer = changed[path] ?? { status: 200, body: usual[path] }
      if (answer === 'lost') throw new TypeError('Failed to fetch')
      return answer
    },
    subscribe(listener) {
      tell = listener
      return () => {
        tell = () => {}
      }
    },
    enter: () => undefined,
  }
  return { port, asked, changed, hear: (event: LiveEvent) => tell(event) }
}

async function start(answers?: Readonly<Record<string, Answer | 'lost'>>) {
  const opened = openPort(answers)
  const live = new Live(opened.port)
  live.start()
  await vi.advanceTimersByTimeAsync(0)
  return { ...opened, live }
}

describe('what is told of a refusal', () => {
  test('is its message', async () => {
    const { live } = await start({ '/db/order/1': { status: 409, body: { success: false, message: 'Not now' } } })
    expect(await live.act('PATCH', '/db/order/1', {})).toBeUndefined()
    expect(live.problem).toBe('Not now')
  })

  test('is a line for each field, where it names some', async () => {
    const { live } = await start({
      '/reset': {
        status: 400,
        body: {
          message: 'The request is not valid',
          errors: [
            { field: 'seed', message: 'must be a number' },
            { field: 'scenario', message: 'is not known' },
          ],
        },
      },
    })
    await live.act('POST', '/reset', {})
    expect(live.problem).toBe('seed: must be a number · scenario: is not known')
  })

  test('is what was asked and answered, where it says nothing', async () => {
    const { live, changed } = await start({ '/reset': { status: 502, body: undefined } })
    await live.act('POST', '/reset', {})
    expect(live.problem).toBe('POST /reset answered 502')
    changed['/reset'] = { status: 500, body: {} }
    await live.act('POST', '/reset', {})
    expect(live.problem).toBe('POST /reset answered 500')
  })

  test('goes with the next attempt', async () => {
    const { live, changed } = await start({ '/reset': { status: 502, body: undefined } })
    await live.act('POST', '/reset', {})
    changed['/reset'] = { status: 200, body: undefined }
    expect(await live.act('POST', '/reset', {})).toEqual({})
    expect(live.problem).toBe('')
  })
})

describe('a mock that does not answer', () => {
  test('is told to be gone, and what was heard last stays', async () => {
    const { live, changed } = await start()
    changed['/health'] = 'lost'
    await live.act('POST', '/clock', { step: true })
    expect(live.connected).toBe(false)
    expect(live.health).toMatchObject({ scenario: 'demo' })
  })

  test('is read from its beginning once it can be heard again', async () => {
    const { live, asked, changed, hear } = await start({ '/health': 'lost' })
    expect(live.connected).toBe(false)
    delete changed['/health']
    asked.length = 0
    hear({ type: 'connection', open: true })
    await vi.advanceTimersByTimeAsync(0)
    expect(live.connected).toBe(true)
    expect(asked[0]).toBe('GET /requests?limit=10000')
    expect(live.revision).toBe(1)
  })

  test('is told to be gone as soon as it can not be heard', async () => {
    const { live, asked, hear } = await start()
    asked.length = 0
    hear({ type: 'connection', open: false })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(live.connected).toBe(false)
    expect(asked).toEqual([])
  })

  test('leaves the rest of the page to be shown when only its faults, calls or settings can not be read', async () => {
    const refused = { status: 500, body: undefined }
    const { live } = await start({
      '/faults': refused,
      '/history': refused,
      '/requests': refused,
    })
    expect(live.faults).toEqual([])
    expect(live.requests).toEqual([])
    expect(live.revision).toBe(1)
  })
})

describe('what came in before anything could be heard', () => {
  test('is caught up with once it can be', async () => {
    const { live, asked, changed, hear } = await start()
    changed['/requests'] = { status: 200, body: { requests: [exchange({ method: 'POST' })] } }
    asked.length = 0
    hear({ type: 'connection', open: true })
    await vi.advanceTimersByTimeAsync(250)
    expect(live.requests.map(({ method }) => method)).toEqual(['POST'])
    expect(asked).toEqual([
      'GET /requests?limit=10000',
      'GET /health',
      'GET /clock',
      'GET /stats',
      'GET /faults',
      'GET /history?after=0',
    ])
  })

  test('goes before what is heard while it is read, and nothing is there twice', async () => {
    const { live, changed, hear } = await start()
    changed['/requests'] = {
      status: 200,
      body: {
        requests: [exchange({ id: 1 }), exchange({ id: 2 })],
      },
    }
    hear({ type: 'connection', open: true })
    for (const id of [2, 3]) hear({ type: 'request', request: exchange({ id }) })
    await vi.advanceTimersByTimeAsync(0)
    expect(live.requests.map(({ id }) => id)).toEqual([1, 2, 3])
    hear({ type: 'request', request: exchange({ id: 2 }) })
    expect(live.requests.map(({ id }) => id)).toEqual([1, 2, 3])
  })
})

describe('what is heard', () => {
  test('makes it look once, after a rest, however much it is', async () => {
    const { asked, hear } = await start()
    asked.length = 0
    for (let count = 0; count < 50; count += 1) hear({ type: 'call.started' })
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(250)
    expect(asked).toEqual(['GET /health', 'GET /clock', 'GET /stats', 'GET /faults', 'GET /history?after=0'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveLength(5)
  })

  test('while it looks makes it look once more', async () => {
    const { port, asked, hear } = openPort()
    let answer = () => {}
    const live = new Live({
      ...port,
      request: async (method, path) => {
        if (path === '/stats') await new Promise<void>((resolve) => (answer = resolve))
        return port.request(method, path)
      },
    })
    live.start()
    await vi.advanceTimersByTimeAsync(0)
    answer()
    await vi.advanceTimersByTimeAsync(0)
    hear({ type: 'call.started' })
    await vi.advanceTimersByTimeAsync(250)
    hear({ type: 'call.ended' })
    asked.length = 0
    answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual(['GET /stats'])
    await vi.advanceTimersByTimeAsync(250)
    expect(asked).toContain('GET /health')
  })

  test('of a request that only reads is shown, and changes nothing else', async () => {
    const { live, asked, hear } = await start()
    asked.length = 0
    hear({ type: 'request', request: exchange() })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(live.requests).toHaveLength(1)
    expect(asked).toEqual([])
    hear({ type: 'request', request: exchange({ method: 'POST' }) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(live.requests.map(({ method }) => method)).toEqual(['GET', 'POST'])
    expect(asked).toContain('GET /stats')
  })

  test('keeps the last 10,000 requests', async () => {
    const { live, hear } = await start()
    for (let count = 0; count < 10_010; count += 1) hear({ type: 'request', request: exchange({ id: count }) })
    expect(live.requests).toHaveLength(10_000)
    expect(live.requests.at(-1)?.id).toBe(10_009)
  })

  test('of the time is known at once', async () => {
    const { live, hear } = await start()
    hear({ type: 'clock', at: '2026-05-04T09:00:00Z', mode: 'ticking', speed: 60 })
    expect(live.clock).toMatchObject({ now: '2026-05-04T09:00:00Z', mode: 'ticking', speed: 60 })
  })

  test('of the time before anything else is known waits', async () => {
    const { live, hear } = await start({ '/clock': 'lost' })
    hear({ type: 'clock', at: '2026-05-04T09:00:00Z', mode: 'ticking', speed: 60 })
    expect(live.clock).toBeUndefined()
  })

  test.each(['reset', 'gap'] as const)(
    'of a new start, or of events that are lost, begins from the beginning: %s',
    async (type) => {
      const { live, asked, hear } = await start()
      asked.length = 0
      hear({ type })
      await vi.advanceTimersByTimeAsync(0)
      expect(asked[0]).toBe('GET /requests?limit=10000')
      expect(live.revision).toBe(2)
    },
  )

  test('is passed on once a turn, to those who still listen', async () => {
    const { live } = await start()
    let heard = 0
    const stop = live.listen(() => (heard += 1))
    live.tell('one')
    live.tell('two')
    await vi.advanceTimersByTimeAsync(0)
    expect(heard).toBe(1)
    stop()
    live.tell('three')
    await vi.advanceTimersByTimeAsync(0)
    expect(heard).toBe(1)
  })

  test('is nothing any more once it was stopped', async () => {
    const { live, asked, hear } = await start()
    hear({ type: 'call.started' })
    live.stop()
    asked.length = 0
    hear({ type: 'call.started' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toEqual([])
  })
})

describe('answers in another order than the questions', () => {
  test('leave what was asked for last', async () => {
    const { port } = openPort()
    const scenarios = ['first', 'second', 'third']
    const answers: (() => void)[] = []
    const live = new Live({
      ...port,
      request: async (method, path) => {
        if (path !== '/health') return port.request(method, path)
        const scenario = scenarios.shift()
        await new Promise<void>((resolve) => answers.push(resolve))
        return { status: 200, body: { scenario } }
      },
    })
    live.start()
    const acts = [live.act('POST', '/clock'), live.act('POST', '/clock')]
    await vi.advanceTimersByTimeAsync(0)
    expect(answers).toHaveLength(3)
    answers[1]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(live.health?.scenario).toBe('second')
    answers[0]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(live.health?.scenario).toBe('second')
    answers[2]?.()
    await Promise.all(acts)
    expect(live.health?.scenario).toBe('third')
    expect(live.revision).toBe(2)
  })
})
