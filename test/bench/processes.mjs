// Work in processes of its own, where heap and compiled code start fresh.
import { fork, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Runs a task in a child process and answers what it found. `folder` holds the benchmark, of this commit or of another. */
export function inProcess(task, nodeOptions = [], folder = import.meta.dirname) {
  return new Promise((resolve, reject) => {
    const child = fork(join(folder, 'child.mjs'), {
      execArgv: ['--max-old-space-size=8192', ...nodeOptions],
      stdio: ['ignore', 2, 2, 'ipc'],
    })
    child.once('message', (message) =>
      'error' in message ? reject(new Error(message.error)) : resolve(message.results),
    )
    child.once('exit', (code) => reject(new Error(`The process ended with ${code} before it had measured`)))
    child.send(task)
  })
}

/** Milliseconds from start to end of `node` with a script that ends by itself. */
export function timeScript(args, options = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 2], ...options })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - started) : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    )
  })
}

/** A script that says a line of JSON once it is ready; it is stopped with `stop`. */
export function startScript(args, { cwd, env } = {}) {
  const started = performance.now()
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 2] })
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', resolve)
      child.kill('SIGKILL')
    })
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code} before it was ready`)))
    child.stdout.on('data', (data) => {
      text += data
      const line = text.split('\n').find((one) => one.startsWith('{'))
      if (line && text.includes('\n')) resolve({ ...JSON.parse(line), ms: performance.now() - started, stop })
    })
  })
}
