import { z } from 'zod'
import { type ControlRow, defineControl } from './row.ts'

/** Many reads in one request: a browser has few connections for each host. */

const batchBody = z.strictObject({ paths: z.array(z.string().startsWith('/')).max(500) })

export const batchRows: readonly ControlRow[] = [
  defineControl({
    id: 'batch',
    method: 'POST',
    path: '/batch',
    summary: 'Answers several GET requests of the control API at once',
    body: batchBody,
    handle: (_, { body: { paths }, read }) => ({ answers: paths.map(read) }),
  }),
]
