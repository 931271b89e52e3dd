import type { CampaignDraft, OrderDraft, RecordDraft } from '../contract/scenarios.ts'

/** The rows of the plain world. */

/** Returns the number of a row, counted from 1, with leading zeros: as a text, or as code that makes this text from `index`. */
export type RowNumber = (length: number) => string

export function rowNumber(index: number): RowNumber {
  return (length) => String(index + 1).padStart(length, '0')
}

export const plainRows = {
  campaign: (number: RowNumber): CampaignDraft => ({
    uuid: `00000000-0000-4000-8000-${number(12)}`,
    name: `Campaign ${number(1)}`,
    description: null,
  }),
  record: (number: RowNumber): RecordDraft => ({
    uuid: `record_${number(20)}`,
    recordTypeUuid: null,
    firstName: 'Ada',
    lastName: `Contact ${number(1)}`,
    email: `ada.${number(1)}@example.com`,
    phoneNumber: `+1415555${number(4)}`,
    country: 'US',
    parameters: {},
  }),
  order: (number: RowNumber, campaignUuid: string): OrderDraft => ({
    uuid: `order_${number(20)}`,
    campaignUuid,
    recordUuid: `record_${number(20)}`,
    status: 'planned',
  }),
}
