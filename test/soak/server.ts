import { fork } from 'node:child_process'
import { join } from 'node:path'
import { liveTogether } from './clients.ts'

/** Many clients, most of them bad, on one server for a while: what is wrong afterwards. */

export interface SoakReport {
  readonly answers: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
  /** Connections that the server still holds when all clients have gone. */
  readonly sockets: number
  /** Bytes that the heap has grown by, once everything is reset. */
  readonly growth: number
}

interface Held {
  readonly heap: number
  readonly sockets: number
}

export async function soak(
  bundle: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<SoakReport> {
  const child = fork(join(import.meta.dirname, 'child.mjs'), [bundle], { execArgv: ['--expose-gc'] })
  const told = <Message>() =>
    new Promise<Message>((resolve) => child.once('message', (message) => resolve(message as Message)))
  try {
    const { port } = await told<{ port: number }>()
    const settle = async (): Promise<Held> => {
      await reset(`http://127.0.0.1:${port}`)
      // Long enough for the server to notice who has gone, and who will never finish.
      await new Promise((resolve) => {
        setTimeout(resolve, 700)
      })
      child.send('measure')
      return told<Held>()
    }
    // Whatever is made once and kept is made before the first measurement.
    await liveTogether(port, connections, Math.max(1, seconds / 6))
    const before = await settle()
    const { answers, wrong } = await liveTogether(port, connections, seconds)
    const after = await settle()
    return { answers: Object.fromEntries(answers), wrong, sockets: after.sockets, growth: after.heap - before.heap }
  } finally {
    child.send('stop')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

async function reset(url: string): Promise<void> {
  const ask = async (method: string, path: string) => {
    const response = await fetch(url + path, { method, headers: { connection: 'close' } })
    return response.text()
  }
  const { sandboxes } = JSON.parse(await ask('GET', '/__mock/sandboxes')) as { sandboxes: { name: string }[] }
  for (const { name } of sandboxes) await ask('DELETE', `/__mock/sandboxes/${name}`)
  await ask('POST', '/__mock/reset')
}
