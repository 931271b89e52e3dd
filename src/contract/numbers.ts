import { z } from 'zod'
import { earliest, latest } from './timestamps.ts'

/** A whole number as a query carries it: text of digits. `why` follows the limits in the error message. */
export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER, why = '') =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}${why}`,
    })
    .transform(Number)
    .meta({ type: 'integer', minimum: least, maximum: most })

/** How many of a unit of time lie between the first and the last timestamp. */
export const withinTime = (unitMs = 1) =>
  wholeNumber(0, Math.floor((latest - earliest) / unitMs), ', because timestamps reach from 1970 to 9999')
