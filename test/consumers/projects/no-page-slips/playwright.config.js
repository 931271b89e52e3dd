import { defineConfig } from '@playwright/test'

const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({
  reporter: 'list',
  use: { baseURL: 'http://localhost:4330', launchOptions },
  webServer: [
    { command: 'npx vite', url: 'http://localhost:4330' },
    { command: 'node production.js', url: 'http://127.0.0.1:4331/received' },
  ],
})
