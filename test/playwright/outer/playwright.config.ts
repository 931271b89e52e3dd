import { defineConfig } from '@playwright/test'
import { findChromium } from '../../../.config/chromium.mjs'

const executablePath = findChromium()

/** Runs the tests beside it with a real browser. They are told apart from vitest's by their ending. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.outer.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 20_000,
  outputDir: '../../../node_modules/.cache/callcamp-mock/playwright',
  use: { baseURL: 'http://app.test', launchOptions: { executablePath, args: ['--no-sandbox'] } },
})
