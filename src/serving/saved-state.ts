import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pid } from 'node:process'
import { messageOf } from '../contract/problems.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import type { Mock } from '../mock.ts'

/** State that outlives a server: in a file of its own, or a file for each sandbox in a folder that servers share. */

interface StateFile {
  readonly type: typeof fileType
  readonly mock: unknown
  readonly sandboxes: Readonly<Record<string, unknown>>
}

const fileType = 'callcamp-mock state'

export interface SavePlaces {
  readonly file?: string | undefined
  readonly sandboxes?: string | undefined
}

/** What is written of a mock, and how it comes back: all that knows the form of it. */
const state = {
  of: (mock: Mock): unknown => mock.snapshot(),
  bring: (mock: Mock, saved: unknown) => mock.restore(saved as Snapshot),
}

export class SavedState {
  readonly #places: SavePlaces
  readonly #report: (text: string) => void

  constructor(places: SavePlaces, report: (text: string) => void) {
    this.#places = places
    this.#report = report
    if (places.sandboxes !== undefined) mkdirSync(places.sandboxes, { recursive: true })
  }

  /** Brings back what the file holds; a TypeError says why it can't be used. Without the file, nothing was saved yet. */
  restore(mock: Mock): void {
    const { file } = this.#places
    if (file === undefined) return
    const text = readIfThere(file)
    if (text === undefined) return
    try {
      const saved: unknown = JSON.parse(text)
      if (!isStateFile(saved)) throw new TypeError(`it is no ${fileType}`)
      state.bring(mock, saved.mock)
      for (const [name, one] of Object.entries(saved.sandboxes)) state.bring(mock.sandbox(name), one)
    } catch (error) {
      throw new TypeError(`serve: the saved state ${file} can't be used: ${messageOf(error)}`, { cause: error })
    }
  }

  /** Brings back what another server has saved of a sandbox, which is this server's from now on. */
  restoreSandbox(sandbox: Mock, name: string): void {
    const path = this.#pathOf(name)
    if (path === undefined) return
    const taken = `${path}.${pid}`
    try {
      // Of several servers, one can take it.
      renameSync(path, taken)
    } catch {
      return
    }
    try {
      state.bring(sandbox, JSON.parse(readFileSync(taken, 'utf8')))
      rmSync(taken)
    } catch (error) {
      this.#report(`The saved state of the sandbox ${name} can't be used: ${messageOf(error)}. It is left at ${taken}`)
    }
  }

  /** Forgets what was saved of a sandbox. */
  drop(name: string): void {
    const path = this.#pathOf(name)
    if (path !== undefined) rmSync(path, { force: true })
  }

  /** Writes all there is now. */
  save(mock: Mock): void {
    this.#save(mock, () => true)
  }

  /** Writes what has changed since it was saved. A sandbox that another server has taken meanwhile is its own. */
  renew(mock: Mock): void {
    this.#save(mock, existsSync)
  }

  #save(mock: Mock, isWanted: (path: string) => boolean): void {
    const { file, sandboxes: folder } = this.#places
    const sandboxes = Array.from(mock.sandboxes)
    for (const [name, sandbox] of sandboxes) {
      const path = this.#pathOf(name)
      if (path !== undefined && isWanted(path)) replaceFile(path, JSON.stringify(state.of(sandbox)))
    }
    if (file === undefined) return
    const own = folder === undefined ? sandboxes.map(([name, sandbox]) => [name, state.of(sandbox)]) : []
    const saved: StateFile = { type: fileType, mock: state.of(mock), sandboxes: Object.fromEntries(own) }
    replaceFile(file, JSON.stringify(saved))
  }

  #pathOf(name: string): string | undefined {
    return this.#places.sandboxes === undefined ? undefined : join(this.#places.sandboxes, `${name}.json`)
  }
}

function isStateFile(value: unknown): value is StateFile {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== fileType) return false
  return 'sandboxes' in value && typeof value.sandboxes === 'object' && value.sandboxes !== null
}

/** Written beside and moved: whoever reads the file finds the old one or the new one, and no half. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${pid}.new`
  writeFileSync(beside, text)
  renameSync(beside, path)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new TypeError(`serve: the saved state ${path} can't be read: ${messageOf(error)}`, { cause: error })
  }
}
