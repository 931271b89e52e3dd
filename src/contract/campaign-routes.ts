import { done } from './answers.ts'
import { campaign, campaignCreate, campaignList, campaignListQuery, campaignUpdate } from './campaigns.ts'
import type { Route } from './define-route.ts'

const path = '/api/campaigns/{uuid}'
const scenario = 'documented-campaigns'
const example = { scenario, params: { uuid: '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5' } }

export const campaignRoutes = {
  'campaigns.list': {
    method: 'GET',
    path: '/api/campaigns',
    summary: 'List campaigns',
    query: campaignListQuery,
    answer: { kind: 'page', status: 200, schema: campaignList, key: 'campaigns', totalPages: true },
    example: { scenario },
  },
  'campaigns.create': {
    method: 'POST',
    path: '/api/campaigns',
    summary: 'Create a campaign',
    body: campaignCreate,
    answer: { kind: 'row', status: 201, schema: campaign },
    example: {
      scenario,
      body: {
        name: 'Summer Promotion 2026',
        description: 'Direct outreach for new property listings',
        status: 'active',
        type: 'outbound',
        timezone: 'Europe/London',
        schedule: { mon: { start: '09:00', end: '17:00' }, tue: { start: '09:00', end: '17:00' } },
        recordTypeUuid: '7d4f10a2-b91c-4d5e-6f7a-8b9c0d1e2f3a',
        outboundAssistantUuid: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
        outboundPhoneUuid: '9z8y7x6w-5v4u-3t2s-1r0q-9p8o7n6m5l4k',
      },
    },
  },
  'campaigns.get': {
    method: 'GET',
    path,
    summary: 'Get a campaign',
    refusals: [404],
    answer: { kind: 'row', status: 200, schema: campaign },
    example,
  },
  'campaigns.update': {
    method: 'PATCH',
    path,
    summary: 'Update a campaign',
    body: campaignUpdate,
    refusals: [404],
    answer: { kind: 'row', status: 200, schema: campaign },
    example: { ...example, body: { status: 'closed' } },
  },
  'campaigns.delete': {
    method: 'DELETE',
    path,
    summary: 'Delete a campaign with its orders',
    refusals: [404],
    answer: { kind: 'body', status: 200, schema: done },
    example,
  },
} as const satisfies Readonly<Record<string, Route>>
