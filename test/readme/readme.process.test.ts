import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../.config/chromium.mjs'
import { type Block, kindOf, type Kind, nameOf, root } from './blocks.ts'
import { readAllBlocks } from './documents.ts'
import {
  type Ran,
  removePrograms,
  runWithNodeTest,
  runWithPlaywright,
  runWithVitest,
  typeCheck,
  writePrograms,
} from './running.ts'
import { runCiJob, runPython, runShell } from './shell.ts'

const hasChromium = findChromium() !== undefined
const inBrowser = existsSync(join(root, 'src/browser.ts'))
const blocks = readAllBlocks()
const ofKind = (...kinds: Kind[]) => blocks.filter((block) => kinds.includes(kindOf(block)))
const programs = ofKind(
  'vitest',
  'node-test',
  'playwright',
  'recipe',
  'module',
  ...(inBrowser ? ['browser' as const] : []),
)
const titled = (list: readonly Block[]) => list.map((block) => ({ block, title: `${block.file}, line ${block.line}` }))
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('the code of the Markdown files', { timeout: 180_000 }, () => {
  beforeAll(() => writePrograms(programs))
  afterAll(() => removePrograms())

  test('has a way to be run, every block of it', () => {
    expect(blocks.length).toBeGreaterThan(0)
    expect(blocks.map(kindOf)).toHaveLength(blocks.length)
  })

  test('has the types it says', async () => {
    expect(problemIn(await typeCheck())).toBe('')
  })

  test('runs in Node', async () => {
    const ran = await runWithVitest('node')
    expect(problemIn(ran)).toBe('')
    for (const block of ofKind('vitest', 'recipe', 'module')) expect(ran.output).toContain(nameOf(block))
  })

  test.for(titled(ofKind('node-test')))("runs in Node's test runner: $title", async ({ block }) => {
    const ran = await runWithNodeTest(block)
    expect(problemIn(ran)).toBe('')
    expect(ran.output).toMatch(/^(?:#|ℹ) pass [1-9]/m)
  })

  test.runIf(hasChromium && ofKind('browser').length > 0 && inBrowser)('runs in a browser', async () => {
    const ran = await runWithVitest('browser')
    expect(problemIn(ran)).toBe('')
    for (const block of ofKind('browser')) expect(ran.output).toContain(`${nameOf(block)}.browser.ts`)
  })

  test.runIf(hasChromium && ofKind('playwright').length > 0)('runs in Playwright', async () => {
    const ran = await runWithPlaywright()
    expect(problemIn(ran)).toBe('')
    for (const block of ofKind('playwright')) expect(ran.output).toContain(`${nameOf(block)}.playwright.ts`)
  })

  test.for(
    titled(
      ofKind('shell').filter(({ code }) => existsSync(join(root, 'src/cli.ts')) || !code.includes('npx callcamp-mock')),
    ),
  )('runs in a shell: $title', async ({ block }) => {
    expect(problemIn(await runShell(block.code))).toBe('')
  })

  test('tells the whole life of a campaign with curl', async () => {
    const life = ofKind('shell').find(({ code }) => code.includes('callcamp-mock') && code.includes('/orders'))
    const { output } = await runShell(life?.code ?? '')
    expect(output).toContain('"status":"contacted"')
    expect(output).toContain('"outcome":"busy"')
  })

  test.for(titled(ofKind('ci')))('runs as a CI job: $title', async ({ block }) => {
    expect(problemIn(await runCiJob(block.code))).toBe('')
  })

  test.runIf(hasPython).for(titled(ofKind('python')))('runs in Python: $title', async ({ block }) => {
    expect(problemIn(await runPython(block.code))).toBe('')
  })

  test.for(titled(ofKind('json')))('is JSON: $title', ({ block }) => {
    expect(() => JSON.parse(block.code)).not.toThrow()
  })

  test.for(titled(ofKind('first')))('installs what the example needs: $title', ({ block }) => {
    const installs = block.code.split('\n').filter((line) => line.startsWith('npm install '))
    const installed = installs.flatMap((line) => line.split(' ').slice(2)).filter((word) => !word.startsWith('-'))
    const manifest = join(root, 'test/examples', block.options['first'] ?? '', 'package.json')
    const needed = existsSync(manifest) ? packagesOf(manifest) : ['callcamp-mock', 'msw']
    expect(installed.toSorted()).toEqual(needed.toSorted())
  })

  test.for(titled(ofKind('example')))('stands in the example: $title', ({ block }) => {
    const file = readFileSync(join(root, 'test/examples', block.options['example'] ?? ''), 'utf8')
    const lines = new Set(file.split('\n').map((text) => text.trim()))
    expect(block.code.split('\n').filter((text) => text.trim() !== '' && !lines.has(text.trim()))).toEqual([])
  })
})

/** What went wrong, or nothing: for a message that shows it. */
function problemIn({ ok, output }: Ran): string {
  return ok ? '' : output || 'it failed without a word'
}

function packagesOf(manifest: string): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly dependencies?: object
    readonly devDependencies?: object
  }
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)]
}
