import type { ActiveFault, StruckFault } from '../contract/faults.ts'

/** A fault in words. */

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Which requests it strikes. */
export function targetOf({ operation, method, path, query, requestBody }: StruckFault): string {
  const parts = [
    [operation, method, path].filter(Boolean).join(' ') || 'Every operation',
    query && `with ${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
    requestBody !== undefined && `with ${asText(requestBody)}`,
  ]
  return parts.filter(Boolean).join(' ')
}

const switches = {
  hold: 'held back',
  networkError: 'offline',
  reset: 'reset',
  timeout: 'no answer',
  malformed: 'malformed JSON',
  truncated: 'broken off',
  after: 'after it ran',
} as const

/** What it does to them. */
export function effectOf(fault: StruckFault): string {
  const { status, body, headers, delay, probability, nth, times } = fault
  const effects = [
    status,
    body !== undefined && 'another body',
    headers && `headers ${Object.keys(headers).join(', ')}`,
    ...Object.entries(switches).map(([name, words]) => Reflect.get(fault, name) && words),
    delay !== undefined && `${[delay].flat().join(' to ')} ms late`,
    probability !== undefined && `${Number((probability * 100).toPrecision(3))} % of the time`,
    nth !== undefined && (times === undefined ? `request ${nth} alone` : `from request ${nth} on`),
    times !== undefined && `${times} ${times === 1 ? 'time' : 'times'}`,
  ]
  return effects.filter(Boolean).join(', ')
}

/** A fault as JSON, to make another one like it. */
export const draftOf = ({ id, hold, hits, remaining, ...fault }: StruckFault & Partial<ActiveFault>): string =>
  JSON.stringify(fault)

export const faultSentence = (fault: StruckFault): string => `${targetOf(fault)}: ${effectOf(fault)}`
