import { modelNames } from '../contract/models.ts'
import { version } from '../contract/version.ts'
import { type KeptRow, type KeptState, type KeptWorld, mergeStates, type Row } from './kept-world.ts'
import { idle } from './timers.ts'

/**
 * Keeps a world in a storage of the browser: an entry for each row that differs from the start, and one for the rest,
 * which is written last. Tabs that share a storage each take over what another has written; what they wrote at the same
 * time merges row by row, and the later write holds.
 */

/** What a `Storage` of the browser gives. */
export type RowStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

interface Kept extends KeptState {
  readonly version: string
  /** The number of the tab that wrote it: what two tabs write is never the same text, which none would be told of. */
  readonly tab: number
  /** Counts the writes of all tabs. */
  readonly revision: number
  /** False while rows are still being written. */
  readonly whole: boolean
}

export interface PersistenceSettings {
  /** In front of every key: what is kept under another one is none of our business. */
  readonly prefix: string
  readonly warn: (message: string) => void
}

/** Rows that are written in one go. */
const sliceSize = 100

export class Persistence {
  readonly #world: KeptWorld
  readonly #storage: RowStorage
  readonly #settings: PersistenceSettings
  #dirty = new Map<string, Row>()
  /** What stood in the places that were written to since the last state: it comes back when the storage refuses before the next one. */
  readonly #before = new Map<string, string | null>()
  /** What was written last, as text. */
  #written = ''
  /** The same without the name of the tab that wrote it: what two tabs agree on, neither of them writes again. */
  #agreed = ''
  #revision = 0
  #tab = 1
  #cancel: (() => void) | undefined
  #taking = false
  #on = true
  #paused = false
  /** The world began anew while nothing was written. */
  #anew = false

  constructor(world: KeptWorld, storage: RowStorage, settings: PersistenceSettings) {
    this.#world = world
    this.#storage = storage
    this.#settings = settings
  }

  /** False once the storage was found to be full or closed. */
  get on(): boolean {
    return this.#on
  }

  get stateKey(): string {
    return `${this.#settings.prefix}state`
  }

  /** Takes over what was kept before, if it is any good. */
  load(): void {
    this.#attempt(() => {
      const text = this.#storage.getItem(this.stateKey)
      if (text === null) return this.#clear()
      const unfit = this.#take(text)
      if (unfit === undefined) return
      this.#settings.warn(`What was kept from before is dropped: ${unfit}.`)
      this.#clear()
    })
  }

  /** A row was written. */
  changed(row: Row): void {
    if (this.#taking || !this.#on) return
    this.#dirty.set(`${row.model} ${row.uuid}`, row)
    this.soon()
  }

  /** The world began anew: what was kept counts no more. */
  restarted(): void {
    if (this.#taking || !this.#on) return
    this.#dirty = new Map()
    if (this.#world.state.base === 'nothing')
      for (const row of this.#world.rows()) this.#dirty.set(`${row.model} ${row.uuid}`, row)
    this.#anew = this.#paused
    if (this.#paused) return
    this.#attempt(() => this.#clear())
    this.soon()
  }

  /** Writes when the browser has nothing better to do. */
  soon(): void {
    if (this.#on && !this.#paused)
      this.#cancel ??= idle(() => {
        this.#cancel = undefined
        this.#slice()
      })
  }

  /** Writes all at once: the page is about to go. */
  flush(): void {
    this.#cancel?.()
    this.#cancel = undefined
    while (this.#on && this.#slice(false)) {
      // Until nothing is left.
    }
  }

  /** Makes this one of several tabs: the first one goes on as the seed has it, all others draw ids of their own. */
  joinAs(tab: number): void {
    this.#tab = tab
    // What was drawn before this revision was kept by it: the same ids are not drawn again after a reload.
    if (tab > 1) this.#world.separate(`tab ${tab} from ${this.#revision}`)
  }

  /** Another tab has written this; or something that is found by looking. */
  follow(told?: string): void {
    if (!this.#on) return
    this.#attempt(() => {
      const current = this.#storage.getItem(this.stateKey)
      // What they wrote may be written over by what this tab wrote at the same time, but their rows are there.
      const theirs = current === this.#written ? told : current
      if (current === null || theirs === undefined || theirs === null || theirs === this.#written) return
      if (this.#dirty.size > 0 || theirs !== current) return this.#merge(theirs)
      this.#take(theirs, true)
    })
  }

  /** Writes nothing from here on, but knows what there will be to write. */
  pause(): void {
    if (this.#paused) return
    this.flush()
    this.#paused = true
  }

  /** Goes on from what is kept by now, and writes what has happened since. */
  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    if (this.#anew) this.#attempt(() => this.#clear())
    else this.follow()
    this.#anew = false
    this.soon()
  }

  /** Writes some rows; true as long as there are more. The last slice writes the state. */
  #slice(later = true): boolean {
    let more = false
    this.#attempt(() => {
      const all = this.#dirty.size
      if (all > sliceSize) this.#writeState(false)
      let room = sliceSize
      for (const [key, row] of this.#dirty) {
        if (room-- === 0) break
        this.#dirty.delete(key)
        this.#put(this.#keyOf(row), JSON.stringify(this.#world.row(row)))
      }
      more = this.#dirty.size > 0
      if (!more) this.#writeState(true)
      else if (later) this.soon()
    })
    return more
  }

  /** What this tab has not written yet comes later than what the other wrote. */
  #merge(theirs: string): void {
    this.flush()
    if (!this.#on) return
    const other = JSON.parse(theirs) as Kept
    const merged = mergeStates(this.#world.state, other)
    this.#revision = Math.max(this.#revision, other.revision)
    this.#writeState(true, merged)
    this.#take(this.#written, true)
  }

  #writeState(whole: boolean, of = this.#world.state): void {
    const state = { ...of, version, revision: this.#revision, whole }
    // Other tabs are told of rows by the state that follows them.
    if (JSON.stringify(state) === this.#agreed && this.#before.size === 0) return
    this.#revision += 1
    const next = { ...state, revision: this.#revision }
    const kept: Kept = { ...next, tab: this.#tab }
    const text = JSON.stringify(kept)
    this.#put(this.stateKey, text)
    this.#written = text
    this.#agreed = JSON.stringify(next)
    if (whole) this.#before.clear()
  }

  #put(key: string, text: string): void {
    if (!this.#before.has(key)) this.#before.set(key, this.#storage.getItem(key))
    this.#storage.setItem(key, text)
  }

  /** Brings back what was kept before the last writing began: there was room for it. */
  #putBack(): void {
    for (const key of this.#before.keys()) this.#storage.removeItem(key)
    for (const [key, text] of this.#before) if (text !== null) this.#storage.setItem(key, text)
  }

  /** What speaks against it, or nothing when it is done. */
  #take(text: string, announce = false): string | undefined {
    this.#taking = true
    try {
      const state = JSON.parse(text) as Kept
      if (state.version !== version) return `version ${state.version} wrote it, and this is ${version}`
      if (!state.whole) return 'it was not written to its end'
      const misfit = this.#world.misfit(state)
      if (misfit !== undefined) return misfit
      this.#world.take(state, this.#rows())
      this.#written = text
      const { tab: _, ...agreed } = state
      this.#agreed = JSON.stringify(agreed)
      this.#revision = state.revision
      if (announce) this.#world.announce()
      return undefined
    } catch (error) {
      return `it can't be read (${String(error)})`
    } finally {
      this.#taking = false
    }
  }

  #rows(): Map<Row, KeptRow> {
    const rows = new Map<Row, KeptRow>()
    for (const key of this.#keys()) {
      const [, name, uuid = ''] = /^row (\w+) (.+)$/.exec(key.slice(this.#settings.prefix.length)) ?? []
      const model = modelNames.find((one) => one === name)
      if (model) rows.set({ model, uuid }, JSON.parse(String(this.#storage.getItem(key))) as KeptRow)
    }
    return rows
  }

  #keyOf({ model, uuid }: Row): string {
    return `${this.#settings.prefix}row ${model} ${uuid}`
  }

  #keys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) => String(this.#storage.key(index)))
    return keys.filter((key) => key.startsWith(this.#settings.prefix))
  }

  #clear(): void {
    for (const key of this.#keys()) this.#storage.removeItem(key)
    this.#before.clear()
    this.#written = ''
    this.#agreed = ''
  }

  /** A storage may be full or closed at any time: then nothing is kept from there on, and nothing else changes. */
  #attempt(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#on = false
      this.#dirty = new Map()
      this.#settings.warn(
        `The data are not kept any longer: the storage of the browser refuses (${String(error)}). After a reload they are as they were kept last.`,
      )
      try {
        this.#putBack()
      } catch {
        // It is closed altogether: then there is nothing to find after a reload either.
      }
    }
  }
}
