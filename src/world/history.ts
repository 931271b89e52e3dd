import type { Cause } from '../contract/history.ts'
import { textLength, unsharedLength } from './row-size.ts'
import type { Registers, ReplacedWorld, WorldBase } from './state.ts'
import type { Write } from './tables.ts'

/** One change of a world, with what is needed to undo it. */
export interface Step {
  readonly id: number
  /** The virtual time at which it began. */
  readonly at: string
  readonly cause: Cause
  /** The state besides the rows before the step. */
  readonly before: Registers
  readonly writes: Write[]
  /** The world before it was started again; undefined for a step that only wrote rows. */
  readonly replaced?: ReplacedWorld | undefined
}

/** Whether a step is worth keeping: it wrote rows, moved the clock other than by a tick, or changed a setting. */
export function hasChanged({ cause, before, writes }: Step, after: Registers): boolean {
  const hasMoved = cause.type === 'clock' && cause.call !== 'tick'
  return writes.length > 0 || hasMoved || before.scripts !== after.scripts || before.simulator !== after.simulator
}

/** A step, and the state of the world after it. */
export interface MadeStep {
  readonly step: Step
  readonly after: Registers
  readonly base: WorldBase
}

/** Called after every complete change. It must not change anything. */
export interface StepListener {
  /** A step was made, or made again after it was undone. */
  step(step: Step): void
  /** The newest `count` steps were undone. */
  back(count: number): void
}

interface KeptStep {
  readonly step: Step
  readonly bytes: number
}

/** The steps of a world, newest last, up to a number and a memory budget. The newest is always kept. */
export class History {
  readonly #maxSteps: number
  readonly #maxBytes: number
  readonly #steps: KeptStep[] = []
  /** The undone steps, the next one to redo last. */
  #undone: MadeStep[] = []
  #bytes = 0
  #undoneBytes = 0
  readonly #shared: WorldBase
  #nextId = 1

  /** `shared` is the base that the world was made with, which others may have too. */
  constructor(maxSteps: number, maxBytes: number, shared: WorldBase) {
    this.#maxSteps = maxSteps
    this.#maxBytes = maxBytes
    this.#shared = shared
  }

  get isKept(): boolean {
    return this.#maxSteps > 0
  }

  get steps(): readonly Step[] {
    return this.#steps.map(({ step }) => step)
  }

  get size(): number {
    return this.#steps.length
  }

  /** An estimate of the memory that the steps take, the undone ones too. */
  get bytes(): number {
    return this.#bytes + this.#undoneBytes
  }

  /**
   * Drops steps until the others take at most `maxBytes`: the undone steps first, from the last one to redo on, and
   * then the oldest steps. The newest step is always kept.
   */
  trim(maxBytes: number): void {
    while (this.bytes > maxBytes) {
      const farthest = this.#undone.shift()
      if (farthest) this.#undoneBytes -= this.#bytesOf(farthest, 'after')
      else if (this.#steps.length > 1) this.#dropOldest()
      else return
    }
  }

  nextId(): number {
    return this.#nextId++
  }

  /** The id of the newest step, or null. */
  get lastId(): number | null {
    return this.#steps.at(-1)?.step.id ?? null
  }

  /** The undone steps that can be redone, the next one first. */
  get undone(): readonly MadeStep[] {
    return this.#undone.toReversed()
  }

  /** Adds a new step, after which undone steps cannot be redone. */
  add(made: MadeStep): void {
    this.#undone = []
    this.#undoneBytes = 0
    if (this.isKept) this.#keep(made)
  }

  #keep(made: MadeStep): void {
    const bytes = this.#bytesOf(made, 'before')
    this.#steps.push({ step: made.step, bytes })
    this.#bytes += bytes
    while (this.#steps.length > this.#maxSteps || (this.#bytes > this.#maxBytes && this.#steps.length > 1))
      this.#dropOldest()
  }

  #dropOldest(): void {
    this.#bytes -= this.#steps.shift()?.bytes ?? 0
  }

  /** The steps from this one on, newest first. */
  since(id: number): Step[] {
    return this.steps.slice(this.#steps.findIndex(({ step }) => step.id === id)).toReversed()
  }

  /** Moves steps to the undone ones, the newest first. */
  moveToUndone(undone: readonly MadeStep[]): void {
    const dropped = undone.length === 0 ? [] : this.#steps.splice(-undone.length)
    for (const { bytes } of dropped) this.#bytes -= bytes
    for (const one of undone) this.#undoneBytes += this.#bytesOf(one, 'after')
    this.#undone.push(...undone)
  }

  /** Takes away steps as if they had never been made. */
  forget(steps: readonly Step[]): void {
    for (const step of steps) if (this.#steps.at(-1)?.step === step) this.#bytes -= this.#steps.pop()?.bytes ?? 0
  }

  /** Moves the undone steps up to this one back into the history. Returns them, oldest first. */
  moveFromUndone(id: number): MadeStep[] {
    const taken = this.#undone.splice(this.#undone.findIndex(({ step }) => step.id === id)).toReversed()
    for (const one of taken) {
      this.#undoneBytes -= this.#bytesOf(one, 'after')
      this.#keep(one)
    }
    return taken
  }

  /**
   * The memory that a step alone holds. A kept step holds the rows, scripts and base before it; an undone step holds
   * those after it. The world has the others.
   */
  #bytesOf({ step, base, after }: MadeStep, held: 'before' | 'after'): number {
    const { cause, replaced, writes, before } = step
    const { scripts } = { before, after }[held]
    const ownScripts = before.scripts === after.scripts ? 0 : scripts.ownSize
    const bytes = bytesPerStep + bytesOfWrites(writes, held) + ownScripts * bytesPerScript
    if (!replaced) return bytes
    const alone = held === 'before' ? replaced.base : base
    // The world has a base that `reset` returns to, and other worlds have the shared one.
    const isHome = alone === replaced.home && (held === 'after' || (cause.type === 'start' && cause.call === 'restore'))
    const isAlone = replaced.base !== base && !isHome && alone !== this.#shared
    return bytes + replaced.writes.length * bytesPerRow + (isAlone ? alone.bytes : 0)
  }
}

/** How many rows of a step are measured. The others are estimated by their average. */
const measuredWrites = 32
/** The memory of a step besides its writes: what is known of its cause and of the state before it. */
const bytesPerStep = 640
const bytesPerWrite = 96
/** The memory of a row besides its texts. */
const bytesPerRow = 256
const bytesPerScript = 64

function bytesOfWrites(writes: readonly Write[], held: 'before' | 'after'): number {
  const measured = writes.length > measuredWrites ? writes.slice(0, measuredWrites) : writes
  let bytes = 0
  for (const write of measured) {
    const row = write[held]?.row
    const other = write[held === 'before' ? 'after' : 'before']?.row
    if (row) bytes += bytesPerRow + (other ? unsharedLength(row, other) : textLength(row))
  }
  return writes.length * bytesPerWrite + Math.round((bytes * writes.length) / Math.max(1, measured.length))
}
