import type { z } from 'zod'
import { knownKeys, takesNull } from './schema-paths.ts'
import { nearest } from './nearest.ts'

/** One thing that is wrong with a request, and where. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

/**
 * A refusal, which the option `formatError` turns into a body. Handlers return it; nothing is thrown.
 * @example
 * createMock({ formatError: ({ status, message }) => ({ error: { code: status, message } }) })
 */
export class Problem {
  /** The status of the answer. */
  readonly status: number
  /** What is wrong, for people. */
  readonly message: string
  /** The fields that are wrong, if the request is not valid. */
  readonly errors: readonly FieldError[] | undefined
  /** How many more errors there are than `errors` lists. */
  readonly unlisted: number
  /** Headers of the answer, beside its content type. */
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly FieldError[]; unlisted?: number; headers?: Record<string, string> } = {},
  ) {
    this.status = status
    this.message = message
    this.errors = more.errors
    this.unlisted = more.unlisted ?? 0
    this.headers = more.headers
  }
}

/** The documented shape of a refusal, unless `formatError` replaces it. */
export interface ErrorBody {
  readonly success: false
  readonly message: string
  readonly errors?: readonly FieldError[]
}

export function toErrorBody(problem: Problem): ErrorBody {
  const { message, errors } = problem
  return errors ? { success: false, message, errors } : { success: false, message }
}

/** The most errors of a refusal and warnings of a request that are listed. A body can contain 400,000 of them. */
export const maxListed = 50

export const problems = {
  /** The refusal of invalid input; `unlisted` counts errors that are not among the lines, exactly or at least. */
  invalid(lines: readonly FieldError[], unlisted = 0, counted: 'exactly' | 'at least' = 'exactly'): Problem {
    const errors = lines.slice(0, maxListed)
    const count = lines.length + unlisted
    const rest = count - errors.length
    const least = counted === 'exactly' ? '' : 'at least '
    const fields = count === 1 ? '1 field needs attention' : `${least}${count} fields need attention`
    const more = rest > 0 ? `; ${errors.length} are listed, and there are ${least}${rest} more` : ''
    return new Problem(400, `The request is not valid: ${fields}${more}`, { errors, unlisted: rest })
  },
  notFound: (what: string, uuid: string) => new Problem(404, `There is no ${what} with the id ${show(uuid)}`),
  forbidden: (message: string) => new Problem(409, message),
}

const longestShown = 80

/** The message of a thrown value, which may be anything. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A value for a message: JSON, shortened if it is long. */
export function show(value: unknown): string {
  const text = toText(value)
  if (text.length <= longestShown) return text
  // A surrogate pair is not cut in half.
  return `${text.slice(0, longestShown - 3).replace(/[\ud800-\udbff]$/, '')}…`
}

function toText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // JSON cannot represent circular structures, and big integers inside of objects.
    return Object.prototype.toString.call(value)
  }
}

type Issue = z.core.$ZodIssue

/**
 * Converts zod issues to field errors: where, what is allowed, and what was received. Nested unions are flattened, and
 * duplicates dropped. With the schema, errors of unknown keys list the known ones, and those of nullable values mention
 * null.
 */
export function toFieldErrors(
  issues: readonly Issue[],
  input: unknown,
  root = 'body',
  schema?: z.ZodType,
): FieldError[] {
  const seen = new Set<string>()
  return toLines(issues, input, root, schema).filter(({ field, message }) => {
    const line = `${field} ${message}`
    const isNew = !seen.has(line)
    seen.add(line)
    return isNew
  })
}

/** The field errors up to the limit, and the number of the others, for which no messages are made. */
export function listFieldErrors(
  issues: readonly Issue[],
  input: unknown,
  root: string,
  schema: z.ZodType,
): { readonly errors: readonly FieldError[]; readonly unlisted: number } {
  const first: Issue[] = []
  let room = maxListed
  let unlisted = 0
  for (const issue of issues) {
    const size = issue.code === 'unrecognized_keys' ? issue.keys.length : 1
    unlisted += Math.max(0, size - room)
    if (room === 0) continue
    first.push(issue.code === 'unrecognized_keys' ? { ...issue, keys: issue.keys.slice(0, room) } : issue)
    room = Math.max(0, room - size)
  }
  return { errors: toFieldErrors(first, input, root, schema), unlisted }
}

function toLines(issues: readonly Issue[], input: unknown, root: string, schema: z.ZodType | undefined): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = schema ? knownKeys(schema, issue.path) : []
      return issue.keys.map((key, index) => ({
        field: toField([...issue.path, key], root),
        message: `is not a known field${index < mostExplained ? instead(key, known) : ''}`,
      }))
    }
    if (issue.code === 'invalid_union') {
      const meant = issue.errors.find(fitsOutside)
      if (meant)
        return toLines(
          meant.map((one) => within(issue.path, one)),
          input,
          root,
          schema,
        )
    }
    const received = at(input, issue.path)
    const field = toField(issue.path, root)
    const may = schema && takesNull(schema, issue.path) ? orNull(allowed(issue)) : allowed(issue)
    if (received === undefined) return [{ field, message: `is required: ${may}` }]
    return [{ field, message: `${may}; received ${show(received)}${didYouMean(received, issue)}` }]
  })
}

/** Every short word is near to another: `2.0` to `3.0`. */
const shortestMisspelt = 4

/** The allowed word that is nearest to a received one. */
function didYouMean(received: unknown, issue: Issue): string {
  const isWord = typeof received === 'string' && received.length >= shortestMisspelt
  const near = isWord ? nearest(received, wordsOf(issue)) : undefined
  return near === undefined ? '' : `; did you mean ${near}?`
}

/** The words that a list of choices, or one of several alternatives, allows. */
function wordsOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_union')
    return issue.errors.flatMap((errors) => errors.filter(({ path }) => path.length === 0).flatMap(wordsOf))
  return issue.code === 'invalid_value' && issue.values.length > 1
    ? issue.values.filter((value) => typeof value === 'string')
    : []
}

/** Only the first unknown keys list the known ones, as a client may send as many as a body holds. */
const mostExplained = 20

/** The suggestion in an error about an unknown name: the most similar known name, and all known names. */
export function instead(name: string, known: readonly string[], what = 'known'): string {
  if (known.length === 0) return ''
  const near = nearest(name, known)
  const all = `are ${known.join(', ')}`
  return near === undefined
    ? `; ${what} ${all}`
    : `; did you mean ${near}? ${what.charAt(0).toUpperCase()}${what.slice(1)} ${all}`
}

/** Prefixes the path of an issue with that of the value that contains it. */
function within(path: readonly PropertyKey[], issue: Issue): Issue {
  return { ...issue, path: [...path, ...issue.path] }
}

/** Whether a union member was meant: the value has its type, and only something inside is wrong. */
function fitsOutside(errors: readonly Issue[]): boolean {
  return errors.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys')
}

/** `['records', 2, 'email']` as people write it: `records[2].email`. */
export function toField(path: readonly PropertyKey[], root = 'body'): string {
  return (
    path.reduce<string>(
      (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
      '',
    ) || root
  )
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    input,
  )
}

const article: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a string',
  tuple: 'a list',
}

/** A noun with its article: `a campaign`, `an order`, and `a url`, as it is pronounced. */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

function allowed(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      // The message of the schema (`is not a day; …`) is more specific than the expected type.
      return issue.expected === 'never' || (issue.expected === 'tuple' && issue.message.startsWith('must '))
        ? issue.message
        : `must be ${article[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      // A message that explains why a value is not allowed is more specific, too.
      if (issue.message.startsWith('must ')) return issue.message
      return issue.values.length === 1
        ? `must be ${show(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `must ${bound(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')}`
    case 'too_big':
      return `must ${bound(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')}`
    case 'invalid_union': {
      const choices = new Set(
        issue.errors.flatMap((errors) => errors.filter((one) => one.path.length === 0).map(allowed)),
      )
      return choices.size > 0 ? [...choices].join(', or ').replaceAll(', or must be ', ', or ') : issue.message
    }
    default:
      return issue.message
  }
}

function orNull(message: string): string {
  if (!message.startsWith('must be ')) return `${message}, or be null`
  return message.includes(',') ? `${message}, or null` : `${message} or null`
}

function bound(origin: string, limit: number | bigint, how: string): string {
  if (origin === 'string') return `have ${how} ${limit} ${limit === 1 ? 'character' : 'characters'}`
  if (origin === 'array' || origin === 'set') return `have ${how} ${limit} ${limit === 1 ? 'item' : 'items'}`
  return `be ${how} ${limit}`
}
