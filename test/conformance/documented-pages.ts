/** The example data of the API reference, key by key. */

const schedule = { mon: { start: '09:00', end: '17:00' }, tue: { start: '09:00', end: '17:00' } }

export const documentedCampaign = {
  uuid: '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5',
  name: 'Summer Promotion 2026',
  description: 'Direct outreach for new property listings',
  status: 'active',
  type: 'outbound',
  timezone: 'Europe/London',
  schedule,
  recordTypeUuid: '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a',
  outboundAssistantUuid: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  inboundAssistantUuid: null,
  outboundPhoneUuid: '9z8y7x6w-5v4u-3t2s-1r0q-9p8o7n6m5l4k',
  inboundPhoneUuid: null,
  createdAt: '2026-04-10T09:24:11Z',
  updatedAt: '2026-04-22T13:58:02Z',
}

export const documentedCampaigns = {
  campaigns: [
    documentedCampaign,
    {
      uuid: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
      name: 'Customer Support Inbound',
      description: 'General support line handling',
      status: 'active',
      type: 'inbound',
      timezone: 'UTC',
      schedule: null,
      recordTypeUuid: null,
      outboundAssistantUuid: null,
      inboundAssistantUuid: '3c4d5e6f-1a2b-4a8b-9c0d-1e2f3a4b5c6d',
      outboundPhoneUuid: null,
      inboundPhoneUuid: '5v4u3t2s-9z8y-7x6w-1r0q-9p8o7n6m5l4k',
      createdAt: '2026-03-15T10:00:00Z',
      updatedAt: '2026-04-20T11:30:00Z',
    },
  ],
  total: 2,
  page: 1,
  limit: 10,
  totalPages: 1,
}

/** The structure of a schedule, as the update of a campaign shows it. */
export const documentedSchedule = { ...schedule, wed: { start: '09:00', end: '17:00' } }

export const documentedRecord = {
  uuid: 'record_9z8y7x6w5v4u3t2s1r0q',
  name: 'John Doe',
  firstName: 'John',
  lastName: 'Doe',
  email: 'john.doe@example.com',
  phoneNumber: '+1234567890',
  country: 'US',
  status: 'active',
  parameters: { amount: 50, last_visit: '2026-04-01' },
  createdAt: '2026-04-10T09:24:11Z',
  updatedAt: '2026-04-22T13:58:02Z',
}

export const documentedRecords = { records: [documentedRecord], total: 1, page: 1, limit: 10, totalPages: 1 }

export const documentedLocalRecord = {
  uuid: 'record_12345',
  recordTypeUuid: '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a',
  firstName: 'John',
  lastName: 'Doe',
  phone: '+1234567890',
  parameters: { amount: 50, last_visit: '2026-04-01' },
  status: 'active',
  createdAt: '2026-04-10T09:24:11Z',
  updatedAt: '2026-04-22T13:58:02Z',
}

export const documentedLocalRecords = { records: [documentedLocalRecord], total: 1, page: 1, limit: 10 }

export const documentedOrder = {
  uuid: 'order_9z8y7x6w5v4u3t2s1r0q',
  campaignUuid: 'campaign_12345',
  status: 'planned',
  scheduledTime: '2026-05-10T14:30:00Z',
  scheduledTimeTimezone: 'UTC',
  scheduledDurationSeconds: 600,
  price: 10.5,
  currencyCode: 'USD',
  instructions: 'Mention the early bird discount.',
  record: { uuid: 'record_12345', name: 'John Doe', phoneNumber: '+1234567890' },
}

export const documentedOrders = { orders: [documentedOrder], total: 1, page: 1, limit: 10, totalPages: 1 }

export const documentedCreatedOrder = {
  uuid: 'order_9z8y7x6w5v4u3t2s1r0q',
  status: 'planned',
  record: {
    uuid: 'record_12345',
    name: 'John Doe',
    email: 'john@doe.com',
    phoneNumber: '+1234567890',
    parameters: { company: 'Acme Corp' },
  },
}

export const documentedAssociate = {
  recordUuids: ['7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a', 'a1b2c3d4-e5f6-4a8b-9c0d-1e2f3a4b5c6d'],
}
