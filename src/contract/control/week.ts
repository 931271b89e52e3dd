import { z } from 'zod'
import { weekMs } from '../durations.ts'
import { named } from '../named.ts'
import { withinTime } from '../numbers.ts'

/** The calls of one week of a campaign. */

export const weekQuery = z.strictObject({
  campaign: z.string().meta({ description: 'The id of a campaign.' }),
  back: withinTime(weekMs)
    .optional()
    .meta({ description: 'How many weeks before this one. Default: that of the last call.' }),
})

const quarter = z.number().meta({ description: 'Quarter hours since midnight.' })

const slot = named('WeekSlot', 'How many calls began in half an hour, by how they ended.', {
  slot: z.int().min(0).max(47).meta({ description: 'Half hours since midnight.' }),
  reached: z.int().min(0),
  others: z.int().min(0),
  going: z.int().min(0),
})
export type WeekSlot = z.infer<typeof slot>

const weekDay = named('WeekDay', 'The calls of a day, by the clocks of the campaign.', {
  date: z.string(),
  hours: named('CallingHours', 'The hours in which the campaign may call.', {
    start: quarter,
    end: quarter,
  }).nullable(),
  slots: z.array(slot),
})

export const week = named('Week', 'The calls of a campaign in one week, Monday first.', {
  back: z.int().min(0),
  zone: z.string(),
  days: z.array(weekDay),
  now: named('WallTime', 'What the clocks of the campaign show.', { date: z.string(), quarter }),
})
export type Week = z.infer<typeof week>
