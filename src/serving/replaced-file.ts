import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pid } from 'node:process'
import { messageOf } from '../contract/problems.ts'

/** Files that a server replaces as a whole. */

/** Returns why a file can't be written at this path, or undefined. A device or a pipe must not be replaced, nor read. */
export function flawOfFile(path: string): string | undefined {
  try {
    const file = statSync(path, { throwIfNoEntry: false })
    if (file && !file.isFile()) return file.isDirectory() ? 'it is a folder' : 'it is no regular file'
    return flawOfFolder(dirname(path))
  } catch (error) {
    return messageOf(error)
  }
}

/** Returns why nothing can be written into a folder, or undefined. */
export function flawOfFolder(path: string): string | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `there is no folder ${path}`
  try {
    accessSync(path, constants.W_OK)
    return undefined
  } catch {
    return `the folder ${path} may not be written`
  }
}

/** Writes a file beside the old one and renames it, so that a reader never finds half a file. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${pid}.new`
  try {
    writeFileSync(beside, text)
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
