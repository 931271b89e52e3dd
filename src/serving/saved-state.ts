import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pid } from 'node:process'
import { z } from 'zod'
import { messageOf } from '../contract/problems.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import type { Mock } from '../mock.ts'

/** Saves state that outlives a server: in one file, or in one file per sandbox in a folder that servers share. */

interface StateFile {
  readonly type: typeof fileType
  readonly mock: unknown
  readonly sandboxes: Readonly<Record<string, unknown>>
}

const fileType = 'callcamp-mock state'

export const savePlaces = z
  .strictObject({ file: z.string().min(1).optional(), sandboxes: z.string().min(1).optional() })
  .readonly()
interface SavePlaces extends z.output<typeof savePlaces> {}

/** Writes the state of a mock as text and reads it back. Nothing else knows the format. */
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

  /** Restores the state in the file. A TypeError says why it can't be used. A missing file means that nothing was saved yet. */
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

  /** Restores a sandbox that another server has saved. From now on it belongs to this server. */
  restoreSandbox(sandbox: Mock, name: string): void {
    const path = this.#pathOf(name)
    if (path === undefined) return
    const taken = `${path}.${pid}`
    try {
      // Only one of several servers can take the file.
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

  /** Deletes the saved state of a sandbox. */
  drop(name: string): void {
    const path = this.#pathOf(name)
    if (path !== undefined) rmSync(path, { force: true })
  }

  /** Saves all state now. */
  save(mock: Mock): void {
    this.#save(mock, () => true)
  }

  /** Saves what has changed since the last time. A sandbox that another server has taken since then is left alone. */
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

/** Writes a file beside the old one and renames it, so that a reader never finds half a file. */
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
