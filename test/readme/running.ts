import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { type Block, nameOf, root } from './blocks.ts'
import { nodeTestSuffix, toPrograms } from './programs.ts'

const folder = join(root, 'test/readme/.programs')

export interface Ran {
  readonly ok: boolean
  readonly output: string
}

/** Writes a program for each block. */
export function writePrograms(blocks: readonly Block[]): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of toPrograms(blocks)) writeFileSync(join(folder, name), text)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
      include: ['*.ts'],
    }),
  )
}

export function removePrograms(): void {
  rmSync(folder, { recursive: true, force: true })
}

export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<Ran> {
  const { VITEST: _vitest, ...inherited } = process.env
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env: { ...inherited, NO_COLOR: '1', ...env } })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => done({ ok: false, output: String(error) }))
    child.on('close', (code) => done({ ok: code === 0, output }))
  })
}

/** Runs the programs of one sort with vitest; each file by itself would pay its start. */
export function runWithVitest(project: 'node' | 'browser'): Promise<Ran> {
  return run(process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'test/readme/programs.config.ts',
    `--project=${project}`,
    '--reporter=verbose',
    '--passWithNoTests',
  ])
}

/** Runs a block with Node's test runner. Not every supported Node runs TypeScript, so the block is bundled with the sources. */
export async function runWithNodeTest(block: Block): Promise<Ran> {
  const input = join(folder, `${nameOf(block)}${nodeTestSuffix}`)
  const file = input.replace(/\.ts$/, '.mjs')
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    external: [/^node:/, /^msw/],
    resolve: { alias: { 'callcamp-mock/node': join(root, 'src/node.ts') } },
  })
  await build.write({ file, format: 'esm', codeSplitting: false })
  await build.close()
  return run(process.execPath, ['--test', file], { NODE_TEST_CONTEXT: undefined })
}

export function typeCheck(): Promise<Ran> {
  return run(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '--noEmit',
    '-p',
    join(folder, 'tsconfig.json'),
  ])
}

/** An app that lists campaigns, and shows an alert when it can't. */
const page = `<!doctype html><title>Campaigns</title><ul></ul><script type="module">
  const response = await fetch('http://callcamp.ai/api/campaigns').catch(() => undefined)
  if (response?.ok) for (const { name } of (await response.json()).campaigns) document.querySelector('ul').append(Object.assign(document.createElement('li'), { textContent: name }))
  else document.body.append(Object.assign(document.createElement('p'), { role: 'alert', textContent: 'Call Camp is down' }))
</script>`

export async function runWithPlaywright(): Promise<Ran> {
  const app = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
  await new Promise<void>((listening) => app.listen(0, '127.0.0.1', listening))
  const address = app.address()
  try {
    const port = typeof address === 'object' && address ? String(address.port) : ''
    return await run(
      process.execPath,
      [
        join(root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '--config',
        'test/readme/playwright.config.ts',
        '--reporter=list',
      ],
      { README_APP_PORT: port },
    )
  } finally {
    app.closeAllConnections()
    app.close()
  }
}
