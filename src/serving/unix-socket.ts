import { lstatSync, rmSync } from 'node:fs'
import { connect } from 'node:net'

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
