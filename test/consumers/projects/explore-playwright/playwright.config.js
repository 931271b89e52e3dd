import { defineConfig } from '@playwright/test'

const launchOptions = process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } : {}

export default defineConfig({ reporter: 'list', timeout: 300_000, use: { launchOptions } })
