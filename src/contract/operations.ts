import type { Done, DoneWithMessage } from './answers.ts'
import type { Campaign, CampaignCreate, CampaignList, CampaignStatus, CampaignUpdate } from './campaigns.ts'
import type { Edition } from './editions.ts'
import type { OperationId } from './operation-ids.ts'
import type { OrderStatus } from './order-statuses.ts'
import type { CampaignOrder, CreatedOrder, OrderAssociate, OrderCreate, OrderList, OrderUpdate } from './orders.ts'
import type {
  HostedRecord,
  HostedRecordCreate,
  HostedRecordList,
  HostedRecordUpdate,
  LocalRecord,
  LocalRecordCreate,
  LocalRecordList,
  LocalRecordUpdate,
} from './records.ts'

/** What each operation takes and answers, as types for those who call the API. */

/** What every list is asked for with. */
export interface ListQuery {
  readonly page?: number | undefined
  readonly limit?: number | undefined
  /** A part of what is searched, in any case. */
  readonly search?: string | undefined
}

export interface CampaignListQuery extends ListQuery {
  readonly status?: CampaignStatus | undefined
}

export interface RecordListQuery extends ListQuery {
  readonly recordTypeUuid?: string | undefined
  readonly campaignUuid?: string | undefined
}

export interface OrderListQuery extends ListQuery {
  readonly status?: OrderStatus | undefined
}

/** The contact's forms, which are all in which the editions differ. */
interface RecordForms {
  readonly hosted: {
    readonly record: HostedRecord
    readonly list: HostedRecordList
    readonly create: HostedRecordCreate
    readonly update: HostedRecordUpdate
    readonly deleted: DoneWithMessage
  }
  readonly local: {
    readonly record: LocalRecord
    readonly list: LocalRecordList
    readonly create: LocalRecordCreate
    readonly update: LocalRecordUpdate
    readonly deleted: undefined
  }
}

interface Takes<Params, Query, Body, Answer> {
  /** The parameters of the path; undefined without any, as with the query and the body. */
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
}

interface Uuid {
  readonly uuid: string
}
interface OrderUuids extends Uuid {
  readonly orderUuid: string
}

/**
 * What each operation takes and answers, by its id.
 * @example
 * type Created = Operations['orders.create']['answer']
 * type LocalRecordAnswer = Operations<'local'>['records.get']['answer']
 */
export interface Operations<Spoken extends Edition = 'hosted'> {
  readonly 'campaigns.list': Takes<undefined, CampaignListQuery, undefined, CampaignList>
  readonly 'campaigns.create': Takes<undefined, undefined, CampaignCreate, Campaign>
  readonly 'campaigns.get': Takes<Uuid, undefined, undefined, Campaign>
  readonly 'campaigns.update': Takes<Uuid, undefined, CampaignUpdate, Campaign>
  readonly 'campaigns.delete': Takes<Uuid, undefined, undefined, Done>
  readonly 'records.list': Takes<undefined, RecordListQuery, undefined, RecordForms[Spoken]['list']>
  readonly 'records.create': Takes<undefined, undefined, RecordForms[Spoken]['create'], RecordForms[Spoken]['record']>
  readonly 'records.get': Takes<Uuid, undefined, undefined, RecordForms[Spoken]['record']>
  readonly 'records.update': Takes<Uuid, undefined, RecordForms[Spoken]['update'], RecordForms[Spoken]['record']>
  readonly 'records.delete': Takes<Uuid, undefined, undefined, RecordForms[Spoken]['deleted']>
  readonly 'orders.list': Takes<Uuid, OrderListQuery, undefined, OrderList>
  readonly 'orders.create': Takes<Uuid, undefined, OrderCreate, CreatedOrder>
  readonly 'orders.update': Takes<OrderUuids, undefined, OrderUpdate, CampaignOrder>
  readonly 'orders.delete': Takes<OrderUuids, undefined, undefined, DoneWithMessage>
  readonly 'orders.associate': Takes<Uuid, undefined, OrderAssociate, Done>
}

/** What is said; nothing at all where there is nothing to say. */
type Said<Part> = Part extends object ? Part : unknown

/** All that a request of an operation says: path parameters, query and body in one. */
export type Sent<Id extends OperationId, Spoken extends Edition = Edition> = Spoken extends Edition
  ? Said<Operations<Spoken>[Id]['params']> &
      Said<Operations<Spoken>[Id]['query']> &
      Said<Operations<Spoken>[Id]['body']>
  : never
