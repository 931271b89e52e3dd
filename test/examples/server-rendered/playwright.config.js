import { defineConfig } from '@playwright/test'

// Leave out launchOptions to use Playwright's own browsers.
const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

/** One app server and one mock server; four workers, whose tests have a sandbox each. */
export default defineConfig({
  fullyParallel: true,
  workers: 4,
  reporter: 'list',
  use: { baseURL: 'http://localhost:4311', launchOptions },
  webServer: [
    { command: 'npm run mock', url: 'http://127.0.0.1:4310/__mock/health' },
    { command: 'npm start', url: 'http://localhost:4311', env: { MOCK_SERVER: 'http://127.0.0.1:4310' } },
  ],
})
