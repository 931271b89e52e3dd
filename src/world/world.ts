import type { Cause } from '../contract/history.ts'
import type { ModelName } from '../contract/models.ts'
import { Problem } from '../contract/problems.ts'
import { simulatorDefaults, type SimulatorSettings } from '../contract/simulator.ts'
import { Clock } from './clock.ts'
import { Events } from './events.ts'
import { History, type Step, type UndoneStep } from './history.ts'
import { Joins } from './joins.ts'
import { Random } from './random.ts'
import { removeRow } from './remove.ts'
import type { Registers, ReplacedWorld, WorldBase, WorldSettings } from './state.ts'
import { pushStatusEvents } from './status-events.ts'
import { applyWrite, differences, inverse, openTables, type Tables, type Write } from './tables.ts'
import { isTaken } from './taken-ids.ts'

/** What follows from the changes of a transaction, and belongs to it. It may write more rows. */
export type Consequences = (writes: readonly Write[]) => void

/** Learns of every change that is complete. It must not change anything. */
export interface StepListener {
  /** A step was made, or made again after it was undone. */
  step(step: Step): void
  /** The newest steps, so many, were undone. */
  back(count: number): void
}

/**
 * All that is remembered: the rows, the time, the chance still to come.
 *
 * Every change goes through `change`, `run` or `start`: open, write, commit, publish. User code never runs between
 * a write and its commit.
 */
export class World {
  readonly settings: WorldSettings
  readonly clock: Clock
  readonly random: Random
  readonly events: Events
  history: History
  scripts: Registers['scripts']
  simulator: SimulatorSettings
  #base: WorldBase
  #tables: Tables
  #joins: Joins
  /** Changes with every start and every step back: what was derived from the rows before is out of date. */
  #epoch = 0
  #consequences: Consequences = () => {}
  readonly #writeListeners: ((write: Write) => void)[] = []
  readonly #stepListeners: StepListener[] = []
  /** The world that took over the tables of this one. */
  #heir: World | undefined
  /** The step that is open: its writes are committed one transaction after another. */
  #step: Step | undefined
  /** Whether a transaction is open. */
  #isWriting = false
  /** The user's function that runs right now, and must not change anything. */
  #guarded: string | undefined
  /** How many writes of the open step were announced. */
  #announced = 0
  /** How many transactions listeners have opened since the first of the events that are being emitted. */
  #reactions = 0

  constructor(settings: WorldSettings, base: WorldBase) {
    this.settings = settings
    this.clock = new Clock(base.now, settings.clock)
    this.random = new Random(base.seed, (id) => isTaken(this.#tables, id))
    this.events = new Events(settings.report)
    this.history = new History(settings.history.maxSteps, settings.history.maxBytes)
    this.scripts = base.scripts
    this.simulator = base.simulator
    this.random.state = base.random
    this.#base = base
    this.#tables = openTables(settings.edition, base.tables, this.#written)
    this.#joins = new Joins(this.#tables, base.joins)
  }

  get base(): WorldBase {
    return this.#base
  }

  get tables(): Tables {
    return this.#tables
  }

  get joins(): Joins {
    return this.#joins
  }

  get epoch(): number {
    return this.#epoch
  }

  /** Whether a listener or another function of the user is running, or the clock is moving. */
  get isBusy(): boolean {
    return this.#step !== undefined || this.#isWriting || this.#guarded !== undefined || this.events.isEmitting
  }

  get registers(): Registers {
    return { now: this.clock.now, random: this.random.state, scripts: this.scripts, simulator: this.simulator }
  }

  set registers({ now, random, scripts, simulator }: Registers) {
    // What a campaign was to do at a later time may come closer.
    if (now < this.clock.now) this.#epoch += 1
    this.random.state = random
    this.scripts = scripts
    this.simulator = simulator
    this.clock.moveTo(now)
    this.clock.anchor()
  }

  /** Sets what follows from every change that is made from outside. */
  onCommit(consequences: Consequences): void {
    this.#consequences = consequences
  }

  /** Adds a listener of every write, also of those that are taken back. It must not change anything. */
  onWrite(listener: (write: Write) => void): void {
    this.#writeListeners.push(listener)
  }

  onStep(listener: StepListener): void {
    this.#stepListeners.push(listener)
  }

  /**
   * A transaction: runs something that writes rows. If it returns a problem or throws, nothing has changed. Otherwise
   * what follows from it is done, the step is closed, and listeners are called.
   */
  change<Result>(cause: Cause, write: () => Result): Result {
    this.#assertFree()
    if (this.#isWriting) throw new Error('A transaction is open already')
    this.#countReaction()
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
      if (!isKept) this.#takeBack(step.writes, mark, before)
      this.#isWriting = false
      if (isKept) this.#announce(step)
      if (!outer) this.#close(step)
      this.events.emit()
    }
  }

  /**
   * A step that takes time: `work` does one thing after another and calls `publish` after each. What listeners change
   * meanwhile belongs to the step. If `work` throws, what it has published stays.
   */
  run<Result>(cause: Cause, work: (publish: () => void) => Result): Result {
    this.#assertFree()
    if (this.#step)
      throw new Error(
        'The clock is moving: a listener cannot move it again. Note what happened, and move the clock when the call that moves it now has returned',
      )
    this.#countReaction()
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

  /** Starts anew from a base. Costs what has changed since. */
  start(base: WorldBase, cause: Cause): void {
    this.#leave()
    const writes = this.history.isKept || this.#stepListeners.length > 0 ? differences(this.#tables) : []
    const step: Step = { ...this.#open(cause, this.registers), replaced: { base: this.#base, writes } }
    this.#openBase(base)
    this.registers = base
    this.#add(step)
  }

  /** Undoes a step and all later ones. Returns their ids, newest first. */
  back(id: number): number[] {
    this.#leave()
    const undone = this.history.since(id).map((step): UndoneStep => {
      const undone = { step, after: this.registers, base: this.#base }
      this.#undo(step)
      return undone
    })
    this.history.takeBack(undone)
    for (const listener of this.#stepListeners) listener.back(undone.length)
    return undone.map(({ step }) => step.id)
  }

  /** Does a step that was undone again, and all that were undone before it. Returns their ids, oldest first. */
  forward(id: number): number[] {
    this.#leave()
    const redone = this.history.takeUp(id)
    for (const { step, after, base } of redone) {
      if (step.replaced) this.#openBase(base)
      for (const write of step.writes) applyWrite(this.#tables, write)
      this.registers = after
      for (const listener of this.#stepListeners) listener.step(step)
    }
    return redone.map(({ step }) => step.id)
  }

  /** Takes the newest steps back, which are given newest first, as if they had never been made. */
  takeBack(steps: readonly Step[]): void {
    this.#leave()
    for (const step of steps) this.#undo(step)
    this.history.forget(steps)
  }

  /** Takes over a step that was made in another world with the same rows, whose writes have been made here. */
  repeat({ after, ...made }: Omit<Step, 'id'> & { readonly after: Registers }): void {
    this.#assertFree()
    const step: Step = { id: this.history.nextId(), ...made }
    this.registers = after
    this.#announced = 0
    this.#announce(step)
    this.#add(step)
    const { sandbox } = this.settings
    this.events.push({ type: 'history', at: this.clock.timestamp, sandbox, undone: [], redone: [] })
    this.events.emit()
  }

  /** Goes on as another world, which is given up: with its rows, its registers and its history. */
  adopt(other: World): void {
    this.#leave()
    this.#base = other.#base
    this.#tables = other.#tables
    this.#joins = other.#joins
    this.history = other.history
    this.registers = other.registers
    other.#heir = this
  }

  /** Another world that goes on from here; with an id, from the state before that step. Costs what has changed. */
  fork(settings: WorldSettings, id?: number): World {
    const undone = id === undefined ? [] : this.history.since(id)
    const restart = undone.findLastIndex((step) => step.replaced)
    const from = undone[restart]?.replaced ?? { base: this.#base, writes: differences(this.#tables) }
    const fork = new World(settings, from.base)
    for (const write of from.writes) applyWrite(fork.#tables, write)
    for (const step of undone.slice(restart + 1))
      for (const write of step.writes.toReversed()) applyWrite(fork.#tables, inverse(write))
    fork.registers = undone.at(-1)?.before ?? this.registers
    return fork
  }

  /** Removes a row and all that cannot be without it. */
  remove(model: ModelName, uuid: string): void {
    removeRow(this.#tables, model, uuid)
  }

  /** Runs a function of the user's, which may read but must not change anything. */
  guard<Result>(name: string, run: () => Result): Result {
    const outer = this.#guarded
    this.#guarded = name
    try {
      return run()
    } finally {
      this.#guarded = outer
    }
  }

  #openBase(base: WorldBase): void {
    this.#base = base
    this.#tables = openTables(this.settings.edition, base.tables, this.#written)
    this.#joins = new Joins(this.#tables, base.joins)
  }

  #undo(step: Step): void {
    for (const write of step.writes.toReversed()) applyWrite(this.#tables, inverse(write))
    if (step.replaced) this.#bringBack(step.replaced)
    this.registers = step.before
  }

  #bringBack({ base, writes }: ReplacedWorld): void {
    this.#openBase(base)
    for (const write of writes) applyWrite(this.#tables, write)
  }

  #open(cause: Cause, before: Registers): Step {
    this.#announced = 0
    return { id: this.history.nextId(), at: this.clock.timestamp, cause, before, writes: [] }
  }

  #close(step: Step): void {
    this.#step = undefined
    const isTick = step.cause.type === 'clock' && step.cause.call === 'tick'
    const hasMoved = step.cause.type === 'clock' && !isTick
    const { scripts, simulator } = step.before
    if (step.writes.length > 0 || hasMoved || scripts !== this.scripts || simulator !== this.simulator) this.#add(step)
  }

  #add(step: Step): void {
    this.history.add(step)
    for (const listener of this.#stepListeners) listener.step(step)
  }

  /** Ends the open step where it stands, and drops the events that wait: the world goes on elsewhere. */
  #leave(): void {
    this.#assertFree()
    if (this.#isWriting) throw new Error('A transaction is open')
    const step = this.#step
    if (step) this.#close(step)
    this.#epoch += 1
    this.events.clear()
  }

  #announce(step: Step): void {
    const here = { at: this.clock.timestamp, sandbox: this.settings.sandbox }
    for (; this.#announced < step.writes.length; this.#announced += 1)
      pushStatusEvents(this.events, step.writes[this.#announced] as Write, here)
  }

  #takeBack(writes: Write[], mark: number, before: Registers): void {
    for (const write of writes.slice(mark).toReversed()) applyWrite(this.#tables, inverse(write))
    // Taking a write back is a write, too, and no part of the step.
    writes.length = mark
    this.random.state = before.random
    this.scripts = before.scripts
    this.simulator = before.simulator
  }

  #assertFree(): void {
    if (this.#guarded !== undefined)
      throw new Error(
        `The mock cannot be changed from inside ${this.#guarded}: it may only read. Change the mock when the call that runs it has returned`,
      )
  }

  /** Stops listeners that answer each other's changes for ever. */
  #countReaction(): void {
    if (!this.events.isEmitting) {
      this.#reactions = 0
      return
    }
    const limit = this.simulator.loopLimit ?? simulatorDefaults.loopLimit
    this.#reactions += 1
    if (this.#reactions > limit)
      throw new Error(
        `Listeners made ${limit} changes in answer to each other, and would perhaps never end. Look at what listens to order.status and call.ended, or raise simulator.loopLimit`,
      )
  }

  readonly #written = (write: Write): void => {
    const world = this.#heir ?? this
    world.#note(write)
  }

  #note(write: Write): void {
    if (write.model === 'record') this.#joins.recordWritten(write.before, write.after)
    if (write.model === 'order') this.#joins.orderWritten(write.before, write.after)
    if (this.#step) this.#step.writes.push(write)
    for (const listener of this.#writeListeners) listener(write)
  }
}
