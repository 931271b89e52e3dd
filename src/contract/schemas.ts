import { errorBody } from './answers.ts'
import { call } from './calls.ts'
import { campaign, campaignCreate, campaignList, campaignListQuery, campaignUpdate } from './campaigns.ts'
import { fault } from './faults.ts'
import { assistant, phone } from './lines.ts'
import {
  campaignOrder,
  createdOrder,
  orderAssociate,
  orderCreate,
  orderList,
  orderListQuery,
  orderUpdate,
} from './orders.ts'
import { recordType } from './record-types.ts'
import {
  contactCreate,
  hostedRecordCreate,
  hostedRecordDetails,
  hostedRecordList,
  hostedRecordUpdate,
  localRecordCreate,
  localRecordDetails,
  localRecordList,
  localRecordUpdate,
  recordListQuery,
} from './records.ts'
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
  record: hostedRecordDetails,
  recordCreate: hostedRecordCreate,
  recordUpdate: hostedRecordUpdate,
  recordList: hostedRecordList,
  recordListQuery,
  /** A contact as the local edition answers it. */
  localRecord: localRecordDetails,
  localRecordCreate,
  localRecordUpdate,
  localRecordList,
  /** The contact in the body of `orders.create`. */
  contactCreate,
  order: campaignOrder,
  createdOrder,
  orderCreate,
  orderUpdate,
  orderAssociate,
  orderList,
  orderListQuery,
  recordType: recordType.wire,
  assistant: assistant.wire,
  phone: phone.wire,
  call: call.wire,
  error: errorBody,
  fault,
  scenario: scenarioDocument,
  simulatorSettings,
} as const
