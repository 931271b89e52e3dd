import { z } from 'zod'

/** A whole number as a query carries it. */
export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .refine((text) => /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error:
        most === Number.MAX_SAFE_INTEGER
          ? `must be a whole number of ${least} or more`
          : `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)
