import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

// Leave out launchOptions to use Playwright's own browsers.
const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({
  test: {
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
