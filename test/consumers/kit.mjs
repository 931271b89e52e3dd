// What the consumer runs share: the packed tarball, little projects that install it, other versions of Node, a table at the end.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/callcamp-mock')
/** Outside of the repository: a project below it would find what it forgot to install in ours, and jest looks into no `node_modules`. */
const projects = join(tmpdir(), `callcamp-mock-consumers-${hashOf(root)}`)
const { name: packageName, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Builds and packs; the tarball is named by its content, so that what is installed is never older. */
export async function pack() {
  const folder = join(cache, 'tarballs')
  mkdirSync(folder, { recursive: true })
  await mustRun(root, process.execPath, ['.config/build.mjs'])
  await mustRun(root, 'npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder])
  const packed = join(folder, `${packageName}-${version}.tgz`)
  const hash = hashOf(readFileSync(packed))
  const tarball = join(folder, `${packageName}-${hash}.tgz`)
  for (const old of readdirSync(folder)) if (join(folder, old) !== packed) rmSync(join(folder, old))
  renameSync(packed, tarball)
  return tarball
}

/**
 * A project that stays for the next run, with the packed tarball installed. `files` is a folder to copy, or texts by name.
 * `loosePeers` installs pairs that the packages themselves would not pair.
 */
export async function project(name, { files, packages, tarball, loosePeers = false }) {
  const folder = join(projects, name)
  mkdirSync(folder, { recursive: true })
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules' && entry !== '.installed') rmSync(join(folder, entry), { recursive: true })
  if (typeof files === 'string')
    cpSync(files, folder, {
      recursive: true,
      filter: (source) => !/[\\/](?:node_modules|test-results)(?:[\\/]|$)/.test(source.slice(files.length)),
    })
  else for (const [file, text] of Object.entries(files)) writeText(join(folder, file), text)
  const manifest = existsSync(join(folder, 'package.json'))
    ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    : { name: 'consumer', private: true, type: 'module' }
  manifest.devDependencies = { ...manifest.devDependencies, ...packages, [packageName]: `file:${tarball}` }
  const text = JSON.stringify(manifest, null, 2)
  writeText(join(folder, 'package.json'), text)
  const stamp = join(folder, '.installed')
  const wanted = hashOf(text)
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(stamp, { force: true })
    const options = [
      '--no-package-lock',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
    ]
    await mustRun(folder, 'npm', ['install', ...options, ...(loosePeers ? ['--legacy-peer-deps'] : [])])
    writeText(stamp, wanted)
  }
  return folder
}

/** The binary of a version of Node: the running one where it is that version, else one that is installed in the cache. */
export async function findNode(version) {
  if (process.version.startsWith(`v${version}.`)) return process.execPath
  const folder = join(cache, 'nodes', version)
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const binary = join(folder, 'node_modules', name, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node')
  if (!existsSync(binary)) {
    writeText(join(folder, 'package.json'), '{ "private": true }')
    await mustRun(folder, 'npm', [
      'install',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      `${name}@${version}`,
    ])
  }
  return binary
}

/** Runs a command; answers whether it went well, and what it said. `node` goes first in the path. */
export function run(cwd, command, args, { node = process.execPath, env = {} } = {}) {
  const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`
  return new Promise((done) => {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^(?:VITEST|npm_|NODE_ENV)/.test(key)),
    )
    const child = spawn(command, args, {
      cwd,
      env: { ...inherited, ...env, PATH: path, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => done({ ok: false, output: String(error) }))
    child.on('close', (code) => done({ ok: code === 0, output }))
  })
}

async function mustRun(cwd, command, args) {
  const { ok, output } = await run(cwd, command, args)
  if (!ok) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`)
}

/**
 * Runs cases one after another and prints how each went; then a table, and the sum on the last line.
 * A case is { name, skip?, run() }, where `skip` and a thrown Skip say why it can't be.
 */
export async function runCases(cases) {
  const results = []
  for (const one of cases) {
    process.stdout.write(`${one.name} … `)
    const began = Date.now()
    const result = await attempt(one)
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    results.push({ name: one.name, ...result, seconds })
    process.stdout.write(`${result.state}${result.state === 'skipped' ? `: ${result.reason}` : `, ${seconds} s`}\n`)
    if (result.state === 'failed') console.log(result.reason.replaceAll(/^/gm, '    '))
  }
  const count = (state) => results.filter((result) => result.state === state).length
  const width = Math.max(...results.map(({ name }) => name.length), 4)
  console.log(`\n${'case'.padEnd(width)}  result   seconds`)
  for (const { name, state, seconds, reason } of results)
    console.log(
      `${name.padEnd(width)}  ${state.padEnd(7)}  ${seconds.padStart(7)}${state === 'skipped' ? `  ${reason}` : ''}`,
    )
  console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  process.exitCode = count('failed') > 0 ? 1 : 0
}

export class Skip extends Error {}

async function attempt({ skip, run: runCase }) {
  if (skip) return { state: 'skipped', reason: skip }
  try {
    const { ok, output } = await runCase()
    return ok ? { state: 'passed', reason: '' } : { state: 'failed', reason: output }
  } catch (error) {
    return error instanceof Skip
      ? { state: 'skipped', reason: error.message }
      : { state: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function writeText(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function hashOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}
