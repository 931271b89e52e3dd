import { show } from '../contract/problems.ts'

/** Plain JSON data, as in rows. */

/** A value that JSON cannot represent, and its path. */
export class NotPlain extends TypeError {
  readonly field: string
  readonly reason: string

  constructor(field: string, reason: string) {
    super(`${field} ${reason}`)
    this.field = field
    this.reason = reason
  }
}

/** A deep copy of JSON data. Throws for values that JSON cannot represent. */
export function toPlain<Value>(value: Value, where: string): Value
export function toPlain(value: unknown, where: string): unknown {
  return copy(value, where, [])
}

function copy(value: unknown, where: string, above: readonly object[]): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'object')
    throw new NotPlain(where, `must be JSON data; received ${typeof value === 'number' ? String(value) : show(value)}`)
  if (above.includes(value)) throw new NotPlain(where, 'must be JSON data; it contains itself')
  const inside = [...above, value]
  if (Array.isArray(value)) return value.map((item, index) => copy(item, `${where}[${index}]`, inside))
  const prototype: unknown = Object.getPrototypeOf(value)
  // Objects of another realm have an `Object.prototype` of their own, whose prototype is null again.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotPlain(where, `must be JSON data; received ${describe(value)}`)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  // `fromEntries` defines keys as data, so that `__proto__` stays a key like any other.
  return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, `${where}.${key}`, inside)]))
}

function describe(value: object): string {
  const { constructor } = value
  return typeof constructor === 'function' && constructor.name
    ? `a ${constructor.name}`
    : 'an object with a prototype of its own'
}

/** Whether two JSON values are equal, regardless of the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
  )
}
