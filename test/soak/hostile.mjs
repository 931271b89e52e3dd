// node test/soak/hostile.mjs [seconds]: honest and hostile clients together, for thirty seconds unless told otherwise.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bundle, bundleServer } from './bundle.mjs'

const [script, server] = [await bundle('hostile'), await bundleServer()]
const { status } = spawnSync(process.execPath, [script, server, process.argv[2] ?? '30'], {
  stdio: 'inherit',
  cwd: join(import.meta.dirname, '../..'),
})
process.exitCode = status ?? 1
