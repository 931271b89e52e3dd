/** Freezes a JSON value and everything in it, also inside values that are frozen already. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const key in value) deepFreeze(value[key])
  }
  return value
}
