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

/** Whether a step is worth keeping: it wrote rows, moved the clock, or changed a setting. A tick moves nothing by itself. */
export function hasChanged({ cause, before, writes }: Step, after: Registers): boolean {
  const hasMoved = cause.type === 'clock' && cause.call !== 'tick'
  return writes.length > 0 || hasMoved || before.scripts !== after.scripts || before.simulator !== after.simulator
}

/** An undone step, and the state of the world after it. */
export interface UndoneStep {
  readonly step: Step
  readonly after: Registers
  readonly base: WorldBase
}

/** Called after every complete change. It must not change anything. */
export interface StepListener {
  /** A step was made, or made again after it was undone. */
  step(step: Step): void
  /** The newest steps, so many, were undone. */
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
  #undone: UndoneStep[] = []
  #bytes = 0
  #undoneBytes = 0
  #nextId = 1

  constructor(maxSteps: number, maxBytes: number) {
    this.#maxSteps = maxSteps
    this.#maxBytes = maxBytes
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

  /** Drops the steps that are farthest away until the others take at most so many bytes. The newest is always kept. */
  trim(maxBytes: number): void {
    while (this.bytes > maxBytes) {
      const farthest = this.#undone.shift()
      if (farthest) this.#undoneBytes -= bytesOf(farthest.step, 'after')
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
  get undone(): readonly UndoneStep[] {
    return this.#undone.toReversed()
  }

  /** Adds a new step, after which undone steps cannot be redone. */
  add(step: Step): void {
    this.#undone = []
    this.#undoneBytes = 0
    if (this.isKept) this.#keep(step)
  }

  #keep(step: Step): void {
    const bytes = bytesOf(step, 'before')
    this.#steps.push({ step, bytes })
    this.#bytes += bytes
    while (this.#steps.length > this.#maxSteps || (this.#bytes > this.#maxBytes && this.#steps.length > 1))
      this.#dropOldest()
  }

  #dropOldest(): void {
    this.#bytes -= this.#steps.shift()?.bytes ?? 0
  }

  find(id: number): Step | undefined {
    return this.#steps.find(({ step }) => step.id === id)?.step
  }

  /** The steps from this one on, newest first. */
  since(id: number): Step[] {
    return this.steps.slice(this.#steps.findIndex(({ step }) => step.id === id)).toReversed()
  }

  /** Moves steps to the undone ones, the newest first. */
  moveToUndone(undone: readonly UndoneStep[]): void {
    const dropped = undone.length === 0 ? [] : this.#steps.splice(-undone.length)
    for (const { step, bytes } of dropped) {
      this.#bytes -= bytes
      this.#undoneBytes += bytesOf(step, 'after')
    }
    this.#undone.push(...undone)
  }

  /** Takes away steps as if they had never been made. */
  forget(steps: readonly Step[]): void {
    for (const step of steps) if (this.#steps.at(-1)?.step === step) this.#bytes -= this.#steps.pop()?.bytes ?? 0
  }

  /** Moves the undone steps up to this one back into the history. Returns them, oldest first. */
  moveFromUndone(id: number): UndoneStep[] {
    const taken = this.#undone.splice(this.#undone.findIndex(({ step }) => step.id === id)).toReversed()
    for (const { step } of taken) {
      this.#undoneBytes -= bytesOf(step, 'after')
      this.#keep(step)
    }
    return taken
  }
}

/** How many rows of a step are measured. The rest of a long step is estimated by their average. */
const measuredWrites = 32
/** The memory of a step besides its writes: what is known of its cause and of the state before it. */
const bytesPerStep = 640
const bytesPerWrite = 96
/** The memory of a row besides its texts. */
const bytesPerRow = 256

/** A step holds the rows of one side alone: old ones, or those that it made and that were undone. A table has the others. */
function bytesOf({ writes, replaced }: Step, held: 'before' | 'after'): number {
  const measured = writes.length > measuredWrites ? writes.slice(0, measuredWrites) : writes
  let bytes = 0
  for (const write of measured) {
    const row = write[held]?.row
    const other = write[held === 'before' ? 'after' : 'before']?.row
    if (row) bytes += bytesPerRow + (other ? unsharedLength(row, other) : textLength(row))
  }
  const inRows = Math.round((bytes * writes.length) / Math.max(1, measured.length))
  return bytesPerStep + writes.length * bytesPerWrite + inRows + (replaced?.writes.length ?? 0) * bytesPerRow
}
