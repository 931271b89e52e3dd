// The descriptions under three tools that know what OpenAPI allows, and the mock behind a proxy that holds it to them.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { serve } from 'callcamp-mock/server'

const run = (command, ...args) =>
  execFileSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

mkdirSync('descriptions', { recursive: true })
const files = ['3.1', '3.0'].flatMap((spec) =>
  Object.entries({
    hosted: [],
    local: ['--edition', 'local', '--keys'],
    strict: ['--strict'],
    control: ['--control', '--keys'],
  }).map(([name, flags]) => {
    const file = `descriptions/${name}-${spec}.json`
    writeFileSync(file, run('callcamp-mock', 'openapi', '--spec', spec, ...flags))
    return file
  }),
)

// Its strict rules make an error of every warning, and of every error a bad exit code.
test('redocly reports nothing', () => {
  run('redocly', 'lint', ...files)
})

test('spectral reports nothing', () => {
  const said = run('spectral', 'lint', ...files, '--fail-severity=hint', '--format=json')
  assert.deepEqual(JSON.parse(said.slice(said.indexOf('['), said.lastIndexOf(']') + 1)), [])
})

for (const file of files)
  test(`${file} fits the schema of its version of OpenAPI`, async () => {
    const { valid, errors } = await new Validator().validate(file)
    assert.equal(valid, true, JSON.stringify(errors))
  })

const orderUuid = 'order_9z8y7x6w5v4u3t2s1r0q'
const recordTypeUuid = '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a'
const campaign = '/api/campaigns/campaign_12345'
const orders = `${campaign}/orders`
const bad = [{}, { name: 5, status: 'sleeping', record: null, recordUuids: 'x', phoneNumber: 'x' }, [], 'text']

/** Requests of every operation, good ones and bad ones; rows that others need are deleted last. */
const requests = [
  ['GET', '/api/campaigns'],
  ['GET', '/api/campaigns?page=0&status=sleeping'],
  ['POST', '/api/campaigns', { name: 'Spring', status: 'active', type: 'outbound' }],
  ...bad.map((body) => ['POST', '/api/campaigns', body]),
  ['GET', campaign],
  ['GET', '/api/campaigns/none'],
  ['PATCH', campaign, { description: null, schedule: { mon: { start: '09:00', end: '17:00' } } }],
  ['PATCH', campaign, { schedule: { monday: {} }, timezone: 'Mars' }],
  ['PATCH', '/api/campaigns/none', { status: 'closed' }],
  ['GET', '/api/records?limit=1000'],
  ['GET', '/api/records?search=john'],
  ['POST', '/api/records', { recordTypeUuid, phoneNumber: '+14155550100', country: 'US' }],
  ...bad.map((body) => ['POST', '/api/records', body]),
  ['GET', '/api/records/none'],
  ['PATCH', '/api/records/none', { firstName: 'Ada' }],
  ['PATCH', '/api/records/none', { phoneNumber: 'x' }],
  ['GET', orders],
  ['GET', `${orders}?status=sleeping`],
  ['GET', '/api/campaigns/none/orders'],
  ['POST', orders, { record: { firstName: 'Ada', phoneNumber: '+14155550101' } }],
  ...bad.map((body) => ['POST', orders, body]),
  ['PATCH', `${orders}/${orderUuid}`, { status: 'planned', price: 10.5, currencyCode: 'USD' }],
  ['PATCH', `${orders}/${orderUuid}`, { status: 'scheduled' }],
  ['PATCH', `${orders}/${orderUuid}`, { status: 'do-not-call' }],
  ['PATCH', `${orders}/${orderUuid}`, { status: 'planned' }],
  ['PATCH', `${orders}/none`, { status: 'planned' }],
  ['POST', `${orders}/associate`, { recordUuids: ['none'] }],
  ...bad.map((body) => ['POST', `${orders}/associate`, body]),
  ['DELETE', `${orders}/${orderUuid}`],
  ['DELETE', `${orders}/none`],
  ['DELETE', '/api/records/none'],
  ['DELETE', campaign],
  ['DELETE', '/api/campaigns/none'],
]

for (const spec of ['3.1', '3.0'])
  describe(`behind Prism, which validates every answer by OpenAPI ${spec}`, () => {
    let served
    let prism
    let url

    before(async () => {
      served = await serve({ port: 0, clock: 'frozen', scenario: 'documented-orders' })
      const port = await freePort()
      url = `http://127.0.0.1:${port}`
      const args = ['node_modules/@stoplight/prism-cli/dist/index.js', 'proxy']
      prism = spawn(process.execPath, [...args, `descriptions/hosted-${spec}.json`, served.url, '--port', String(port)])
      prism.stdout.resume()
      prism.stderr.resume()
      await waitFor(url)
    })

    after(async () => {
      prism?.kill()
      await served?.close()
    })

    test('the mock violates nothing, whatever it is sent', async () => {
      const violations = []
      const statuses = new Set()
      const { mock } = served
      const record = mock.db.record.getAll()[0].uuid
      const own = [
        ['GET', `/api/records/${record}`],
        ['PATCH', `/api/records/${record}`, { firstName: 'Ada', email: null }],
        ['DELETE', `/api/records/${record}`],
      ]
      for (const [method, path, body] of [...requests, ...own]) {
        const response = await fetch(url + path, {
          method,
          ...(body !== undefined && {
            headers: { 'content-type': 'application/json' },
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
        })
        statuses.add(response.status)
        const found = JSON.parse(response.headers.get('sl-violations') ?? '[]')
        for (const { location, message } of found)
          if (location[0] === 'response') violations.push({ method, path, status: response.status, location, message })
      }
      assert.deepEqual(violations, [])
      for (const status of [200, 201, 400, 404, 409])
        assert.ok(statuses.has(status), `no request was answered ${status}`)
    })
  })

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function waitFor(address) {
  const end = Date.now() + 60_000
  for (;;) {
    try {
      return await fetch(`${address}/api/campaigns`)
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
