import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const cache = 'node_modules/.cache/callcamp-mock'
const { resolve: find } = createRequire(join(root, cache, 'mutation/package.json'))

/** What `npm run test:mutation` changes unless it is told otherwise: rules that are pure and have quick tests of their own. */
export default {
  mutate: [
    'src/contract/{formats,nearest,problems}.ts',
    'src/engine/{decode,limits,path-pattern}.ts',
    'src/simulator/{outcomes,windows,zones}.ts',
    'src/transports/address.ts',
  ],
  plugins: [find('@stryker-mutator/vitest-runner')],
  testRunner: 'vitest',
  vitest: { configFile: '.config/mutation.config.ts' },
  // Stryker rewrites it by an interface that TypeScript 7 does not have; nothing here needs it.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: `${cache}/mutation.html` },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['coverage', 'dist', 'test/consumers'],
}
