import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from '../../.config/chromium.mjs'

/** Runs what the README's blocks have become: `--project=node`, or `--project=browser`. */

const executablePath = findChromium()
const root = resolve(import.meta.dirname, '../..')
const publicDir = join(root, 'node_modules/.cache/callcamp-mock/readme-public')
mkdirSync(publicDir, { recursive: true })
copyFileSync(
  createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'),
  join(publicDir, 'mockServiceWorker.js'),
)

const alias = [
  { find: /^callcamp-mock$/, replacement: join(root, 'src/index.ts') },
  { find: /^callcamp-mock\/(\w+)$/, replacement: join(root, 'src/$1.ts') },
]

export default defineConfig({
  root,
  test: {
    projects: [
      { root, resolve: { alias }, test: { name: 'node', include: ['test/readme/.programs/*.node.ts'] } },
      {
        root,
        publicDir,
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['test/readme/.programs/*.browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath && { executablePath }), args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
