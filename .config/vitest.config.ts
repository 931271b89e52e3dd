import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { findChromium } from './chromium.mjs'
import { documentation } from './docs.mjs'
import { inspectorScripts } from './inspector.mjs'

const root = resolve(import.meta.dirname, '..')
const elsewhere = ['test/**/*.browser.test.ts', 'test/{bench,consumers,examples,package,soak}/**']

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
  'lit/html.js',
]

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        plugins: [inspectorScripts(), documentation()],
        resolve: { alias },
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: elsewhere },
      },
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
          include: ['test/package/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      ...browserProject(),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 95 },
    },
  },
})

function browserProject(): TestProjectConfiguration[] {
  const executablePath = findChromium()
  if (!executablePath) return []
  return [
    {
      root,
      plugins: [inspectorScripts()],
      publicDir: serviceWorkerFolder(),
      resolve: { alias },
      // Dependencies that vite meets only while the tests run make it reload the page under them.
      optimizeDeps: { include: browserDependencies },
      test: {
        name: 'browser',
        include: ['test/**/*.browser.test.ts'],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions: { executablePath, args: ['--no-sandbox'] } }),
          instances: [{ browser: 'chromium' }],
        },
      },
    },
  ]
}

/** What `msw init` does, without asking anything: the worker script where the browser can fetch it. */
function serviceWorkerFolder(): string {
  const folder = join(root, 'node_modules/.cache/callcamp-mock/public')
  mkdirSync(folder, { recursive: true })
  copyFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), join(folder, 'mockServiceWorker.js'))
  return folder
}
