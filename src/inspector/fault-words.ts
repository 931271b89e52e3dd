import type { StruckFault } from '../contract/faults.ts'

/** A fault in words. */

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Which requests it strikes. */
export function targetOf({ operation, method, path, query, requestBody }: StruckFault): string {
  const where = operation ?? ([method, path].filter(Boolean).join(' ') || 'Every operation')
  const parts = [
    operation && (method || path) && [method, path].filter(Boolean).join(' '),
    query && `with ${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
    requestBody !== undefined && `with ${asText(requestBody)}`,
  ].filter(Boolean)
  return [where, ...parts].join(' ')
}

/** What it does to them. */
export function effectOf(fault: StruckFault): string {
  const { status, body, headers, delay, hold, networkError, reset, timeout, malformed, truncated, after } = fault
  const { probability, nth, times } = fault
  const effects = [
    status,
    body !== undefined && 'another body',
    headers && `headers ${Object.keys(headers).join(', ')}`,
    hold && 'held back',
    networkError && 'offline',
    reset && 'reset',
    timeout && 'no answer',
    malformed && 'malformed JSON',
    truncated && 'broken off',
    after && 'after it ran',
    delay !== undefined && `${[delay].flat().join(' to ')} ms late`,
    probability !== undefined && `${Number((probability * 100).toPrecision(3))} % of the time`,
    nth !== undefined && (times === undefined ? `request ${nth} alone` : `from request ${nth} on`),
    times !== undefined && `${times} ${times === 1 ? 'time' : 'times'}`,
  ]
  return effects.filter(Boolean).join(', ')
}

export const faultSentence = (fault: StruckFault): string => `${targetOf(fault)}: ${effectOf(fault)}`
