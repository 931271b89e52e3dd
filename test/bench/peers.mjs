// What a user would pick instead, where it is installed: each in processes of its own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startScript } from './processes.mjs'

const folder = join(import.meta.dirname, 'peers')

const peers = [
  { name: 'this mock, through msw', script: 'callcamp', sizes: [1_000, 10_000] },
  { name: 'bare msw handlers', script: 'bare', sizes: [1_000] },
  { name: 'handlers over @mswjs/data', script: 'mswjs-data', package: '@mswjs/data', sizes: [1_000, 10_000] },
  { name: 'handlers over @msw/data', script: 'msw-data', package: '@msw/data', sizes: [1_000, 10_000] },
  { name: 'Mirage JS', script: 'mirage', package: 'miragejs', sizes: [1_000] },
  { name: 'this mock, its server', script: 'callcamp-server', sizes: [1_000, 10_000] },
  { name: 'json-server 0.17', script: 'json-server', package: 'json-server', sizes: [1_000, 10_000] },
  // Version 0.12 is of Vercel's labs; the newest of this name is another person's package.
  { name: 'emulate', script: 'emulate', package: 'emulate', sizes: [1_000, 10_000] },
  { name: 'Prism', script: 'prism', package: '@stoplight/prism-cli', sizes: [1_000] },
  { name: 'Mockoon', script: 'mockoon', package: '@mockoon/cli', sizes: [1_000] },
  {
    name: '@mswjs/http-middleware',
    script: 'http-middleware',
    package: '@mswjs/http-middleware',
    sizes: [1_000, 10_000],
  },
]

export async function comparePeers(say) {
  const found = []
  for (const peer of peers) {
    if (peer.package && !existsSync(join(folder, 'node_modules', peer.package))) {
      found.push({ name: peer.name, absent: 'absent' })
      continue
    }
    for (const rows of peer.sizes) {
      say(`${peer.name}, ${rows.toLocaleString('en')} rows`)
      try {
        const {
          unit,
          found: costs,
          stop,
        } = await startScript([join(folder, 'child.mjs'), peer.script, String(rows)], { cwd: folder })
        await stop()
        found.push({
          name: peer.name,
          rows,
          unit,
          figures: costs,
          costs: Object.fromEntries(
            Object.entries(costs).map(([what, cost]) => [
              what,
              unit === 'µs'
                ? `${Math.round(cost).toLocaleString('en')} µs`
                : `${cost.toFixed(cost < 0.1 ? 3 : 2)} of node:http`,
            ]),
          ),
        })
      } catch (error) {
        found.push({ name: peer.name, rows, absent: 'failed' })
        say(error.message)
      }
    }
  }
  return found
}
