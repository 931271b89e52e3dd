import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vite'

/** `npm run demo`: the example app, with the sources of this package in the place of the installed one. */

const root = resolve(import.meta.dirname, '..')
const publicDir = join(root, 'node_modules/.cache/callcamp-mock/demo')
mkdirSync(publicDir, { recursive: true })
copyFileSync(
  createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'),
  join(publicDir, 'mockServiceWorker.js'),
)

export default defineConfig({
  root: join(root, 'test/examples/demo'),
  publicDir,
  cacheDir: join(root, 'node_modules/.cache/callcamp-mock/vite'),
  server: { fs: { allow: [root] } },
  build: { outDir: join(root, 'node_modules/.cache/callcamp-mock/demo-dist'), emptyOutDir: true },
  resolve: {
    alias: [
      { find: /^callcamp-mock$/, replacement: join(root, 'src/index.ts') },
      { find: /^callcamp-mock\/(\w+)$/, replacement: join(root, 'src/$1.ts') },
      { find: /^debug$/, replacement: join(root, '.config/shims/debug.mjs') },
      { find: /^date-fns$/, replacement: join(root, '.config/shims/date-fns.mjs') },
    ],
  },
})
