// `npm run test:first-minutes`: the first test of the README and the commands of test/examples/README.md, each from an empty
// folder with the packed tarball, timed.
//   --only a,b   these sections    --quick   those that install quickly
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { findChromium } from '../../.config/chromium.mjs'
import { pack, run, runCases } from './kit.mjs'

const root = resolve(import.meta.dirname, '../..')
const sections = [firstOfReadme(), ...sectionsOfExamples()]
const quick = ['readme', 'node-test', 'python']

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } })
const names = sections.map(({ name }) => name)
const wanted = values.only?.split(',') ?? (values.quick ? quick : names)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(', ')}; the sections are ${names.join(', ')}`)
  process.exit(1)
}

const browser = findChromium()
const tarball = await pack()
const installFlags = '--prefer-offline --no-audit --no-fund --ignore-scripts --loglevel=error'
/** What a reader looks at in a browser, and what must be there. */
const pages = { 'npm run dev': 'li' }

await runCases(
  sections
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, files = {}, commands }) => ({
      name,
      skip:
        /playwright|react-vite|storybook/.test(name) && !browser
          ? 'no Chromium found; name one in the CHROMIUM environment variable'
          : undefined,
      run: () =>
        inEmptyFolder((folder, started) => {
          for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
          return runCommands(folder, commands, started)
        }),
    })),
)

/** What the README says to install, to save and to run. */
function firstOfReadme() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [, install] = /^## Install\n\n```sh\n(.+)\n```$/m.exec(readme)
  const [, file, text, code] = /^Save this as `(.+)`:\n\n```ts\n([\s\S]*?)^```$[\s\S]*?^```sh\n([\s\S]*?)^```$/m.exec(
    readme,
  )
  return { name: 'readme', files: { [file]: text }, commands: [install, ...code.trim().split('\n')] }
}

function sectionsOfExamples() {
  const readme = readFileSync(join(root, 'test/examples/README.md'), 'utf8')
  return [...readme.matchAll(/^```sh first=([\w-]+)\n([\s\S]*?)^```$/gm)].map(([, name, code]) => ({
    name,
    commands: code.trim().split('\n'),
  }))
}

async function inEmptyFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-first-'))
  const started = []
  try {
    return await use(folder, started)
  } finally {
    for (const child of started) stop(child)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function runCommands(folder, commands, started) {
  let output = ''
  for (const command of commands) {
    // The browser of this machine stands for the one that would be downloaded.
    if (command.startsWith('npx playwright install')) continue
    const result = await runCommand(folder, command, started)
    output += `$ ${command}\n${result.output}\n`
    if (!result.ok) return { ok: false, output }
  }
  return { ok: true, output }
}

function runCommand(folder, command, started) {
  const env = browser ? { CHROMIUM: browser } : {}
  if (command.endsWith(' &')) return startInBackground(folder, command.slice(0, -2), started)
  if (Object.hasOwn(pages, command)) return lookAt(folder, command, pages[command], started)
  // The tarball stands for the package of the registry.
  const actual = command.startsWith('npm install ')
    ? `${command.replace(' callcamp-mock', ` "${tarball}"`)} ${installFlags}`
    : command
  return run(folder, 'sh', ['-c', actual], { env })
}

async function startInBackground(folder, command, started) {
  started.push(spawn('sh', ['-c', command], { cwd: folder, detached: true, stdio: 'ignore' }))
  return { ok: true, output: '' }
}

/** Starts a development server, and waits until its page shows what the mock answers. */
async function lookAt(folder, command, selector, started) {
  const child = spawn('sh', ['-c', command], { cwd: folder, detached: true, env: { ...process.env, NO_COLOR: '1' } })
  started.push(child)
  let output = ''
  const url = await new Promise((found) => {
    const read = (chunk) => {
      output += chunk
      const address = /http:\/\/localhost:\d+\//.exec(output)?.[0]
      if (address) found(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', () => found(undefined))
  })
  if (url === undefined) return { ok: false, output }
  const opened = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] })
  try {
    const page = await opened.newPage()
    page.on('console', (message) => (output += `${message.text()}\n`))
    await page.goto(url)
    await page.locator(selector).first().waitFor({ timeout: 60_000 })
    return { ok: true, output }
  } catch (error) {
    return { ok: false, output: `${output}\n${error}` }
  } finally {
    await opened.close()
  }
}

/** Ends a command and all that it has started. */
function stop(child) {
  try {
    process.kill(-child.pid)
  } catch {
    // It has ended by itself.
  }
}
