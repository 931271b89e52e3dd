// node test/soak/hostile.mjs [seconds] [attack…]: honest and hostile clients together, for thirty seconds unless told
// otherwise, with all attacks unless some are named.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bundle, bundleHeapGrowth, bundleServer } from './bundle.mjs'

const [seconds = '30', ...attacks] = process.argv.slice(2)
const scripts = [await bundle('hostile'), await bundleServer(), await bundleHeapGrowth(), await bundle('attacks')]
const { status } = spawnSync(process.execPath, [...scripts, seconds, ...attacks], {
  stdio: 'inherit',
  cwd: join(import.meta.dirname, '../..'),
})
process.exitCode = status ?? 1
