// Prism over the OpenAPI document of the mock: it answers examples and remembers nothing.
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../dist/server.js'
import { fileOf, freePort, reachable } from './tools.mjs'

export async function start() {
  const ours = await serve({ port: 0 })
  const document = await (await fetch(`${ours.url}/openapi.json`)).text()
  await ours.close()
  const file = join(mkdtempSync(join(tmpdir(), 'callcamp-bench-')), 'openapi.json')
  writeFileSync(file, document)
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [
      fileOf('@stoplight/prism-cli', 'dist/index.js'),
      'mock',
      file,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--errors',
      'false',
    ],
    { stdio: ['ignore', 'ignore', 'ignore'] },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  await reachable(`http://127.0.0.1:${port}/api/records`)
  return { port, list: '/api/records', get: '/api/records/', stop: () => child.kill('SIGKILL'), only: ['get', 'list'] }
}
