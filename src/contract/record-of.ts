/** An object with a value for each of some names. */
export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  // `fromEntries` forgets the names.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>
}

/** The same keys with other values. */
export function mapValues<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))
}
