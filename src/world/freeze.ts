/** Freezes a JSON value and all that is in it. What is frozen already is not walked again. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const key of Object.keys(value)) deepFreeze(Reflect.get(value, key))
  }
  return value
}
