import type { ErrorBody, FieldError } from './answers.ts'

export type { FieldError } from './answers.ts'

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
  methodNotAllowed: (method: string, allowed?: string) =>
    allowed === undefined
      ? new Problem(405, `${method} is not possible here`)
      : new Problem(405, `${method} is not possible here; possible are ${allowed}`, { headers: { allow: allowed } }),
  forbidden: (message: string) => new Problem(409, message),
  unauthorized: (hasKey: boolean) =>
    new Problem(
      401,
      `${hasKey ? 'The key is not valid' : 'A key is required'}: send it as "Authorization: Bearer <key>" or "X-API-Key: <key>"`,
      { headers: { 'www-authenticate': 'Bearer' } },
    ),
  foreignOrigin: (origin: unknown) =>
    new Problem(403, `The control API does not answer pages of other origins; received one of ${show(origin)}`),
  notJson: (contentType: string) =>
    new Problem(415, `The body must be JSON with the content type application/json; received ${show(contentType)}`),
  tooManyRequests: (requests: number, windowSeconds: number, advice: string, retryAfterSeconds: number) =>
    new Problem(429, `Too many requests: ${requests} are let through in ${windowSeconds} s of virtual time${advice}`, {
      headers: { 'retry-after': String(retryAfterSeconds) },
    }),
  memoryFull: () =>
    new Problem(
      507,
      'The memory of the server is full: delete rows, POST /__mock/reset, or start it with a larger --memory',
    ),
}

const longestShown = 80

/** The message of a thrown value, which may be anything. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whether two errors say the same. */
export function isSameError(one: unknown, other: unknown): boolean {
  return one === other || (one instanceof Error && other instanceof Error && one.message === other.message)
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
