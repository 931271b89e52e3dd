import { defineConfig } from '@playwright/test'
import { findChromium } from '../../.config/chromium.mjs'

const executablePath = findChromium()
const port = Number(process.env['README_APP_PORT'])

export default defineConfig({
  testDir: '.programs',
  testMatch: '*.playwright.ts',
  outputDir: '../../node_modules/.cache/callcamp-mock/readme-playwright',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { ...(executablePath && { executablePath }), args: ['--no-sandbox'] },
  },
})
