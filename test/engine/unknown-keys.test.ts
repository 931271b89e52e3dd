import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../src/contract/problems.ts'
import { decode } from '../../src/engine/decode.ts'

const schema = z.strictObject({ lines: z.array(z.strictObject({ text: z.string() })), least: z.number(), most: z.number() }).refine(({ least, most }) => least <= most, { error: 'least comes first', path: ['least'] })

describe('keys that nobody knows', () => {
  test('are passed over with a warning each, also in the items of a list', () => {
    const input = { lines: [{ text: 'a' }, { text: 'b', colour: 'red' }], least: 1, most: 2, odd: true }
    expect(decode(schema, input, 'body', false)).toEqual({
      value: { lines: [{ text: 'a' }, { text: 'b' }], least: 1, most: 2 },
      warnings: ['lines[1].colour is not a known field of the body: ignored', 'odd is not a known field of the body: ignored'],
    })
    expect(input.lines[1]).toHaveProperty('colour')
  })

  test('hide nothing of what is wrong beside them', () => {
    const problem = decode(schema, { lines: [], least: 3, most: 2, odd: true }, 'body', false)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 400, errors: [{ field: 'least', message: expect.stringContaining('least comes first') }] })
  })
})
