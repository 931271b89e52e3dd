import { lstatSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { platform } from 'node:process'
import { show } from '../contract/problems.ts'

/** The most bytes that the system takes. Node cuts a longer path, and listens elsewhere. */
const longestPath = platform === 'linux' ? 107 : 103

/** Throws a TypeError if the path of a socket is too long. Windows has named pipes instead. */
export function checkSocketPath(path: string): void {
  const bytes = Buffer.byteLength(path)
  if (platform !== 'win32' && bytes > longestPath)
    throw new TypeError(
      `serve: socket must be a path of at most ${longestPath} bytes; received ${bytes} bytes: ${show(path)}; choose a shorter path, such as one in /tmp`,
    )
}

/** Removes the socket that a crashed server left behind: nobody listens on it. Any other file stays. */
export function removeStaleSocket(path: string): Promise<void> {
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve()
    })
    probe.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ECONNREFUSED' && lstatSync(path).isSocket()) rmSync(path, { force: true })
      resolve()
    })
  })
}
