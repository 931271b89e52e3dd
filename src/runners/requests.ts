import type { Exchange } from '../contract/events.ts'
import { isAsymmetric } from '../engine/parts.ts'

/** Describes requests for people whose test has just failed. */

/** Returns one line for each of the last requests, with the reason of each refusal. */
export function describeRequests(exchanges: readonly Exchange[], count = 10): string {
  if (exchanges.length === 0) return '  (no requests)'
  const shown = exchanges.slice(-count)
  const omitted = exchanges.length - shown.length
  return [...(omitted > 0 ? [`  (${omitted} earlier)`] : []), ...shown.map(describeRequest)].join('\n')
}

function describeRequest({ method, url, status, body, response, warnings, fault }: Exchange): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  const lines = [`  ${method} ${pathname}${search} → ${status}${body === undefined ? '' : `  ${inShort(body)}`}`]
  if (fault?.hold) lines.push('The answer was held back by mock.faults.hold')
  if (status >= 400) lines.push(...reasonsOf(response))
  lines.push(...warnings)
  return lines.join('\n      ')
}

function reasonsOf(response: unknown): string[] {
  if (typeof response !== 'object' || response === null || !('message' in response)) return []
  const errors = 'errors' in response && Array.isArray(response.errors) ? response.errors : []
  return [
    String(response.message),
    ...errors.map((one: unknown) => (isFieldError(one) ? `${one.field} ${one.message}` : inShort(one))),
  ]
}

function isFieldError(value: unknown): value is { readonly field: string; readonly message: string } {
  return typeof value === 'object' && value !== null && 'field' in value && 'message' in value
}

const maxLength = 200

export function inShort(value: unknown): string {
  const text = inWords(value)
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}

/** Prints JSON, `undefined`, regular expressions, and matchers such as `expect.any(Number)`. */
function inWords(value: unknown): string {
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? `${value.toString()} ${inWords(value.sample)}`
  if (value instanceof RegExp) return String(value)
  if (Array.isArray(value)) return `[${value.map(inWords).join(',')}]`
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value) ?? String(value)
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${inWords(part)}`)
    .join(',')}}`
}
