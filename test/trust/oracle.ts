import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { type Edition, toOpenApi } from 'callcamp-mock'
import { expect } from 'vitest'
import type { Harness } from '../conformance/suite.ts'

/**
 * A second opinion on every answer: the OpenAPI document, read by a validator that is not zod. What the mock
 * answers must be documented, and what it takes must be what is documented.
 */

export interface Said {
  readonly method: string
  /** The path and the query, as they were asked for. */
  readonly target: string
  readonly body: string | undefined
  readonly status: number
  readonly text: string
}

interface Content {
  readonly content?: { readonly 'application/json': { readonly schema: object } }
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly schema: { readonly type?: string }
  }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>
}

interface Rules {
  readonly id: string
  readonly method: string
  readonly path: RegExp
  readonly query: ReadonlyMap<string, { readonly isWhole: boolean; readonly fits: ValidateFunction }>
  readonly body: ValidateFunction | undefined
  /** By status; null where an answer has no body. */
  readonly answers: ReadonlyMap<number, ValidateFunction | null>
}

export interface OracleOptions {
  readonly edition: Edition
  /** Whether unknown keys are refused; otherwise they are passed over. */
  readonly strict?: boolean | undefined
  readonly auth?: boolean | undefined
  /** Refusals have a form of their own: only their status is looked at. */
  readonly ownErrors?: boolean | undefined
}

export class Oracle {
  readonly #rules: readonly Rules[]
  readonly #ownErrors: boolean

  constructor({ edition, strict = false, auth = false, ownErrors = false }: OracleOptions) {
    this.#rules = readRules(toOpenApi({ edition, auth, strict }))
    this.#ownErrors = ownErrors
  }

  /** What is wrong with an exchange; undefined when nothing is, or when it is about no operation. */
  complaint({ method, target, body, status, text }: Said): string | undefined {
    const [path = '', query = ''] = target.split('?', 2)
    const wanted = method === 'HEAD' ? 'GET' : method
    const rules = this.#rules.find((one) => one.method === wanted && one.path.test(path))
    if (!rules)
      return status === 404 || status === 405 || (method === 'OPTIONS' && status === 204)
        ? undefined
        : `${status} is no answer to what no operation is`
    const { id } = rules
    const answer = rules.answers.get(status)
    if (answer === undefined)
      return `${id}: the status ${status} is not documented; there are ${[...rules.answers.keys()].join(', ')}`
    if (method !== 'HEAD' && !(this.#ownErrors && status >= 400)) {
      if (answer === null) {
        if (text !== '') return `${id}: ${status} has no body in the document; received ${text}`
      } else if (!answer(JSON.parse(text))) return `${id}: the answer does not fit its schema: ${about(answer)}`
    }
    if (status >= 300) return undefined
    for (const [name, value] of firstOf(query)) {
      const parameter = rules.query.get(name)
      // A filter that is blank is none.
      if (value.trim() !== '' && parameter && !parameter.fits(parameter.isWhole ? Number(value) : value))
        return `${id}: took the parameter ${name}=${value}: ${about(parameter.fits)}`
    }
    if (rules.body && !rules.body(JSON.parse(body ?? 'null', asRead)))
      return `${id}: took a body that does not fit its schema: ${about(rules.body)}`
    return undefined
  }
}

/** How the mock reads a body: a blank text is null, and a key named `__proto__` is dropped. */
function asRead(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined
  return typeof value === 'string' && value.trim() === '' ? null : value
}

const about = ({ errors }: ValidateFunction) =>
  (errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`).join('; ')

/** The parameters of a query; of one that is given twice, the first counts. */
function firstOf(query: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) if (!values.has(name)) values.set(name, value)
  return values
}

function readRules(document: ReturnType<typeof toOpenApi>): Rules[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ $id: 'document', components: document.components })
  const compile = (schema: object) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')))
  const schemaOf = (part: Content | undefined) => part?.content?.['application/json'].schema
  const responses = document.components.responses as Readonly<Record<string, Content>>

  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { operationId, parameters = [], requestBody, responses: answers } = operation as Described
      const body = schemaOf(requestBody)
      return {
        id: operationId,
        method: method.toUpperCase(),
        path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        query: new Map(
          parameters
            .filter((one) => one.in === 'query')
            .map(({ name, schema }) => [name, { isWhole: schema.type === 'integer', fits: compile(schema) }]),
        ),
        body: body && compile(body),
        answers: new Map(
          Object.entries(answers).map(([status, { $ref, ...own }]) => {
            const schema = schemaOf($ref === undefined ? own : responses[$ref.replace('#/components/responses/', '')])
            return [Number(status), schema ? compile(schema) : null]
          }),
        ),
      }
    }),
  )
}

const oracles = new Map<string, Oracle>()

/** Lets the oracle look at every answer of a harness. */
export function underOracle(harness: Harness): Harness {
  return {
    async start(options) {
      const running = await harness.start(options)
      const { edition = 'hosted', strict, auth, formatError } = options
      const settings = { edition, strict, auth: auth !== undefined, ownErrors: formatError !== undefined }
      const key = JSON.stringify(settings)
      const oracle = oracles.get(key) ?? new Oracle(settings)
      oracles.set(key, oracle)
      return {
        ...running,
        async fetch(target, init = {}) {
          const response = await running.fetch(target, init)
          const { method = 'GET', body } = init
          const sent = body == null ? undefined : await new Response(body).text()
          const said = {
            method: method.toUpperCase(),
            target,
            body: sent,
            status: response.status,
            text: await response.clone().text(),
          }
          expect(oracle.complaint(said), `${method} ${target}`).toBeUndefined()
          return response
        },
      }
    },
  }
}
