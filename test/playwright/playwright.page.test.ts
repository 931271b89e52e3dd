import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import { createMock } from '../../src/create-mock.ts'
import { serve } from 'callcamp-mock/server'
import { describe, expect, test } from 'vitest'
import { withoutBrowser } from '../browser/chromium.ts'

const root = resolve(import.meta.dirname, '../..')

interface Attachment {
  readonly name: string
  readonly contentType: string
  readonly body: string
}

interface Result {
  readonly attachments: readonly Attachment[]
  /** What the test wrote to the console. */
  readonly stderr: readonly unknown[]
}

interface Report {
  readonly suites: readonly {
    readonly specs: readonly {
      readonly tests: readonly { readonly results: readonly Result[] }[]
    }[]
  }[]
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly { readonly message: string }[]
}

/** Runs Playwright's own runner: what is told to it is what users tell it. */
async function run(
  file: string,
  env: Record<string, string> = {},
): Promise<{ readonly report: Report; readonly output: string }> {
  const args = [
    resolve(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    'test/playwright/outer/playwright.config.ts',
    '--reporter=json',
    file,
  ]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env, FORCE_COLOR: '0' },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((done) => child.on('close', done))
  const start = output.indexOf('{\n')
  return { report: JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as Report, output }
}

/** Starts a server on any port; returns its address. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
}

describe.skipIf(withoutBrowser)('in a real browser', { timeout: 180_000 }, () => {
  test('the fixture answers pages', async () => {
    const { report, output } = await run('fixture')
    expect(report.errors, output).toEqual([])
    expect(report.stats, output).toMatchObject({ expected: 23, unexpected: 0, flaky: 0, skipped: 0 })
  })

  test('no request reaches the real API when tests end', async () => {
    const received: string[] = []
    const real = createServer(({ method, url }, response) => {
      if (url?.startsWith('/api/')) received.push(`${method} ${url}`)
      const isPage = url === '/'
      response.setHeader('content-type', isPage ? 'text/html' : 'application/json')
      response.end(isPage ? '<!doctype html><title>App</title>' : '{}')
    })
    const url = await listen(real)
    try {
      const { report, output } = await run('ending', { APP_URL: url })
      expect(report.errors, output).toEqual([])
      expect(report.stats, output).toMatchObject({ expected: 6, unexpected: 0, flaky: 0, skipped: 0 })
      expect(received).toEqual([])
    } finally {
      real.closeAllConnections()
      real.close()
    }
  })

  test('a test that fails has its last requests attached', async () => {
    const { report, output } = await run('failing')
    expect(report.stats, output).toMatchObject({ expected: 0, unexpected: 3 })
    const state = report.suites[0]!.specs[0]!.tests[0]!.results[0]!.attachments.find(
      ({ name }) => name === 'state of the mock',
    )
    const scenario = JSON.parse(Buffer.from(state!.body, 'base64').toString())
    expect(createMock({ scenario }).db.campaign.count()).toBe(scenario.changes.campaigns?.added?.length ?? 0)
    const [afterRefusal, elsewhere, listener] = report.suites[0]!.specs.map(({ tests }) =>
      tests[0]!.results[0]!.attachments.find(({ contentType }) => contentType === 'text/plain')!,
    )
    expect(afterRefusal?.name).toBe('last requests to the mock')
    expect(Buffer.from(elsewhere!.body, 'base64').toString()).toMatch(
      /^ {2}\(no requests\)\ncallcamp-mock: nothing answers GET https:\/\/api\.example\.com\/api\/campaigns.*baseUrl: 'https:\/\/api\.example\.com'/,
    )
    expect(Buffer.from(afterRefusal!.body, 'base64').toString()).toMatch(
      /^ {2}POST \/api\/campaigns → 400 {2}\{\}\n {6}The request is not valid: 3 fields need attention\n {6}name is required/,
    )
    expect(Buffer.from(listener!.body, 'base64').toString()).toBe('  GET /api/campaigns → 200')
    const { stderr } = report.suites[0]!.specs[2]!.tests[0]!.results[0]!
    expect(JSON.stringify(stderr)).toMatch(
      /^\[\{"text":"callcamp-mock: a function given to the mock(?!.*matcherResult)/,
    )
  })

  test('wrong options fail a test by the name of the fixture they were given with', async () => {
    const { report, output } = await run('refused')
    expect(report.stats, output).toMatchObject({ expected: 0, unexpected: 2 })
    expect(output).toContain('mockOptions: foo is not an option; the options are baseUrl, edition, scenario,')
    expect(output).toContain('test: seed must be a whole number; received 0.5')
  })

  test('useMockServer gives every test a sandbox of the server, and takes it away', async () => {
    const server = await serve({ port: 0, clock: 'frozen' })
    const app = createServer(({ headers }, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><title>App</title><p>${headers.cookie}</p><b>${String(headers['x-mock-sandbox'])}</b>`),
    )
    const url = await listen(app)
    try {
      const { report, output } = await run('server', { MOCK_URL: server.url, APP_URL: url })
      expect(report.stats, output).toMatchObject({ expected: 7, unexpected: 0, flaky: 0, skipped: 0 })
      expect(server.mock.db.campaign.count()).toBe(0)
      expect([...server.mock.sandboxes.keys()]).toEqual([])
    } finally {
      app.closeAllConnections()
      app.close()
      await server.close()
    }
  })

  test('useMockServer says how to start a server where there is none', async () => {
    const { report, output } = await run('nowhere')
    expect(report.stats).toMatchObject({ expected: 0, unexpected: 1 })
    expect(output).toContain('No mock server at http://127.0.0.1:9. Start one with: npx callcamp-mock --port 9')
  })
})
