import { onTestFinished } from 'vitest'
import { serve, type Served, type ServeOptions } from '../../src/server.ts'

/** A server on a free port, stopped when the test is over. Time stands still unless a test wants it to pass. */
export async function start(options: ServeOptions = {}): Promise<Served> {
  const served = await serve({ port: 0, clock: 'frozen', ...options })
  onTestFinished(() => served.close())
  return served
}

export async function read(response: Response): Promise<{ readonly status: number; readonly body: unknown }> {
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
