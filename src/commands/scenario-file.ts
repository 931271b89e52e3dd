import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Scenario } from '../contract/scenarios.ts'
import { messageOf, show } from '../contract/problems.ts'
import { isStateFile } from '../serving/saved-state.ts'
import { every, wait } from '../transports/timers.ts'
import { readInput } from './input-file.ts'
import { findJsonError } from './json-error.ts'
import { codeOf, CommandError } from './terminal.ts'

/** Reads and watches scenario files of the user. */

export function readScenario(path: string): Scenario {
  let text: string
  try {
    text = readInput(path)
  } catch (error) {
    throw new CommandError(`The scenario ${path} can't be read: ${reasons[codeOf(error)] ?? messageOf(error)}`)
  }
  const value = parsed(path, text)
  // The mock validates the rest itself.
  if (typeof value !== 'object' || value === null)
    throw new CommandError(`The scenario ${path} can't be used: it must be an object; received ${show(value)}`)
  if (isStateFile(value))
    throw new CommandError(`${path} is no scenario but the saved state of a server: go on from it with --save ${path}`)
  return value as Scenario
}

function parsed(path: string, file: string): unknown {
  const text = file.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const { line, column } = findJsonError(text)
    throw new CommandError(
      `The scenario ${path} is not valid JSON in line ${line}, column ${column}: ${messageOf(error)}`,
    )
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** How often the file is checked, and how long a half-written file may take. */
const checkEveryMs = 200
const maxHalfWrittenMs = 250

/**
 * Calls back with every change of a file: with its content, or with the reason why it can't be used. Editors may
 * delete the file and write it again. The returned function ends the watch.
 */
export function watchScenario(
  path: string,
  changed: (scenario: Scenario) => void,
  failed: (reason: string) => void,
): () => void {
  const absolute = resolve(path)
  let stopWaiting = () => {}
  const load = (again: boolean) => {
    try {
      changed(readScenario(path))
    } catch (error) {
      if (again) stopWaiting = wait(maxHalfWrittenMs, () => load(false))
      else failed(messageOf(error))
    }
  }
  // Read the file first: `watchFile` starts a moment later and would miss a change until then.
  let before = lookAt(absolute)
  const stopLooking = every(checkEveryMs, () => {
    const now = lookAt(absolute)
    if (now.state === before.state) return
    before = now
    stopWaiting()
    // Reading from a pipe would block the server.
    if (now.isPipe) failed(`The scenario ${path} can't be read: it is a pipe`)
    else load(true)
  })
  return () => {
    stopWaiting()
    stopLooking()
  }
}

/** A fingerprint that changes whenever the file changes, appears or disappears. */
function lookAt(path: string): { readonly state: string; readonly isPipe: boolean } {
  try {
    const file = statSync(path)
    return { state: `${file.mtimeMs} ${file.size} ${file.ino}`, isPipe: file.isFIFO() }
  } catch {
    return { state: '', isPipe: false }
  }
}
