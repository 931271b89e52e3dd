import type { Exchange } from '../contract/events.ts'
import type { StruckFault } from '../contract/faults.ts'
import { jsonOrText } from '../contract/json-or-text.ts'
import { deepFreeze } from '../world/freeze.ts'
import type { MockAnswer, MockRequest } from './exchange.ts'

/** What the engine knows of an exchange when it is over. */
export interface FinishedExchange {
  readonly at: string
  readonly operation: string | null
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly warnings: readonly string[]
  readonly fault: StruckFault | null
  readonly durationMs: number
  readonly request: MockRequest
  readonly answer: MockAnswer
  /** The step of the history that the request made, if any. */
  readonly step: number | null
  /** The newest step of the history when the request came, if any. */
  readonly lastStep: number | null
}

/** An exchange as the log keeps it. Its bodies stay text, and are parsed each time that someone reads them. */
export interface ExchangeEntry extends Omit<FinishedExchange, 'body'> {
  readonly id: number
  readonly bodyForm: 'none' | 'text' | 'json'
  /** An estimate of the memory that the entry takes. */
  readonly bytes: number
  undone: boolean
}

/** The memory of an entry besides its texts: the objects that hold them. */
const entryOverheadBytes = 700
/** Shorter texts are charged two bytes a character without a scan for wide characters. */
const maxUnscannedLength = 65_536
/** JSON that is nested deeper is shown as text: code that walks it recursively would overflow the stack. */
const maxShownDepth = 200

export function toEntry(id: number, finished: FinishedExchange): ExchangeEntry {
  const { at, operation, params, query, body, warnings, fault, durationMs, request, answer, step, lastStep } = finished
  // JSON text never equals the value that it encodes, so an equal body was not parsed.
  const bodyForm = body === undefined ? 'none' : body === request.body ? 'text' : 'json'
  let bytes = entryOverheadBytes + (request.headBytes ?? 2 * request.url.length)
  if (request.body !== undefined) bytes += bytesOf(request.body, request.bodyBytes)
  if (answer.body !== undefined) bytes += bytesOf(answer.body)
  for (const warning of warnings) bytes += bytesOf(warning)
  return {
    id,
    at,
    operation,
    params,
    query,
    warnings,
    fault,
    durationMs,
    request,
    answer,
    step,
    lastStep,
    bodyForm,
    bytes,
    undone: false,
  }
}

/** The frozen exchange that users see. */
export function toExchange(sandbox: string | null, entry: ExchangeEntry): Exchange {
  const { id, at, operation, params, query, durationMs, warnings, fault, request, answer, step, undone } = entry
  const { method, url, receivedAt } = request
  return deepFreeze({
    id,
    at,
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt).toISOString() }),
    sandbox,
    operation,
    method,
    url,
    params,
    query,
    headers: request.headers(),
    body: bodyOf(entry),
    status: answer.status,
    response: parseText(answer.body),
    responseHeaders: { ...answer.headers },
    durationMs,
    warnings,
    fault,
    step,
    undone,
  })
}

/** The request body as the operation received it. */
export function bodyOf({ bodyForm, request }: ExchangeEntry): unknown {
  if (bodyForm === 'none') return undefined
  return bodyForm === 'text' ? request.body : parseText(request.body)
}

/** An engine stores a text with one byte a character, or with two if one of them is beyond Latin-1. */
function bytesOf(text: string, encodedBytes?: number): number {
  const isAscii = encodedBytes === text.length
  if (isAscii) return text.length
  const isWide = text.length <= maxUnscannedLength || /[\u0100-\uffff]/.test(text)
  return isWide ? text.length * 2 : text.length
}

function parseText(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const value = jsonOrText(text)
  return isDeeperThan(maxShownDepth, value) ? text : value
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return depth === 0 || items.some((item) => isDeeperThan(depth - 1, item))
}
