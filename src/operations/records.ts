import { doneWithMessage } from '../contract/answers.ts'
import { type Edition, wire } from '../contract/editions.ts'
import { type CallRecord, type CampaignHistory, recordListQuery } from '../contract/records.ts'
import type { World } from '../world/world.ts'
import { changedRecord, insertRecord, misfits } from './contacts.ts'
import { type Answer, defineOperation, type Operation, type Representation } from './operation.ts'
import { danglingReferences, notFound, pageOfList, pageOfRows, part, toSearchWord } from './rows.ts'

/** The campaigns a contact is in, and what became of it there. */
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

/** The operations on contacts: the only ones in which the editions differ. */
export function recordOperations(edition: Edition): readonly Operation[] {
  const format = wire[edition]
  const asRecord: Representation<CallRecord> = { wire: (row) => format.toRecord(row) }
  const asDetails: Representation<CallRecord> = {
    ...asRecord,
    extras(world, record) {
      const campaigns = historyOf(world, record)
      return campaigns.length > 0 ? { campaigns } : undefined
    },
  }
  const deleted: Answer =
    format.deletedRecord.status === 204
      ? { kind: 'nothing', status: 204 }
      : { kind: 'body', status: 200, schema: doneWithMessage }

  return [
    defineOperation({
      id: 'records.list',
      method: 'GET',
      path: '/api/records',
      summary: 'List records',
      query: recordListQuery,
      handle({ world }, { query }) {
        const { tables, joins } = world
        const { recordTypeUuid, campaignUuid } = query
        const list =
          campaignUuid !== undefined
            ? joins.recordsOf(campaignUuid, recordTypeUuid)
            : recordTypeUuid !== undefined
              ? tables.record.list('recordType', recordTypeUuid)
              : tables.record.list('all', '')
        const word = toSearchWord(query.search)
        if (word === undefined) return pageOfList(tables.record, list, query)
        const inCampaign = (uuid: string) =>
          tables.order.lookup('record', uuid).some((order) => order.campaignUuid === campaignUuid)
        const found = tables.record
          .search(word)
          .filter(
            ({ row }) =>
              (recordTypeUuid === undefined || row.recordTypeUuid === recordTypeUuid) &&
              (campaignUuid === undefined || inCampaign(row.uuid)),
          )
        return pageOfRows(
          found.map((stored) => stored.row),
          query,
        )
      },
      answer: {
        kind: 'page',
        status: 200,
        schema: format.recordList,
        as: asRecord,
        key: 'records',
        totalPages: format.totalPages,
      },
    }),
    defineOperation({
      id: 'records.create',
      method: 'POST',
      path: '/api/records',
      summary: 'Create a record',
      body: format.recordCreate,
      check: (scope, { body }) => [
        ...danglingReferences(scope, 'record', body),
        ...misfits(scope.world, part(body, 'recordTypeUuid'), part(body, 'parameters') ?? {}, 'parameters'),
      ],
      handle: ({ world }, { body }) => insertRecord(world, body.recordTypeUuid, body),
      answer: { kind: 'row', status: 201, schema: format.record, as: asRecord },
    }),
    defineOperation({
      id: 'records.get',
      method: 'GET',
      path: '/api/records/{uuid}',
      summary: 'Get a record and its campaigns',
      refusals: [404],
      handle: ({ world }, { params }) => world.tables.record.get(params.uuid) ?? notFound('record', params.uuid),
      answer: { kind: 'row', status: 200, schema: format.recordDetails, as: asDetails },
    }),
    defineOperation({
      id: 'records.update',
      method: 'PATCH',
      path: '/api/records/{uuid}',
      summary: 'Update a record',
      body: format.recordUpdate,
      check({ world }, { params, body }) {
        const before = world.tables.record.get(params.uuid)
        return before
          ? misfits(world, before.recordTypeUuid, part(body, 'parameters'), 'parameters', before.parameters)
          : []
      },
      refusals: [404],
      handle({ world }, { params, body }) {
        const before = world.tables.record.get(params.uuid)
        return before
          ? world.tables.record.replace(changedRecord(world, before, body))
          : notFound('record', params.uuid)
      },
      answer: { kind: 'row', status: 200, schema: format.record, as: asRecord },
    }),
    defineOperation({
      id: 'records.delete',
      method: 'DELETE',
      path: '/api/records/{uuid}',
      summary: 'Delete a record and its places in campaigns',
      refusals: [404],
      handle({ world }, { params }) {
        if (!world.tables.record.get(params.uuid)) return notFound('record', params.uuid)
        world.remove('record', params.uuid)
        return format.deletedRecord.body
      },
      answer: deleted,
    }),
  ]
}
