import { maxJsonDepth, tooDeep } from '../contract/plain-object.ts'
import { z } from 'zod'
import type { Input } from '../contract/define-route.ts'
import { isPaging } from '../contract/lists.ts'
import { listFieldErrors, toField } from '../contract/field-errors.ts'
import { type FieldError, maxListed, Problem, problems, show } from '../contract/problems.ts'
import { blanksAsNull, knownKeys } from '../contract/schema-paths.ts'
import { exceededLimit, type ValueLimits } from './count-values.ts'
import type { MockRequest } from './exchange.ts'

/** Decodes a request to the input of a handler, or to a problem that lists all errors at once. */

export const maxBodyBytes = 1_048_576
/**
 * As many ids as fit into the largest body, and far more fields than a row has. More of either are small ones, which
 * take seconds to check one by one.
 */
const bodyLimits: ValueLimits = { values: 30_000, fields: 5_000 }

/** How many items of a long list are checked first. */
const sampleItems = 1_000

/** What makes a body useless though it parses, and where. */
interface Flaw {
  readonly kind: 'infinite' | 'deep'
  readonly path: readonly (string | number)[]
}

interface Decoded {
  readonly value: unknown
  readonly warnings: readonly string[]
}

/** The schemas of a route, of either API. */
interface Decodable {
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
}

type Params = Readonly<Record<string, string>>

/** The parameters of a query. */
interface ParsedQuery {
  readonly values: Params
  readonly warnings: readonly string[]
}

export interface Decoding {
  /** Refuses unknown keys, instead of passing them over with a warning. */
  readonly strict: boolean
  /** The most bytes that a body may have. Default: what clients of the API send. */
  readonly largest?: number
  /** Takes blank filters as none, with a warning, and blank texts that may be null as null. */
  readonly allowsBlanks?: boolean
  /** Returns the errors of the body that its schema cannot find. */
  readonly check?: ((body: unknown) => readonly FieldError[]) | undefined
}

/** A decoded request: as it was received, for the journal, and the input of the handler or the refusal. */
interface DecodedRequest {
  readonly query: Params
  readonly body: unknown
  readonly warnings: readonly string[]
  readonly input: Input<Params, unknown, unknown> | Problem
}

/** The query of routes that have none. */
const noParameters = z.strictObject({})
const nothing: Params = {}
const noWarnings: readonly string[] = []

/** Decodes query and body. The errors of both are reported together. */
export function decodeInput(
  route: Decodable,
  request: Pick<MockRequest, 'query' | 'body' | 'bodyBytes' | 'header'>,
  params: Params,
  { strict, largest = maxBodyBytes, allowsBlanks = false, check }: Decoding,
): DecodedRequest {
  const { values, warnings } =
    request.query === '' ? { values: nothing, warnings: noWarnings } : parseQuery(request.query)
  // A route without parameters and a request without any leave nothing to read.
  const schema = route.query ?? (request.query === '' ? undefined : noParameters)
  const filters = allowsBlanks && schema ? withoutBlankFilters(values, schema) : { values, warnings: noWarnings }
  const query = schema && decode(schema, filters.values, 'query', strict)
  const ignored = query === undefined || query instanceof Problem ? noWarnings : query.warnings
  const queryWarnings = joined(warnings, joined(filters.warnings, ignored))
  const received = { query: values, body: undefined, warnings: queryWarnings }
  const value = query instanceof Problem || !route.query ? undefined : query?.value
  if (!route.body || (!request.body?.trim() && route.body.safeParse(undefined).success))
    return {
      query: values,
      body: undefined,
      warnings: queryWarnings,
      input: query instanceof Problem ? query : { params, query: value, body: undefined },
    }
  const parsed = parseBody(request, largest)
  if (parsed instanceof Problem) return { ...received, body: request.body, input: parsed }
  const sent = allowsBlanks ? blanksAsNull(route.body, parsed.json) : parsed.json
  const sampleError = largest === maxBodyBytes ? judgeSample(route.body, sent) : undefined
  if (sampleError) return { ...received, body: parsed.json, input: sampleError }
  const body = decode(route.body, sent, 'body', strict)
  const wrongInBody = body instanceof Problem ? (body.errors ?? []) : []
  const checked = check?.(body instanceof Problem ? sent : body.value) ?? []
  const errors = [...withMore(wrongInBody, checked), ...(query instanceof Problem ? (query.errors ?? []) : [])]
  if (body instanceof Problem || errors.length > 0)
    return {
      ...received,
      body: parsed.json,
      input: problems.invalid(errors, body instanceof Problem ? body.unlisted : 0),
    }
  return {
    query: values,
    body: parsed.json,
    warnings: joined(queryWarnings, body.warnings),
    input: { params, query: value, body: body.value },
  }
}

/** Nearly every request has no warnings. */
function joined(one: readonly string[], other: readonly string[]): readonly string[] {
  if (other.length === 0) return one
  return one.length === 0 ? other : [...one, ...other]
}

/** Adds further errors, except for fields that already have one. */
function withMore(errors: readonly FieldError[], more: readonly FieldError[]): readonly FieldError[] {
  if (errors.length === 0 || more.length === 0) return errors.length === 0 ? more : errors
  const named = new Set(errors.map((error) => error.field))
  return [...errors, ...more.filter((error) => !named.has(error.field))]
}

/** The parsed body; a problem when it is too large, not JSON, or no body at all. */
function parseBody(
  request: Pick<MockRequest, 'body' | 'bodyBytes' | 'header'>,
  most: number,
): { readonly json: unknown } | Problem {
  const { body, bodyBytes } = request
  const contentType = request.header('content-type')
  if (body !== undefined && isTooLarge(body, bodyBytes, most)) return tooLarge(most)
  if (contentType && !isJson(contentType)) return problems.notJson(contentType)
  const foreign = inOtherCharset(contentType)
  if (foreign) return foreign
  if (!body?.trim()) return problems.invalid([{ field: 'body', message: 'is required: a JSON object' }])
  // Counted before they are parsed: a million small values cost seconds and a hundred times their text.
  const exceeded = most === maxBodyBytes ? exceededLimit(body, bodyLimits) : undefined
  if (exceeded)
    return problems.invalid([{ field: 'body', message: `must have at most ${bodyLimits[exceeded]} ${exceeded}` }])
  try {
    const json: unknown = JSON.parse(body)
    const flaw = flawOf(json)
    return flaw ? problems.invalid([flaw]) : { json }
  } catch {
    return problems.invalid([{ field: 'body', message: `is not valid JSON; received ${show(body.slice(0, 60))}` }])
  }
}

/**
 * The error of JSON that parses but cannot be written again: nesting that would overflow the stack, and numbers beyond
 * the range of JSON, which `JSON.parse` makes infinite.
 */
function flawOf(json: unknown): FieldError | undefined {
  const flaw = findFlaw(json, 0)
  if (!flaw) return undefined
  return flaw.kind === 'infinite'
    ? { field: toField(flaw.path), message: 'must be a number between -1.8e308 and 1.8e308' }
    : { field: toField(flaw.path.slice(0, 1)), message: tooDeep }
}

/** The path is put together on the way back, since nearly every body has no flaw. */
function findFlaw(value: unknown, depth: number): Flaw | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { kind: 'infinite', path: [] }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= maxJsonDepth) return { kind: 'deep', path: [] }
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  for (let index = 0; index < items.length; index += 1) {
    const flaw = findFlaw(items[index], depth + 1)
    if (!flaw) continue
    const step = Array.isArray(value) ? index : Object.keys(value)[index]
    return { ...flaw, path: [step ?? index, ...flaw.path] }
  }
  return undefined
}

/** The refusal of a body with another charset than UTF-8 (or ASCII, which is a part of it). */
export function inOtherCharset(contentType: string | null | undefined): Problem | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType ?? '')?.[1]
  if (charset === undefined || /^(?:utf-?8|(?:us-)?ascii)$/i.test(charset)) return undefined
  return new Problem(415, `The body must be in UTF-8; received one with the charset ${show(charset)}`)
}

export function notUtf8(): Problem {
  return problems.invalid([{ field: 'body', message: 'is not valid UTF-8' }])
}

export function tooLarge(most = maxBodyBytes): Problem {
  return new Problem(413, `The body must have at most ${most} bytes`)
}

function isTooLarge(body: string, bytes: number | undefined, most: number): boolean {
  if (bytes !== undefined) return bytes > most
  if (body.length > most) return true
  if (body.length * 3 <= most || !/[\u0080-\uffff]/.test(body)) return false
  return new TextEncoder().encode(body).length > most
}

function isJson(contentType: string): boolean {
  const type = contentType.replace(/;.*/s, '').trim().toLowerCase()
  return type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'))
}

/** The parameters of a query. If one is given twice, the first value counts. */
export function parseQuery(query: string): ParsedQuery {
  if (query === '') return { values: {}, warnings: [] }
  const values = new Map<string, string>()
  const warnings: string[] = []
  for (const [key, value] of new URLSearchParams(query)) {
    if (values.has(key)) warnings.push(`${show(key)} is given twice in the query: the first one counts`)
    else values.set(key, value)
  }
  return { values: Object.fromEntries(values), warnings: cut(warnings) }
}

/** The parameters of a query without filters that are blank: those mean no filter. */
function withoutBlankFilters(values: Params, schema: z.ZodType): ParsedQuery {
  const blank = Object.keys(values).filter((key) => values[key]?.trim() === '' && !isPaging(key))
  if (blank.length === 0) return { values, warnings: noWarnings }
  const known = knownKeys(schema, [])
  const dropped = new Set(blank.filter((key) => known.includes(key)))
  return {
    values: Object.fromEntries(Object.entries(values).filter(([key]) => !dropped.has(key))),
    warnings: Array.from(dropped, (key) => `${key} is blank: it filters nothing`),
  }
}

/** Reads a value by its schema. Unknown keys are passed over with a warning, unless `strict`. */
export function decode(schema: z.ZodType, input: unknown, where: 'body' | 'query', strict: boolean): Decoded | Problem {
  const first = schema.safeParse(input)
  if (first.success) return { value: first.data, warnings: [] }
  const { issues } = first.error
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys')
  if (strict || unknown.length === 0) return invalid(issues, input, where, schema)
  const rest = issues.filter((issue) => issue.code !== 'unrecognized_keys')
  if (rest.length > 0) return invalid(rest, input, where, schema)
  // There are only unknown keys: the value is parsed again without them, as refinements did not run yet.
  const stripped = unknown.reduce((value, issue) => without(value, issue.path, new Set(issue.keys)), input)
  const second = decode(schema, stripped, where, true)
  if (second instanceof Problem) return second
  const count = unknown.reduce((sum, { keys }) => sum + keys.length, 0)
  const warnings = unknown
    .flatMap(({ keys, path }) => keys.slice(0, maxListed).map((key) => path.concat(key)))
    .slice(0, maxListed)
    .map((path) => `${toField(path, where)} is not a known field of the ${where}: ignored`)
  return { value: second.value, warnings: cut([...warnings, ...second.warnings], count - warnings.length) }
}

/** The first warnings, and one that says how many more there are. */
export function cut(warnings: readonly string[], unlisted = 0): readonly string[] {
  const rest = warnings.length + unlisted - maxListed
  return rest > 0 ? [...warnings.slice(0, maxListed), `and ${rest} more warnings like these`] : warnings
}

/** Refuses a body by the first items of its long lists, if most of them are wrong. To check all would take too long. */
function judgeSample(schema: z.ZodType, input: unknown): Problem | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined
  const fields = Object.entries(input)
  if (!fields.some(([, value]) => Array.isArray(value) && value.length > sampleItems)) return undefined
  const sample = Object.fromEntries(
    fields.map(([key, value]: [string, unknown]) => [key, Array.isArray(value) ? value.slice(0, sampleItems) : value]),
  )
  const { success, error } = schema.safeParse(sample)
  if (success || error.issues.length < sampleItems / 2) return undefined
  const { errors, unlisted } = listFieldErrors(error.issues, input, 'body', schema)
  return problems.invalid(errors, unlisted, 'at least')
}

function invalid(issues: readonly z.core.$ZodIssue[], input: unknown, where: string, schema: z.ZodType): Problem {
  const { errors, unlisted } = listFieldErrors(issues, input, where, schema)
  return problems.invalid(errors, unlisted)
}

/** A copy of a JSON value without some keys of the object at `path`. */
function without(value: unknown, path: readonly PropertyKey[], keys: ReadonlySet<string>): unknown {
  const [step, ...rest] = path
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? without(item, rest, keys) : item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (step === undefined) return Object.fromEntries(entries.filter(([key]) => !keys.has(key)))
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? without(item, rest, keys) : item]))
}
