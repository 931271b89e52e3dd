import { existsSync } from 'node:fs'

const candidates = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser of this machine; undefined where there is none. */
export const chromium = candidates.find((path) => path !== undefined && existsSync(path))

/** Without a browser, what needs one is skipped; the continuous check has one, and fails without. */
export const browserExpected = chromium !== undefined || process.env['CI'] === 'true'
