import { type FieldError, show, withArticle } from '../contract/problems.ts'

/** Finds what someone may have meant, and the row that an id or a name stands for. */

/** The candidate that begins with the text, or takes the fewest changes to become it; none when all are far from it. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const longer = text.length > 2 ? candidates.find((candidate) => candidate.toLowerCase().startsWith(text.toLowerCase())) : undefined
  if (longer) return longer
  const ranked = candidates.map((candidate) => ({ candidate, distance: distance(text.toLowerCase(), candidate.toLowerCase()) }))
  const [best] = ranked.toSorted((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(2, Math.floor(text.length / 2)) ? best.candidate : undefined
}

/** How many letters must be added, taken away or exchanged. */
function distance(from: string, to: string): number {
  let above = Array.from(to, (_, index) => index + 1)
  let last = above.length
  for (const [line, letter] of Array.from(from).entries()) {
    let [corner, left] = [line, line + 1]
    above = Array.from(to, (other, column) => {
      const over = Number(above[column])
      left = Math.min(corner + (letter === other ? 0 : 1), over + 1, left + 1)
      corner = over
      return left
    })
    last = left
  }
  return last
}

/** The row with an id or a name; a fault that lists what there is when none has it. */
export function byName<Row extends { readonly uuid: string; readonly name: string }>(rows: readonly Row[], wanted: string, what: string, where: string, faults: FieldError[]): Row | undefined {
  const found = rows.find((row) => row.uuid === wanted) ?? rows.find((row) => row.name === wanted)
  if (!found) {
    const names = rows.slice(0, 10).map((row) => show(row.name))
    faults.push({ field: where, message: `must be the id or name of ${withArticle(what)} of the scenario (${names.join(', ') || 'it has none'}); received ${show(wanted)}` })
  }
  return found
}
