import { isPlainObject, maxJsonDepth, showKind, tooDeep } from '../contract/plain-object.ts'
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

/** Where a value is: only an error needs it as a text. */
type Path = () => string

/** A deep copy of JSON data. Throws for values that JSON cannot represent. */
export function toPlain<Value>(value: Value, where: string | Path): Value
export function toPlain(value: unknown, where: string | Path): unknown {
  return copy(value, typeof where === 'string' ? () => where : where, [])
}

function copy(value: unknown, where: Path, above: readonly object[]): unknown {
  if (isScalar(value)) return value
  if (typeof value !== 'object' || value === null)
    throw new NotPlain(
      where(),
      `must be JSON data; received ${typeof value === 'number' ? String(value) : show(value)}`,
    )
  if (above.includes(value)) throw new NotPlain(where(), 'must be JSON data; it contains itself')
  if (above.length >= maxJsonDepth) throw new NotPlain(where(), tooDeep)
  const inside = [...above, value]
  // `from` visits the holes of a list as well.
  if (Array.isArray(value)) return Array.from(value, (item, index) => copy(item, () => `${where()}[${index}]`, inside))
  if (!isPlainObject(value)) throw new NotPlain(where(), `must be JSON data; received ${showKind(value)}`)
  const made: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) setOwn(made, key, isScalar(item) ? item : copy(item, () => `${where()}.${key}`, inside))
  return made
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

/** Sets a property as data, so that `__proto__` is a key like any other. */
export function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
  else object[key] = value
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
