import { messageOf } from '../../contract/problems.ts'
import { wallTime } from '../../world/clock.ts'
import { toTexts } from './entries.ts'
import { Follower } from './follower.ts'
import { makeGeneration } from './generation.ts'
import {
  beginLog,
  compactLog,
  DamagedError,
  everything,
  type Head,
  isGrown,
  readHead,
  toParts,
  writeHead,
  writePart,
  nameGeneration,
} from './log.ts'
import { OwnChanges } from './own-changes.ts'
import type { MockParts } from './mock-parts.ts'
import { readWorld } from './replay.ts'
import type { KeptStore, KeptTransaction } from './store.ts'
import { TaskQueue } from './task-queue.ts'

/**
 * Keeps a world in the store, and shares it with other tabs. Every change is an entry of a log. A request runs inside a
 * transaction of the store, which admits one tab at a time: the tab applies the new entries of other tabs, runs the
 * request, and writes the entry of its changes. The request is answered when the transaction is complete. A change that
 * code of the page makes is written in the next transaction, after the entries that other tabs wrote before.
 */

export interface PersistenceSettings {
  /** The key of this state in the store. */
  readonly place: string
  /** Whether this tab draws ids from the stream of the seed, and compacts the log. */
  readonly isLeading: boolean
  /** The place of the tab that this one is a copy of. Its state is used if this place has none. */
  readonly copyOf?: string | undefined
  /** Why the place has no state, if the user could expect one. */
  readonly missing?: string | undefined
  readonly warn: (message: string) => void
  /** Tells the other tabs that the log has grown. */
  readonly tell: () => void
}

export class Persistence {
  readonly #parts: MockParts
  readonly #store: KeptStore
  readonly #settings: PersistenceSettings
  /** The options of the mock that a user may change between two visits. */
  readonly #options: string
  readonly #own = new OwnChanges()
  readonly #tasks = new TaskQueue()
  readonly #follower: Follower
  /** False when the store refused: then nothing is kept any more. */
  #isOn = true
  /** Whether the log is open. Only then is anything read or written. */
  #isOpen = false
  #isLeading: boolean
  /** The number of this tab among all that opened the log. */
  #tab = 0
  /** How many generations this tab has made. */
  #generations = 0
  #isGrown = false
  #isCompacting = false
  /** Whether the log or the world may have changed since the last round. */
  #hasNews = false
  /** The rounds in progress. */
  #working: Promise<void> | undefined

  constructor(parts: MockParts, store: KeptStore, settings: PersistenceSettings) {
    this.#parts = parts
    this.#store = store
    this.#settings = settings
    this.#isLeading = settings.isLeading
    this.#follower = new Follower(parts, settings.place, settings.warn)
    const { world, faults, own } = parts
    this.#options = JSON.stringify([own.clock, own.base.simulator])
    world.onStep({
      step: (step) => this.#note(() => this.#own.add({ step, after: world.registers, base: world.base })),
      back: (count) => this.#note(() => this.#own.undo(count)),
    })
    faults.onChange(() => this.#follower.isReplaying || this.syncSoon())
  }

  get place(): string {
    return this.#settings.place
  }

  /** Restores the state that the store has, or begins to keep the current one. */
  async open(): Promise<void> {
    if (!this.#isOn || this.#isOpen) return
    try {
      if (this.#follower.known < 0) await this.#openLog()
      this.#isOpen = true
      this.syncSoon()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Writes what is not written yet, and then nothing more. Changes are noted, and written after the next `open`. */
  async close(): Promise<void> {
    await this.settled()
    this.#isOpen = false
  }

  /** Resolves when all changes so far are written. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Reads and writes soon, because the world or the log may have changed. */
  syncSoon(): void {
    this.#hasNews = true
    this.#work()
  }

  /** Makes this tab the leading one, because the tab that led is gone. */
  lead(): void {
    this.#isLeading = true
    this.#parts.world.random.separate(undefined)
  }

  /** Runs something in the one order that all tabs share. Resolves when its changes are written. */
  turn<Result>(run: () => Result): Promise<Result> {
    const result = this.#tasks.add(run)
    this.#work()
    return result
  }

  /** Notes a change of this tab. A change that comes from the log is none. */
  #note(note: () => void): void {
    if (this.#follower.isReplaying || !this.#isOn) return
    note()
    this.syncSoon()
  }

  #work(): void {
    if (!this.#isOn || !this.#isOpen) this.#tasks.runAndSettleAll()
    else
      this.#working ??= this.#rounds().finally(() => {
        this.#working = undefined
        if (this.#hasWork) this.#work()
      })
  }

  get #hasWork(): boolean {
    return this.#isOn && (this.#hasNews || !this.#tasks.isEmpty || !this.#own.isEmpty)
  }

  async #rounds(): Promise<void> {
    try {
      while (this.#hasWork) await this.#round()
    } catch (error) {
      this.#fail(error)
    }
  }

  async #round(): Promise<void> {
    this.#hasNews = false
    let settle = () => {}
    try {
      const outcome = await this.#store.transact('readwrite', async (transaction) => {
        const head = await readHead(transaction, this.place)
        if (!head || !this.#follower.follows(head)) return 'stale'
        const { known } = this.#follower
        const news =
          head.last > known ? await transaction.parts([this.place, head.generation, known + 1, 0], everything) : []
        // There is no await until #write has taken the changes of this tab, so that no change is added in between.
        if (!this.#follower.catchUp(head, news, this.#own)) return 'stale'
        settle = this.#tasks.runAll()
        return this.#write(transaction, head)
      })
      if (outcome === 'stale') await this.#openLog()
      else if (outcome === 'written') this.#settings.tell()
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      await this.#begin(error.message)
    } finally {
      settle()
    }
    if (this.#isLeading && this.#isGrown && this.#own.isEmpty) void this.#compact()
  }

  async #write(transaction: KeptTransaction, head: Head): Promise<'same' | 'written'> {
    const changes = this.#own.take()
    const { state, isStateChanged } = this.#follower
    if (changes.length === 0 && !isStateChanged) return 'same'
    let { length } = head
    const texts = changes.map((change) => toTexts(change, this.#parts.originOf))
    for (const part of toParts(texts, head.last + 1)) {
      length += part.text.length
      await writePart(transaction, this.place, head.generation, part)
    }
    const next = { ...head, last: head.last + changes.length, length, state }
    await writeHead(transaction, this.place, next)
    this.#follower.wrote(next)
    this.#isGrown = isGrown(next, this.#parts.world.history.size)
    return 'written'
  }

  /** Reads the whole log, or begins to keep the current state if there is no log. */
  async #openLog(): Promise<void> {
    const { copyOf, missing, warn } = this.#settings
    const { world, own } = this.#parts
    const isFirst = this.#follower.known < 0
    try {
      const found = await this.#store.transact('readwrite', async (transaction) => {
        const head = await readHead(transaction, this.place)
        if (head) await writeHead(transaction, this.place, { ...head, tabs: head.tabs + 1, opened: wallTime() })
        return head ?? (copyOf === undefined ? undefined : readHead(transaction, copyOf))
      })
      if (!found) {
        if (isFirst && missing !== undefined) warn(`What was kept from before is not used: ${missing}.`)
        return await this.#begin()
      }
      const { world: read, head } = await readWorld(this.#store, found.place, this.#parts)
      const changes = this.#own.take()
      this.#tab ||= found.tabs + 1
      if (!this.#isLeading) world.random.separate(`tab ${this.#tab}`)
      this.#follower.adopt(read, head)
      if (head.options !== this.#options) {
        world.clock.settings = own.clock
        world.simulator = own.base.simulator
      }
      // What code of the page changed before the first start is in the log since the first visit.
      if (!isFirst) this.#follower.redo(changes)
      if (found.place !== this.place) await this.#begin()
      if (!isFirst) this.#announce()
    } catch (error) {
      if (error instanceof DOMException) throw error
      await this.#begin(messageOf(error))
    }
  }

  /**
   * Replaces the stored state by the current one. `reason` says what was wrong with the stored one. Without a reason
   * there was none: if another tab has begun to keep its state meanwhile, that state is read instead.
   */
  async #begin(reason?: string): Promise<void> {
    const { warn, tell } = this.#settings
    if (reason !== undefined) warn(`What was kept from before is dropped: ${reason}.`)
    this.#own.take()
    this.#tab ||= 1
    const { state } = this.#follower
    const generation = this.#nameGeneration()
    const facts = { place: this.place, generation, tabs: this.#tab, options: this.#options, state }
    const entries = await makeGeneration(this.#parts)
    const isBegun = await this.#store.transact('readwrite', async (transaction) => {
      if (reason === undefined && (await readHead(transaction, this.place))) return false
      this.#follower.wrote(await beginLog(transaction, facts, entries))
      return true
    })
    if (isBegun) return tell()
    // The number of this tab follows from that state.
    this.#tab = 0
    await this.#openLog()
  }

  async #compact(): Promise<void> {
    if (this.#isCompacting) return
    this.#isCompacting = true
    try {
      const from = { place: this.place, generation: this.#follower.generation, last: this.#follower.known }
      const generation = this.#nameGeneration(from.generation)
      const entries = await makeGeneration(this.#parts)
      if (await compactLog(this.#store, from, generation, entries)) this.#follower.compacted(generation)
      this.#isGrown = false
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isCompacting = false
    }
  }

  #nameGeneration(earlier?: string): string {
    this.#generations += 1
    return nameGeneration(`${this.#tab}-${this.#generations}`, earlier)
  }

  /** Emits a reset event, because any row may be different now. */
  #announce(): void {
    const { base, clock, settings, events } = this.#parts.world
    const { scenario, seed } = base
    events.push({ type: 'reset', at: clock.timestamp, sandbox: settings.sandbox, scenario, seed })
    events.emit()
  }

  /** Stops storing, because the store is full or closed. The mock continues without it. */
  #fail(error: unknown): void {
    if (!this.#isOn) return
    this.#isOn = false
    this.#own.take()
    this.#settings.warn(
      `The data are not kept any longer: the storage of the browser refuses (${messageOf(error)}). After a reload they are as they were kept last.`,
    )
    this.#tasks.runAndSettleAll()
  }
}
