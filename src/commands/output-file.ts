import { statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf } from '../contract/problems.ts'
import { CommandError } from './terminal.ts'

/** A file that a command writes at its end. */

/** Throws at once if the file can't be written, since the requests before it may take minutes. */
export function checkPlace(file: string): void {
  const folder = dirname(file)
  if (!isFolder(folder)) throw new CommandError(`${file} can't be written: there is no folder ${folder}`)
  if (isFolder(file)) throw new CommandError(`${file} can't be written: it is a folder`)
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

export function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new CommandError(`${file} can't be written: ${messageOf(error)}`)
  }
}
