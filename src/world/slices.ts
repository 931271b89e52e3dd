/**
 * Work in slices: a generator that yields wherever other code may run, and returns its result. A caller may pause at
 * each yield or run the work at once. The result is the same.
 */
export type Sliced<Result> = Generator<void, Result, void>

/** Returns a promise when other code should run, and undefined when the work may go on. */
export type Pause = () => Promise<void> | undefined

/** This many rows take less than a millisecond, and a few while the code that makes them is not compiled yet. */
const rowsPerSlice = 64

/** Runs the work at once and returns its result. */
export function finish<Result>(work: Sliced<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** Runs work, and pauses between two slices where other code should run. */
export async function runInPauses<Result>(work: Sliced<Result>, pause: Pause): Promise<Result> {
  let step = work.next()
  while (!step.done) {
    const paused = pause()
    if (paused) await paused
    step = work.next()
  }
  return step.value
}

/** The result of work that runs in slices, or at once when `value` is read. */
export class Prepared<Result> {
  /** Not kept when it is done, as it may hold much. */
  #work: Sliced<Result> | undefined
  #outcome: (() => Result) | undefined

  constructor(work: Sliced<Result>) {
    this.#work = work
  }

  /** A result that exists already. */
  static done<Result>(result: Result): Prepared<Result> {
    return new Prepared(nothingToDo(result))
  }

  /** The result. Runs the rest of the work first, and throws the work's error if it fails. */
  get value(): Result {
    while (!this.#outcome) this.#next()
    return this.#outcome()
  }

  /** Runs the rest of the work in slices. If `value` is read between two slices, the work is completed at once. */
  *prepare(): Sliced<Result> {
    while (!this.#outcome) {
      this.#next()
      yield
    }
    return this.#outcome()
  }

  #next(): void {
    try {
      const step = this.#work?.next()
      if (!step?.done) return
      const { value } = step
      this.#outcome = () => value
    } catch (error) {
      this.#outcome = () => {
        throw error
      }
    }
    this.#work = undefined
  }
}

// oxlint-disable-next-line require-yield
function* nothingToDo<Result>(result: Result): Sliced<Result> {
  return result
}

/** Calls a function `count` times, with 0, 1, 2 and so on. */
export function* timesInSlices(count: number, visit: (index: number) => void): Sliced<void> {
  for (let from = 0; from < count; from += rowsPerSlice) {
    const to = Math.min(from + rowsPerSlice, count)
    for (let index = from; index < to; index += 1) visit(index)
    yield
  }
}

export function eachInSlices<Item>(items: readonly Item[], visit: (item: Item, index: number) => void): Sliced<void> {
  return timesInSlices(items.length, (index) => visit(items[index] as Item, index))
}

export function* mapInSlices<Item, Made>(
  items: readonly Item[],
  make: (item: Item, index: number) => Made,
): Sliced<Made[]> {
  const made: Made[] = []
  yield* eachInSlices(items, (item, index) => made.push(make(item, index)))
  return made
}

/** How many items are sorted or merged between two pauses. */
const sortedAtOnce = 4_096

/** Sorts as `toSorted` does, and is stable like it. */
export function* sortInSlices<Item>(
  items: readonly Item[],
  order: (a: Item, b: Item) => number,
): Sliced<readonly Item[]> {
  if (items.length <= sortedAtOnce) return items.toSorted(order)
  let runs: Item[][] = []
  for (let from = 0; from < items.length; from += sortedAtOnce) {
    runs.push(items.slice(from, from + sortedAtOnce).toSorted(order))
    yield
  }
  while (runs.length > 1) {
    const merged: Item[][] = []
    for (let index = 0; index < runs.length; index += 2) {
      const [left, right] = [runs[index], runs[index + 1]]
      merged.push(left && right ? yield* merge(left, right, order) : (left ?? []))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function* merge<Item>(left: Item[], right: Item[], order: (a: Item, b: Item) => number): Sliced<Item[]> {
  // Most rows arrive in the order of creation, so that there is nothing to merge.
  if (order(left.at(-1) as Item, right[0] as Item) <= 0) return left.concat(right)
  const merged: Item[] = []
  const [lefts, rights] = [left.length, right.length]
  let [taken, others] = [0, 0]
  while (taken < lefts && others < rights) {
    const end = Math.min(merged.length + sortedAtOnce, lefts + rights)
    while (merged.length < end && taken < lefts && others < rights) {
      merged.push((order(left[taken] as Item, right[others] as Item) <= 0 ? left[taken++] : right[others++]) as Item)
    }
    yield
  }
  return merged.concat(left.slice(taken), right.slice(others))
}
