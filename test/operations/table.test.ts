import { describe, expect, test } from 'vitest'
import { editions } from '../../src/contract/editions.ts'
import { operationIds } from '../../src/contract/operation-ids.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import type { Operation } from '../../src/operations/operation.ts'
import { operationsOf } from '../../src/operations/table.ts'
import { campaign, order, record, type, world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

/** What each operation that takes a body is sent here. */
function bodyOf(id: string, phoneField: string): object | undefined {
  const bodies: Readonly<Record<string, object>> = {
    'campaigns.create': {
      name: 'New',
      status: 'draft',
      type: 'outbound',
      schedule: { sun: { start: '10:00', end: '11:00' } },
    },
    'campaigns.update': { timezone: null, schedule: null },
    'records.create': {
      recordTypeUuid: type.lead,
      [phoneField]: '+14155553001',
      parameters: { company: 'Acme', seenAt: '2026-04-01T10:00:00+02:00' },
    },
    'records.update': { firstName: null, parameters: { vip: null } },
    'orders.create': { status: 'planned', record: { phoneNumber: '+14155553001' } },
    'orders.update': { status: 'scheduled', scheduledTime: '2026-05-10T14:30:00+02:00', price: 1.5 },
    'orders.associate': { recordUuids: [record.zoe] },
  }
  return bodies[id]
}

async function ask(mock: Mock, { id, method, path }: Operation): Promise<Response> {
  const uuid = id.startsWith('records') ? record.ada : campaign.active
  const body = bodyOf(id, mock.info.edition === 'local' ? 'phone' : 'phoneNumber')
  const init: RequestInit = body ? asJson(body, method) : { method }
  return mock.fetch(path.replace('{uuid}', uuid).replace('{orderUuid}', order.planned), init)
}

describe.each(editions)('the operations of the %s edition', (edition) => {
  const operations = operationsOf(edition)
  const create = () => createMock({ scenario: world, simulator: false, edition })

  test('are the fifteen, in their order', () => {
    expect(operations.map((operation) => operation.id)).toEqual(operationIds)
  })

  test('refuse with 404 what their path leads to where it is not there', () => {
    const named = operationsOf(edition).filter(({ path }) => path.includes('{'))
    expect(named.filter(({ refusals }) => !refusals?.includes(404)).map(({ id }) => id)).toEqual([])
    expect(named).toHaveLength(11)
  })

  test('have each a method and a path of its own', () => {
    const places = operations.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(places).size).toBe(places.length)
  })

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers with the status and in the form that it declares',
    async (_, operation) => {
      const response = await ask(create(), operation)
      const text = await response.text()
      expect(response.status, text).toBe(operation.answer.status)
      const answered: unknown = text === '' ? undefined : JSON.parse(text)
      const faults = operation.answer.kind === 'nothing' ? answered : operation.answer.schema.safeParse(answered).error
      expect(faults).toBeUndefined()
    },
  )

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers the same text in two mocks of the same seed',
    async (_, operation) => {
      expect(await (await ask(create(), operation)).text()).toBe(await (await ask(create(), operation)).text())
    },
  )
})

describe.each(['demo', 'mid-campaign', 'edge-cases'])('the lists over the scenario %s', (scenario) => {
  test.each(editions)('have the form that they declare, in the %s edition', async (edition) => {
    const mock = createMock({ scenario, edition })
    for (const operation of operationsOf(edition)) {
      if (operation.answer.kind !== 'page') continue
      const uuids = operation.path.includes('{uuid}') ? mock.db.campaign.getAll().map((one) => one.uuid) : ['']
      for (const uuid of uuids) {
        const answer: unknown = await (
          await mock.fetch(`${operation.path.replace('{uuid}', encodeURIComponent(uuid))}?limit=100`)
        ).json()
        expect(operation.answer.schema.safeParse(answer).error, `${operation.id} ${uuid}`).toBeUndefined()
      }
    }
  })
})
