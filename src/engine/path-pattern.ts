/**
 * Path patterns of users: `*` matches one segment, `**` any rest. They are not compiled to regular expressions, which
 * backtrack: with many stars, a path that does not match would take exponential time.
 */

/** A literal character; one character that is no slash; any number of those; any number of any characters. */
type Step = { readonly kind: 'as-is'; readonly character: string } | { readonly kind: 'one' | 'more' | 'rest' }

export class PathPattern {
  readonly steps: readonly Step[]

  constructor(pattern: string) {
    this.steps = pattern.split(/(\*\*|\*)/).flatMap((part): readonly Step[] => {
      if (part === '**') return [{ kind: 'rest' }]
      if (part === '*') return [{ kind: 'one' }, { kind: 'more' }]
      return part.split('').map((character) => ({ kind: 'as-is', character }))
    })
  }

  /** Follows all ways through the pattern at once, in time proportional to the lengths of path and pattern. */
  test(path: string): boolean {
    const steps = this.steps
    let here = new Uint8Array(steps.length + 1)
    here[0] = 1
    for (let index = 0; index < path.length; index += 1) {
      const character = path.charAt(index)
      const next = new Uint8Array(steps.length + 1)
      for (const [at, step] of steps.entries()) {
        if (here[at] === 0) continue
        // A repeated step may match no characters.
        if (loops(step)) here[at + 1] = 1
        if (!takes(step, character)) continue
        next[loops(step) ? at : at + 1] = 1
      }
      here = next
    }
    return steps.findLastIndex(({ kind }) => kind === 'as-is' || kind === 'one') < here.lastIndexOf(1)
  }
}

/** A pattern whose parameters, written as in OpenAPI (`{uuid}`) or in routers (`:uuid`), match one segment. */
export function toPathPattern(path: string): PathPattern {
  return new PathPattern(path.replaceAll(/(?<=\/)(?:\{[^/{}]+\}|:[A-Za-z_]\w*)(?=\/|$)/g, '*'))
}

/** Whether there is a path that matches both patterns. */
export function haveCommonPath(one: PathPattern, other: PathPattern): boolean {
  const width = other.steps.length + 1
  const seen = new Set([0])
  // The loop also visits the items that it adds to the set.
  for (const place of seen) {
    const [at, otherAt] = [Math.floor(place / width), place % width]
    const [step, otherStep] = [one.steps[at], other.steps[otherAt]]
    if (!step && !otherStep) return true
    if (step && loops(step)) seen.add(place + width)
    if (otherStep && loops(otherStep)) seen.add(place + 1)
    if (step && otherStep && takeTheSame(step, otherStep))
      seen.add((loops(step) ? at : at + 1) * width + (loops(otherStep) ? otherAt : otherAt + 1))
  }
  return false
}

/** Whether a step matches any number of characters. */
function loops({ kind }: Step): boolean {
  return kind === 'rest' || kind === 'more'
}

function takeTheSame(one: Step, other: Step): boolean {
  if (one.kind === 'as-is') return takes(other, one.character)
  return other.kind !== 'as-is' || takes(one, other.character)
}

function takes(step: Step, character: string): boolean {
  if (step.kind === 'as-is') return step.character === character
  return step.kind === 'rest' || character !== '/'
}
