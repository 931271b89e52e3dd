import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Starts the standalone server once for all tests. With `-q`, the first line that it prints is JSON with its address. */
export default async function startServer({ provide }) {
  const options = ['-q', '--port', '0', '--scenario', 'empty', '--frozen', '--exit-with-stdin']
  const server = spawn('npx', ['callcamp-mock', ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout })
  const [line] = await Promise.race([once(lines, 'line'), once(server, 'exit')])
  if (typeof line !== 'string') throw new Error(`The server ended with ${line}`)
  provide('server', JSON.parse(line).url)
  return () => server.stdin.end()
}
