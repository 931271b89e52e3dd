import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { editions } from '../../src/contract/editions.ts'
import { operationIds } from '../../src/contract/operation-ids.ts'
import { orderStatuses } from '../../src/contract/order-statuses.ts'
import { toOpenApi } from '../../src/index.ts'
import { createMock } from '../../src/create-mock.ts'
import { operationsOf } from '../../src/operations/table.ts'

interface Described {
  readonly operationId: string
  readonly 'x-operation': string
  readonly tags: readonly string[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: object; readonly example: unknown } }
  }
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly $ref?: string
        readonly content?: { readonly 'application/json': { readonly schema: object; readonly example: unknown } }
      }
    >
  >
}

function operationsIn(document: ReturnType<typeof toOpenApi>) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described: described as Described })),
  )
}

/** Checks values against the schemas of a document. */
function validatorOf(document: ReturnType<typeof toOpenApi>) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  return (schema: object, value: unknown): unknown => {
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')),
    )
    return validate(value) ? null : validate.errors
  }
}

describe.each(editions)('the description of the %s edition', (edition) => {
  const document = toOpenApi({ edition })
  const operations = operationsIn(document)

  test('has every operation once', () => {
    expect(operations.map(({ described }) => described['x-operation']).toSorted()).toEqual([...operationIds].toSorted())
  })

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  test('refers to nothing that is not there, and has nothing that nobody refers to', () => {
    const text = JSON.stringify(document)
    const referred = new Set(
      Array.from(text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g), ([, kind, name]) => `${kind}/${name}`),
    )
    const { schemas, responses } = document.components
    const there = [
      ...Object.keys(schemas).map((name) => `schemas/${name}`),
      ...Object.keys(responses).map((name) => `responses/${name}`),
    ]
    expect([...referred].toSorted()).toEqual(there.toSorted())
    expect(text).not.toContain('$defs')
  })

  test.each(operations)('has examples that fit: $method $path', ({ described }) => {
    const check = validatorOf(document)
    const contents = [described.requestBody, ...Object.values(described.responses)].flatMap(
      (part) => part?.content ?? [],
    )
    for (const {
      'application/json': { schema, example },
    } of contents)
      expect(check(schema, example)).toBeNull()
    expect(Object.keys(described.responses).some((status) => status.startsWith('2'))).toBe(true)
  })

  test('has the documented examples', () => {
    const example = (id: string) => {
      const { described } = operations.find((one) => one.described['x-operation'] === id)!
      return described.responses['200']?.content?.['application/json'].example
    }
    expect(example('campaigns.list')).toMatchObject({
      campaigns: [{ name: 'Summer Promotion 2026' }, { name: 'Customer Support Inbound' }],
      total: 2,
      totalPages: 1,
    })
    expect(example('records.list')).toMatchObject({ records: [{ firstName: 'John', lastName: 'Doe' }], total: 1 })
    expect(example('orders.list')).toMatchObject({ orders: [{ uuid: 'order_9z8y7x6w5v4u3t2s1r0q', price: 10.5 }] })
  })

  test('fits what the mock answers', async () => {
    const mock = createMock({ edition, scenario: 'demo' })
    const check = validatorOf(document)
    const campaign = mock.db.order.getAll()[0]!.campaignUuid
    const record = mock.db.order.getAll()[0]!.recordUuid
    for (const [id, target] of [
      ['campaigns.list', '/api/campaigns?limit=100'],
      ['campaigns.get', `/api/campaigns/${campaign}`],
      ['records.list', '/api/records?limit=100'],
      ['records.get', `/api/records/${record}`],
      ['orders.list', `/api/campaigns/${campaign}/orders?limit=100`],
    ] as const) {
      const { described } = operations.find((one) => one.described['x-operation'] === id)!
      expect([
        id,
        check(described.responses['200']!.content!['application/json'].schema, await (await mock.fetch(target)).json()),
      ]).toEqual([id, null])
    }
  })

  test('names the refusals of every row', () => {
    for (const operation of operationsOf(edition)) {
      const { described } = operations.find((one) => one.described['x-operation'] === operation.id)!
      const refusals = [...operation.refusals, 400, ...(operation.body ? [413, 415] : [])]
      expect(Object.keys(described.responses)).toEqual(expect.arrayContaining(refusals.map(String)))
    }
  })

  test('offers no status that a new order may not have', () => {
    const { properties } = document.components.schemas['OrderCreate'] as {
      properties: { status: { $ref: string; description: string } }
    }
    expect(properties.status.$ref).toBe('#/components/schemas/NewOrderStatus')
    expect(properties.status.description).toContain('Default: `"registered"`.')
    expect(document.components.schemas['NewOrderStatus']?.enum).toEqual(
      orderStatuses.filter((status) => status !== 'scheduled'),
    )
  })

  test('says the most that an integer may be wherever it takes one', () => {
    const open: string[] = []
    JSON.stringify(document, (key, value: unknown) => {
      if (
        typeof value === 'object' &&
        value !== null &&
        'type' in value &&
        value.type === 'integer' &&
        !('maximum' in value)
      )
        open.push(key)
      return value
    })
    // How long to wait is said, not taken.
    expect(open.filter((key) => key !== 'schema')).toEqual([])
    const { described } = operations.find((one) => one.described['x-operation'] === 'orders.list')!
    expect(described.parameters?.find(({ name }) => name === 'page')?.schema).toMatchObject({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
    })
  })

  test.each([
    ['phoneNumber', '0151'],
    ['country', 'XX'],
    ['currencyCode', 'usd'],
    ['start', '24:00'],
    ['end', '24:01'],
  ])('lets no %s through that would be refused, such as %s', (name, value) => {
    const check = validatorOf(document)
    const found: unknown[] = []
    JSON.stringify(document.components.schemas, (key, schema: unknown) => {
      if (key === name) found.push(schema)
      return schema
    })
    expect(found.length).toBeGreaterThan(0)
    for (const schema of found) expect(check(schema as object, value)).not.toBeNull()
  })

  test('has all query parameters as they are', () => {
    const { described } = operations.find((one) => one.described['x-operation'] === 'records.list')!
    expect(described.parameters?.map(({ name }) => name)).toEqual([
      'recordTypeUuid',
      'campaignUuid',
      'search',
      'page',
      'limit',
    ])
    expect(described.parameters?.at(-1)?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 10,
    })
  })
})

test('the editions differ in contacts only', () => {
  const [hosted, local] = [toOpenApi({ edition: 'hosted' }), toOpenApi({ edition: 'local' })]
  const differing = Object.keys(hosted.paths).filter(
    (path) => JSON.stringify(hosted.paths[path]) !== JSON.stringify(local.paths[path]),
  )
  expect(differing).toEqual(['/api/records', '/api/records/{uuid}'])
})

test('keys are described where they are asked for', () => {
  expect(toOpenApi().security).toEqual([])
  expect(JSON.stringify(toOpenApi())).not.toContain('"401"')
  const guarded = toOpenApi({ auth: true })
  expect(guarded.security).toEqual([{ bearer: [] }, { apiKey: [] }])
  for (const { described } of operationsIn(guarded)) expect(described.responses).toHaveProperty('401')
})

test('the address is that of the edition, or another one', () => {
  expect(toOpenApi().servers[0]?.url).toBe('http://callcamp.ai')
  expect(toOpenApi({ edition: 'local' }).servers[0]?.url).toBe('http://localhost:3000')
  expect(toOpenApi({ baseUrl: 'https://mock.example' }).servers[0]?.url).toBe('https://mock.example')
})

test.each<[options: unknown, message: string]>([
  [{ edition: 'x' }, 'edition must be one of hosted, local; received "x"'],
  [{ baseUrl: 5 }, 'baseUrl must be a string; received 5'],
  [{ baseUrl: '' }, 'baseUrl must have at least 1 character; received ""'],
  [{ spec: '2.0' }, 'spec must be one of 3.1, 3.0; received "2.0"'],
  [{ auth: 'yes' }, 'auth must be true or false; received "yes"'],
  [{ foo: 1 }, 'foo is not an option; the options are edition, baseUrl, auth, strict, spec'],
  [5, 'options must be an object; received 5'],
  [null, 'options must be an object; received null'],
])('the options %j are refused', (options, message) => {
  expect(() => toOpenApi(options as { auth: boolean })).toThrow(new TypeError(`toOpenApi: ${message}`))
})
