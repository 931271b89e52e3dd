// `npm run test:consumers`: every example, installed from the packed tarball and run as its own project.
//   --only a,b   these examples    --quick   the ones that install quickly
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pack, project, run, runCases } from './kit.mjs'

const examples = resolve(import.meta.dirname, '../examples')
const quick = ['first-test', 'node-test', 'vitest']
const all = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(examples, entry.name, 'package.json')))
  .map((entry) => entry.name)

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } })
const wanted = values.only?.split(',') ?? (values.quick ? quick : all)
const unknown = wanted.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no example ${unknown.join(', ')}; the examples are ${all.join(', ')}`)
  process.exit(1)
}

const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
const tarball = await pack()

await runCases(
  wanted.map((name) => ({
    name,
    skip:
      name === 'playwright' && !chromium && process.env.CI !== 'true'
        ? 'no Chromium found; name one in the CHROMIUM environment variable'
        : undefined,
    async run() {
      const folder = await project(`example-${name}`, { files: join(examples, name), tarball })
      return run(folder, 'npm', ['test', '--silent'], { env: chromium ? { CHROMIUM: chromium } : {} })
    },
  })),
)
