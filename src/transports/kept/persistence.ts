import { messageOf } from '../../contract/problems.ts'
import { wallTime } from '../../world/clock.ts'
import { type Change, toTexts } from './entries.ts'
import { toGeneration } from './generation.ts'
import {
  beginLog,
  compactLog,
  DamagedError,
  everything,
  type Head,
  readHead,
  toParts,
  writeHead,
  writePart,
} from './log.ts'
import type { MockParts } from './parts.ts'
import { redo } from './redo.ts'
import { Remembered } from './remembered.ts'
import { readWorld, Replay, type ReplayTarget } from './replay.ts'
import type { KeptStore, KeptTransaction } from './store.ts'

/**
 * Keeps a world and shares it with other tabs. Every change is an entry of a log. Before a request runs, the entries of
 * other tabs are taken over, and it is answered when its own entry is written, all in one transaction of the store,
 * which lets one tab in at a time. A change that is made directly is there at once and written soon after: entries
 * that came between go before it, and it is made again behind them, or undone with a warning where it does not fit.
 */

export interface PersistenceSettings {
  /** What is kept elsewhere in the store is none of our business. */
  readonly place: string
  /** Whether this is the tab that draws ids as the seed has it, and puts entries together. */
  readonly isLeading: boolean
  /** A place to begin with what is kept there. */
  readonly copyOf?: string | undefined
  /** Why nothing is kept at the place, where something could be expected. */
  readonly missing?: string | undefined
  readonly warn: (message: string) => void
  /** Tells the other tabs that there is something new. */
  readonly tell: () => void
}

interface Turn {
  readonly run: () => void
  readonly settle: () => void
}

/** A generation is made anew when it has so many more entries than the history has steps. */
const spareEntries = 1_000
/** Or when it has grown to so many times its length, and by so many characters. */
const growth = { factor: 4, length: 4 * 1_048_576 }

export class Persistence {
  readonly #parts: MockParts
  readonly #store: KeptStore
  readonly #settings: PersistenceSettings
  readonly #options: string
  #isOn = true
  /** Whether the log was opened, and is written to. */
  #isOpen = false
  #isLeading: boolean
  #tab = 0
  /** How many generations this tab has made. */
  #generations = 0
  #isGrown = false
  #isCompacting = false
  #generation = ''
  /** The last entry that this world has. */
  #known = -1
  #pending: Change[] = []
  #turns: Turn[] = []
  #hasNews = false
  #isReplaying = false
  readonly #remembered: Remembered
  #working: Promise<void> | undefined

  constructor(parts: MockParts, store: KeptStore, settings: PersistenceSettings) {
    this.#parts = parts
    this.#store = store
    this.#settings = settings
    this.#isLeading = settings.isLeading
    this.#remembered = new Remembered(parts)
    const { world, faults, own } = parts
    this.#options = JSON.stringify([own.clock, own.base.simulator])
    world.onStep({
      step: (step) => this.#changed({ step, after: world.registers, base: world.base }),
      back: (count) => this.#wentBack(count),
    })
    faults.onChange(() => this.#isReplaying || this.told())
  }

  get place(): string {
    return this.#settings.place
  }

  /** False once the store was found to be full or closed. */
  get isOn(): boolean {
    return this.#isOn
  }

  /** Takes over what was kept before, if it is any good, or begins to keep what there is. */
  async open(): Promise<void> {
    if (!this.#isOn || this.#isOpen) return
    try {
      if (this.#known < 0) await this.#openLog()
      this.#isOpen = true
      this.told()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Writes what there is to write, and nothing from then on; but knows what there will be. */
  async close(): Promise<void> {
    await this.settled()
    this.#isOpen = false
  }

  /** Resolves when all changes so far are written. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** There may be something new: in this world, or from another tab. */
  told(): void {
    this.#hasNews = true
    this.#work()
  }

  /** The tab that led is gone. */
  lead(): void {
    this.#isLeading = true
    this.#parts.world.random.separate(undefined)
  }

  /** Runs something in the one order that all tabs share. Resolves when its changes are kept. */
  turn<Result>(run: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let settle = () => {}
      this.#turns.push({
        run() {
          try {
            const result = run()
            settle = () => resolve(result)
          } catch (error) {
            settle = () => reject(error)
          }
        },
        settle: () => settle(),
      })
      this.#work()
    })
  }

  #changed(change: Change): void {
    if (this.#isReplaying || !this.#isOn) return
    this.#pending.push(change)
    this.told()
  }

  #wentBack(count: number): void {
    if (this.#isReplaying || !this.#isOn) return
    let left = count
    for (let last = this.#pending.at(-1); left > 0 && last && 'step' in last; last = this.#pending.at(-1)) {
      this.#pending.pop()
      left -= 1
    }
    if (left > 0) this.#pending.push({ undone: left })
    this.told()
  }

  #work(): void {
    if (!this.#isOn || !this.#isOpen) this.#runAll()
    else
      this.#working ??= this.#rounds().finally(() => {
        this.#working = undefined
        if (this.#hasWork) this.#work()
      })
  }

  get #hasWork(): boolean {
    return this.#isOn && (this.#hasNews || this.#turns.length > 0 || this.#pending.length > 0)
  }

  #runAll(): void {
    for (const turn of this.#turns.splice(0)) {
      turn.run()
      turn.settle()
    }
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
    const done: Turn[] = []
    try {
      const outcome = await this.#store.transact('readwrite', async (transaction) => {
        const head = await readHead(transaction, this.#settings.place)
        if (!head || !this.#follows(head)) return 'stale'
        const news =
          head.last > this.#known
            ? await transaction.parts([this.#settings.place, head.generation, this.#known + 1, 0], everything)
            : []
        // Nothing else runs from here until the changes of this tab are counted.
        if (!this.#catchUp(head, news)) return 'stale'
        for (const turn of this.#turns.splice(0)) {
          done.push(turn)
          turn.run()
        }
        return this.#write(transaction, head)
      })
      if (outcome === 'stale') await this.#openLog()
      else if (outcome === 'written') this.#settings.tell()
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      await this.#begin(error.message)
    } finally {
      for (const turn of done) turn.settle()
    }
    if (this.#isLeading && this.#isGrown && this.#pending.length === 0) void this.#compact()
  }

  /** Whether what this world has is what the generation has up to there. */
  #follows({ generation, last, made }: Head): boolean {
    return this.#known <= last && (generation === this.#generation || this.#known >= made)
  }

  /** Takes over the entries of other tabs, and puts the changes of this one behind them. False where that is impossible. */
  #catchUp(head: Head, news: readonly unknown[]): boolean {
    const { world, startOf, startAs, back } = this.#parts
    const begin: ReplayTarget['begin'] = (call, origin) =>
      startAs(call, origin ? startOf(origin) : this.#parts.own.base, origin)
    if (news.length === 0) {
      this.#replaying(() => this.#take(head, this.#pending.length === 0))
      return true
    }
    if (this.#pending.some((change) => 'undone' in change)) return false
    const pending = this.#pending.splice(0)
    return world.events.hold(() => {
      try {
        this.#replaying(() => {
          if (pending.length > 0)
            world.takeBack(pending.flatMap((change) => ('step' in change ? change.step : [])).toReversed())
          const replay = new Replay(world, this.#settings.place, { begin, back }, { from: this.#known + 1 })
          for (const one of news) replay.take(one)
          this.#take(head, true)
        })
        return true
      } catch {
        return false
      } finally {
        this.#redo(pending)
      }
    })
  }

  #redo(changes: readonly Change[]): void {
    for (const change of changes) {
      const reason = redo(this.#parts, change)
      if (reason !== undefined)
        this.#settings.warn(
          `A change of this tab (${causeOf(change)}) is undone, as it does not fit what another tab has changed: ${reason}.`,
        )
    }
  }

  #replaying(run: () => void): void {
    this.#isReplaying = true
    try {
      run()
    } finally {
      this.#isReplaying = false
    }
  }

  #take({ state, generation, last }: Head, withRegisters: boolean): void {
    this.#remembered.take(state, { withRegisters, hasSteps: last > this.#known })
    this.#known = last
    this.#generation = generation
  }

  async #write(transaction: KeptTransaction, head: Head): Promise<'same' | 'written'> {
    const { place } = this.#settings
    const pending = this.#pending.splice(0)
    const { state, isChanged } = this.#remembered
    if (pending.length === 0 && !isChanged) return 'same'
    let { length } = head
    const texts = pending.map((change) => toTexts(change, this.#parts.originOf))
    for (const part of toParts(texts, head.last + 1)) {
      length += part.text.length
      await writePart(transaction, place, head.generation, part)
    }
    const last = head.last + pending.length
    await writeHead(transaction, place, { ...head, last, length, state })
    this.#remembered.agree(state)
    this.#known = last
    this.#isGrown =
      last - head.first > this.#parts.world.history.size + spareEntries ||
      length > growth.factor * head.base + growth.length
    return 'written'
  }

  /** Reads what is kept, or begins to keep what there is. */
  async #openLog(): Promise<void> {
    const { place, copyOf, missing, warn } = this.#settings
    const { world } = this.#parts
    const isFirst = this.#known < 0
    try {
      const found = await this.#store.transact('readwrite', async (transaction) => {
        const head = await readHead(transaction, place)
        if (head) await writeHead(transaction, place, { ...head, tabs: head.tabs + 1, opened: wallTime() })
        return head ?? (copyOf === undefined ? undefined : readHead(transaction, copyOf))
      })
      if (!found) {
        if (isFirst && missing !== undefined) warn(`What was kept from before is not used: ${missing}.`)
        return await this.#begin()
      }
      const { world: fresh, head } = await readWorld(this.#store, found.place, this.#parts)
      // What was changed before the first start belongs to what was kept then.
      const pending = isFirst ? [] : this.#pending
      this.#pending = []
      this.#tab ||= found.tabs + 1
      if (!this.#isLeading) world.random.separate(`tab ${this.#tab}`)
      this.#replaying(() => {
        world.adopt(fresh)
        this.#take(head, true)
      })
      if (head.options !== this.#options) {
        world.clock.settings = this.#parts.own.clock
        world.simulator = this.#parts.own.base.simulator
      }
      this.#redo(pending)
      if (found.place !== place) await this.#begin()
      if (!isFirst) this.#announce()
    } catch (error) {
      if (error instanceof DOMException) throw error
      await this.#begin(messageOf(error))
    }
  }

  /** Begins to keep what there is, instead of what was kept before. */
  async #begin(reason?: string): Promise<void> {
    const { place, warn, tell } = this.#settings
    if (reason !== undefined) warn(`What was kept from before is dropped: ${reason}.`)
    await this.#store.transact('readwrite', async (transaction) => {
      this.#pending = []
      this.#tab ||= 1
      const { state } = this.#remembered
      const facts = { place, generation: this.#nameGeneration(), tabs: this.#tab, options: this.#options, state }
      const { generation, last } = await beginLog(transaction, facts, toGeneration(this.#parts))
      this.#remembered.agree(state)
      this.#known = last
      this.#generation = generation
    })
    tell()
  }

  async #compact(): Promise<void> {
    if (this.#isCompacting) return
    this.#isCompacting = true
    try {
      const from = { place: this.#settings.place, generation: this.#generation, last: this.#known }
      const generation = this.#nameGeneration()
      const isDone = await compactLog(this.#store, from, generation, toGeneration(this.#parts))
      if (isDone) this.#generation = generation
      this.#isGrown = false
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isCompacting = false
    }
  }

  #nameGeneration(): string {
    this.#generations += 1
    return `${this.#tab}-${this.#generations}`
  }

  /** Tells those who look on that everything may be different now. */
  #announce(): void {
    const { base, clock, settings, events } = this.#parts.world
    const { scenario, seed } = base
    events.push({ type: 'reset', at: clock.timestamp, sandbox: settings.sandbox, scenario, seed })
    events.emit()
  }

  /** A store may be full or closed at any time: then nothing is kept from there on, and nothing else changes. */
  #fail(error: unknown): void {
    if (!this.#isOn) return
    this.#isOn = false
    this.#pending = []
    this.#settings.warn(
      `The data are not kept any longer: the storage of the browser refuses (${messageOf(error)}). After a reload they are as they were kept last.`,
    )
    this.#runAll()
  }
}

function causeOf(change: Change): string {
  if ('undone' in change) return 'history.back'
  const { cause } = change.step
  return cause.type === 'request' ? `${cause.method} ${cause.path}` : cause.call
}
