import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { createMock } from '../../src/create-mock.ts'
import { listen, realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

/** Servers that no client should be harmed by: whoever asks them keeps the key, the time, and the report. */

async function run(...args: string[]) {
  const { terminal, out, err } = fakeTerminal()
  return { code: await main(args, terminal), out: out(), err: err() }
}

const commands = describe.each(['check', 'snapshot'])

/** A server that may do anything, and tells what it was asked. */
async function server(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: IncomingMessage[] = []
  const listener: RequestListener = (request, response) => {
    asked.push(request)
    answer(request, response)
  }
  return { url: await listen(createServer(listener)), asked }
}

commands('the key stays where it belongs when %s', (command) => {
  test.each([301, 302, 303, 307, 308])('is redirected with %i to another origin', async (status) => {
    const thief = await server((_, response) => response.end('{}'))
    const { url } = await server((request, response) =>
      response.writeHead(status, { location: `${thief.url}${request.url}` }).end(),
    )
    const { code, out, err } = await run(command, url, '--key', 'secret')
    expect(thief.asked).toEqual([])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`${status}, a redirect to ${thief.url}/api/`)
    expect(err).toContain('is not followed')
    expect(err).toContain('at its own address')
  })

  test.each(['//127.0.0.2/', 'http://user:pass@127.0.0.1:1/', 'file:///etc/passwd', 'http://'])(
    'is redirected to %s',
    async (location) => {
      const { url, asked } = await server((_, response) => response.writeHead(302, { location }).end())
      const { code, err } = await run(command, url, '--key', 'secret')
      expect(code).toBe(2)
      expect(err).toContain('is not followed')
      expect(err).not.toContain('pass@')
      expect(asked.length).toBeLessThanOrEqual(2)
    },
  )

  test('is sent in a circle', async () => {
    const { url, asked } = await server((request, response) =>
      response.writeHead(302, { location: String(request.url) }).end(),
    )
    expect((await run(command, url)).code).toBe(2)
    // Six times each of two lists.
    expect(asked.length).toBeLessThanOrEqual(12)
  })
})

test('check reports a redirect to another origin at one address, and asks the others', async () => {
  const thief = await server((_, response) => response.end('{}'))
  const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) =>
    path.startsWith('/api/campaigns?')
      ? { status: 302, body: '', headers: { location: `${thief.url}/api/campaigns` } }
      : told,
  )
  const { code, out } = await run('check', url, '--key', 'secret')
  expect(code).toBe(1)
  expect(out).toContain(`redirects with 302 to ${thief.url}/api/campaigns: the mock answers itself`)
  expect(out).toMatch(/agrees +records\.list/)
  expect(thief.asked).toEqual([])
})

test('check --write does not repeat a POST elsewhere, nor as a GET', async () => {
  const thief = await server((_, response) => response.end('{}'))
  const { url, asked } = await realServer(createMock({ scenario: 'empty' }), (told, path, method) => {
    if (method !== 'POST') return told
    const location = path === '/api/campaigns' ? `${thief.url}${path}` : '/api/elsewhere'
    return { status: path === '/api/campaigns' ? 307 : 303, body: '', headers: { location } }
  })
  expect((await run('check', url, '--write')).code).toBe(1)
  expect(thief.asked).toEqual([])
  expect(asked).not.toContain('GET /api/elsewhere')
})

commands('%s gives up', { timeout: 30_000 }, (command) => {
  test('an answer that comes byte by byte, also when garbage is collected', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { url } = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"records":[')
      const timer = setInterval(() => {
        collect()
        response.write(' ')
      }, 20)
      response.on('close', () => clearInterval(timer))
    })
    const { code, out, err } = await run(command, url, '--timeout', '0.2')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('does not end it: no answer within 0.2 s')
  })

  test('an answer that never begins', async () => {
    const { url } = await server(() => {})
    const { code, err } = await run(command, url, '--timeout', '0.2')
    expect(code).toBe(2)
    expect(err).toContain("can't be reached: no answer within 0.2 s")
  })

  test('an answer of 100 MB', async () => {
    let sent = 0
    const megabyte = 'x'.repeat(1_048_576)
    const { url } = await server((_, response) => {
      const more = () => {
        while (sent < 100 * megabyte.length && !response.destroyed) {
          sent += megabyte.length
          if (!response.write(megabyte)) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    })
    const { code, err } = await run(command, url)
    expect(code).toBe(2)
    expect(err).toContain('it has more than 16777216 bytes')
  })

  test.each(['0', '-1', '3601', 'soon'])('at once with --timeout %s', async (seconds) => {
    const { code, err } = await run(command, 'http://127.0.0.1:9', `--timeout=${seconds}`)
    expect(code).toBe(2)
    expect(err).toContain('--timeout must be a number from 0.1 to 3600')
  })
})

describe('a report is not lost', { timeout: 30_000 }, () => {
  test('when one connection breaks', async () => {
    const mock = createMock({ scenario: 'demo' })
    const { url } = await brokenServer(mock, (path) => path === '/api/campaigns?limit=3')
    const { code, out } = await run('check', url)
    expect(code).toBe(2)
    expect(out).toMatch(/unasked +campaigns\.list/)
    expect(out).toMatch(/unasked +a page is as full .*can't be reached/)
    expect(out).toMatch(/agrees +records\.list/)
    expect(out).toContain('could not be asked about.')
    expect(out).not.toContain('agree.')
  })

  test('when connections break once, which are opened again', async () => {
    const { url } = await brokenServer(createMock({ scenario: 'demo' }), (_, index) => index % 20 === 0)
    expect((await run('check', url)).code).toBe(0)
  })

  test('when the first list can not be asked at all', async () => {
    const { url } = await brokenServer(createMock({ scenario: 'demo' }), (path) => path.startsWith('/api/records'))
    const { code, out } = await run('check', url)
    expect(code).toBe(2)
    expect(out).toMatch(/unasked +records\.list/)
    expect(out).toMatch(/agrees +campaigns\.list/)
  })

  test('when differences are found and a connection breaks', async () => {
    const mock = createMock({ scenario: 'demo' })
    const { url } = await brokenServer(mock, (path) => path.startsWith('/api/records/'), { status: 404, now: 410 })
    const { code, out } = await run('check', url, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ differences: expect.any(Number), unasked: expect.any(Number) })
    expect(JSON.parse(out)).not.toMatchObject({ unasked: 0 })
  })

  test('when a server goes away, and it is not asked for ever', async () => {
    let count = 0
    const { url } = await brokenServer(createMock({ scenario: 'demo' }), () => (count += 1) > 20)
    const { code, out } = await run('check', url, '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ differences: 0 })
    expect(out).toContain('not asked any more')
    expect(count).toBeLessThanOrEqual(40)
  })

  test('when a key is taken at some addresses only', async () => {
    const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) =>
      path.startsWith('/api/campaigns') ? { status: 403, body: { success: false, message: 'No' } } : told,
    )
    const { code, out } = await run('check', url)
    expect(code).toBe(2)
    expect(out).toMatch(/unasked +campaigns\.list/)
    expect(out).toContain('give a key with --key')
    expect(out).toMatch(/agrees +records\.list/)
  })

  /** Breaks connections, and answers one status with another. */
  async function brokenServer(
    mock: ReturnType<typeof createMock>,
    breaks: (path: string, index: number) => boolean,
    change?: { readonly status: number; readonly now: number },
  ) {
    let index = 0
    const whole = await realServer(mock, (told) =>
      told.status === change?.status ? { ...told, status: change.now } : told,
    )
    return server((request, response) => {
      if (breaks(String(request.url), index++)) {
        request.socket.destroy()
        return
      }
      void fetch(whole.url + request.url).then(async (answer) =>
        response
          .writeHead(answer.status, [...answer.headers].filter(([name]) => name !== 'transfer-encoding').flat())
          .end(await answer.text()),
      )
    })
  }
})

test('check takes answers that are nested without end, and JSON that is none', { timeout: 30_000 }, async () => {
  const deep = `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`
  for (const body of [
    `{"records":[${deep}],"total":1}`,
    '{"records":[{"uuid":"a"',
    `{"success":false,"message":${deep}}`,
  ]) {
    const { url } = await server((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    )
    expect((await run('check', url)).code).toBe(1)
  }
})

test('check asks for a few pages of a list of a million', { timeout: 30_000 }, async () => {
  const { url, asked } = await server((request, response) => {
    const query = new URL(String(request.url), 'http://x').searchParams
    const [page, limit] = [Number(query.get('page') ?? 1), Number(query.get('limit') ?? 10)]
    const rows = Array.from({ length: limit }, (_, index) => ({ uuid: `row-${page * limit + index}` }))
    const list = { campaigns: rows, records: rows, orders: rows, total: 1_000_000, page, limit, totalPages: 1 }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list))
  })
  expect((await run('check', url)).code).toBe(1)
  expect(asked.length).toBeLessThan(250)
})

test('what a server says is shown with nothing in it that a terminal would obey', async () => {
  const { url } = await realServer(createMock({ scenario: 'demo' }), (told, path) =>
    path.startsWith('/api/campaigns/')
      ? { status: 200, body: { '\u001B[2Jx': 1, status: '\u001B[2J' }, headers: { 'content-type': 'text/\u009B1m' } }
      : told,
  )
  const { out } = await run('check', url)
  // oxlint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
})
