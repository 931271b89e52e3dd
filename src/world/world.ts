import type { Cause } from '../contract/history.ts'
import type { ModelName } from '../contract/models.ts'
import { Problem } from '../contract/problems.ts'
import { loopLimitOf, type SimulatorSettings } from '../contract/simulator.ts'
import { Clock } from './clock.ts'
import { Events } from './events.ts'
import { Guard } from './guard.ts'
import { hasChanged, History, type Step, type StepListener, type MadeStep } from './history.ts'
import type { Joins } from './joins.ts'
import { Random } from './random.ts'
import { RowState } from './row-state.ts'
import type { Consequences, Registers, WorldBase, WorldSettings } from './state.ts'
import { pushStatusEvents } from './status-events.ts'
import type { Tables, Write } from './tables.ts'
import { isTaken } from './taken-ids.ts'

/**
 * The whole state of a mock: the rows, the time, and the random streams.
 * Every change goes through `change`, `run` or `start`. User code never runs between a write and its commit.
 */
export class World {
  readonly settings: WorldSettings
  readonly clock: Clock
  readonly random: Random
  readonly events: Events
  readonly guard = new Guard()
  history: History
  scripts: Registers['scripts']
  simulator: SimulatorSettings
  #rows: RowState
  /** Changes with every start and every undo. What was derived from the rows of another epoch is out of date. */
  #epoch = 0
  #consequences: Consequences = () => {}
  readonly #writeListeners: ((write: Write) => void)[] = []
  readonly #stepListeners: StepListener[] = []
  /** The step that is open: its writes are committed one transaction after another. */
  #step: Step | undefined
  #isWriting = false
  /** How many writes of the open step were announced. */
  #announced = 0

  constructor(settings: WorldSettings, base: WorldBase) {
    this.settings = settings
    this.clock = new Clock(base.now, settings.clock)
    this.random = new Random(base.seed, (id) => isTaken(this.tables, id))
    this.events = new Events(settings.report)
    this.history = new History(settings.history.maxSteps, settings.history.maxBytes, base)
    this.scripts = base.scripts
    this.simulator = base.simulator
    this.random.state = base.random
    this.#rows = new RowState(settings.edition, base, this.#written)
  }

  get base(): WorldBase {
    return this.#rows.base
  }

  get home(): WorldBase {
    return this.#rows.home
  }

  set home(base: WorldBase) {
    this.#rows.home = base
  }

  get tables(): Tables {
    return this.#rows.tables
  }

  get joins(): Joins {
    return this.#rows.joins
  }

  get epoch(): number {
    return this.#epoch
  }

  /** Whether a listener or another function of the user is running, or the clock is moving. */
  get isBusy(): boolean {
    return this.#step !== undefined || this.#isWriting || this.guard.isRunning || this.events.isEmitting
  }

  get registers(): Registers {
    return { now: this.clock.now, random: this.random.state, scripts: this.scripts, simulator: this.simulator }
  }

  set registers({ now, random, scripts, simulator }: Registers) {
    // After a move back in time, due times lie ahead again. The new epoch makes the simulator rebuild its agenda.
    if (now < this.clock.now) this.#epoch += 1
    this.random.state = random
    this.scripts = scripts
    this.simulator = simulator
    this.clock.moveTo(now)
    this.clock.anchor()
  }

  /** Sets the function that applies the consequences of each transaction. */
  onCommit(consequences: Consequences): void {
    this.#consequences = consequences
  }

  /** Adds a listener of every write, including those that undo others. It must not change anything. */
  onWrite(listener: (write: Write) => void): void {
    this.#writeListeners.push(listener)
  }

  onStep(listener: StepListener): void {
    this.#stepListeners.push(listener)
  }

  /**
   * Runs a function that writes rows, as a transaction. If it returns a problem or throws, its writes are rolled back.
   * Otherwise the consequences are applied, the step is closed, and listeners are called.
   */
  change<Result>(cause: Cause, write: () => Result): Result {
    this.guard.assertFree()
    if (this.#isWriting) throw new Error('A transaction is open already')
    this.events.countReaction(loopLimitOf(this.simulator))
    const outer = this.#step
    const before = this.registers
    const step = (this.#step ??= this.#open(cause, before))
    const mark = step.writes.length
    let isKept = false
    this.#isWriting = true
    try {
      const result = write()
      if (!(result instanceof Problem)) {
        this.#consequences(step.writes.slice(mark))
        isKept = true
      }
      return result
    } finally {
      if (!isKept) this.#rollBack(step.writes, mark, before)
      this.#isWriting = false
      if (isKept) this.#announce(step)
      if (!outer) this.#close(step)
      this.events.emit()
    }
  }

  /**
   * Runs a step with several transactions: `work` calls `publish` after each. Changes that listeners make meanwhile
   * belong to the step. If `work` throws, what was published stays.
   */
  run<Result>(cause: Cause, work: (publish: () => void) => Result): Result {
    this.guard.assertFree()
    if (this.#step)
      throw new Error(
        'The clock is moving: a listener cannot move it again. Note what happened, and move the clock when the call that moves it now has returned',
      )
    this.events.countReaction(loopLimitOf(this.simulator))
    const step = (this.#step = this.#open(cause, this.registers))
    const publish = () => {
      if (this.#step !== step) return
      this.#announce(step)
      this.events.emit()
    }
    try {
      return work(publish)
    } finally {
      publish()
      if (this.#step === step) this.#close(step)
      this.events.emit()
    }
  }

  /** Replaces the state with a base. The cost depends on the number of changes since the last start. */
  start(base: WorldBase, cause: Cause): void {
    this.#leave()
    const isUndoable = this.history.isKept || this.#stepListeners.length > 0
    const replaced = isUndoable ? this.#rows.changes : { base: this.base, writes: [], home: this.home }
    const step: Step = { ...this.#open(cause, this.registers), replaced }
    this.#rows.start(base, cause)
    this.registers = base
    this.#add(step)
  }

  /** Undoes a step and all later ones. Returns their ids, newest first. */
  back(id: number): number[] {
    this.#leave()
    const undone = this.history.since(id).map((step): MadeStep => {
      const made = { step, after: this.registers, base: this.base }
      this.#undo(step)
      return made
    })
    this.history.moveToUndone(undone)
    for (const listener of this.#stepListeners) listener.back(undone.length)
    return undone.map(({ step }) => step.id)
  }

  /** Redoes the undone steps up to this one. Returns their ids, oldest first. */
  forward(id: number): number[] {
    this.#leave()
    const redone = this.history.moveFromUndone(id)
    for (const { step, after, base } of redone) {
      if (step.replaced) this.#rows.start(base, step.cause)
      this.#rows.apply(step.writes)
      this.registers = after
      for (const listener of this.#stepListeners) listener.step(step)
    }
    return redone.map(({ step }) => step.id)
  }

  /** Removes the newest steps, given newest first, as if they had never been made. */
  discard(steps: readonly Step[]): void {
    this.#leave()
    for (const step of steps) this.#undo(step)
    this.history.forget(steps)
  }

  /** Adds a step of another world with the same rows. Its writes were already applied here. */
  repeat({ after, ...made }: Omit<Step, 'id'> & { readonly after: Registers }): void {
    this.guard.assertFree()
    const step: Step = { id: this.history.nextId(), ...made }
    this.registers = after
    this.#announced = 0
    this.#announce(step)
    this.#add(step)
    const here = { at: this.clock.timestamp, sandbox: this.settings.sandbox }
    this.events.push({ type: 'history', ...here, undone: [], redone: [] })
    this.events.emit()
  }

  /** Takes over the rows, registers and history of another world, which must not be used any more. */
  adopt(other: World): void {
    this.#leave()
    this.#rows = other.#rows
    this.#rows.onWrite = this.#written
    this.history = other.history
    this.registers = other.registers
  }

  /** Creates a world that continues from now, or from before a step. Its cost depends on the number of changes. */
  fork(settings: WorldSettings, id?: number): World {
    const undone = id === undefined ? [] : this.history.since(id)
    const restart = undone.findLastIndex((step) => step.replaced)
    const from = undone[restart]?.replaced ?? this.#rows.changes
    const fork = new World({ ...settings, clock: this.clock.settings }, from.base)
    fork.#rows.bringBack(from)
    for (const step of undone.slice(restart + 1)) fork.#rows.undo(step.writes)
    fork.registers = undone.at(-1)?.before ?? this.registers
    return fork
  }

  /** Removes a row and the rows that require it. */
  remove(model: ModelName, uuid: string): void {
    this.#rows.remove(model, uuid)
  }

  #undo(step: Step): void {
    this.#rows.undo(step.writes)
    if (step.replaced) this.#rows.bringBack(step.replaced)
    this.registers = step.before
  }

  #open(cause: Cause, before: Registers): Step {
    this.#announced = 0
    return { id: this.history.nextId(), at: this.clock.timestamp, cause, before, writes: [] }
  }

  #close(step: Step): void {
    this.#step = undefined
    // A list that has grown holds room for sixteen more writes, and a copy none.
    if (hasChanged(step, this.registers)) this.#add({ ...step, writes: step.writes.slice() })
  }

  #add(step: Step): void {
    this.history.add({ step, after: this.registers, base: this.base })
    for (const listener of this.#stepListeners) listener.step(step)
  }

  /** Closes the open step and drops the queued events, because the state is about to be replaced. */
  #leave(): void {
    this.guard.assertFree()
    if (this.#isWriting) throw new Error('A transaction is open')
    if (this.#step) this.#close(this.#step)
    this.#epoch += 1
    this.events.clear()
  }

  #announce(step: Step): void {
    const here = { at: this.clock.timestamp, sandbox: this.settings.sandbox }
    for (; this.#announced < step.writes.length; this.#announced += 1)
      pushStatusEvents(this.events, step.writes[this.#announced] as Write, here)
  }

  #rollBack(writes: Write[], mark: number, before: Registers): void {
    this.#rows.undo(writes.slice(mark))
    // The rollback was recorded as writes as well. They do not belong to the step.
    writes.length = mark
    this.random.state = before.random
    this.scripts = before.scripts
    this.simulator = before.simulator
  }

  readonly #written = (write: Write): void => {
    this.#step?.writes.push(write)
    for (const listener of this.#writeListeners) listener(write)
  }
}
