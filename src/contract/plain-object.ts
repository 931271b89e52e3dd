import { show } from './problems.ts'

/** How many objects and lists may be within each other: code that walks through them would overflow the stack. */
export const maxJsonDepth = 100
export const tooDeep = `must have at most ${maxJsonDepth} objects and lists within each other`

/** Whether a value is an object as JSON has them: no list, no `Date`, `Map` or promise, and of no class. */
export function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isOfNoClass(value)
}

/** Objects of another realm have an `Object.prototype` of their own, whose prototype is null again. */
function isOfNoClass(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** The value of an own key of any value; undefined if there is none. */
export function own(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

/** Whether an object has no fields to read, as a `Date`, a `Map` and a promise have none. */
export function isOpaque(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isOfNoClass(value) && Object.keys(value).length === 0
}

/** A received value for messages: as JSON, or "a Date" for an object that JSON would change. */
export function showKind(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isOfNoClass(value)) return show(value)
  const { constructor } = value
  return typeof constructor === 'function' && constructor.name
    ? `a ${constructor.name}`
    : 'an object with a prototype of its own'
}
