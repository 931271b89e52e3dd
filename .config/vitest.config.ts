import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration, type UserWorkspaceConfig } from 'vitest/config'
import { findChromium } from './chromium.mjs'
import { documentation } from './docs.mjs'
import { inspectorScripts } from './inspector.mjs'

const root = resolve(import.meta.dirname, '..')

// The end of a test file's name says in which project it runs, and so when:
//
//   *.test.ts           node       quick; files share processes, so a file leaves no globals changed  npm test
//   *.isolated.test.ts  isolated   quick, in a process of its own: replaces modules or the clock      npm test
//   *.smoke.test.ts     smoke      a little in Chromium                                               npm test
//   *.test-d.ts         types      the public types                                                   npm test
//   *.slow.test.ts      slow       takes seconds: large data                                          npm run test:all
//   *.process.test.ts   process    starts processes: the command, other test runners, the README      npm run test:all
//   *.page.test.ts      page       drives pages in Chromium from Node                                 npm run test:all
//   *.browser.test.ts   browser    runs inside of Chromium                                            npm run test:all
//   *.package.test.ts   package    tests the built and packed package                                 npm run test:package
const projects = ['isolated', 'smoke', 'slow', 'process', 'page', 'browser', 'package'] as const
const filesOf = (project: (typeof projects)[number]) => [`test/**/*.${project}.test.ts`]
const notOurs = 'test/{bench,consumers,examples,soak}/**'

/** Tests and README examples use the names that users write. */
const alias = [
  { find: /^callcamp-mock$/, replacement: join(root, 'src/index.ts') },
  { find: /^callcamp-mock\/(\w+)$/, replacement: join(root, 'src/$1.ts') },
]

const browserDependencies = [
  'msw',
  'msw/browser',
  'zod',
  '@faker-js/faker/locale/base',
  '@mswjs/data/lib/db/Database.js',
  '@mswjs/data/lib/glossary.js',
  '@mswjs/data/lib/query/compileQuery.js',
  '@mswjs/data/lib/query/executeQuery.js',
  'fast-check',
  'idb',
  'lit/html.js',
]

/** A poll ends as soon as it is fulfilled; a second, as by default, is too little on a busy machine. */
const patient = { poll: { timeout: 15_000 } }

export const quickNodeProject = nodeProject({
  name: 'node',
  include: ['test/**/*.test.ts'],
  exclude: projects.flatMap(filesOf),
  // Starting a process and loading the sources anew for each file takes longer than the tests do.
  isolate: false,
  // Most tests take milliseconds, but five seconds are too few on a busy machine.
  testTimeout: 30_000,
})

export default defineConfig({
  root,
  test: {
    // vitest leaves one processor idle unless it is told.
    maxWorkers: '100%',
    projects: [
      quickNodeProject,
      nodeProject({ name: 'isolated', include: filesOf('isolated'), testTimeout: 30_000 }),
      nodeProject({ name: 'slow', include: filesOf('slow'), testTimeout: 120_000 }),
      nodeProject({ name: 'process', include: filesOf('process'), testTimeout: 60_000, hookTimeout: 60_000 }),
      nodeProject({ name: 'page', include: filesOf('page'), testTimeout: 60_000, hookTimeout: 60_000 }),
      {
        root,
        test: {
          name: 'types',
          include: [],
          typecheck: { enabled: true, only: true, include: ['test/types/*.test-d.ts'] },
        },
      },
      {
        root,
        test: {
          name: 'package',
          include: filesOf('package'),
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      ...browserProjects('smoke', 'browser'),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 91 },
    },
  },
})

type Tests = NonNullable<UserWorkspaceConfig['test']>

function nodeProject({ exclude = [], ...tests }: Tests): UserWorkspaceConfig {
  return {
    root,
    plugins: [inspectorScripts(), documentation()],
    resolve: { alias },
    test: { expect: patient, ...tests, exclude: [...exclude, notOurs] },
  }
}

/** Projects inside of Chromium; none where it is not installed. */
function browserProjects(...names: readonly ('smoke' | 'browser')[]): TestProjectConfiguration[] {
  const executablePath = findChromium()
  if (!executablePath) return []
  const publicDir = serviceWorkerFolder()
  return names.map((name) => ({
    root,
    plugins: [inspectorScripts(), documentation()],
    publicDir,
    resolve: { alias },
    // Dependencies that vite meets only while the tests run make it reload the page under them.
    optimizeDeps: { include: browserDependencies },
    test: {
      name,
      include: filesOf(name),
      expect: patient,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: ['--no-sandbox'] } }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }))
}

/** What `msw init` does, without asking anything: the worker script where the browser can fetch it. */
function serviceWorkerFolder(): string {
  const folder = join(root, 'node_modules/.cache/callcamp-mock/public')
  mkdirSync(folder, { recursive: true })
  copyFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), join(folder, 'mockServiceWorker.js'))
  return folder
}
