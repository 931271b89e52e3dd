/** Returns a property, for a proxy. Methods are bound to the object, since a proxy has no private fields. */
export function boundProperty(target: object, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, key, target)
  return typeof value === 'function' ? value.bind(target) : value
}
