import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { haveCommonPath, PathPattern } from '../../src/engine/path-pattern.ts'

const fits = (pattern: string, path: string) => new PathPattern(pattern).test(path)

test.each([
  ['/api/campaigns', '/api/campaigns', true],
  ['/api/campaigns', '/api/campaign', false],
  ['/api/campaigns', '/api/campaigns/', false],
  ['/api/*', '/api/', false],
  ['/api/*', '/api/a', true],
  ['/api/*', '/api/a/b', false],
  ['/api/*/orders', '/api/a/orders', true],
  ['/api/*/orders', '/api//orders', false],
  ['/api/c*s', '/api/campaigns', true],
  ['/api/c*s', '/api/cs', false],
  ['/api/**', '/api/', true],
  ['/api/**', '/api', false],
  ['/**/orders', '/a/b/c/orders', true],
  ['/**orders', '/orders', true],
  ['/**', '/', true],
  ['/a.c', '/abc', false],
  ['/[a-z]+', '/abc', false],
  ['/[a-z]+', '/[a-z]+', true],
  ['/a|b', '/a', false],
  ['/***', '/', false],
  ['/***', '/a/b', true],
])('%s on %s: %s', (pattern, path, expected) => {
  expect(fits(pattern, path)).toBe(expected)
})

test('fits what a regular expression would fit', () => {
  const text = fc
    .array(fc.constantFrom('/', 'a', 'b', '*', '**'), { maxLength: 8 })
    .map((parts) => `/${parts.join('')}`)
  const path = fc.array(fc.constantFrom('/', 'a', 'b'), { maxLength: 8 }).map((parts) => `/${parts.join('')}`)
  fc.assert(
    fc.property(text, path, (pattern, asked) => {
      const source = pattern.replaceAll(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]+'))
      expect(fits(pattern, asked)).toBe(new RegExp(`^${source}$`).test(asked))
    }),
    { numRuns: 2_000 },
  )
})

test('two patterns have a common path where there is a path that fits both', () => {
  const paths = ['']
  for (const path of paths) if (path.length < 6) paths.push(...['/', 'a', 'b'].map((character) => path + character))
  const text = fc
    .array(fc.constantFrom('/', 'a', 'b', '*', '**'), { maxLength: 3 })
    .map((parts) => `/${parts.join('')}`)
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [first, second] = [new PathPattern(one), new PathPattern(other)]
      expect(haveCommonPath(first, second)).toBe(
        paths.some((rest) => first.test(`/${rest}`) && second.test(`/${rest}`)),
      )
    }),
    { numRuns: 300 },
  )
})

test('whether two patterns with many stars have a common path is soon known', () => {
  expect(haveCommonPath(new PathPattern('/**a'.repeat(300)), new PathPattern(`/${'*'.repeat(50)}/*/b`))).toBe(false)
})

describe('many stars take no longer than few', () => {
  test.each([
    ['/*'.repeat(30), `${'/a'.repeat(29)}b/`],
    [`/${'*a'.repeat(40)}`, `/${'a'.repeat(4_000)}b`],
    [`/${'**a'.repeat(300)}`, `/${'a'.repeat(8_000)}b`],
    ['/**'.repeat(300), `${'/a'.repeat(4_000)}\n`],
  ])('%#', (pattern, path) => {
    expect(fits(pattern, path)).toBe(pattern.endsWith('**'))
  })
})
