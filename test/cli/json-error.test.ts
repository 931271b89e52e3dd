import * as fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { findJsonError } from '../../src/commands/json-error.ts'

test.each([
  ['', 1, 1],
  ['{', 1, 2],
  ['{\n  "name": "ours",\n  "seed": 1,\n}', 4, 1],
  ['{\n  "name": "ours"\n  "seed": 1\n}', 3, 3],
  ['{ "statuses": [1, 2 }', 1, 21],
  ['{ "name": \'ours\' }', 1, 11],
  ['{ name: 1 }', 1, 3],
  ['{ "a": 01 }', 1, 8],
  ['{ "a": nulls }', 1, 8],
  ['{ "a": "two\nlines" }', 1, 8],
  ['{ "a": [] } // a comment', 1, 13],
  ['1, 2', 1, 2],
  ['[1,\r\n 2,\r\n ]', 3, 2],
])('%j is broken in line %i, column %i', (document, line, column) => {
  expect(() => JSON.parse(document)).toThrow(SyntaxError)
  expect(findJsonError(document)).toEqual({ line, column })
})

test('a document that is JSON is read to its end', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const document = `${JSON.stringify(value, undefined, 2)}\n`
      expect(findJsonError(document)).toEqual({ line: document.split('\n').length, column: 1 })
    }),
  )
})
