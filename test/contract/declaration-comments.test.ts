import { expect, test } from 'vitest'
import { withComments } from '../../.config/declaration-comments.mjs'

const source = `
export const fault = z.strictObject({
  /** Breaks the connection. */
  networkError: z.boolean().optional(),
  times: z.int(),
})
export const other = z.object({ networkError: z.string() })
`

test('a field of a declared schema has the comment of its source', () => {
  const declaration = `export declare const fault: z.ZodObject<{
    networkError: z.ZodOptional<z.ZodBoolean>;
    times: z.ZodInt;
}>;
`
  expect(withComments(declaration, source)).toBe(`export declare const fault: z.ZodObject<{
    /** Breaks the connection. */
    networkError: z.ZodOptional<z.ZodBoolean>;
    times: z.ZodInt;
}>;
`)
})

test('a field of the same name in another schema stays without the comment', () => {
  const declaration = 'export declare const other: z.ZodObject<{\n    networkError: z.ZodString;\n}>;\n'
  expect(withComments(declaration, source)).toBe(declaration)
})

test('a field without a comment has the description of its schema', () => {
  const described = `
export const fault = z.strictObject({
  times: z
    .int()
    .meta({ description: 'How many requests to strike.' }),
  body: z.object({ inner: z.int().meta({ description: 'A field of the body.' }) }),
  /** Answers with this status. */
  status: z.int().meta({ id: 'Status' }).meta({ description: 'The status.' }),
  delay: z.int().meta({
    description: 'Milliseconds the answer waits.',
  }),
  nth: z.int().meta({ description: 'Lets those before pass.' }),
})
`
  const declaration = `export declare const fault: z.ZodObject<{
    times: z.ZodInt;
    body: z.ZodObject<{}>;
    status: z.ZodInt;
    delay: z.ZodInt;
    nth: z.ZodInt;
}>;
`
  expect(withComments(declaration, described)).toBe(`export declare const fault: z.ZodObject<{
    /** How many requests to strike. */
    times: z.ZodInt;
    body: z.ZodObject<{}>;
    /** Answers with this status. */
    status: z.ZodInt;
    /** Milliseconds the answer waits. */
    delay: z.ZodInt;
    /** Lets those before pass. */
    nth: z.ZodInt;
}>;
`)
})

test('a field inside of another stays without the comment of the outer field of its name', () => {
  const declaration = `export declare const fault: z.ZodObject<{
    networkError: z.ZodOptional<z.ZodBoolean>;
    times: z.ZodObject<{
        networkError: z.ZodString;
    }>;
}>;
`
  expect(
    withComments(declaration, source)
      .split('\n')
      .filter((line) => line.includes('/**')),
  ).toEqual(['    /** Breaks the connection. */'])
})
