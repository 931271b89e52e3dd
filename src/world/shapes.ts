import { type Edition, wire } from '../contract/editions.ts'
import type { CampaignRow, Models } from '../contract/models.ts'
import type { CallRecord } from '../contract/records.ts'
import { isRetried } from '../contract/statuses.ts'
import { statusKey } from './keys.ts'
import type { TableShape } from './table.ts'
import { gap } from './texts.ts'

/** What each model is listed, looked up and searched by. */
export type TableShapes = { readonly [Name in keyof Models]: TableShape<Models[Name]> }

function campaignText(campaign: CampaignRow): string {
  return `${campaign.name}${gap}${campaign.description ?? ''}`.toLowerCase()
}

function recordText(edition: Edition): (record: CallRecord) => string {
  const { searched } = wire[edition]
  return (record) => {
    let text = ''
    for (const field of searched) text += `${record[field] ?? ''}${gap}`
    for (const key of Object.keys(record.parameters)) text += `${toText(record.parameters[key])}${gap}`
    return text.toLowerCase()
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

const at = (row: { readonly createdAt: string }) => row.createdAt

function shapesOf(edition: Edition) {
  return {
    recordType: { at, lists: {}, lookups: {}, json: ['fields'] },
    assistant: { at, lists: {}, lookups: {} },
    phone: { at, lists: {}, lookups: {} },
    campaign: {
      at,
      lists: { status: { key: (row) => row.status } },
      lookups: {},
      text: campaignText,
      json: ['schedule', 'simulator'],
    },
    record: {
      at,
      lists: { recordType: { key: (row) => row.recordTypeUuid } },
      lookups: {},
      text: recordText(edition),
      json: ['parameters'],
    },
    order: {
      at,
      lists: {
        campaign: { key: (row) => row.campaignUuid },
        status: { key: (row) => statusKey(row.campaignUuid, row.status) },
        /** Orders that are called at a time of their own. */
        scheduled: {
          key: (row) => (row.status === 'scheduled' ? row.campaignUuid : null),
          rank: (row) => row.dueAt ?? 0,
        },
        /** Orders that were not reached and will be called again. */
        retry: {
          key: (row) => (isRetried(row.status) ? row.campaignUuid : null),
          rank: (row) => row.dueAt ?? 0,
        },
      },
      lookups: { record: (row) => row.recordUuid },
    },
    call: {
      at: (row) => row.startedAt,
      lists: {
        campaign: { key: (row) => row.campaignUuid },
        /** Calls in progress, in the order in which they end. */
        inProgress: { key: (row) => (row.endsAt === null ? null : row.campaignUuid), rank: (row) => row.endsAt ?? 0 },
      },
      lookups: { order: (row) => row.orderUuid },
    },
  } satisfies TableShapes
}

export const shapes: { readonly [Name in Edition]: TableShapes } = {
  hosted: shapesOf('hosted'),
  local: shapesOf('local'),
}
