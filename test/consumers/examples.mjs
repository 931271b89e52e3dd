// `npm run test:consumers`: every example, and every project beside this file, installed from the packed tarball and run.
//   --only a,b   these    --quick   the ones that install quickly
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findNode, pack, project, run, runCases } from './kit.mjs'

const folders = ['../examples', 'projects'].map((folder) => resolve(import.meta.dirname, folder))
const quick = ['first-test', 'node-test', 'vitest', 'no-request-slips', 'no-page-slips', 'everywhere']
const needChromium = [
  'no-page-slips',
  'react-vite-plugin',
  'storybook',
  'everywhere',
  'playwright',
  'server-rendered',
  'explore-playwright',
]
const places = new Map(
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'package.json')))
      .map((name) => [name, join(folder, name)]),
  ),
)
const all = [...places.keys()]

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
      needChromium.includes(name) && !chromium && process.env.CI !== 'true'
        ? 'no Chromium found; name one in the CHROMIUM environment variable'
        : undefined,
    async run() {
      const folder = await project(`example-${name}`, { files: places.get(name), tarball })
      const node = await nodeFor(folder)
      return run(folder, 'npm', ['test', '--silent'], { node, env: chromium ? { CHROMIUM: chromium } : {} })
    },
  })),
)

/** The running Node, or the one that a project says it needs: `"engines": { "node": ">=22" }`. */
function nodeFor(folder) {
  const { engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const needed = engines?.node.replace('>=', '')
  return needed && Number.parseInt(process.versions.node) < Number(needed) ? findNode(needed) : process.execPath
}
