import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '../../..')

/** Runs the tests beside it, which fail on purpose. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^callcamp-mock$/, replacement: resolve(root, 'src/index.ts') },
      { find: /^callcamp-mock\/(\w+)$/, replacement: resolve(root, 'src/$1.ts') },
    ],
  },
  test: { include: ['test/vitest/outer/*.outer.ts'] },
})
