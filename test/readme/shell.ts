import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from 'callcamp-mock/server'
import { root } from './blocks.ts'
import { type Ran, run } from './running.ts'

/** Runs the commands of a shell block, as far as that can be done without changing this machine; anything else is refused. */

const start = join(root, '.config/start.mjs')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string
  scripts: Record<string, string>
  peerDependencies: Record<string, string>
}

export async function runShell(code: string): Promise<Ran> {
  const commands = code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$|^#.*$/, '').trim())
    .filter((line) => line !== '')
  const [first = '', ...rest] = commands
  if (first.startsWith(`npx ${manifest.name}`) && first.endsWith('&')) return runBeside(first, rest)
  for (const command of commands) {
    const problem = await problemOf(command)
    if (problem !== undefined) return { ok: false, output: `${command}: ${problem}` }
  }
  return { ok: true, output: '' }
}

/** Runs the `run:` steps of a CI job, without the steps that install and test the reader's own project. */
export async function runCiJob(yaml: string): Promise<Ran> {
  const steps = yaml.split('\n').flatMap((line) => /^\s*- run: (.+)$/.exec(line)?.[1] ?? [])
  const commands = steps
    .filter((step) => !/^npm (?:ci|test)$/.test(step))
    .map((step) => step.replace(/\s*> \S+ 2>&1 &$/, ' &'))
  if (commands.length === 0) return { ok: false, output: 'the job has no steps to run' }
  return runShell(commands.join('\n'))
}

async function problemOf(command: string): Promise<string | undefined> {
  const [program = '', verb = '', ...rest] = command.replace(/ &$/, '').split(/\s+/)
  if (program === 'npm') return npmProblem(verb, rest)
  if (program === 'npx' && verb === manifest.name) return cliProblem(rest)
  if (program === 'npx' && verb === 'msw')
    return rest[0] === 'init' && rest.length >= 2 ? undefined : 'msw has init and a folder'
  if (program === 'npx' && verb === 'vitest') return rest[0] === 'run' ? undefined : 'is not known here'
  if (program === 'npx' && verb === 'playwright') return rest[0] === 'install' ? undefined : 'is not known here'
  if (program === 'curl') return curlProblem(command)
  return 'nothing knows how to run this'
}

/** What is installed is this package, or one that it names as a peer; what is run is one of its scripts. */
function npmProblem(verb: string, rest: readonly string[]): string | undefined {
  if (verb === 'ci') return undefined
  if (verb === 'test' || verb === 'start')
    return manifest.scripts[verb] === undefined ? `there is no script ${verb}` : undefined
  if (verb === 'run') return manifest.scripts[rest[0] ?? ''] === undefined ? `there is no script ${rest[0]}` : undefined
  if (verb !== 'install' && verb !== 'i') return 'is not known here'
  const known = [manifest.name, ...Object.keys(manifest.peerDependencies)]
  const stray = rest.filter((word) => !word.startsWith('-') && !known.includes(word))
  return stray.length > 0 ? `${stray.join(', ')} is neither this package nor one of its peers` : undefined
}

/** Starts the server of a block's first line, and asks it the others, one after another. */
async function runBeside(start: string, commands: readonly string[]): Promise<Ran> {
  const child = startServer(start.replace(/ &$/, '').split(/\s+/).slice(2))
  try {
    const url = await addressOf(child)
    let answers = ''
    for (const command of commands) {
      const { ok, output } = await curl(command, url)
      if (!ok) return { ok: false, output: `${command}: ${output}` }
      answers += `${output}\n`
    }
    return { ok: true, output: answers }
  } catch (error) {
    return { ok: false, output: String(error) }
  } finally {
    child.kill()
  }
}

/** Starts the server as it is written, but on a port that is free, and looks whether it is well. */
async function cliProblem(args: readonly string[]): Promise<string | undefined> {
  if (args.includes('--help') || args.includes('--version')) {
    const { ok, output } = await run(process.execPath, [start, ...args])
    return ok ? undefined : output
  }
  const child = startServer(args)
  try {
    const url = await addressOf(child)
    const { status } = await fetch(`${url}/__mock/health`)
    return status === 200 ? undefined : `its health is answered with ${status}`
  } catch (error) {
    return String(error)
  } finally {
    child.kill()
  }
}

function startServer(args: readonly string[]): ChildProcessWithoutNullStreams {
  const at = args.indexOf('--port')
  const rest = (at === -1 ? args : args.toSpliced(at, 2)).filter((word) => word !== '--open' && word !== '--quiet')
  return spawn(process.execPath, [start, '--port', '0', ...rest], { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
}

/** The address that the server prints when it is ready. */
function addressOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((found, lost) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /http:\/\/[\d.]+:[1-9]\d*/.exec(output)?.[0]
      if (url) found(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', () => lost(new Error(output)))
  })
}

/** Asks a server that listens on a free port instead of the one that is written. */
async function curlProblem(command: string): Promise<string | undefined> {
  const server = await serve({ port: 0, scenario: 'demo' })
  try {
    const { ok, output } = await curl(command, server.url)
    return ok ? undefined : output
  } finally {
    await server.close()
  }
}

async function curl(command: string, url: string): Promise<Ran> {
  const asked = command.replaceAll(/https?:\/\/(?:127\.0\.0\.1|localhost):\d+/g, url)
  if (asked === command || !command.startsWith('curl ')) return { ok: false, output: 'asks no local server' }
  return run('sh', ['-c', asked.replace(/^curl/, 'curl --silent --show-error --fail')])
}

/** Runs a program of another language against a server on a free port. */
export async function runPython(code: string): Promise<Ran> {
  const server = await serve({ port: 0, scenario: 'demo' })
  try {
    return await run('python3', ['-c', code.replaceAll(/https?:\/\/(?:127\.0\.0\.1|localhost):\d+/g, server.url)])
  } finally {
    await server.close()
  }
}
