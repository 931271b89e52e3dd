import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}
const place = (name, test = {}) => ({
  resolve: { alias: { '#test': `${import.meta.dirname}/places/${name}.js` } },
  // The first test of a place loads its modules, which takes its time on a busy machine.
  test: { name, include: ['app.spec.js'], testTimeout: 60_000, ...test },
})

export default defineConfig({
  test: {
    projects: [
      place('node'),
      place('server', { globalSetup: 'start-server.js' }),
      place('worker', {
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions }),
          instances: [{ browser: 'chromium' }],
        },
      }),
    ],
  },
})
