import { settableStatuses, toCampaign } from '../contract/campaigns.ts'
import type { CampaignRow } from '../contract/models.ts'
import { type FieldError, show } from '../contract/problems.ts'
import { isCampaignStatus, isSettable } from '../contract/statuses.ts'
import { danglingReferences } from '../scenarios/row-checks.ts'
import { checkTypeChange } from '../scenarios/row-rules.ts'
import type { World } from '../world/world.ts'
import type { HandlersOf, Representation } from './operation.ts'
import { insert, notFound, pageOfFound, pageOfList, part, toSearchWord } from './rows.ts'

const asCampaign: Representation<CampaignRow> = { wire: toCampaign }

export const campaignHandlers: HandlersOf<'campaigns'> = {
  'campaigns.list': {
    handle({ world }, { query }) {
      const { campaign } = world.tables
      const word = toSearchWord(query.search)
      if (word === undefined) {
        return pageOfList(campaign, query.status ? campaign.list('status', query.status) : campaign.all, query)
      }
      const found = campaign.search(word)
      return pageOfFound(query.status ? found.filter(({ row }) => row.status === query.status) : found, query)
    },
    as: asCampaign,
  },
  'campaigns.create': {
    check: (scope, { body }) => danglingReferences(scope.world, scope.references, 'campaign', body),
    handle: ({ world }, { body }) => insert(world, 'campaign', body),
    as: asCampaign,
  },
  'campaigns.get': {
    handle: ({ world }, { params }) => world.tables.campaign.get(params.uuid) ?? notFound('campaign', params.uuid),
    as: asCampaign,
  },
  'campaigns.update': {
    check(scope, { params, body }) {
      const dangling = danglingReferences(scope.world, scope.references, 'campaign', body)
      const named = new Set(dangling.map(({ field }) => field))
      return [...dangling, ...misfits(scope.world, params.uuid, body).filter(({ field }) => !named.has(field))]
    },
    handle({ world }, { params, body }) {
      const before = world.tables.campaign.get(params.uuid)
      if (!before) return notFound('campaign', params.uuid)
      return world.tables.campaign.replace({ ...before, ...body, updatedAt: world.clock.timestamp })
    },
    as: asCampaign,
  },
  'campaigns.delete': {
    handle({ world }, { params }) {
      if (!world.tables.campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      world.remove('campaign', params.uuid)
      return { success: true }
    },
  },
}

/** The errors of changes that depend on the campaign's state. */
function misfits(world: World, uuid: string, body: unknown): FieldError[] {
  const before = world.tables.campaign.get(uuid)
  if (!before) return []
  const [status, recordTypeUuid] = [part(body, 'status'), part(body, 'recordTypeUuid')]
  const errors: FieldError[] = []
  if (isCampaignStatus(status) && !isSettable(status) && status !== before.status)
    errors.push({ field: 'status', message: `${settableStatuses}, ${before.status}; received ${show(status)}` })
  if (typeof recordTypeUuid === 'string')
    checkTypeChange(world, before, recordTypeUuid, (field, message) => errors.push({ field, message }))
  return errors
}
