import { expect } from 'vitest'
import type { OperationId } from '../../src/contract/operation-ids.ts'
import { type Case, casesOf, phone, type Refused, usual } from './case.ts'
import { record, type } from './world.ts'
import { asJson } from '../json-request.ts'

/** What holds for every operation that takes a body: it is a JSON object of a bearable size. */

const json = { 'content-type': 'application/json' }
const number = '+14155553001'

/** A body that each operation takes. */
const good: { readonly [Id in OperationId]?: (edition: 'hosted' | 'local') => object } = {
  'campaigns.create': () => ({ name: 'New', status: 'draft', type: 'outbound' }),
  'campaigns.update': () => ({ description: 'New' }),
  'records.create': (edition) => ({ recordTypeUuid: type.bare, ...phone(edition, number) }),
  'records.update': () => ({ firstName: 'New' }),
  'orders.create': () => ({ record: { phoneNumber: number } }),
  'orders.update': () => ({ instructions: 'New' }),
  'orders.associate': () => ({ recordUuids: [record.zoe] }),
}

const mebibyte = 1_048_576

/** Bodies that are none, and how they are refused. */
const none: readonly (readonly [title: string, refused: Refused])[] = [
  ['JSON that breaks off', { init: { body: '{"name":', headers: json }, fields: ['body'], says: ['JSON'] }],
  ['JSON with a comma too many', { init: { body: '{"name":"x",}', headers: json }, fields: ['body'] }],
  ['text that is no JSON', { init: { body: 'name=x', headers: json }, fields: ['body'], says: ['name=x'] }],
  ['an empty body', { init: { body: '', headers: json }, fields: ['body'], says: ['required'] }],
  ['a blank body', { init: { body: ' \n ', headers: json }, fields: ['body'] }],
  ['no body at all', { init: {}, fields: ['body'] }],
  ['a list', { body: [{}], fields: ['body'], says: ['an object'] }],
  ['a text', { body: '"name"', fields: ['body'] }],
  ['a number', { body: 5, fields: ['body'] }],
  ['null', { body: 'null', fields: ['body'] }],
  [
    'lists within each other beyond all measure',
    { body: `{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, fields: ['x'], says: ['100'] },
  ],
  [
    'objects within each other beyond all measure',
    { body: `${'{"x":'.repeat(4_000)}1${'}'.repeat(4_000)}`, fields: ['x'] },
  ],
  [
    'more values than the largest list of ids',
    { body: `{"x":[${'1,'.repeat(30_001)}1]}`, fields: ['body'], says: ['30000 values'] },
  ],
  [
    'far more fields than a row',
    { body: `{"x":[${'{"y":1},'.repeat(5_001)}1]}`, fields: ['body'], says: ['5000 fields'] },
  ],
  ['a number beyond what JSON can carry', { body: '{"x":{"y":[0,-1e999]}}', fields: ['x.y[1]'] }],
  [
    'a body that says it is a text',
    {
      init: { body: '{}', headers: { 'content-type': 'text/plain' } },
      status: 415,
      says: ['application/json', 'text/plain'],
    },
  ],
  [
    'a body in another charset',
    {
      init: { body: '{}', headers: { 'content-type': 'application/json; charset="ISO-8859-1"' } },
      status: 415,
      says: ['UTF-8', 'ISO-8859-1'],
    },
  ],
  [
    'a form',
    { init: { body: new URLSearchParams({ name: 'x' }) }, status: 415, says: ['application/x-www-form-urlencoded'] },
  ],
  [
    'a body of more than 1 MiB',
    {
      init: { body: JSON.stringify({ name: 'x'.repeat(mebibyte) }), headers: json },
      status: 413,
      says: [String(mebibyte)],
    },
  ],
  [
    'a body of more than 1 MiB in bytes, not in characters',
    { init: { body: JSON.stringify({ name: '北'.repeat(mebibyte / 3) }), headers: json }, status: 413 },
  ],
]

function casesFor(operation: OperationId, body: (edition: 'hosted' | 'local') => object): Case[] {
  const { works, refuses } = casesOf(operation)
  const { method, path } = usual[operation]
  const status = operation.endsWith('create') ? 201 : 200
  const padded = (text: string) => `${text}${' '.repeat(mebibyte - text.length)}`
  return [
    ...none.map(([title, refused]) => refuses(title, refused)),
    ...['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/merge-patch+json'].map((content) =>
      works(`takes the content type ${content}`, async (api) => {
        expect(
          (
            await api.send(path, {
              method,
              body: JSON.stringify(body(api.edition)),
              headers: { 'content-type': content },
            })
          ).status,
        ).toBe(status)
      }),
    ),
    works('takes a body that does not say what it is', async (api) => {
      const bytes = new TextEncoder().encode(JSON.stringify(body(api.edition)))
      expect((await api.send(path, { method, body: bytes })).status).toBe(status)
    }),
    works('takes a body of exactly 1 MiB', async (api) => {
      expect((await api.send(path, asJson(padded(JSON.stringify(body(api.edition))), method))).status).toBe(status)
    }),
    works('passes over unknown keys', async (api) => {
      expect((await api.send(path, asJson({ ...body(api.edition), colour: 'red' }, method))).status).toBe(status)
    }),
    refuses(
      'unknown keys when strict, one line each',
      {
        body: (edition: 'hosted' | 'local') => ({ ...body(edition), colour: 'red', size: 1 }),
        fields: ['colour', 'size'],
        says: ['not a known field; known are '],
      },
      { options: { strict: true } },
    ),
  ]
}

export const bodyCases: readonly Case[] = Object.entries(good).flatMap(([operation, body]) =>
  casesFor(operation as OperationId, body),
)
