import { z } from 'zod'

/** A whole number as a query carries it: text of digits. */
export const wholeNumber = (
  least: number,
  most = Number.MAX_SAFE_INTEGER,
  allowed = most === Number.MAX_SAFE_INTEGER
    ? `must be a whole number of ${least} or more`
    : `must be a whole number from ${least} to ${most}`,
) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, { error: allowed })
    .transform(Number)
    .meta({ type: 'integer', minimum: least, maximum: most })
