import type { CallOutcome } from '../contract/simulator.ts'

type Outcomes = readonly CallOutcome[]

const none: Outcomes = Object.freeze([])
/** More changes than this, and than twice the square root of all scripts, are merged. */
const minMergedChanges = 64

/**
 * The scripted outcomes of the next calls, by order or phone number. Scripts never change: `with` returns others, which
 * share the most of these, so that it costs about the square root of their number.
 */
export class Scripts {
  static readonly empty = new Scripts(new Map(), new Map())
  readonly #base: ReadonlyMap<string, Outcomes>
  /** What is different from the base. A target whose script was removed has no outcomes. */
  readonly #changes: ReadonlyMap<string, Outcomes>

  private constructor(base: ReadonlyMap<string, Outcomes>, changes: ReadonlyMap<string, Outcomes>) {
    this.#base = base
    this.#changes = changes
  }

  static from(entries: Iterable<readonly [target: string, outcomes: Outcomes]>): Scripts {
    const scripts = new Map<string, Outcomes>()
    for (const [target, outcomes] of entries) if (outcomes.length > 0) scripts.set(target, Object.freeze([...outcomes]))
    return scripts.size === 0 ? Scripts.empty : new Scripts(scripts, new Map())
  }

  /** The outcomes of a target; none if it has no script. */
  of(target: string): Outcomes {
    return this.#changes.get(target) ?? this.#base.get(target) ?? none
  }

  has(target: string): boolean {
    return this.of(target).length > 0
  }

  /** The scripts with these outcomes for a target. Without outcomes, its script is removed. */
  with(target: string, outcomes: Outcomes): Scripts {
    if (outcomes.length === 0 && !this.has(target)) return this
    const changed = new Scripts(this.#base, new Map(this.#changes).set(target, Object.freeze([...outcomes])))
    const { size } = changed.#changes
    const isDue = size > minMergedChanges && size * size > 4 * this.#base.size
    return isDue ? new Scripts(new Map(changed.entries()), new Map()) : changed
  }

  *entries(): Generator<readonly [target: string, outcomes: Outcomes]> {
    for (const target of new Set([...this.#base.keys(), ...this.#changes.keys()]))
      if (this.has(target)) yield [target, this.of(target)]
  }

  /** About how many scripts it does not share with those that it was made from. */
  get ownSize(): number {
    return this.#changes.size || this.#base.size
  }
}
