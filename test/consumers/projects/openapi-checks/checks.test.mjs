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
const apiRequests = ({ phone, record }) => [
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
  ['POST', '/api/records', { recordTypeUuid, [phone]: '+14155550100', country: 'US' }],
  ...bad.map((body) => ['POST', '/api/records', body]),
  ['GET', `/api/records/${record}`],
  ['GET', '/api/records/none'],
  ['PATCH', `/api/records/${record}`, { firstName: 'Ada', email: null }],
  ['PATCH', '/api/records/none', { firstName: 'Ada' }],
  ['PATCH', '/api/records/none', { [phone]: 'x' }],
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
  ['POST', `${orders}/associate`, { recordUuids: [record] }],
  ['POST', `${orders}/associate`, { recordUuids: ['none'] }],
  ...bad.map((body) => ['POST', `${orders}/associate`, body]),
  ['DELETE', `${orders}/${orderUuid}`],
  ['DELETE', `${orders}/none`],
  ['DELETE', `/api/records/${record}`],
  ['DELETE', '/api/records/none'],
  ['DELETE', campaign],
  ['DELETE', '/api/campaigns/none'],
]

/** Requests of every operation of the control API, but for its endless stream of events. */
const controlRequests = ({ record, document }) => [
  ...['/health', '/ready', '/scenarios', '/operations', '/schemas', '/clock', '/openapi.json', '/metrics'].map(get),
  ...['/history', '/requests', '/faults', '/simulator', '/sandboxes', '/state', '/document', '/stats'].map(get),
  ...['/series?range=day', '/series?range=none', '/stats?campaign=none', '/history?limit=x', '/why/none'].map(get),
  ...['/db/campaign?limit=2', '/db/none', `/db/record/${record}`, '/db/record/none', '/requests/none'].map(get),
  ...['/requests/req_1', '/requests/req_1/state', '/requests/req_1/code?as=curl', '/compare', '/history/none'].map(get),
  ['POST', '/clock', { advance: '2h' }],
  ['POST', '/clock', { advance: 'never' }],
  ['POST', '/db/campaign', { name: 'Spring' }],
  ['POST', '/db/campaign', { name: 5 }],
  ['PATCH', `/db/record/${record}`, { firstName: 'Ada' }],
  ['PATCH', `/db/record/${record}`, { phoneNumber: 5 }],
  ['PATCH', '/db/record/none', { firstName: 'Ada' }],
  ['DELETE', `/db/record/${record}`],
  ['DELETE', '/db/record/none'],
  ['POST', '/faults', { operation: 'campaigns.list', status: 503 }],
  ['POST', '/faults', { operation: 'campaigns.none' }],
  ['POST', '/faults/hold', { operation: 'campaigns.list' }],
  ['POST', '/faults/hold', { operation: 5 }],
  ['DELETE', '/faults/none'],
  ['DELETE', '/faults'],
  ['PATCH', '/simulator', { enabled: false }],
  ['PATCH', '/simulator', { enabled: 'perhaps' }],
  ['POST', '/simulator/outcomes', { phoneNumber: '+14155550101', outcomes: ['busy'] }],
  ['POST', '/simulator/outcomes', { outcomes: ['gone'] }],
  ['POST', '/batch', { requests: [] }],
  ['POST', '/batch', { requests: 'many' }],
  ['POST', '/explore', {}],
  ['POST', '/explore', { worlds: 'many' }],
  ['POST', '/history/fork', { name: 'mine' }],
  ['POST', '/history/fork', { name: 5 }],
  ['POST', '/history/back', { id: 'none' }],
  ['POST', '/history/forward', { id: 'none' }],
  ['DELETE', '/sandboxes/mine'],
  ['DELETE', '/sandboxes/none'],
  ['PUT', '/state', document],
  ['PUT', '/state', { version: 5 }],
  ['DELETE', '/requests'],
  ['POST', '/reset', {}],
  ['POST', '/reset', { scenario: 'none' }],
]

function get(path) {
  return ['GET', path]
}

const served = { port: 0, clock: 'frozen', scenario: 'documented-orders' }
const described = {
  hosted: { served, base: '', requests: apiRequests, phone: 'phoneNumber', statuses: [200, 201, 400, 404, 409] },
  local: {
    served: { ...served, edition: 'local' },
    base: '',
    requests: apiRequests,
    phone: 'phone',
    statuses: [200, 201, 400, 404, 409],
  },
  control: { served, base: '/__mock', requests: controlRequests, statuses: [200, 201, 204, 400, 404] },
}

for (const spec of ['3.1', '3.0'])
  for (const [name, { served: options, base, requests, phone, statuses }] of Object.entries(described))
    describe(`behind Prism, which validates every answer by OpenAPI ${spec}: ${name}`, () => {
      let served
      let prism
      let url

      before(async () => {
        served = await serve(options)
        const port = await freePort()
        url = `http://127.0.0.1:${port}`
        const command = 'node_modules/@stoplight/prism-cli/dist/index.js'
        const file = `descriptions/${name}-${spec}.json`
        prism = spawn(process.execPath, [command, 'proxy', file, served.url + base, '--port', String(port)])
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
        const seen = new Set()
        const { mock } = served
        const record = mock.db.record.getAll()[0].uuid
        for (const [method, path, body] of requests({ phone, record, document: mock.snapshot() })) {
          const response = await fetch(url + path, {
            method,
            ...(body !== undefined && {
              headers: { 'content-type': 'application/json' },
              body: typeof body === 'string' ? body : JSON.stringify(body),
            }),
          })
          await response.arrayBuffer()
          seen.add(response.status)
          const found = JSON.parse(response.headers.get('sl-violations') ?? '[]')
          for (const { location, message } of found)
            if (location[0] === 'response')
              violations.push({ method, path, status: response.status, location, message })
        }
        assert.deepEqual(violations, [])
        for (const status of statuses) assert.ok(seen.has(status), `no request was answered ${status}`)
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
      return await fetch(`${address}/health`)
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
