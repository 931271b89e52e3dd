import { errorBody } from './answers.ts'
import { call } from './calls.ts'
import { campaign, campaignCreate, campaignList, campaignListQuery, campaignUpdate } from './campaigns.ts'
import { fault } from './faults.ts'
import { assistant, phone } from './lines.ts'
import * as orders from './orders.ts'
import { recordType } from './record-types.ts'
import * as records from './records.ts'
import { scenarioDocument } from './scenarios.ts'
import { simulatorSettings } from './simulator.ts'

/**
 * The zod schemas that the mock itself validates with.
 * @example
 * const campaign = schemas.campaign.parse(await response.json())
 */
export const schemas = {
  campaign,
  campaignCreate,
  campaignUpdate,
  campaignList,
  campaignListQuery,
  /** A contact as the hosted edition answers it. */
  record: records.hostedRecordDetails,
  recordCreate: records.hostedRecordCreate,
  recordUpdate: records.hostedRecordUpdate,
  recordList: records.hostedRecordList,
  recordListQuery: records.recordListQuery,
  /** A contact as the local edition answers it. */
  localRecord: records.localRecordDetails,
  localRecordCreate: records.localRecordCreate,
  localRecordUpdate: records.localRecordUpdate,
  localRecordList: records.localRecordList,
  /** The contact in the body of `orders.create`. */
  contactCreate: records.contactCreate,
  order: orders.campaignOrder,
  createdOrder: orders.createdOrder,
  orderCreate: orders.orderCreate,
  orderUpdate: orders.orderUpdate,
  orderAssociate: orders.orderAssociate,
  orderList: orders.orderList,
  orderListQuery: orders.orderListQuery,
  recordType: recordType.wire,
  assistant: assistant.wire,
  phone: phone.wire,
  call: call.wire,
  error: errorBody,
  fault,
  scenario: scenarioDocument,
  simulatorSettings,
} as const
