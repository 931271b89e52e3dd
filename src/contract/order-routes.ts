import { done, doneWithMessage } from './answers.ts'
import type { Route } from './define-route.ts'
import * as orders from './orders.ts'

const paths = {
  all: '/api/campaigns/{uuid}/orders',
  one: '/api/campaigns/{uuid}/orders/{orderUuid}',
  associate: '/api/campaigns/{uuid}/orders/associate',
} as const
const campaign = { scenario: 'documented-orders', params: { uuid: 'campaign_12345' } }
const order = { ...campaign, params: { ...campaign.params, orderUuid: 'order_9z8y7x6w5v4u3t2s1r0q' } }

export const orderRoutes = {
  'orders.list': {
    method: 'GET',
    path: paths.all,
    summary: 'List the orders of a campaign',
    query: orders.orderListQuery,
    refusals: [404],
    answer: { kind: 'page', status: 200, schema: orders.orderList, key: 'orders', totalPages: true },
    example: campaign,
  },
  'orders.create': {
    method: 'POST',
    path: paths.all,
    summary: 'Create a record and its order in a campaign',
    body: orders.orderCreate,
    refusals: [404],
    answer: { kind: 'row', status: 201, schema: orders.createdOrder },
    example: {
      ...campaign,
      body: {
        status: 'planned',
        record: {
          firstName: 'John',
          lastName: 'Doe',
          email: 'john@doe.com',
          phoneNumber: '+1234567890',
          parameters: { company: 'Acme Corp' },
        },
      },
    },
  },
  'orders.update': {
    method: 'PATCH',
    path: paths.one,
    summary: 'Update an order',
    body: orders.orderUpdate,
    refusals: [404, 409],
    answer: { kind: 'row', status: 200, schema: orders.campaignOrder },
    example: {
      ...order,
      body: { status: 'scheduled', scheduledTime: '2026-05-10T14:30:00Z', scheduledTimeTimezone: 'UTC' },
    },
  },
  'orders.delete': {
    method: 'DELETE',
    path: paths.one,
    summary: 'Remove a record from a campaign',
    refusals: [404],
    answer: { kind: 'body', status: 200, schema: doneWithMessage },
    example: order,
  },
  'orders.associate': {
    method: 'POST',
    path: paths.associate,
    summary: 'Add existing records to a campaign',
    body: orders.orderAssociate,
    refusals: [404],
    answer: { kind: 'body', status: 200, schema: done },
    example: {
      ...campaign,
      body: { recordUuids: ['7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a', 'a1b2c3d4-e5f6-4a8b-9c0d-1e2f3a4b5c6d'] },
    },
  },
} as const satisfies Readonly<Record<string, Route>>
