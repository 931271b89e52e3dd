import { orderStatuses } from '../../src/contract/order-statuses.ts'
import type { Scenario } from '../../src/contract/scenarios.ts'

/** The account that the cases ask about. Its ids have no particular form: they are opaque. */

export const now = '2026-05-04T08:00:00Z'

export const type = { lead: 'type-lead', patient: 'type-patient', bare: 'type-bare' } as const
export const assistant = { mia: 'assistant-mia', tom: 'assistant-tom' } as const
export const line = { main: 'phone-main', second: 'phone-second' } as const

export const campaign = {
  draft: 'campaign-draft',
  active: 'campaign-active',
  paused: 'campaign-paused',
  completed: 'campaign-completed',
  archived: 'campaign-archived',
  closed: 'campaign-closed',
  /** Without a record type. */
  open: 'campaign-open',
  /** Its record type has a required field. */
  patients: 'campaign-patients',
  /** Holds a contact in every status, and more than two pages of them. */
  full: 'campaign-full',
} as const

export const record = {
  ada: 'record_ada',
  grace: 'record_grace',
  zoe: 'record_zoe',
  paul: 'record_paul',
  /** On a do-not-call order in the active campaign. */
  never: 'record_never',
  /** Someone else with the same number, in the open campaign. */
  twin: 'record_twin',
} as const

export const order = {
  planned: 'order_planned',
  scheduled: 'order_scheduled',
  never: 'order_never',
  twin: 'order_twin',
} as const

export const neverNumber = '+14155550177'

export const bulk = 25
const two = (index: number) => String(index).padStart(2, '0')
export const bulkRecord = (index: number) => `record_bulk_${two(index)}`
export const bulkOrder = (index: number) => `order_bulk_${two(index)}`

/** The statuses of the orders of the full campaign, the oldest first. */
export const bulkStatus = (index: number) => orderStatuses[index % orderStatuses.length] ?? 'registered'

export const world: Scenario = {
  name: 'conformance',
  now,
  seed: 1,
  recordTypes: [
    {
      uuid: type.lead,
      name: 'Lead',
      fields: [
        { key: 'company', type: 'text' },
        { key: 'score', type: 'number' },
        { key: 'vip', type: 'boolean' },
        { key: 'since', type: 'date' },
        { key: 'seenAt', type: 'datetime' },
        { key: 'stage', type: 'select', options: ['new', 'won', 'lost'] },
        { key: 'work', type: 'email' },
        { key: 'mobile', type: 'phone' },
        { key: 'site', type: 'url' },
      ],
    },
    {
      uuid: type.patient,
      name: 'Patient',
      fields: [
        { key: 'insurance', type: 'text', required: true },
        { key: 'age', type: 'number' },
      ],
    },
    { uuid: type.bare, name: 'Bare', fields: [] },
  ],
  assistants: [
    { uuid: assistant.mia, name: 'Mia' },
    { uuid: assistant.tom, name: 'Tom' },
  ],
  phones: [
    { uuid: line.main, name: 'Main', phoneNumber: '+14155550190' },
    { uuid: line.second, name: 'Second', phoneNumber: '+14155550191' },
  ],
  campaigns: [
    { uuid: campaign.draft, name: 'Autumn plans', status: 'draft', createdAt: '2026-01-01T00:00:00Z' },
    {
      uuid: campaign.active,
      name: 'Summer Promotion',
      description: 'Beach houses',
      status: 'active',
      type: 'outbound',
      timezone: 'Europe/London',
      schedule: { mon: { start: '09:00', end: '17:00' } },
      recordTypeUuid: type.lead,
      outboundAssistantUuid: assistant.mia,
      inboundAssistantUuid: null,
      outboundPhoneUuid: line.main,
      inboundPhoneUuid: null,
      createdAt: '2026-01-02T00:00:00Z',
    },
    { uuid: campaign.paused, name: 'Winter sale (50% off)', status: 'paused', createdAt: '2026-01-03T00:00:00Z' },
    {
      uuid: campaign.completed,
      name: 'Spring',
      description: 'ZÜRICH, and its résumé',
      status: 'completed',
      createdAt: '2026-01-04T00:00:00Z',
    },
    { uuid: campaign.archived, name: 'Old summer', status: 'archived', createdAt: '2026-01-05T00:00:00Z' },
    {
      uuid: campaign.closed,
      name: 'Support line',
      status: 'closed',
      type: 'inbound',
      createdAt: '2026-01-06T00:00:00Z',
    },
    { uuid: campaign.open, name: 'Anyone', status: 'active', createdAt: '2026-01-07T00:00:00Z' },
    {
      uuid: campaign.patients,
      name: 'Check-ups',
      status: 'active',
      recordTypeUuid: type.patient,
      createdAt: '2026-01-08T00:00:00Z',
    },
    {
      uuid: campaign.full,
      name: 'Full house',
      status: 'active',
      recordTypeUuid: type.bare,
      createdAt: '2026-01-08T00:00:00Z',
    },
  ],
  records: [
    {
      uuid: record.ada,
      recordTypeUuid: type.lead,
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      phoneNumber: '+442071838750',
      country: 'GB',
      parameters: { company: 'Analytical Engines', score: 42, vip: true },
      createdAt: '2026-02-01T00:00:00Z',
      updatedAt: '2026-02-02T00:00:00Z',
    },
    {
      uuid: record.grace,
      recordTypeUuid: type.lead,
      firstName: 'Grace',
      lastName: 'Hopper',
      phoneNumber: '+14155550142',
      parameters: { company: 'Navy (retired)', stage: 'won' },
      createdAt: '2026-02-03T00:00:00Z',
    },
    {
      uuid: record.zoe,
      recordTypeUuid: type.lead,
      name: 'Zoë 🌻 ÅNGSTRÖM',
      phoneNumber: '+46812345678',
      status: 'inactive',
      createdAt: '2026-02-04T00:00:00Z',
    },
    {
      uuid: record.paul,
      recordTypeUuid: type.patient,
      firstName: 'Paul',
      phoneNumber: '+4930123456',
      parameters: { insurance: 'AOK' },
      createdAt: '2026-02-05T00:00:00Z',
    },
    {
      uuid: record.never,
      recordTypeUuid: type.lead,
      firstName: 'Nora',
      phoneNumber: neverNumber,
      createdAt: '2026-02-06T00:00:00Z',
    },
    {
      uuid: record.twin,
      recordTypeUuid: type.lead,
      firstName: 'Nils',
      phoneNumber: neverNumber,
      createdAt: '2026-02-06T00:00:00Z',
    },
    ...Array.from({ length: bulk }, (_, index) => ({
      uuid: bulkRecord(index),
      recordTypeUuid: type.bare,
      firstName: 'Bulk',
      lastName: `Number ${two(index)}`,
      phoneNumber: `+1415555${2000 + index}`,
      createdAt: `2026-01-20T00:00:${two(index)}Z`,
    })),
  ],
  orders: [
    {
      uuid: order.planned,
      campaignUuid: campaign.active,
      recordUuid: record.ada,
      status: 'planned',
      scheduledTimeTimezone: 'UTC',
      scheduledDurationSeconds: 600,
      price: 10.5,
      currencyCode: 'USD',
      instructions: 'Mention the discount.',
      createdAt: '2026-02-10T00:00:00Z',
    },
    {
      uuid: order.scheduled,
      campaignUuid: campaign.active,
      recordUuid: record.grace,
      status: 'scheduled',
      scheduledTime: '2026-05-10T14:30:00Z',
      createdAt: '2026-02-11T00:00:00Z',
    },
    {
      uuid: order.never,
      campaignUuid: campaign.active,
      recordUuid: record.never,
      status: 'do-not-call',
      createdAt: '2026-02-12T00:00:00Z',
    },
    {
      uuid: order.twin,
      campaignUuid: campaign.open,
      recordUuid: record.twin,
      status: 'registered',
      createdAt: '2026-02-12T00:00:00Z',
    },
    ...Array.from({ length: bulk }, (_, index) => ({
      uuid: bulkOrder(index),
      campaignUuid: campaign.full,
      recordUuid: bulkRecord(index),
      status: bulkStatus(index),
      scheduledTime: '2026-05-20T10:00:00Z',
      createdAt: '2026-02-20T00:00:00Z',
    })),
  ],
  calls: [
    {
      orderUuid: order.planned,
      attempt: 1,
      startedAt: '2026-03-01T10:00:00Z',
      endedAt: '2026-03-01T10:00:03Z',
      outcome: 'busy',
    },
    {
      orderUuid: order.planned,
      attempt: 2,
      startedAt: '2026-03-01T11:00:00Z',
      endedAt: '2026-03-01T11:00:25Z',
      outcome: 'no-answer',
    },
  ],
}
