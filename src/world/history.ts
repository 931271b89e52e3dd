import type { Cause } from '../contract/history.ts'
import type { Registers, ReplacedWorld, WorldBase } from './state.ts'
import type { Write } from './tables.ts'

/** One change of a world, as it can be undone. */
export interface Step {
  readonly id: number
  /** Virtual time when it began. */
  readonly at: string
  readonly cause: Cause
  /** What the world remembered beside its rows before the step. */
  readonly before: Registers
  readonly writes: Write[]
  /** What the world was before it started anew; undefined for a step that only wrote rows. */
  readonly replaced?: ReplacedWorld | undefined
}

/** A step that was undone, and what the world was after it. */
export interface UndoneStep {
  readonly step: Step
  readonly after: Registers
  readonly base: WorldBase
}

interface KeptStep {
  readonly step: Step
  readonly bytes: number
}

/** The steps of a world, newest last, up to a number and a byte budget. The newest is always kept. */
export class History {
  readonly #maxSteps: number
  readonly #maxBytes: number
  readonly #steps: KeptStep[] = []
  /** What was undone, the next one to be done again last. */
  #undone: UndoneStep[] = []
  #bytes = 0
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

  nextId(): number {
    return this.#nextId++
  }

  /** The id of the newest step; null where there is none. */
  get lastId(): number | null {
    return this.#steps.at(-1)?.step.id ?? null
  }

  /** The steps that were undone and can be done again, the next one first. */
  get undone(): readonly UndoneStep[] {
    return this.#undone.toReversed()
  }

  /** Adds what is newly done: what was undone before cannot be done again. */
  add(step: Step): void {
    this.#undone = []
    if (this.isKept) this.#keep(step)
  }

  #keep(step: Step): void {
    const bytes = bytesOf(step)
    this.#steps.push({ step, bytes })
    this.#bytes += bytes
    while (this.#steps.length > this.#maxSteps || (this.#bytes > this.#maxBytes && this.#steps.length > 1))
      this.#bytes -= this.#steps.shift()?.bytes ?? 0
  }

  find(id: number): Step | undefined {
    return this.#steps.find(({ step }) => step.id === id)?.step
  }

  /** The steps from this one on, newest first. */
  since(id: number): Step[] {
    return this.steps.slice(this.#steps.findIndex(({ step }) => step.id === id)).toReversed()
  }

  /** Takes away steps that were undone, the newest first. */
  takeBack(undone: readonly UndoneStep[]): void {
    const dropped = undone.length === 0 ? [] : this.#steps.splice(-undone.length)
    for (const { bytes } of dropped) this.#bytes -= bytes
    this.#undone.push(...undone)
  }

  /** Takes the steps up to this one, which were undone, up again: the oldest first. */
  takeUp(id: number): UndoneStep[] {
    const taken = this.#undone.splice(this.#undone.findIndex(({ step }) => step.id === id)).toReversed()
    for (const { step } of taken) this.#keep(step)
    return taken
  }
}

/** How many rows of a step are measured. The rest of a long step is estimated by their average. */
const measuredWrites = 32
/** What a write keeps alive beside the JSON in its row: a row whose texts others share, and its places in lists. */
const bytesPerWrite = 256

function bytesOf({ writes, replaced }: Step): number {
  const measured = writes.slice(0, measuredWrites)
  let json = 0
  for (const { before, after } of measured) json += jsonLength((after ?? before)?.row)
  const average = measured.length === 0 ? 0 : json / measured.length
  return bytesPerWrite + writes.length * (bytesPerWrite + average) + (replaced?.writes.length ?? 0) * bytesPerWrite
}

/** The length of the JSON that a row carries: custom fields and schedules may be of any size. */
function jsonLength(row: object | undefined): number {
  let length = 0
  for (const value of Object.values(row ?? {}))
    if (typeof value === 'object' && value !== null) length += JSON.stringify(value).length
  return length
}
