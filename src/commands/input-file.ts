import { readFileSync, statSync } from 'node:fs'

/** Reads a file that the user names, or a pipe. A device such as /dev/zero may have no end, and is refused. */
export function readInput(path: string): string {
  const file = statSync(path)
  if (file.isCharacterDevice() || file.isBlockDevice()) throw new Error('it is no regular file')
  return readFileSync(path, 'utf8')
}
