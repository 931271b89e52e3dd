import { z } from 'zod'
import { wholeNumber } from '../numbers.ts'

/** The calls of one week of a campaign. */

export const weekQuery = z.strictObject({
  campaign: z.string().meta({ description: 'The id of a campaign.' }),
  back: wholeNumber(0)
    .optional()
    .meta({ description: 'How many weeks before this one. Default: that of the last call.' }),
})

const quarter = z.number().meta({ description: 'Quarter hours since midnight.' })

const slot = z
  .object({
    slot: z.int().min(0).max(47).meta({ description: 'Half hours since midnight.' }),
    reached: z.int().min(0),
    others: z.int().min(0),
    going: z.int().min(0),
  })
  .meta({ id: 'WeekSlot', description: 'How many calls began in half an hour, by how they ended.' })
export type WeekSlot = z.infer<typeof slot>

const weekDay = z
  .object({
    date: z.string(),
    hours: z
      .object({ start: quarter, end: quarter })
      .meta({ id: 'CallingHours', description: 'The hours in which the campaign may call.' })
      .nullable(),
    slots: z.array(slot),
  })
  .meta({ id: 'WeekDay', description: 'The calls of a day, by the clocks of the campaign.' })

export const week = z
  .object({
    back: z.int().min(0),
    zone: z.string(),
    days: z.array(weekDay),
    now: z
      .object({ date: z.string(), quarter })
      .meta({ id: 'WallTime', description: 'What the clocks of the campaign show.' }),
  })
  .meta({ id: 'Week', description: 'The calls of a campaign in one week, Monday first.' })
export type Week = z.infer<typeof week>
