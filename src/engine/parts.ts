/** Whether a value has the parts that are expected of it: how matchers and faults compare what was sent. */

/** A matcher that stands for a value, such as `expect.any(Number)`, as vitest, jest and Playwright mark them. */
export interface Asymmetric {
  readonly asymmetricMatch: (value: unknown) => boolean
  readonly toAsymmetricMatcher?: (() => string) | undefined
  readonly toString: () => string
  readonly sample?: unknown
}

export function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$$typeof' in value &&
    value.$$typeof === Symbol.for('jest.asymmetricMatcher')
  )
}

/** Whether a query has these keys, with these values as text. */
export function hasQuery(
  query: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string | number | boolean>> = {},
): boolean {
  return Object.entries(expected).every(([key, value]) => Object.hasOwn(query, key) && query[key] === String(value))
}

/** Objects may have more than is expected, lists may not. */
export function hasParts(value: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(value)
  if (typeof expected !== 'object' || expected === null) return Object.is(value, expected)
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(expected)) return false
  if (Array.isArray(value) && Array.isArray(expected) && value.length !== expected.length) return false
  return Object.entries(expected).every(
    ([key, part]) => Object.hasOwn(value, key) && hasParts(Reflect.get(value, key), part),
  )
}
