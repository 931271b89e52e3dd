import { leadsToCall, whyForbidden } from '../contract/do-not-call.ts'
import type { Edition } from '../contract/edition.ts'
import { wire } from '../contract/editions.ts'
import type { CallRecord, CampaignHistory } from '../contract/records.ts'
import { danglingReferences } from '../scenarios/row-checks.ts'
import type { Stored } from '../world/stored.ts'
import type { World } from '../world/world.ts'
import { changedRecord, insertRecord, misfits } from './contacts.ts'
import type { HandlersOf, Representation, Scope } from './operation.ts'
import { notFound, pageOfFound, pageOfList, part, toSearchWord } from './rows.ts'

/** The campaigns of a contact, with the result of each. */
function historyOf(world: World, record: CallRecord): CampaignHistory[] {
  const { campaign, order, call } = world.tables
  return order.lookup('record', record.uuid).map(({ uuid, campaignUuid, status }) => ({
    campaignUuid,
    campaignName: campaign.get(campaignUuid)?.name ?? '',
    orderUuid: uuid,
    status,
    lastCallAt: call.lookup('order', uuid).at(-1)?.startedAt ?? null,
  }))
}

const shown: Readonly<Record<Edition, Representation<CallRecord>>> = {
  hosted: { wire: wire.hosted.toRecord },
  local: { wire: wire.local.toRecord },
}

/** The same with the campaigns of the contact, if there are any. */
function extras(world: World, record: CallRecord): object | undefined {
  const campaigns = historyOf(world, record)
  return campaigns.length > 0 ? { campaigns } : undefined
}
const shownInDetail: Readonly<Record<Edition, Representation<CallRecord>>> = {
  hosted: { ...shown.hosted, extras },
  local: { ...shown.local, extras },
}

/** Notes that orders which wait for a call will not get it, because of the new number. */
function warnOfForbiddenCall({ world, warn }: Scope, { uuid, phoneNumber }: CallRecord): void {
  const waiting = world.tables.order.lookup('record', uuid).find((order) => leadsToCall(order.status))
  const forbidding = waiting && world.joins.doNotCallOrder(phoneNumber)
  if (forbidding) warn(`the order ${waiting.uuid} leads to no call: ${whyForbidden(forbidding, phoneNumber)}`)
}

export const recordHandlers: HandlersOf<'records'> = {
  'records.list': {
    handle({ world }, { query }) {
      const { tables, joins } = world
      const { recordTypeUuid, campaignUuid } = query
      const list =
        campaignUuid !== undefined
          ? joins.recordsOf(campaignUuid, recordTypeUuid)
          : recordTypeUuid !== undefined
            ? tables.record.list('recordType', recordTypeUuid)
            : tables.record.all
      const word = toSearchWord(query.search)
      if (word === undefined) return pageOfList(tables.record, list, query)
      const inCampaign = (uuid: string) =>
        tables.order.lookup('record', uuid).some((order) => order.campaignUuid === campaignUuid)
      const found = tables.record.search(word)
      if (recordTypeUuid === undefined && campaignUuid === undefined) return pageOfFound(found, query)
      const fits = ({ row }: Stored<CallRecord>) =>
        (recordTypeUuid === undefined || row.recordTypeUuid === recordTypeUuid) &&
        (campaignUuid === undefined || inCampaign(row.uuid))
      return pageOfFound(found.filter(fits), query)
    },
    as: shown,
  },
  'records.create': {
    check: (scope, { body }) => [
      ...danglingReferences(scope.world, scope.references, 'record', body),
      ...misfits(scope.world, part(body, 'recordTypeUuid'), part(body, 'parameters') ?? {}, 'parameters'),
    ],
    handle: ({ world }, { body }) => insertRecord(world, body.recordTypeUuid, body),
    as: shown,
  },
  'records.get': {
    handle: ({ world }, { params }) => world.tables.record.get(params.uuid) ?? notFound('record', params.uuid),
    as: shownInDetail,
  },
  'records.update': {
    check({ world }, { params, body }) {
      const before = world.tables.record.get(params.uuid)
      return before
        ? misfits(world, before.recordTypeUuid, part(body, 'parameters'), 'parameters', before.parameters)
        : []
    },
    handle(scope, { params, body }) {
      const { world } = scope
      const before = world.tables.record.get(params.uuid)
      if (!before) return notFound('record', params.uuid)
      const after = changedRecord(world, before, body)
      if (after.phoneNumber !== before.phoneNumber) warnOfForbiddenCall(scope, after)
      return world.tables.record.replace(after)
    },
    as: shown,
  },
  'records.delete': {
    handle({ world }, { params }) {
      if (!world.tables.record.get(params.uuid)) return notFound('record', params.uuid)
      world.remove('record', params.uuid)
      return { success: true, message: 'Record deleted successfully' }
    },
  },
}
