import { createMock, type Mock } from 'callcamp-mock'
import { afterEach, describe, expect, test } from 'vitest'
import { createControl } from '../../src/control/control.ts'
import { modelNames } from '../../src/contract/models.ts'
import { asJson } from '../json-request.ts'

/** Input that is meant to do harm, by the doors that have no tests of this kind of their own. */

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
const headers = { 'content-type': 'application/json' }

/** Asks the control API with text, as a client would: `{"__proto__":…}` is a key of its own there. */
function control(mock: Mock, method: string, path: string, body?: string): { status: number; body: unknown } {
  const [address = '', query = ''] = path.split('?')
  const answer = createControl().run(mock, {
    method,
    url: path,
    path: `/__mock${address}`,
    query,
    body,
    header: (name) => (name === 'content-type' ? headers[name] : undefined),
    headers: () => headers,
  })
  return { status: answer.status, body: answer.body === undefined ? undefined : JSON.parse(answer.body) }
}

const inherited = () => Object.getOwnPropertyNames(Object.prototype).toSorted().join()
const before = inherited()
afterEach(() => {
  if (inherited() !== before) throw new Error(`What all objects inherit was changed: ${inherited()}`)
})

describe('text that is searched for is no pattern', () => {
  const evil = [
    '(((((a+)+)+)+)+)$',
    '(a|aa)+$',
    '([a-zA-Z]+)*$',
    '(.*)*x',
    '^(?:a?){30}a{30}$',
    '.*',
    '[',
    '\\',
    '(?=',
    '$&',
  ]

  test.each(evil)('%s', async (word) => {
    const mock = createMock()
    const victim = 'a'.repeat(5_000)
    mock.db.campaign.create({ name: victim, description: `${victim}!` })
    mock.db.campaign.create({ name: `holds ${word} as it is` })
    for (let count = 0; count < 1_200; count += 1)
      mock.db.record.create({ name: `a${'a'.repeat(count % 40)}!`, parameters: {} })
    mock.db.record.create({ name: `holds ${word} as it is` })
    for (const path of ['/api/campaigns', '/api/records']) {
      const answer = await mock.fetch(`${path}?search=${encodeURIComponent(word)}`)
      expect(await answer.json()).toMatchObject({ total: 1 })
    }
    for (const model of ['campaign', 'record'])
      expect(control(mock, 'GET', `/db/${model}?search=${encodeURIComponent(word)}`)).toMatchObject({
        status: 200,
        body: { total: 1 },
      })
    expect(mock.db.record.count({ where: { name: { contains: word } } })).toBe(1)
  })
})

describe('a name that every object knows', () => {
  test.each(names)('%s is the id of a row like any other', async (uuid) => {
    const mock = createMock({ simulator: false })
    mock.db.recordType.create({ uuid, fields: [{ key: uuid, type: 'text', required: true }] })
    mock.db.assistant.create({ uuid })
    mock.db.phone.create({ uuid })
    const missing = await mock.fetch(`/api/campaigns/${uuid}`)
    expect(missing.status).toBe(404)
    mock.db.campaign.create({
      uuid,
      name: uuid,
      recordTypeUuid: uuid,
      outboundAssistantUuid: uuid,
      outboundPhoneUuid: uuid,
    })
    const parameters = JSON.parse(`{${JSON.stringify(uuid)}:"x"}`)
    mock.db.record.create({ uuid, recordTypeUuid: uuid, phoneNumber: '+14155550100', parameters })
    mock.db.order.create({ uuid, campaignUuid: uuid, recordUuid: uuid, status: 'busy' })
    mock.db.call.create({ uuid, orderUuid: uuid })
    for (const model of modelNames) {
      expect(mock.db[model].count()).toBe(1)
      expect(control(mock, 'GET', `/db/${model}/${uuid}`)).toMatchObject({ status: 200, body: { uuid } })
    }
    expect(await (await mock.fetch(`/api/records/${uuid}`)).json()).toMatchObject({
      uuid,
      campaigns: [{ orderUuid: uuid }],
    })
    expect(
      (await mock.fetch(`/api/campaigns/${uuid}/orders/${uuid}`, asJson('{"status":"planned"}', 'PATCH'))).status,
    ).toBe(200)
    expect(await (await mock.fetch(`/api/records?campaignUuid=${uuid}&recordTypeUuid=${uuid}`)).json()).toMatchObject({
      total: 1,
    })
    const again = createMock({ scenario: JSON.parse(JSON.stringify(mock.snapshot())), simulator: false })
    expect(JSON.stringify(again.snapshot())).toBe(JSON.stringify(mock.snapshot()))
    expect(control(mock, 'DELETE', `/db/campaign/${uuid}`).status).toBe(200)
    expect(mock.db.order.count()).toBe(0)
  })

  test.each(names)('%s is no model, no row, no event, no scenario and no operation', (name) => {
    const mock = createMock()
    expect(control(mock, 'GET', `/db/${name}`).status).toBe(404)
    expect(control(mock, 'POST', `/db/${name}`, '{}').status).toBe(404)
    for (const method of ['GET', 'DELETE']) expect(control(mock, method, `/db/record/${name}`).status).toBe(404)
    expect(control(mock, 'PATCH', `/db/record/${name}`, '{"firstName":"x"}').status).toBe(404)
    expect(control(mock, 'POST', '/reset', JSON.stringify({ scenario: name })).status).toBe(400)
    expect(control(mock, 'POST', '/faults', JSON.stringify({ operation: name, status: 503 })).status).toBe(400)
    expect(() => mock.on(name as 'reset', () => {})).toThrow(TypeError)
    expect(() => createMock({ scenario: name })).toThrow(TypeError)
  })

  test.each(names)('%s is a sandbox like any other', (name) => {
    const mock = createMock()
    expect(control(mock, 'DELETE', `/sandboxes/${name}`).status).toBe(404)
    mock.sandbox(name).db.assistant.create({ name: 'Ada' })
    expect(mock.sandboxes.size).toBe(1)
    expect(control(mock, 'GET', '/sandboxes')).toMatchObject({
      body: { sandboxes: [{ name, counts: { assistant: 1 } }] },
    })
    expect(mock.db.assistant.count()).toBe(0)
    expect(control(mock, 'DELETE', `/sandboxes/${name}`).status).toBe(204)
  })
})

describe('a document that reaches for prototypes', () => {
  const poison = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}'

  test.each([
    ['a snapshot', 'PUT', '/state', (text: string) => `${text.slice(0, -1)},${poison}}`, 400],
    [
      'a row of a snapshot',
      'PUT',
      '/state',
      (text: string) => text.replace('"campaigns":[{', `"campaigns":[{${poison},`),
      400,
    ],
    ['the state of chance', 'PUT', '/state', (text: string) => text.replace('"random":{', `"random":{${poison},`), 400],
    ['a scenario', 'POST', '/reset', (text: string) => `{"scenario":${text.slice(0, -1)},${poison}}}`, 400],
    [
      'a recipe',
      'POST',
      '/reset',
      () => `{"scenario":{"name":"x","now":"2026-05-04T08:00:00Z","seed":1,"generate":{${poison}}}}`,
      400,
    ],
    ['a row', 'POST', '/db/campaign', () => `{"name":"x",${poison}}`, 400],
    ['a schedule', 'POST', '/db/campaign', () => `{"name":"x","schedule":{${poison}}}`, 400],
    ['a fault', 'POST', '/faults', () => `{"status":503,${poison}}`, 400],
    ['settings of the simulator', 'PATCH', '/simulator', () => `{${poison}}`, 400],
    ['settings of the clock', 'POST', '/clock', () => `{${poison}}`, 400],
  ])('%s is refused, and changes nothing', (_what, method, path, make, status) => {
    const mock = createMock({ scenario: 'documented-campaigns' })
    const state = JSON.stringify(mock.snapshot())
    expect(control(mock, method, path, make(state))).toMatchObject({ status })
    expect(JSON.stringify(mock.snapshot())).toBe(state)
  })

  test('may have custom fields of any name, which stay data', () => {
    const mock = createMock()
    const made = control(mock, 'POST', '/db/record', `{"recordTypeUuid":null,"parameters":{${poison}}}`)
    expect(made.status).toBe(201)
    expect(JSON.stringify(made.body)).toContain(`"parameters":{${poison}}`)
    const parameters = mock.db.record.getAll()[0]?.parameters ?? {}
    expect(Object.keys(parameters)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype)
  })

  test('and a query for what rows inherit finds nothing', () => {
    const mock = createMock({ scenario: 'demo' })
    for (const name of names) {
      // A filter named __proto__ is passed over, as the API passes it over in its queries.
      expect(control(mock, 'GET', `/db/record?${name}=x`).status).toBe(name === '__proto__' ? 200 : 400)
      expect(control(mock, 'GET', `/db/record?orderBy=${name}`).status).toBe(400)
      expect(() => mock.db.record.findMany({ where: JSON.parse(`{${JSON.stringify(name)}:{"equals":"x"}}`) })).toThrow(
        TypeError,
      )
    }
  })
})
