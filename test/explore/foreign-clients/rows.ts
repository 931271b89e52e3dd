interface Row {
  readonly uuid: string
}

/** The rows of a table at one moment, by their ids. */
export const byId = <One extends Row>(rows: readonly One[]): ReadonlyMap<string, One> =>
  new Map(rows.map((row) => [row.uuid, row]))

/** Rows with the same key, by that key. */
export function groupBy<One>(rows: Iterable<One>, keyOf: (row: One) => string): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** Whether a row exists in both, and nobody has changed it in between. */
export function isUntouched(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>, uuid: string): boolean {
  return before.has(uuid) && JSON.stringify(before.get(uuid)) === JSON.stringify(after.get(uuid))
}

/** Whether both have rows with the same ids: nobody has created or deleted one in between. */
export function hasSameIds(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): boolean {
  return before.size === after.size && [...before.keys()].every((uuid) => after.has(uuid))
}
