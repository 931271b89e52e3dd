import { done } from '../contract/answers.ts'
import {
  campaign,
  campaignCreate,
  campaignList,
  campaignListQuery,
  campaignUpdate,
  toCampaign,
} from '../contract/campaigns.ts'
import type { CampaignRow } from '../contract/models.ts'
import { defineOperation, type Operation, type Representation } from './operation.ts'
import { danglingReferences, insert, notFound, pageOfList, pageOfRows, toSearchWord } from './rows.ts'

const asCampaign: Representation<CampaignRow> = { wire: toCampaign }

export const campaignOperations: readonly Operation[] = [
  defineOperation({
    id: 'campaigns.list',
    method: 'GET',
    path: '/api/campaigns',
    summary: 'List campaigns',
    query: campaignListQuery,
    handle({ world }, { query }) {
      const { campaign } = world.tables
      const word = toSearchWord(query.search)
      if (word === undefined) {
        return pageOfList(
          campaign,
          query.status ? campaign.list('status', query.status) : campaign.list('all', ''),
          query,
        )
      }
      const found = campaign.search(word).map((stored) => stored.row)
      return pageOfRows(query.status ? found.filter((row) => row.status === query.status) : found, query)
    },
    answer: { kind: 'page', status: 200, schema: campaignList, as: asCampaign, key: 'campaigns', totalPages: true },
  }),
  defineOperation({
    id: 'campaigns.create',
    method: 'POST',
    path: '/api/campaigns',
    summary: 'Create a campaign',
    body: campaignCreate,
    check: (scope, { body }) => danglingReferences(scope, 'campaign', body),
    handle: ({ world }, { body }) => insert(world, 'campaign', body),
    answer: { kind: 'row', status: 201, schema: campaign, as: asCampaign },
  }),
  defineOperation({
    id: 'campaigns.get',
    method: 'GET',
    path: '/api/campaigns/{uuid}',
    summary: 'Get a campaign',
    refusals: [404],
    handle: ({ world }, { params }) => world.tables.campaign.get(params.uuid) ?? notFound('campaign', params.uuid),
    answer: { kind: 'row', status: 200, schema: campaign, as: asCampaign },
  }),
  defineOperation({
    id: 'campaigns.update',
    method: 'PATCH',
    path: '/api/campaigns/{uuid}',
    summary: 'Update a campaign',
    body: campaignUpdate,
    check: (scope, { body }) => danglingReferences(scope, 'campaign', body),
    refusals: [404],
    handle({ world }, { params, body }) {
      const before = world.tables.campaign.get(params.uuid)
      if (!before) return notFound('campaign', params.uuid)
      return world.tables.campaign.replace({ ...before, ...body, updatedAt: world.clock.timestamp })
    },
    answer: { kind: 'row', status: 200, schema: campaign, as: asCampaign },
  }),
  defineOperation({
    id: 'campaigns.delete',
    method: 'DELETE',
    path: '/api/campaigns/{uuid}',
    summary: 'Delete a campaign with its orders',
    refusals: [404],
    handle({ world }, { params }) {
      if (!world.tables.campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      world.remove('campaign', params.uuid)
      return { success: true }
    },
    answer: { kind: 'body', status: 200, schema: done },
  }),
]
