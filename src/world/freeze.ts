/** Freezes a JSON value and all that is in it. A value that is frozen on its outside is walked all the same. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const key of Object.keys(value)) deepFreeze(Reflect.get(value, key))
  }
  return value
}
