import { z } from 'zod'
import { id, reference, timeOfDay, timestamp, timezone } from './formats.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { simulatorSettings } from './simulator.ts'
import {
  campaignStatuses,
  type CampaignStatus,
  settableCampaignStatuses,
  type SettableCampaignStatus,
} from './statuses.ts'

export { campaignStatuses, type CampaignStatus, type SettableCampaignStatus } from './statuses.ts'

const campaignStatus = z.enum(campaignStatuses).meta({ id: 'CampaignStatus', description: 'Where a campaign stands.' })
const settableCampaignStatus = z.enum(settableCampaignStatuses).meta({ description: 'The statuses a client may set.' })

export const campaignTypes = ['inbound', 'outbound'] as const
const campaignType = z
  .enum(campaignTypes)
  .meta({ id: 'CampaignType', description: 'Whether the campaign takes calls or makes them.' })
export type CampaignType = z.infer<typeof campaignType>

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const dayWindow = z
  .strictObject({ start: timeOfDay, end: timeOfDay })
  .refine((day) => day.start < day.end, { error: 'must end after it starts' })
  .meta({
    id: 'CallingWindow',
    description: 'The part of a day in which calls are made, in the time zone of the campaign.',
  })

const day = dayWindow.optional()

/**
 * A misspelt day would silently mean "no calls", so unknown keys are refused here whatever `strict` says:
 * by a refinement, as `z.never()` would make them ordinary unknown keys.
 */
const noOtherDay = z.unknown().refine(() => false, { error: `is not a day: the days are ${weekdays.join(', ')}` })

export const schedule = z
  .object({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
  .catchall(noOtherDay)
  .meta({
    id: 'Schedule',
    description: 'When the campaign calls, day by day; a day that is missing has no calls.',
    additionalProperties: false,
  })
export interface CallingWindow {
  readonly start: string
  readonly end: string
}
export type Schedule = { readonly [Day in Weekday]?: CallingWindow | undefined }

const references = {
  recordTypeUuid: reference.nullable().meta({ description: 'The record type of the contacts in this campaign.' }),
  outboundAssistantUuid: reference.nullable().meta({ description: 'The assistant that makes the calls.' }),
  inboundAssistantUuid: reference.nullable().meta({ description: 'The assistant that answers calls.' }),
  outboundPhoneUuid: reference.nullable().meta({ description: 'The phone that calls are made from.' }),
  inboundPhoneUuid: reference.nullable().meta({ description: 'The phone that calls come in on.' }),
}

const name = z.string().min(1).meta({ description: 'What people call the campaign.' })
const description = z.string().nullable().meta({ description: 'A note for colleagues.' })

/** A campaign as the API answers it. */
export const campaign = z
  .object({
    uuid: id,
    name,
    description,
    status: campaignStatus,
    type: campaignType,
    timezone: timezone.nullable(),
    schedule: schedule.nullable(),
    ...references,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Campaign', description: 'A campaign: who is called, by which assistant, and when.' })

/** A campaign as the store keeps it: what the API answers, and its own settings of the call simulator. */
export const campaignRow = campaign.extend({ simulator: simulatorSettings.nullable() }).meta({ id: 'CampaignRow' })

export interface Campaign {
  readonly uuid: string
  readonly name: string
  readonly description: string | null
  readonly status: CampaignStatus
  readonly type: CampaignType
  /** `null` counts as UTC. */
  readonly timezone: string | null
  readonly schedule: Schedule | null
  readonly recordTypeUuid: string | null
  readonly outboundAssistantUuid: string | null
  readonly inboundAssistantUuid: string | null
  readonly outboundPhoneUuid: string | null
  readonly inboundPhoneUuid: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

const optional = {
  description: description.optional(),
  timezone: timezone.nullable().optional(),
  schedule: schedule.nullable().optional(),
  recordTypeUuid: references.recordTypeUuid.optional(),
  outboundAssistantUuid: references.outboundAssistantUuid.optional(),
  inboundAssistantUuid: references.inboundAssistantUuid.optional(),
  outboundPhoneUuid: references.outboundPhoneUuid.optional(),
  inboundPhoneUuid: references.inboundPhoneUuid.optional(),
}

export const campaignDefaults = { timezone: 'UTC' } as const

export const campaignCreate = z
  .strictObject({
    name,
    status: settableCampaignStatus,
    type: campaignType,
    ...optional,
    timezone: timezone.nullable().default(campaignDefaults.timezone),
  })
  .meta({ id: 'CampaignCreate', description: 'What makes a campaign.' })
export interface CampaignCreate extends Omit<CampaignUpdate, 'name' | 'status' | 'type'> {
  readonly name: string
  readonly status: SettableCampaignStatus
  readonly type: CampaignType
}

export const campaignUpdate = z
  .strictObject({
    name: name.optional(),
    status: settableCampaignStatus.optional(),
    type: campaignType.optional(),
    ...optional,
  })
  .meta({ id: 'CampaignUpdate', description: 'Any part of a campaign that may change.' })
export interface CampaignUpdate {
  readonly name?: string | undefined
  readonly status?: SettableCampaignStatus | undefined
  readonly type?: CampaignType | undefined
  readonly description?: string | null | undefined
  readonly timezone?: string | undefined
  readonly schedule?: Schedule | null | undefined
  readonly recordTypeUuid?: string | null | undefined
  readonly outboundAssistantUuid?: string | null | undefined
  readonly inboundAssistantUuid?: string | null | undefined
  readonly outboundPhoneUuid?: string | null | undefined
  readonly inboundPhoneUuid?: string | null | undefined
}

export const campaignListQuery = z.strictObject({
  search: search('Finds campaigns by a part of their name or description, in any case.'),
  status: campaignStatus.optional(),
  page,
  limit,
})

export const campaignList = z
  .object({ campaigns: z.array(campaign), ...totals, totalPages })
  .meta({ id: 'CampaignList', description: 'A page of campaigns.' })
export interface CampaignList {
  readonly campaigns: readonly Campaign[]
  readonly total: number
  readonly page: number
  readonly limit: number
  readonly totalPages: number
}

/** Takes what the API answers out of what the store keeps. */
export function toCampaign(row: Campaign): Campaign {
  const { uuid, name, description, status, type, timezone, schedule } = row
  const {
    recordTypeUuid,
    outboundAssistantUuid,
    inboundAssistantUuid,
    outboundPhoneUuid,
    inboundPhoneUuid,
    createdAt,
    updatedAt,
  } = row
  return {
    uuid,
    name,
    description,
    status,
    type,
    timezone,
    schedule,
    recordTypeUuid,
    outboundAssistantUuid,
    inboundAssistantUuid,
    outboundPhoneUuid,
    inboundPhoneUuid,
    createdAt,
    updatedAt,
  }
}
