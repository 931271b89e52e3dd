import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { createControl } from '../../src/control/control.ts'

/** One request of the journal by its id, and the state that it found. */

const control = createControl()

function ask(mock: Mock, method: string, path: string, body?: object) {
  const answer = control.run(mock, {
    method,
    url: `http://mock${path}`,
    path,
    query: '',
    header: () => undefined,
    headers: () => ({}),
    body: body && JSON.stringify(body),
  })
  return { status: answer.status, body: JSON.parse(answer.body ?? 'null') }
}

const create = (name: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ name, status: 'draft', type: 'outbound' }),
})

describe('a request of the journal', () => {
  test('is found by its id, with the headers of its answer', async () => {
    const mock = createMock()
    await mock.fetch('/api/campaigns')
    expect(ask(mock, 'GET', '/requests/1')).toMatchObject({
      status: 200,
      body: {
        id: 1,
        operation: 'campaigns.list',
        responseHeaders: { 'content-type': 'application/json' },
        fault: null,
      },
    })
    expect(ask(mock, 'GET', '/requests/2').status).toBe(404)
  })

  test('names the fault that struck it, and the fault counts it', async () => {
    const mock = createMock()
    mock.faults.add({ operation: 'campaigns.list', status: 503 })
    await mock.fetch('/api/campaigns')
    await mock.fetch('/api/campaigns')
    await mock.fetch('/api/records')
    expect(mock.requests.all().map(({ fault }) => fault)).toEqual([
      { id: 1, operation: 'campaigns.list', status: 503 },
      { id: 1, operation: 'campaigns.list', status: 503 },
      null,
    ])
    expect(mock.faults.all()).toMatchObject([{ id: 1, hits: 2 }])
  })
})

describe('the state that a request found', () => {
  test('is that before what it changed, and answers it the same way again', async () => {
    const mock = createMock({ scenario: 'empty' })
    await mock.fetch('/api/campaigns', create('First'))
    await mock.fetch('/api/campaigns', create('Second'))
    await mock.fetch('/api/campaigns', create('Third'))
    const { status, body } = ask(mock, 'GET', '/requests/2/state')
    expect(status).toBe(200)
    const again = createMock({ scenario: body.link })
    expect(again.db.campaign.getAll().map(({ name }) => name)).toEqual(['First'])
    expect(createMock({ scenario: body.document }).snapshot()).toEqual(again.snapshot())
    const answer = await again.fetch('/api/campaigns', create('Second'))
    expect(await answer.json()).toEqual(mock.requests.all()[1]?.response)
    expect([...mock.sandboxes.keys()]).toEqual([])
  })

  test('of one that changed nothing is that between the changes around it', async () => {
    const mock = createMock({ scenario: 'empty' })
    await mock.fetch('/api/campaigns')
    await mock.fetch('/api/campaigns', create('First'))
    await mock.fetch('/api/campaigns')
    const names = (id: number) =>
      createMock({ scenario: ask(mock, 'GET', `/requests/${id}/state`).body.link }).db.campaign.getAll().length
    expect([names(1), names(3)]).toEqual([0, 1])
  })

  test('is not known where the history does not reach back to it', async () => {
    const mock = createMock({ scenario: 'empty', history: 1 })
    for (const name of ['First', 'Second', 'Third']) await mock.fetch('/api/campaigns', create(name))
    expect(ask(mock, 'GET', '/requests/1/state')).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } })
    expect(ask(mock, 'GET', '/requests/9/state').status).toBe(404)
  })
})

describe('answers that are held back over the control API', () => {
  test('wait until the fault is removed', async () => {
    const mock = createMock()
    const held = ask(mock, 'POST', '/faults/hold', { operation: 'campaigns.list' })
    expect(held).toMatchObject({ status: 201, body: { id: 1, operation: 'campaigns.list', hold: true } })
    let isAnswered = false
    const answer = mock.fetch('/api/campaigns').then(({ status }) => {
      isAnswered = true
      return status
    })
    await expect.poll(() => mock.faults.all()[0]?.hits).toBe(1)
    expect(isAnswered).toBe(false)
    expect(ask(mock, 'DELETE', '/faults/1').status).toBe(204)
    expect(await answer).toBe(200)
  })

  test('are picked by conditions only', () => {
    expect(ask(createMock(), 'POST', '/faults/hold', { status: 503 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'status' }] },
    })
  })
})

describe('the schemas', () => {
  test('have every model with its fields, its references, and what a new row needs', () => {
    const { models } = ask(createMock(), 'GET', '/schemas').body
    expect(models.map(({ name }: { name: string }) => name)).toEqual([
      'recordType',
      'assistant',
      'phone',
      'campaign',
      'record',
      'order',
      'call',
    ])
    expect(models[5]).toMatchObject({
      title: 'order',
      needed: ['campaignUuid', 'recordUuid'],
      references: { campaignUuid: 'campaign', recordUuid: 'record' },
      hidden: ['attempts', 'dueAt'],
      fields: expect.arrayContaining([
        expect.objectContaining({
          name: 'status',
          kind: 'choice',
          values: expect.arrayContaining(['planned', 'busy']),
        }),
        expect.objectContaining({ name: 'scheduledTime', kind: 'moment', isNullable: true }),
      ]),
    })
  })

  test('have the fields of a fault and of the settings', () => {
    const { fault, simulator } = ask(createMock(), 'GET', '/schemas').body
    expect(fault).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'nth', kind: 'number', least: 1 }),
        expect.objectContaining({ name: 'after', kind: 'boolean' }),
      ]),
    )
    expect(simulator).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'concurrency', kind: 'number' }),
        expect.objectContaining({ name: 'outcomes.busy', kind: 'number' }),
      ]),
    )
  })
})
