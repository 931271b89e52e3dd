import { z } from 'zod'
import type { Exchange } from '../contract/events.ts'
import { part } from '../operations/rows.ts'
import { networkKinds } from './kinds/network.ts'

export const pageEdges = ['empty', 'only', 'full', 'first', 'middle', 'last', 'past'] as const
type PageEdge = (typeof pageEdges)[number]

export const transition = z.object({
  operation: z.string(),
  status: z.string(),
  /** The status of the order, campaign or contact that the answer is about. */
  subject: z.string().optional(),
  /** What the network did to it. */
  fault: z.string().optional(),
  /** Where the page stands among all rows. */
  page: z.enum(pageEdges).optional(),
})
/** What a request has shown: which operation, how it was answered, what its row is like, where the page ends. */
export interface Transition extends Readonly<z.infer<typeof transition>> {}

/** `fault` is the kind of trouble of the network. Default: the kind of the fault that struck the request. */
export function transitionOf(exchange: Exchange, fault = faultOf(exchange)): Transition {
  const { operation, status, response } = exchange
  return {
    operation: operation ?? 'no operation',
    status: status === 0 ? 'none' : String(status),
    subject: subjectOf(response),
    fault,
    page: pageOf(response),
  }
}

/** The kind of trouble that a fault makes: the one that has the most in common with it. */
function faultOf({ fault }: Exchange): string | undefined {
  if (!fault) return undefined
  const [likest] = Object.entries(networkKinds)
    .map(([name, kind]) => ({ name, effects: Object.entries(kind.fault) }))
    .filter(({ effects }) => effects.length > 0 && effects.every(([key, value]) => isAlike(fault, key, value)))
    .toSorted((one, other) => other.effects.length - one.effects.length)
  return likest?.name
}

/** Bodies and headers may differ. */
function isAlike(fault: object, key: string, value: unknown): boolean {
  return key === 'body' || key === 'headers' || Reflect.get(fault, key) === value
}

/** A transition as a word, to count it by. */
export function toKey({ operation, status, subject, fault, page }: Transition): string {
  return [operation, status, subject ?? '', fault ?? '', page ?? ''].join(' ')
}

function subjectOf(response: unknown): string | undefined {
  const status = part(response, 'status')
  return typeof status === 'string' ? status : undefined
}

function pageOf(response: unknown): PageEdge | undefined {
  const [total, page, limit] = ['total', 'page', 'limit'].map((key) => part(response, key))
  if (typeof total !== 'number' || typeof page !== 'number' || typeof limit !== 'number') return undefined
  const pages = Math.ceil(total / limit)
  if (total === 0) return 'empty'
  if (page > pages) return 'past'
  if (pages === 1) return total === limit ? 'full' : 'only'
  return page === 1 ? 'first' : page === pages ? 'last' : 'middle'
}
