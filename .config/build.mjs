// Builds dist/: bundles the public doors, checks what the bundle holds, and writes the type declarations beside it.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { withComments } from './declaration-comments.mjs'
import { documentation, writeAgentFiles } from './docs.mjs'
import { inspectorScripts, smallTemplates } from './inspector.mjs'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const doors = ['index', 'node', 'browser', 'server', 'vitest', 'playwright', 'explore', 'cli']
// zod's own door loads sixty languages that nobody asks for, a third of the time that an import of the mock would take.
// Schemas know each other by their traits, not by their class: ours fit into those of a user's own zod.
const external = [
  /^msw(\/|$)/,
  /^@faker-js\/faker(\/|$)/,
  /^vitest(\/|$)/,
  /^@playwright\/test$/,
  /^fast-check$/,
  /^node:/,
]
/** A chunk of types only, and a machine that is busy with something else. */
const harmless = ['EMPTY_CHUNK', 'PLUGIN_TIMINGS']
const neverBundled = ['graphql', 'msw', '@faker-js/faker', 'vitest', 'fast-check']

const started = performance.now()
rmSync(dist, { recursive: true, force: true })
const output = await bundle()
refuseStrayModules(output)
refuseRequire(output)
writeLicences(output)
writeDeclarations()
writeAgentFiles(dist)
report(output)

async function bundle() {
  const present = doors.filter((name) => existsSync(join(root, 'src', `${name}.ts`)))
  if (present.length === 0) fail('src/ holds no public door yet')
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(present.map((name) => [name, join(root, 'src', `${name}.ts`)])),
    platform: 'neutral',
    external,
    plugins: [inspectorScripts(), smallTemplates(), fixturesAsText(), documentation()],
    resolve: {
      mainFields: ['module', 'main'],
      alias: { debug: shim('debug'), 'date-fns': shim('date-fns') },
    },
    // Two plugins make bundles of their own, which takes its time.
    checks: { bundlerTimings: false },
    onLog(level, log, print) {
      if (level === 'warn' && !harmless.includes(log.code)) fail(log.message)
      print(level, log)
    },
  })
  const { output: files } = await build.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  })
  await build.close()
  const chunks = files.filter((file) => file.type === 'chunk')
  escapeBeyondAscii(chunks)
  if (present.includes('cli')) chmodSync(join(dist, 'cli.js'), 0o755)
  return chunks
}

/** A scenario as a text to parse: engines read it several times faster than the same as code. */
function fixturesAsText() {
  return {
    name: 'fixtures-as-text',
    load: {
      filter: { id: /[\\/]fixtures[\\/][^\\/]+\.json$/ },
      handler: (id) => ({
        code: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(id, 'utf8'))))})`,
        moduleType: 'js',
      }),
    },
  }
}

/** A single letter beyond Latin makes engines keep a whole file at two bytes a character, and read it slower. */
function escapeBeyondAscii(chunks) {
  for (const chunk of chunks) {
    const code = chunk.code.replaceAll(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    writeFileSync(join(dist, chunk.fileName), code)
  }
}

/** Two copies of msw do not match each other's handlers, and graphql is half a megabyte nobody calls. */
function refuseStrayModules(chunks) {
  const stray = [...bundledPackages(chunks).keys()].filter((name) => neverBundled.includes(name))
  if (stray.length > 0) fail(`${stray.join(', ')} must stay outside the bundle`)
}

/** A `require(` left in an ES module works in no browser and not in Node either. */
function refuseRequire(chunks) {
  for (const chunk of chunks) {
    const code = chunk.code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    if (/\b(?:__)?require\(/.test(code)) fail(`dist/${chunk.fileName} still calls require()`)
  }
}

function writeLicences(chunks) {
  const packages = [...bundledPackages(chunks)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const texts = packages.map(([name, folder]) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${manifest.version} (${manifest.license})\n\n${licenceOf(folder, manifest)}\n`
  })
  const intro = 'The files of this folder contain code of the packages below, under these licences.\n'
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), [intro, ...texts].join(`\n${'-'.repeat(80)}\n\n`))
}

/** The licence of a package with its copyright line. MIT asks for both, and not every package comes with a file. */
function licenceOf(folder, { name, license, author }) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file && readFileSync(join(folder, file), 'utf8').trim()
  if (text && /copyright/i.test(text)) return text
  const holder = (typeof author === 'string' ? author : author?.name)?.replace(/ *[<(].*/, '')
  if (license !== 'MIT' || !holder) return fail(`${name} is bundled but comes without a licence text and its copyright`)
  const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim()
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`)
}

/** The folder of every bundled package, by the package's name. */
function bundledPackages(chunks) {
  const inPackage = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))/
  const found = chunks.flatMap((chunk) => chunk.moduleIds).map((id) => inPackage.exec(id))
  return new Map(found.filter(Boolean).map(([, folder, name]) => [name.replace('\\', '/'), folder]))
}

function writeDeclarations() {
  try {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(import.meta.dirname, 'tsconfig.build.json')],
      { stdio: 'inherit' },
    )
  } catch {
    fail('the type declarations could not be written')
  }
  // Nobody writes code against the inspector, and its declarations name lit, which no consumer has installed.
  rmSync(join(dist, 'inspector'), { recursive: true })
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((entry) =>
    entry.endsWith('.d.ts'),
  )) {
    const file = join(dist, name)
    // Declarations keep the `.ts` of the sources' imports, which not every TypeScript version resolves to a `.d.ts`.
    const text = readFileSync(file, 'utf8').replace(
      /((?:from |import\(|import )["']\.\.?\/[^"']+)\.ts(["'])/g,
      '$1.js$2',
    )
    const source = join(root, 'src', name.replace(/\.d\.ts$/, '.ts'))
    writeFileSync(file, withComments(text, readFileSync(source, 'utf8')))
    if (text.includes('/inspector/')) fail(`dist/${name} mentions the inspector, which has no declarations`)
    if (text.includes('@mswjs/data')) fail(`dist/${name} mentions @mswjs/data, which no consumer has installed`)
  }
}

function report(chunks) {
  const size = chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk.code), 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `dist: ${chunks.length} files, ${(size / 1024).toFixed(1)} KB, bundled ${[...bundledPackages(chunks).keys()].toSorted().join(' ')}, ${seconds} s`,
  )
}

function shim(name) {
  return join(import.meta.dirname, 'shims', `${name}.mjs`)
}

/** @returns {never} */
function fail(message) {
  console.error(`build failed: ${message}`)
  process.exit(1)
}
