// How much a browser loads to look at the mock: before it shows something, and with all views opened.
import { gzipSync } from 'node:zlib'
import { bundleInspector } from '../../../.config/inspector.mjs'

/** Kilobytes. */
const allowed = { first: 18, all: 40 }

export async function measureInspector() {
  const scripts = Object.entries(await bundleInspector()).map(([name, text]) => [
    name,
    gzipSync(text, { level: 9 }).length / 1_024,
  ])
  const first = scripts.find(([name]) => name === 'inspector.js')[1]
  const all = scripts.reduce((sum, [, size]) => sum + size, 0)
  return {
    'inspector script, gzipped': { ours: first, limit: allowed.first },
    'inspector script with all views, gzipped': { ours: all, limit: allowed.all },
  }
}
