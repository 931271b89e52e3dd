import { z } from 'zod'
import { wholeNumber } from './numbers.ts'

/** Paging, shared by every list: the page's number, its size, and the totals of the answer. */

const defaultPage = 1
const defaultLimit = 10
const largestLimit = 100

export const page = wholeNumber(1).default(defaultPage).meta({ description: 'The page to answer, counted from 1.' })

export const limit = wholeNumber(1, largestLimit)
  .default(defaultLimit)
  .meta({ description: 'How many rows a page holds.' })

/** Whether a parameter of a list chooses the page; all others are filters. */
export function isPaging(parameter: string): boolean {
  return parameter === 'page' || parameter === 'limit'
}

export const search = (description: string) => z.string().optional().meta({ description })

const count = z.int().min(0)

/** The totals behind the rows of a list, in the order of the wire. */
export const totals = {
  total: count.meta({ description: 'How many rows match, over all pages.' }),
  page: count.meta({ description: 'The number of this page.' }),
  limit: count.meta({ description: 'How many rows a page holds.' }),
}

/** One page of rows out of all that match. */
export interface Page<Row> extends Readonly<z.infer<z.ZodObject<typeof totals>>> {
  readonly rows: readonly Row[]
}

export const totalPages = count.meta({ description: 'How many pages there are.' })
