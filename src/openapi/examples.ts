import type { Edition } from '../contract/editions.ts'
import type { OperationId } from '../contract/operation-ids.ts'
import { Problem } from '../contract/problems.ts'
import { Encoder } from '../engine/encode.ts'
import type { Operation } from '../operations/operation.ts'
import { findScenario } from '../scenarios/catalog.ts'
import { loadScenario } from '../scenarios/load.ts'
import { createBase } from '../world/base.ts'
import { World } from '../world/world.ts'

/** Examples are no prose: each is run over the scenario of the documented examples, and its answer is what came. */

interface Asked {
  readonly scenario: string
  readonly params?: Readonly<Record<string, string>>
  readonly body?: object
}

export interface Example {
  readonly body: object | undefined
  /** Undefined where there is no body in the answer. */
  readonly answer: unknown
}

const campaigns = { scenario: 'documented-campaigns', params: { uuid: '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5' } }
const orders = { scenario: 'documented-orders', params: { uuid: 'campaign_12345' } }
const order = { ...orders, params: { ...orders.params, orderUuid: 'order_9z8y7x6w5v4u3t2s1r0q' } }

const person = { firstName: 'John', lastName: 'Doe' }
const contact = { ...person, email: 'john@doe.com', phoneNumber: '+1234567890', parameters: { company: 'Acme Corp' } }

const newCampaign = {
  name: 'Summer Promotion 2026',
  description: 'Direct outreach for new property listings',
  status: 'active',
  type: 'outbound',
  timezone: 'Europe/London',
  schedule: { mon: { start: '09:00', end: '17:00' }, tue: { start: '09:00', end: '17:00' } },
  recordTypeUuid: '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a',
  outboundAssistantUuid: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  outboundPhoneUuid: '9z8y7x6w-5v4u-3t2s-1r0q-9p8o7n6m5l4k',
}

/** What is asked of the operations on contacts, in the words of an edition. */
function recordExamples(edition: Edition) {
  const hosted = edition === 'hosted'
  const scenario = hosted ? 'documented-records' : 'documented-records-local'
  const uuid = hosted ? 'record_9z8y7x6w5v4u3t2s1r0q' : 'record_12345'
  const recordTypeUuid = '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a'
  const parameters = { amount: 50, last_visit: '2026-04-01' }
  const phone = '+1234567890'
  const body = hosted
    ? { recordTypeUuid, ...person, email: 'john.doe@example.com', phoneNumber: phone, country: 'US', parameters }
    : { recordTypeUuid, ...person, phone, parameters }
  const one = { scenario, params: { uuid } }
  return {
    'records.list': { scenario },
    'records.create': { scenario, body },
    'records.get': one,
    'records.update': { ...one, body: { firstName: 'Johnny', parameters: { amount: 75 } } },
    'records.delete': one,
  }
}

function examplesOf(edition: Edition): Readonly<Record<OperationId, Asked>> {
  return {
    'campaigns.list': { scenario: campaigns.scenario },
    'campaigns.create': { scenario: campaigns.scenario, body: newCampaign },
    'campaigns.get': campaigns,
    'campaigns.update': { ...campaigns, body: { status: 'closed' } },
    'campaigns.delete': campaigns,
    ...recordExamples(edition),
    'orders.list': orders,
    'orders.create': { ...orders, body: { status: 'planned', record: contact } },
    'orders.update': {
      ...order,
      body: { status: 'scheduled', scheduledTime: '2026-05-10T14:30:00Z', scheduledTimeTimezone: 'UTC' },
    },
    'orders.delete': order,
    'orders.associate': {
      ...orders,
      body: { recordUuids: ['7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a', 'a1b2c3d4-e5f6-4a8b-9c0d-1e2f3a4b5c6d'] },
    },
  }
}

export function runExample(edition: Edition, operation: Operation): Example {
  const asked = Object.entries(examplesOf(edition)).find(([id]) => id === operation.id)?.[1]
  if (!asked) throw new Error(`There is no example for ${operation.id}`)
  const base = createBase(loadScenario(findScenario(asked.scenario), { edition }))
  const settings = { edition, clock: { mode: 'frozen', speed: 1 }, sandbox: null, report: () => {} } as const
  const world = new World({ ...settings, history: { maxSteps: 0, maxBytes: 0 } }, base)
  const input = {
    params: asked.params ?? {},
    query: operation.query?.parse({}),
    body: operation.body?.parse(asked.body),
  }
  const value = operation.handle({ world, references: 'strict' }, input)
  if (value instanceof Problem)
    throw new Error(`The example for ${operation.id} is refused: ${value.message} ${JSON.stringify(value.errors)}`)
  const text = new Encoder().encode(world, operation, value)
  return { body: asked.body, answer: text === undefined ? undefined : JSON.parse(text) }
}
