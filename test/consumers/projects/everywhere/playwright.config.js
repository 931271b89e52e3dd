import { defineConfig } from '@playwright/test'

const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({ testMatch: 'app.spec.js', testDir: '.', reporter: 'list', use: { launchOptions } })
