import { defineConfig } from '@playwright/test'
import { chromium } from './chromium.ts'

const port = Number(process.env['README_APP_PORT'])

export default defineConfig({
  testDir: '.programs',
  testMatch: '*.playwright.ts',
  outputDir: '../../node_modules/.cache/callcamp-mock/readme-playwright',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
  },
})
