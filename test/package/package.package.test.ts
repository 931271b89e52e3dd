import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { name, version } = readJson(join(root, 'package.json'))
const manyMegabytes = 35
const maxPackedMegabytes = 1.2

let folder: string
let tarball: string
let unpacked: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-package-'))
  run(root, process.execPath, '.config/build.mjs')
  run(root, 'npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder)
  tarball = join(folder, `${name}-${version}.tgz`)
  run(folder, 'tar', '-xzf', tarball)
  unpacked = join(folder, 'package')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the packed tarball', () => {
  test('holds the bundle, its declarations and licences, the fixtures, and nothing else', () => {
    const belongs = [
      /^dist\/(?:[\w./-]+\/)?[\w.-]+(?:\.js|\.d\.ts)$/,
      /^dist\/THIRD-PARTY-LICENSES\.txt$/,
      /^dist\/(?:llms\.txt|skills\/callcamp-mock\/SKILL\.md)$/,
      /^fixtures\/[\w./-]+\.json$/,
      /^(?:package\.json|README\.md|LICENSE)$/,
      /^(?:fixtures|src|test\/bench)\/(?:[\w-]+\/)?README\.md$/,
      /^\.github\/[\w-]+\.(?:md|png)$/,
      /^test\/examples\/[\w./-]+$/,
    ]
    const files = filesIn(unpacked)
    expect(files.filter((file) => !belongs.some((pattern) => pattern.test(file)))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/THIRD-PARTY-LICENSES.txt',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/llms.txt',
        'dist/skills/callcamp-mock/SKILL.md',
        'src/contract/README.md',
        'test/examples/jest/jest.config.js',
      ]),
    )
  })

  test(`is smaller than ${maxPackedMegabytes} MB`, () => {
    expect(lstatSync(tarball).size / 1024 / 1024).toBeLessThan(maxPackedMegabytes)
  })

  test('holds every file that package.json points to', () => {
    const { exports, bin } = readJson(join(unpacked, 'package.json'))
    const targets = JSON.stringify({ exports, bin }).match(/\.\/[^"]+\.(?:js|d\.ts)(?=")/g) ?? []
    const files = filesIn(unpacked)
    expect(targets.filter((target) => target.includes('dist/') && !files.includes(target.slice(2)))).toEqual([])
  })

  test.each(['index', 'node', 'explore'])(
    '%s.js holds no import.meta, which jest cannot turn into CommonJS',
    (door) => {
      const modules = modulesBehind(`dist/${door}.js`)
      expect(modules.length).toBeGreaterThan(1)
      expect(modules.filter((file) => readFileSync(join(unpacked, file), 'utf8').includes('import.meta'))).toEqual([])
    },
  )

  test('names the copyright and the terms of every package that is bundled', () => {
    const [, ...licences] = readFileSync(join(unpacked, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8').split(/^-{80}$/m)
    const named = licences.map((text) => text.trim().split(' ')[0])
    expect(named).toEqual(expect.arrayContaining(['@mswjs/data', 'lit-html', 'strict-event-emitter', 'zod']))
    const isWhole = (text: string) => /Copyright .*\w/.test(text) && /WARRANT/i.test(text)
    expect(licences.filter((text) => !isWhole(text))).toEqual([])
  })

  test('imports neither @mswjs/data nor graphql, and names neither in its types', () => {
    const imported = /(?:from|import|require)\s*\(?\s*["'](?:@mswjs\/data|graphql)/
    const offenders = filesIn(unpacked).filter(
      (file) => file.startsWith('dist/') && imported.test(readFileSync(join(unpacked, file), 'utf8')),
    )
    expect(offenders).toEqual([])
  })
})

describe('the declarations', () => {
  test('say any nowhere', () => {
    const declarations = filesIn(unpacked).filter((file) => file.endsWith('.d.ts'))
    const code = (file: string) =>
      readFileSync(join(unpacked, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|(['"`]).*?\1/gm, '')
    expect(declarations.length).toBeGreaterThan(0)
    expect(declarations.filter((file) => /\bany\b/.test(code(file)))).toEqual([])
  })

  test('show the public members of a mock only', () => {
    expect(readFileSync(join(unpacked, 'dist/mock.d.ts'), 'utf8')).not.toContain('internals')
  })
})

describe('a fresh project that installs the tarball', () => {
  let project: string

  beforeAll(() => {
    project = join(folder, 'project')
    mkdirSync(project)
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'fresh', private: true, type: 'module' }))
    const { msw, 'fast-check': fastCheck } = readJson(join(root, 'package.json')).devDependencies
    run(
      project,
      'npm',
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      tarball,
      `msw@${msw}`,
      `fast-check@${fastCheck}`,
    )
  })

  test('has one msw, and no graphql but the one that msw asks for', () => {
    const copies = filesIn(join(project, 'node_modules')).filter((file) =>
      /(?:^|node_modules\/)msw\/package\.json$/.test(file),
    )
    expect(copies).toEqual(['msw/package.json'])
    const graphql = JSON.parse(run(project, 'npm', 'query', '#graphql')) as { from: string[] }[]
    const wantedBy = graphql.flatMap(({ from }) => from)
    expect(wantedBy.every((path) => path === 'node_modules/msw')).toBe(true)
    expect(filesIn(join(project, 'node_modules')).some((file) => file.startsWith('@mswjs/data/'))).toBe(false)
  })

  test(`takes less than ${manyMegabytes} MB`, () => {
    const modules = join(project, 'node_modules')
    const megabytes = filesIn(modules).reduce((sum, file) => sum + lstatSync(join(modules, file)).size, 0) / 1024 / 1024
    console.log(`install footprint with msw, zod and faker: ${megabytes.toFixed(1)} MB`)
    expect(megabytes).toBeLessThan(manyMegabytes)
  })

  test('imports it', () => {
    const program = `import { createMock } from '${name}'; console.log(typeof createMock().fetch)`
    expect(run(project, process.execPath, '--input-type=module', '--eval', program).trim()).toBe('function')
  })

  test('explores with it', () => {
    const program = `
      import { explore, ExploreError } from '${name}/explore'
      const vary = { network: false, others: false }
      const search = (limit) => explore({ worlds: 60, print: false, vary }, async ({ mock, fetch }) => {
        const { campaigns } = await (await fetch('/api/campaigns')).json()
        if (campaigns.length !== Math.min(limit, mock.db.campaign.count())) throw new Error('not all')
      })
      const failure = await search(Infinity).catch((error) => error)
      console.log(failure instanceof ExploreError, failure.path, (await search(10)).worlds)`
    expect(run(project, process.execPath, '--input-type=module', '--eval', program).trim()).toBe('true campaigns=11 60')
  })

  test('requires it from CommonJS', () => {
    const program = `const { createMock } = require('${name}'); console.log(typeof createMock().fetch)`
    expect(run(project, process.execPath, '--no-warnings', '--input-type=commonjs', '--eval', program).trim()).toBe(
      'function',
    )
  })
})

function run(cwd: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .split(sep)
        .join('/'),
    )
}

/** A module of the package and all that it imports before it runs. */
function modulesBehind(entry: string): string[] {
  const modules = new Set([entry])
  for (const file of modules) {
    const text = readFileSync(join(unpacked, file), 'utf8')
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      modules.add(join(dirname(file), imported))
  }
  return [...modules]
}
