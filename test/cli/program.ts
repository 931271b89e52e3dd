import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from '../architecture/sources.ts'

/** The command as a process of its own. */

/** Bundles the sources as they are now; Node 20 runs no TypeScript. */
export async function buildProgram(name: string, door = 'cli'): Promise<string> {
  const dir = join(root, 'node_modules/.cache/callcamp-mock', name)
  mkdirSync(dir, { recursive: true })
  const build = await rolldown({
    cwd: root,
    input: { [door]: join(root, `src/${door}.ts`) },
    platform: 'node',
    external: [/^(?:msw|zod|@faker-js\/faker)(?:\/|$)/, /^node:/],
    resolve: {
      alias: { debug: join(root, '.config/shims/debug.mjs'), 'date-fns': join(root, '.config/shims/date-fns.mjs') },
    },
  })
  await build.write({
    dir,
    format: 'esm',
    sourcemap: 'inline',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await build.close()
  return join(dir, `${door}.js`)
}

export interface Running {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>
  /** The address in the banner, as soon as there is one. */
  readonly url: () => Promise<string>
}

/** Its output may go to a file that is open, and is not told then. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdout: 'pipe' | number = 'pipe',
): Running {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', stdout, 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  let out = ''
  let err = ''
  let wake = () => {}
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    wake()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal })
      wake()
    })
  })
  const url = async () => {
    for (;;) {
      const found = /https?:\/\/[\w.]+:\d+/.exec(out)?.[0]
      if (found) return found
      if (child.exitCode !== null) throw new Error(`The command ended: ${err}`)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { child, out: () => out, err: () => err, exit, url }
}
