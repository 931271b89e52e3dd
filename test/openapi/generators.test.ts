import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { controlRoutes, serverRoutes } from '../../src/contract/control-routes.ts'
import { editions } from '../../src/contract/editions.ts'
import { toOpenApi } from '../../src/index.ts'
import { specs } from '../../src/openapi/schemas.ts'
import { toControlOpenApi } from '../../src/serving/control-document.ts'

/** What generators of clients need of a description. */

const documents = specs.flatMap((spec) => [
  ...editions.map((edition) => ({ name: `${edition} edition`, spec, document: toOpenApi({ edition, spec }) })),
  { name: 'control API', spec, document: toControlOpenApi({ baseUrl: 'http://127.0.0.1:3000', spec }) },
])

/** Types that every TypeScript file knows, and that a generated type of the same name would hide. */
const builtIns = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...'Record Partial Required Readonly Pick Omit Exclude Extract Parameters Awaited'.split(' '),
  ...'History Location Document Element Node Text Comment Range Selection Option'.split(' '),
])

interface Described {
  readonly operationId: string
  readonly 'x-operation': string
  readonly summary: string
  readonly description: string
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Contents }>>
}
type Contents = Readonly<Record<string, { readonly schema: object; readonly example?: unknown }>>

function contentsOf(part: object | undefined): Contents[string][] {
  return part && 'content' in part ? Object.values(part.content as Contents) : []
}

/** Every object in a document, but for what stands in examples. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item)
  else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    yield Object.fromEntries(entries)
    for (const [key, inner] of entries) if (key !== 'example' && key !== 'examples') yield* objectsIn(inner)
  }
}

describe.each(documents)('the description of the $name in OpenAPI $spec', ({ document, spec }) => {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Described[])
  const { schemas, responses } = document.components

  test('says its version', () => {
    expect(document.openapi).toBe(spec === '3.1' ? '3.1.0' : '3.0.3')
  })

  test('names operations as functions can be named, and keeps the names that faults use', () => {
    for (const { operationId, 'x-operation': id } of operations) {
      expect(operationId).toMatch(/^[a-z][A-Za-z]*$/)
      expect(operationId.toLowerCase()).toBe(id.replaceAll(/\W/g, ''))
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  test('describes every operation', () => {
    for (const { summary, description } of operations) expect([summary, description]).not.toContain('')
  })

  test('gives no schema the name of a built-in type', () => {
    expect(Object.keys(schemas).filter((name) => builtIns.has(name))).toEqual([])
  })

  test('writes null in one form', () => {
    const inArrays = [...objectsIn(document)].filter(({ type }) => Array.isArray(type))
    expect(inArrays).toEqual([])
    const flags = [...objectsIn(document)].filter(({ nullable }) => nullable === true)
    const choices = [...objectsIn(document)].filter(({ type }) => type === 'null')
    expect(spec === '3.1' ? flags : choices).toEqual([])
    expect((spec === '3.1' ? choices : flags).length).toBeGreaterThan(0)
  })

  test('has no pattern that is longer than a line', () => {
    const patterns = [...objectsIn(document)].map(({ pattern }) => String(pattern ?? ''))
    expect(patterns.filter((pattern) => pattern.length > 120)).toEqual([])
  })

  test('names the objects and enums within others', () => {
    const unnamed = Object.entries(schemas).flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
        const inner = typeof property === 'object' ? (property.items ?? property) : {}
        return typeof inner === 'object' && !Array.isArray(inner) && (inner.properties || (inner.enum?.length ?? 0) > 1)
          ? [`${name}.${key}`]
          : []
      }),
    )
    expect(unnamed).toEqual([])
  })

  test('has an example of every body, answer and refusal', () => {
    const contents = [
      ...operations.flatMap(({ requestBody, responses: answers }) => [requestBody, ...Object.values(answers)]),
      ...Object.values(responses),
    ].flatMap((part) => contentsOf(part))
    expect(contents.length).toBeGreaterThan(operations.length)
    for (const content of contents) expect(content.example).toBeDefined()
  })

  test('has no field of a body with a default, which generators would take for one that is always there', () => {
    const bodies = operations.flatMap(({ requestBody }) => (requestBody ? [requestBody.content] : []))
    const names = Array.from(JSON.stringify(bodies).matchAll(/schemas\/(\w+)/g), ([, name = '']) => schemas[name])
    expect([...objectsIn([bodies, names])].filter((one) => 'default' in one && 'type' in one)).toEqual([])
  })
})

describe('the control API', () => {
  const document = toControlOpenApi({ baseUrl: 'http://127.0.0.1:3000' })
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Described[])

  test('has every route once', () => {
    const ids = Object.keys({ ...controlRoutes, ...serverRoutes })
    expect(operations.map((one) => one['x-operation']).toSorted()).toEqual(ids.toSorted())
  })

  test.each(operations)('has examples that fit: $operationId', ({ requestBody, responses }) => {
    for (const content of [requestBody, ...Object.values(responses)].flatMap(contentsOf)) {
      const schema: object = JSON.parse(JSON.stringify(content.schema).replaceAll('"#/', '"document#/'))
      const validate = ajv.compile(schema)
      expect(validate(content.example) ? null : validate.errors).toBeNull()
    }
  })

  test('asks for keys where the server does', () => {
    const guarded = toControlOpenApi({ baseUrl: 'http://127.0.0.1:3000', auth: true })
    expect(guarded.security).toEqual([{ bearer: [] }, { apiKey: [] }])
    expect(document.security).toEqual([])
  })
})

describe('OpenAPI 3.0', () => {
  const { components } = toOpenApi({ spec: '3.0' })

  test('knows no keyword of JSON Schema that is newer', () => {
    const newer = ['const', 'examples', 'prefixItems', 'propertyNames', '$defs', 'readOnly']
    const objects = [...objectsIn(components.schemas)]
    expect(newer.filter((keyword) => objects.some((one) => keyword in one && !('properties' in one)))).toEqual([])
  })

  test('has nothing beside a reference', () => {
    expect([...objectsIn(components)].filter((one) => '$ref' in one && Object.keys(one).length > 1)).toEqual([])
  })

  test('has a schema of its own for a named one that may be null', () => {
    expect(components.schemas['Campaign']?.properties?.['schedule']).toEqual({
      $ref: '#/components/schemas/NullableSchedule',
    })
    expect(components.schemas['NullableSchedule']).toMatchObject({ type: 'object', nullable: true })
    expect(components.schemas['NullableCountryCode']?.enum).toContain(null)
  })
})

describe('unknown keys of a body', () => {
  const extras = (strict: boolean, name: string) => toOpenApi({ strict }).components.schemas[name]?.additionalProperties

  test.each(['CampaignCreate', 'OrderUpdate', 'CallingWindow', 'ContactCreate'])(
    '%s takes them unless strict',
    (name) => {
      expect([extras(false, name), extras(true, name)]).toEqual([undefined, false])
    },
  )

  test('a calling schedule never takes them', () => {
    expect([extras(false, 'Schedule'), extras(true, 'Schedule')]).toEqual([false, false])
  })
})
