import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { jsonObject } from '../formats.ts'
import { modelName, modelNames, row } from '../models.ts'
import { named } from '../named.ts'
import { wholeNumber } from '../numbers.ts'

/** The test API for other languages: rows of every model, read and written. */

const listQuery = z
  .object({
    page: wholeNumber(1).default(1).meta({ description: 'The number of the page, from 1.' }),
    limit: wholeNumber(1, 1_000).default(100).meta({ description: 'How many rows a page holds.' }),
    search: z.string().optional().meta({ description: 'Finds rows that contain a text, in any case.' }),
    orderBy: z
      .string()
      .optional()
      .meta({ description: 'The field to sort by. `-` in front of it reverses the order.' }),
    names: z
      .literal('true', { error: 'must be true, or left out' })
      .optional()
      .meta({ description: 'Adds the names of the rows that these refer to, by id.' }),
  })
  .catchall(z.string())

const list = named('RowList', 'A page of rows.', {
  rows: z.array(row),
  total: z.int().min(0),
  page: z.int().min(1),
  limit: z.int().min(1),
  names: z.record(z.string(), z.string()).optional(),
})

const params = { model: modelName }
const scenario = 'documented-orders'
const example = { scenario, params: { model: 'campaign' } }
const one = { scenario, params: { model: 'order', uuid: 'order_9z8y7x6w5v4u3t2s1r0q' } }
const answer = answering(row)

export const dbRoutes = {
  'db.list': {
    method: 'GET',
    path: '/db/{model}',
    summary: 'Lists the rows of a model',
    description: `${modelNames.map((name) => `\`${name}\``).join(', ')}, with \`?field=value\`, \`search\`, \`orderBy\`, \`page\`, \`limit\`, \`names=true\` (the names of the rows that these refer to)`,
    params,
    query: listQuery,
    refusals: [404],
    answer: answering(list),
    example,
  },
  'db.create': {
    method: 'POST',
    path: '/db/{model}',
    summary: 'Creates a row. Fields that you leave out get made-up values',
    params,
    body: jsonObject.optional(),
    refusals: [404],
    answer: { ...answer, status: 201 },
    example: { ...example, body: { name: 'Spring', status: 'active' } },
  },
  'db.get': {
    method: 'GET',
    path: '/db/{model}/{uuid}',
    summary: 'Returns a row',
    params,
    refusals: [404],
    answer,
    example: one,
  },
  'db.update': {
    method: 'PATCH',
    path: '/db/{model}/{uuid}',
    summary: 'Changes a row',
    params,
    body: jsonObject,
    refusals: [404],
    answer,
    example: { ...one, body: { status: 'planned' } },
  },
  'db.delete': {
    method: 'DELETE',
    path: '/db/{model}/{uuid}',
    summary: 'Deletes a row, and all rows that cannot exist without it',
    params,
    refusals: [404],
    answer,
    example: one,
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
