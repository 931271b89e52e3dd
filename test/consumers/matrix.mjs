// `npm run test:matrix`: the packed tarball with every version of Node, msw, vitest and TypeScript that it promises to work with.
//   --quick      a small cut    --only text   cases whose name contains the text
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findNode, pack, project, run, runCases, Skip } from './kit.mjs'

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } })
const probe = (name) => readFileSync(join(resolve(import.meta.dirname, 'probes'), name), 'utf8')
const tarball = await pack()

const pairs = [
  { nodes: ['20.19', '20'], msw: '2.12.0', vitest: '4.1.0' },
  { nodes: ['20'], msw: '2.15.0', vitest: '4.1.12', quick: ['20'] },
  { nodes: ['22', '24', '26'], msw: '3.0.5', vitest: '5.1.0', quick: ['22'] },
  { nodes: ['22'], msw: '2.15.0', vitest: '5.1.0' },
]
const environments = ['node', 'jsdom', 'happy-dom']
/** What came out at about the same time: nobody pairs the newest msw with an old page, whose Request it can't clone. */
const pages = (vitest) =>
  vitest.startsWith('4') ? { jsdom: '26.1.0', 'happy-dom': '20.0.0' } : { jsdom: '27.4.0', 'happy-dom': '21.0.4' }

const runs = pairs.flatMap(({ nodes, msw, vitest, quick = [] }) =>
  nodes.flatMap((major) =>
    environments.map((environment) => ({
      name: `Node ${major} × msw ${msw} × vitest ${vitest} × ${environment}`,
      quick: quick.includes(major) && environment === 'node',
      async run() {
        const node = await nodeOrSkip(major)
        const folder = await runner(msw, vitest)
        return run(folder, node, ['node_modules/vitest/vitest.mjs', 'run', '--environment', environment], { node })
      },
    })),
  ),
)

const plain = pairs.flatMap(({ nodes, msw, vitest, quick = [] }) =>
  nodes.flatMap((major) => [
    {
      name: `Node ${major} × msw ${msw} × node:test`,
      quick: quick.includes(major),
      async run() {
        const node = await nodeOrSkip(major)
        return run(await runner(msw, vitest), node, ['--test', 'node.test.mjs'], { node })
      },
    },
    {
      name: `Node ${major} × msw ${msw} × require()`,
      quick: quick.includes(major),
      async run() {
        const node = await nodeOrSkip(major)
        return run(await runner(msw, vitest), node, ['require.cjs'], { node })
      },
    },
  ]),
)

const resolutions = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}
const types = ['5.9.3', '6.0', '7.0'].flatMap((typescript) =>
  ['4.1.12', '5.1.0'].flatMap((vitest) =>
    Object.entries(resolutions).map(([resolution, options]) => ({
      name: `TypeScript ${typescript} × ${resolution} × vitest ${vitest}`,
      quick: vitest === '4.1.12' && typescript === '5.9.3',
      async run() {
        const compilerOptions = {
          ...options,
          target: 'es2022',
          lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
          types: ['node'],
          strict: true,
          noEmit: true,
          skipLibCheck: true,
        }
        const files = {
          'types.ts': probe('types.ts'),
          'tsconfig.json': JSON.stringify({ compilerOptions, include: ['types.ts'] }),
        }
        const msw = vitest.startsWith('4') ? '2.15.0' : '3.0.5'
        const folder = await project(`types-${typescript}-${vitest}`, {
          files,
          packages: { typescript, vitest, msw, '@types/node': '20' },
          tarball,
          loosePeers: true,
        })
        return run(folder, process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])
      },
    })),
  ),
)

/** What is too old says so when it is first used, whatever the package manager let through. */
const useFixture = "import 'callcamp-mock/vitest'\nimport { test } from 'vitest'\ntest('runs', () => {})"
const useServer = "import('callcamp-mock/node').then(({ setupMockServer }) => setupMockServer())"
const tooOld = [
  {
    packages: { msw: '2.15.0', vitest: '3.2.4' },
    args: ['node_modules/vitest/vitest.mjs', 'run'],
    message: 'needs vitest 4.1 or newer',
  },
  {
    packages: { msw: '2.7.0', vitest: '4.1.12' },
    args: ['--eval', useServer],
    message: 'needs msw 2.12 or newer; found 2.7.0',
  },
].map(({ packages, args, message }) => ({
  name: `msw ${packages.msw} × vitest ${packages.vitest} is refused`,
  quick: packages.vitest.startsWith('3'),
  async run() {
    const name = `msw-${packages.msw}-vitest-${packages.vitest}`
    const folder = await project(name, {
      files: { 'fixture.test.js': useFixture },
      packages,
      tarball,
      loosePeers: true,
    })
    const { ok, output } = await run(folder, process.execPath, args)
    return { ok: !ok && output.includes(message), output }
  },
}))

/** One project serves all that runs with the same packages. */
function runner(msw, vitest) {
  const files = Object.fromEntries(
    ['fixture.test.js', 'node.test.mjs', 'require.cjs'].map((name) => [name, probe(name)]),
  )
  files['vitest.config.js'] = "export default { test: { include: ['fixture.test.js'] } }"
  const packages = { msw, vitest, vite: vitest.startsWith('4') ? '7' : '8', ...pages(vitest) }
  return project(`msw-${msw}-vitest-${vitest}`, { files, packages, tarball, loosePeers: true })
}

async function nodeOrSkip(version) {
  try {
    return await findNode(version)
  } catch (error) {
    throw new Skip(
      `Node ${version} can't be installed here: ${
        String(error.message)
          .split('\n')
          .findLast((line) => line.trim() !== '') ?? ''
      }`,
    )
  }
}

const wanted = [...runs, ...plain, ...types, ...tooOld].filter(
  ({ name, quick }) => (values.quick ? quick : true) && (values.only ? name.includes(values.only) : true),
)
await runCases(wanted)
