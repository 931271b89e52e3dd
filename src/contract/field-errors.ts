import type { z } from 'zod'
import { nearest } from './nearest.ts'
import { own } from './plain-object.ts'
import { type FieldError, maxListed, show } from './problems.ts'
import { knownKeys, takesNull } from './schema-paths.ts'

/** Converts the errors of zod to lines for people: where it is, what is allowed, what was received. */

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
  return toLines(withoutChecksOfWrongTypes(issues), input, root, schema).filter(({ field, message }) => {
    const line = `${field} ${message}`
    const isNew = !seen.has(line)
    seen.add(line)
    return isNew
  })
}

/** A value of a wrong type fails other checks as well, whose messages would be about another type. */
function withoutChecksOfWrongTypes(issues: readonly Issue[]): readonly Issue[] {
  const mistyped = new Set(issues.flatMap(({ code, path }) => (code === 'invalid_type' ? [path.join('\n')] : [])))
  return issues.filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(path.join('\n')))
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
export function within(path: readonly PropertyKey[], issue: Issue): Issue {
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
  return path.reduce<unknown>(own, input)
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

/** Puts the article before a noun, by its sound: `a campaign`, `an order`, `a url`. */
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
