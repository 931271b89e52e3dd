/** Two texts beside each other, line by line. */

export interface DiffLine {
  /** The line of the old text, and of the new one; null where it has none. */
  readonly before: string | null
  readonly after: string | null
}

/** Above so many pairs of lines the middle is shown as all removed and all added: more would keep people waiting. */
const maxPairs = 4_000_000

/** Lines that are the same stand beside each other; what lies between is removed on the left or added on the right. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const same = (line: string): DiffLine => ({ before: line, after: line })
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ]
}

/** By the longest common subsequence. */
function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > maxPairs) return pair(a, b)
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = a.length - 1; row >= 0; row -= 1)
    for (let column = b.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        a[row] === b[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const lines: DiffLine[] = []
  const [removed, added]: [string[], string[]] = [[], []]
  let [row, column] = [0, 0]
  while (row < a.length || column < b.length) {
    const [old, now] = [a[row], b[column]]
    if (old !== undefined && old === now) {
      lines.push(...pair(removed.splice(0), added.splice(0)), { before: old, after: now })
      row += 1
      column += 1
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      removed.push(old)
      row += 1
    } else {
      added.push(now ?? '')
      column += 1
    }
  }
  return [...lines, ...pair(removed, added)]
}

/** What was removed beside what was added. */
function pair(removed: readonly string[], added: readonly string[]): DiffLine[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => ({
    before: removed[index] ?? null,
    after: added[index] ?? null,
  }))
}
