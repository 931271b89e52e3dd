import { defineConfig } from '@playwright/test'

// Leave out launchOptions to use Playwright's own browsers.
const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  use: { baseURL: 'http://localhost:4173', launchOptions },
  webServer: { command: 'npm start', url: 'http://localhost:4173', reuseExistingServer: true },
})
