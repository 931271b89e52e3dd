import { isPlainObject, maxJsonDepth, own, showKind, tooDeep } from '../contract/plain-object.ts'
import { show } from '../contract/problems.ts'
import { compileComparators } from '../world/database.ts'
import { same } from './plain.ts'

/**
 * One condition of a query, as a test of a value. Comparisons of texts, numbers and booleans are those of the
 * data library. This file adds what the library lacks: nulls, nested objects, and errors for unknown names.
 */

export type Test = (value: unknown) => boolean

/** What each comparator makes of the expected value. */
const comparators = {
  equals,
  notEquals: not(equals),
  contains,
  notContains: not(contains),
  gt: ordered('gt'),
  gte: ordered('gte'),
  lt: ordered('lt'),
  lte: ordered('lte'),
  between,
  notBetween: not(between),
  in: among,
  notIn: not(among),
} satisfies Record<string, Comparator>

type Comparator = (expected: unknown, where: string) => Test

function isComparator(name: string): name is keyof typeof comparators {
  return Object.hasOwn(comparators, name)
}

/** Compiles comparators into a test of a plain value. */
export function compileScalar(condition: unknown, where: string): Test {
  const tests = entriesOf(condition, where).map(([name, expected]) => {
    // The library would find `constructor` on the prototype and call it.
    if (!isComparator(name))
      throw new TypeError(
        `${where}.${name} is not a comparator; the comparators are ${Object.keys(comparators).join(', ')}`,
      )
    return comparators[name](expected, `${where}.${name}`)
  })
  return (value) => tests.every((test) => test(value))
}

/** Compiles a test of a JSON value: by comparators, or by conditions of its content. */
export function compileJson(condition: unknown, where: string, depth = 0): Test {
  if (depth > maxJsonDepth) throw new TypeError(`${where} ${tooDeep}`)
  const entries = entriesOf(condition, where)
  if (entries.length > 0 && entries.every(([name]) => isComparator(name))) {
    const test = compileScalar(condition, where)
    // A list fits if one of its items does, as in the library.
    return (value) => test(value) || (Array.isArray(value) && value.some(test))
  }
  const tests = entries.map(([key, inner]) => {
    const test = compileJson(inner, `${where}.${key}`, depth + 1)
    return (value: unknown) => test(own(value, key))
  })
  const fits: Test = (value) => tests.every((test) => test(value))
  return (value) => (Array.isArray(value) ? value.some(fits) : fits(value))
}

/** The value that a condition requires, if it only tests equality. */
export function equalTo(condition: unknown): unknown {
  return isBare(condition) ? condition : own(condition, 'equals')
}

/** A bare value in place of comparators requires equality. */
function isBare(condition: unknown): boolean {
  return condition === null || ['string', 'number', 'boolean'].includes(typeof condition)
}

function entriesOf(condition: unknown, where: string): [string, unknown][] {
  if (isBare(condition)) return [['equals', condition]]
  if (isPlainObject(condition)) return Object.entries(condition)
  if (Array.isArray(condition))
    throw new TypeError(
      `${where} must be a value, or comparators such as { in: ${show(condition)} }; received ${show(condition)}`,
    )
  throw new TypeError(
    `${where} must be a text, a number, a boolean or null, or comparators such as { in: ['a', 'b'] }; received ${showKind(condition)}`,
  )
}

function not(comparator: Comparator): Comparator {
  return (expected, where) => {
    const test = comparator(expected, where)
    return (value) => !test(value)
  }
}

/** In the library, nothing equals null. */
function equals(expected: unknown, where: string): Test {
  if (expected === undefined) throw new TypeError(`${where} is undefined: give a value, or null for rows without one`)
  if (expected === null) return (value) => value === null || value === undefined
  if (typeof expected === 'object') return (value) => same(value, expected)
  const fits = compileComparators({ equals: expected })
  return (value) => isScalar(value) && fits(value)
}

function contains(expected: unknown, where: string): Test {
  if (typeof expected !== 'string') throw new TypeError(`${where} must be a text; received ${show(expected)}`)
  const fits = compileComparators({ contains: expected })
  return (value) => typeof value === 'string' && fits(value)
}

function ordered(name: 'gt' | 'gte' | 'lt' | 'lte'): Comparator {
  return (expected, where) => {
    if (typeof expected !== 'string' && typeof expected !== 'number')
      throw new TypeError(`${where} must be a text or a number; received ${show(expected)}`)
    const fits = compileComparators({ [name]: expected })
    return (value) => typeof value === typeof expected && isScalar(value) && fits(value)
  }
}

function between(expected: unknown, where: string): Test {
  if (!Array.isArray(expected) || expected.length !== 2)
    throw new TypeError(`${where} must be a pair such as [1, 5]; received ${show(expected)}`)
  const [from, to]: unknown[] = expected
  // The library supports ranges of numbers only; timestamps are strings.
  const least = comparators.gte(from, `${where}[0]`)
  const most = comparators.lte(to, `${where}[1]`)
  return (value) => least(value) && most(value)
}

function among(expected: unknown, where: string): Test {
  if (!Array.isArray(expected)) throw new TypeError(`${where} must be a list; received ${show(expected)}`)
  if (expected.includes(undefined))
    throw new TypeError(`${where} holds undefined: give values, or null for rows without one`)
  const values = new Set<unknown>(expected)
  return (value) => values.has(value ?? null)
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
