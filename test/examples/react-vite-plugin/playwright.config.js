import { defineConfig } from '@playwright/test'

// Leave out launchOptions to use Playwright's own browsers.
const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({
  reporter: 'list',
  use: { baseURL: 'http://localhost:4320', launchOptions },
  webServer: { command: 'npm run dev -- --port 4320 --strictPort', url: 'http://localhost:4320' },
})
