/** What someone may have meant, for messages. */

/** Longer texts are not compared: no name is as long, and comparing the input of a hostile client could be slow. */
const longestMeant = 200

/** The shortest candidate that begins with the text, or else the one with the fewest changes, up to `maxChanges`. */
export function nearest(
  text: string,
  candidates: readonly string[],
  maxChanges = Math.floor(text.length / 2),
): string | undefined {
  if (text.length > longestMeant) return undefined
  const longer =
    text.length > 2 ? candidates.filter((candidate) => candidate.toLowerCase().startsWith(text.toLowerCase())) : []
  if (longer.length > 0) return longer.toSorted((a, b) => a.length - b.length)[0]
  const ranked = candidates.map((candidate) => ({
    candidate,
    distance: distance(text.toLowerCase(), candidate.toLowerCase()),
  }))
  const [best] = ranked.toSorted((a, b) => a.distance - b.distance)
  return best && best.distance <= maxChanges ? best.candidate : undefined
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
