// How much a browser loads to look at the mock.
import { gzipSync } from 'node:zlib'
import { bundleInspector } from '../../../.config/inspector.mjs'

const allowed = 15

export async function measureInspector() {
  const script = await bundleInspector()
  return { 'inspector script, gzipped': { ours: gzipSync(script, { level: 9 }).length / 1_024, limit: allowed } }
}
