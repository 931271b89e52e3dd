import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { endOfDay, id, reference, timeOfDay, timestamp, timezone } from './formats.ts'
import { toForm } from './forms.ts'
import type { Immutable } from './immutable.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { namedStrict } from './named.ts'
import { simulatorSettings } from './simulator.ts'
import { campaignStatuses, settableCampaignStatuses } from './statuses.ts'

export { campaignStatuses, type CampaignStatus, type SettableCampaignStatus } from './statuses.ts'

const campaignStatus = z.enum(campaignStatuses).meta({ id: 'CampaignStatus', description: 'Where a campaign stands.' })
const settableCampaignStatus = z
  .enum(settableCampaignStatuses)
  .meta({ id: 'SettableCampaignStatus', description: 'The statuses a client may set.' })

/** What an update accepts. Edit forms send whole campaigns back, so the current status is always accepted. */
export const settableStatuses = `must be one of ${settableCampaignStatuses.join(', ')}, or the status that the campaign has`
const updatedCampaignStatus = z.enum(campaignStatuses, { error: settableStatuses }).meta({
  id: 'UpdatedCampaignStatus',
  description: `One of ${settableCampaignStatuses.join(', ')}, or the status that the campaign has.`,
})

export const campaignTypes = ['inbound', 'outbound'] as const
const campaignType = z
  .enum(campaignTypes)
  .meta({ id: 'CampaignType', description: 'Whether the campaign takes calls or makes them.' })
/** Whether a campaign calls its contacts or is called by them. */
export type CampaignType = z.infer<typeof campaignType>

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
/** A day of a schedule. */
export type Weekday = (typeof weekdays)[number]

const dayWindow = z
  .strictObject({ start: timeOfDay, end: endOfDay })
  .refine((day) => day.start < day.end, { error: ({ input, path }) => overMidnight(input, path?.at(-1)) })
  .meta({
    id: 'CallingWindow',
    description: 'The part of a day in which calls are made, in the time zone of the campaign.',
  })

/** The error of a window that does not end after it starts. A window over midnight must be written as two. */
function overMidnight(window: unknown, day: PropertyKey | undefined): string {
  const { start, end } = Object.assign({ start: '', end: '' }, window)
  const index = weekdays.findIndex((name) => name === day)
  if (start === end) return 'must end after it starts'
  const tonight = `"${weekdays[index] ?? 'mon'}": {"start":"${start}","end":"24:00"}`
  if (end === '00:00') return `must end after it starts; midnight is written as ${tonight}`
  const tomorrow = `"${weekdays[(index === -1 ? 1 : index + 1) % weekdays.length]}": {"start":"00:00","end":"${end}"}`
  return `must end after it starts; a window over midnight is written as two: ${tonight} and ${tomorrow}`
}

/** The calling hours of one day, as `HH:mm` in the time zone of the campaign. */
export interface CallingWindow extends Immutable<z.infer<typeof dayWindow>> {}
/** The calling hours of a campaign. Days that are left out have none. */
export type Schedule = { readonly [Day in Weekday]?: CallingWindow | undefined }

const day = dayWindow.optional()

/**
 * A misspelt day would silently mean "no calls", so unknown keys are refused here, even without `strict`. This is a
 * refinement, as errors of `z.never()` are those of ordinary unknown keys.
 */
const noOtherDay = z.unknown().refine(() => false, { error: `is not a day: the days are ${weekdays.join(', ')}` })

export const schedule: z.ZodType<Schedule, Schedule> = z
  .object(Object.fromEntries(weekdays.map((name) => [name, day])))
  .catchall(noOtherDay)
  .meta({
    id: 'Schedule',
    description: 'When the campaign calls, day by day; a day that is missing has no calls.',
    additionalProperties: false,
  })

export const campaignDefaults = { status: 'active', type: 'outbound', timezone: 'UTC' } as const

const references = {
  recordTypeUuid: reference.nullable().meta({ description: 'The record type of the contacts in this campaign.' }),
  outboundAssistantUuid: reference.nullable().meta({ description: 'The assistant that makes the calls.' }),
  inboundAssistantUuid: reference.nullable().meta({ description: 'The assistant that answers calls.' }),
  outboundPhoneUuid: reference.nullable().meta({ description: 'The phone that calls are made from.' }),
  inboundPhoneUuid: reference.nullable().meta({ description: 'The phone that calls come in on.' }),
}

const name = z
  .string()
  .regex(/\S/, { error: 'must not be blank' })
  .meta({ description: 'What people call the campaign.' })
const description = z.string().nullable().meta({ description: 'A note for colleagues.' })

export const campaignModel = defineModel({
  id: 'Campaign',
  description: 'A campaign: who is called, by which assistant, and when.',
  title: 'campaign',
  collection: 'campaigns',
  fields: {
    uuid: id,
    name,
    description,
    status: campaignStatus,
    type: campaignType,
    /** `null` counts as UTC. */
    timezone: timezone.nullable(),
    schedule: schedule.nullable(),
    ...references,
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  /** Settings of the call simulator of its own. */
  hidden: { simulator: simulatorSettings.nullable() },
  needed: ['name'],
  defaults: campaignDefaults,
  refs: {
    recordTypeUuid: 'recordType',
    outboundAssistantUuid: 'assistant',
    inboundAssistantUuid: 'assistant',
    outboundPhoneUuid: 'phone',
    inboundPhoneUuid: 'phone',
  },
  lists: { status: (row) => row.status },
  json: ['schedule', 'simulator'],
  text: (row) => [row.name, row.description],
})

/** The schema of a campaign in answers. */
export const campaign = campaignModel.wire
/** A campaign as the API returns it. */
export interface Campaign extends Immutable<z.infer<typeof campaign>> {}
/** A campaign as the store keeps it: with its own settings of the call simulator, which the API does not return. */
export interface CampaignRow extends Immutable<z.infer<typeof campaignModel.row>> {}

/** The optional fields in the body of a create or an update. */
const optional = z
  .strictObject({ description, timezone: timezone.nullable(), schedule: schedule.nullable(), ...references })
  .partial().shape

export const campaignCreate = namedStrict('CampaignCreate', 'What makes a campaign.', {
  name,
  status: settableCampaignStatus,
  type: campaignType,
  ...optional,
  timezone: timezone.nullable().default(campaignDefaults.timezone),
})
/** The body of a request that creates a campaign. */
export interface CampaignCreate extends Immutable<z.input<typeof campaignCreate>> {}

export const campaignUpdate = namedStrict('CampaignUpdate', 'Any part of a campaign that may change.', {
  name: name.optional(),
  status: updatedCampaignStatus.optional(),
  type: campaignType.optional(),
  ...optional,
})
/** The body of a request that changes a campaign. */
export interface CampaignUpdate extends Immutable<z.input<typeof campaignUpdate>> {}

export const campaignListQuery = z.strictObject({
  search: search('Finds campaigns by a part of their name or description, in any case.'),
  status: campaignStatus.optional(),
  page,
  limit,
})

export const campaignList = z
  .object({ campaigns: z.array(campaign), ...totals, totalPages })
  .meta({ id: 'CampaignList', description: 'A page of campaigns.' })
/** A page of campaigns. */
export interface CampaignList extends Immutable<z.infer<typeof campaignList>> {}

/** Converts a stored campaign to the form that the API returns. */
export const toCampaign = toForm(campaign)
