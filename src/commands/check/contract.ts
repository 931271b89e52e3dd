import { errorBody } from '../../contract/answers.ts'
import type { Edition } from '../../contract/editions.ts'
import type { OperationId } from '../../contract/operation-ids.ts'
import { type JsonSchema, SchemaCollection } from '../../openapi/schemas.ts'
import type { Operation } from '../../operations/operation.ts'
import { operationsOf } from '../../operations/table.ts'
import { type Reading, refusedRedirect } from '../reading.ts'
import { plain } from '../terminal.ts'
import { compare, type Resolve } from './compare.ts'
import type { Difference } from './findings.ts'
import { fieldOf } from '../values.ts'

/** Compares each answer with the contract: status, headers, and the schema of the operation or of a refusal. */

export interface Expected {
  readonly operation: OperationId
  readonly status: number
  /** The fields that a 400 must name. */
  readonly names?: readonly string[]
  /** The methods that a 405 must allow. */
  readonly allows?: readonly string[]
}

export class Contract {
  readonly edition: Edition
  readonly #operations: ReadonlyMap<string, Operation>
  readonly #answers: ReadonlyMap<string, JsonSchema>
  readonly #refusal: JsonSchema
  readonly #resolve: Resolve

  constructor(edition: Edition) {
    this.edition = edition
    const operations = operationsOf(edition)
    const schemas = new SchemaCollection()
    this.#operations = new Map(operations.map((operation) => [operation.id, operation]))
    this.#answers = new Map(
      operations.flatMap(({ id, answer }) =>
        answer.kind === 'nothing' ? [] : [[id, schemas.answered(answer.schema)] as const],
      ),
    )
    this.#refusal = schemas.answered(errorBody)
    const { all } = schemas
    this.#resolve = (reference) => all[reference.replace('#/components/schemas/', '')] ?? {}
  }

  operation(id: OperationId): Operation {
    const operation = this.#operations.get(id)
    if (!operation) throw new Error(`There is no operation ${id}`)
    return operation
  }

  /** Returns all differences between an answer and the contract. */
  differences(expected: Expected, reading: Reading): Difference[] {
    const redirects = reading.redirects.map(({ status, to }): Difference => ({
      kind: 'redirect',
      at: '',
      expected: 'an answer of its own',
      // Without the query, which varies from request to request.
      received: `${status} to ${plain(to.replace(/[?#].*/s, ''))}`,
    }))
    if (refusedRedirect(reading)) return redirects
    return [...redirects, ...statusDifferences(expected, reading), ...this.#contents(expected, reading)]
  }

  #contents(expected: Expected, reading: Reading): Difference[] {
    const { status, text, isJson, body } = reading
    const isRefusal = status >= 400
    // A success in place of a refusal may have any body.
    const schema = isRefusal ? this.#refusal : expected.status < 300 ? this.#answers.get(expected.operation) : undefined
    const at = isRefusal ? `(${status})` : ''
    const header = text === '' ? [] : contentTypeDifferences(reading)
    // The status already reports a missing body.
    if (expected.status === 204 && status === 200 && text !== '')
      return [...header, { kind: 'extra', at: '', expected: 'no body', received: 'a body' }]
    if (schema === undefined || status === 204) return header
    if (!isJson) return [...header, { kind: 'type', at, expected: 'object', received: 'text that is not JSON' }]
    return [
      ...header,
      ...compare(schema, body, this.#resolve, at),
      ...(isRefusal ? refusalDifferences(expected, reading, at) : []),
    ]
  }
}

function statusDifferences({ status }: Expected, reading: Reading): Difference[] {
  return reading.status === status
    ? []
    : [{ kind: 'status', at: '', expected: String(status), received: String(reading.status) }]
}

function contentTypeDifferences({ headers, status }: Reading): Difference[] {
  const received = headers.get('content-type')
  const [type = '', ...parameters] = (received ?? '').toLowerCase().split(';')
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(one)?.[1])
    .find((one) => one !== undefined)
  if (type.trim() === 'application/json' && (charset === undefined || /^utf-?8$/.test(charset))) return []
  return [
    {
      kind: 'header',
      at: status >= 400 ? `(${status}) content-type` : 'content-type',
      expected: 'application/json',
      received: received === null ? 'none' : plain(received),
    },
  ]
}

/** Checks what the schema of a refusal cannot say: a 400 lists the wrong fields, and a 405 says what is allowed. */
function refusalDifferences(
  { status, names = [], allows = [] }: Expected,
  { status: received, headers, body }: Reading,
  at: string,
): Difference[] {
  const errors = fieldOf(body, 'errors')
  const message = fieldOf(body, 'message')
  const differences: Difference[] = []
  if (typeof message === 'string' && message.trim() === '')
    differences.push({ kind: 'value', at: `${at}.message`, expected: 'a sentence', received: '""' })
  if (status === 400 && errors === undefined)
    differences.push({ kind: 'missing', at: `${at}.errors`, expected: 'array', received: 'nothing' })
  if (status !== 400 && received !== 400 && errors !== undefined)
    differences.push({ kind: 'extra', at: `${at}.errors`, expected: 'nothing', received: 'array' })
  if (status === 400 && Array.isArray(errors)) {
    const named = errors.map((one) => fieldOf(one, 'field'))
    for (const name of names)
      if (!named.includes(name))
        differences.push({
          kind: 'refusal',
          at: `${at}.errors`,
          expected: `a line for ${name}`,
          received: named.length === 0 ? 'no line' : `lines for ${plain(named.map(String).join(', '))}`,
        })
  }
  const allowed = (headers.get('allow') ?? '').split(',').map((one) => one.trim().toUpperCase())
  if (received === 405 && allows.some((method) => !allowed.includes(method)))
    differences.push({
      kind: 'header',
      at: `${at} allow`,
      expected: allows.join(', '),
      received: plain(headers.get('allow') ?? 'none'),
    })
  return differences
}
