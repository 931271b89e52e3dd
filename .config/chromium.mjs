import { existsSync } from 'node:fs'

/** Where a Chromium is installed. Undefined where none is, which is an error under CI. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  const path = candidates.find((candidate) => candidate && existsSync(candidate))
  if (path) return path
  const hint = 'No Chromium found: install one, or name it in the CHROMIUM environment variable.'
  if (process.env.CI === 'true') throw new Error(hint)
  console.warn(`Browser tests skipped. ${hint}`)
  return undefined
}
