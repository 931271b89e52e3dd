import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pid } from 'node:process'
import { z } from 'zod'
import { clockSettings } from '../contract/clock-settings.ts'
import { toFieldErrors } from '../contract/field-errors.ts'
import { messageOf, show } from '../contract/problems.ts'
import { isSandboxName } from '../contract/sandbox-names.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { flawOfFile, flawOfFolder, replaceFile } from './replaced-file.ts'

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

/** A snapshot with the settings of the clock: those that the options named, and those at the end. */
const savedMock = z.looseObject({
  clock: z.strictObject({ option: clockSettings, current: clockSettings }).optional(),
})

/** Turns the state of a mock into a value of JSON, and brings it back. Nothing else knows the format. */
const state = {
  of(mock: Mock): unknown {
    return { ...mock.snapshot(), clock: { option: mock[internals].shared.clock, current: mock.clock.settings } }
  },
  bring(mock: Mock, saved: unknown): void {
    const { data, error } = savedMock.safeParse(saved)
    if (error)
      throw new TypeError(
        toFieldErrors(error.issues, saved, 'state', savedMock)
          .map(({ field, message }) => `${field} ${message}`)
          .join('; '),
      )
    const { clock, ...snapshot } = data
    // `restore` checks it.
    mock.restore(snapshot as object as Snapshot)
    // A clock that was stopped stays so, unless the server was started with other options.
    const { mode, speed } = mock[internals].shared.clock
    if (clock?.option.mode === mode && clock.option.speed === speed) mock.clock.configure(clock.current)
  },
}

export class SavedState {
  readonly #places: SavePlaces
  readonly #report: (text: string) => void
  /** What the file was like when this server read or wrote it. */
  #known = ''
  #hasConflict = false

  /** A TypeError names a place that can't be used. */
  constructor(places: SavePlaces, report: (text: string) => void) {
    this.#places = places
    this.#report = report
    checkPlaces(places)
  }

  /** Restores the state in the file. A TypeError says why it can't be used. A missing file means that nothing was saved yet. */
  restore(mock: Mock): void {
    const { file } = this.#places
    if (file === undefined) return
    this.#known = looksOf(file)
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

  /** Saves all state now. What can't be saved keeps nothing else from it; the error at the end tells of it. */
  save(mock: Mock): void {
    for (const name of this.#places.sandboxes === undefined ? [] : mock.sandboxes.keys())
      if (!isSandboxName(name))
        this.#report(`The sandbox ${show(name)} is not saved: no request reaches a sandbox with such a name`)
    this.#save(mock, () => true)
  }

  /** Saves what has changed since the last time. A sandbox that another server has taken since then is left alone. */
  renew(mock: Mock): void {
    this.#save(mock, existsSync)
  }

  #save(mock: Mock, isWanted: (path: string) => boolean): void {
    const { file, sandboxes: folder } = this.#places
    const failures: string[] = []
    const attempt = (whose: string, run: () => void) => {
      try {
        run()
      } catch (error) {
        failures.push(`${whose}${messageOf(error)}`)
      }
    }
    const own: [name: string, saved: unknown][] = []
    for (const [name, sandbox] of mock.sandboxes)
      attempt(`the sandbox ${show(name)}: `, () => {
        const path = this.#pathOf(name)
        if (path !== undefined && isWanted(path)) replaceFile(path, JSON.stringify(state.of(sandbox)))
        if (folder === undefined && file !== undefined) own.push([name, state.of(sandbox)])
      })
    if (file !== undefined) attempt('', () => this.#saveFile(file, mock, own))
    const [first, ...more] = failures
    if (first !== undefined) throw new Error(more.length === 0 ? first : `${first}; and ${more.length} more failures`)
  }

  /** If another server has the same file, neither may destroy what the other has saved. */
  #saveFile(file: string, mock: Mock, own: readonly (readonly [name: string, saved: unknown])[]): void {
    const saved: StateFile = { type: fileType, mock: state.of(mock), sandboxes: Object.fromEntries(own) }
    const text = JSON.stringify(saved)
    const looks = looksOf(file)
    if (looks === '' || looks === this.#known) {
      replaceFile(file, text)
      this.#known = looksOf(file)
      return
    }
    const beside = `${file}.conflict-${pid}`
    replaceFile(beside, text)
    if (this.#hasConflict) return
    this.#hasConflict = true
    this.#report(
      `Another program has changed ${file} since this server read or wrote it. Its state is saved in ${beside} instead; give each server a file of its own`,
    )
  }

  /** Names that no request can have are never used as paths. */
  #pathOf(name: string): string | undefined {
    const { sandboxes } = this.#places
    return sandboxes === undefined || !isSandboxName(name) ? undefined : join(sandboxes, `${name}.json`)
  }
}

function checkPlaces({ file, sandboxes }: SavePlaces): void {
  const fileFlaw = file === undefined ? undefined : flawOfFile(file)
  if (fileFlaw !== undefined)
    throw new TypeError(`serve: save.file must be a file that can be written; received ${show(file)}: ${fileFlaw}`)
  const folderFlaw = sandboxes === undefined ? undefined : madeFolder(sandboxes)
  if (folderFlaw !== undefined)
    throw new TypeError(
      `serve: save.sandboxes must be a folder that can be written; received ${show(sandboxes)}: ${folderFlaw}`,
    )
}

/** Makes a folder unless it is there. Returns why nothing can be written into it, or undefined. */
function madeFolder(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true })
    return flawOfFolder(path)
  } catch (error) {
    return messageOf(error)
  }
}

/** A text that changes whenever a file is written; empty without a file. */
function looksOf(path: string): string {
  const file = statSync(path, { throwIfNoEntry: false })
  return file ? `${file.ino} ${file.size} ${file.mtimeMs}` : ''
}

/** Whether a value of JSON is the state that a server has saved. */
export function isStateFile(value: unknown): value is StateFile {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== fileType) return false
  return 'sandboxes' in value && typeof value.sandboxes === 'object' && value.sandboxes !== null
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new TypeError(`serve: the saved state ${path} can't be read: ${messageOf(error)}`, { cause: error })
  }
}
