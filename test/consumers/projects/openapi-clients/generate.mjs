// Writes the descriptions, lets every generator make its client of them, and puts the programs that use it beside it.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'

const run = (command, ...args) => execFileSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' })

rmSync('generated', { recursive: true, force: true })

for (const spec of ['3.1', '3.0']) {
  const folder = `generated/${spec}`
  mkdirSync(`${folder}/descriptions`, { recursive: true })
  const describe = (name, ...flags) => {
    const file = `${folder}/descriptions/${name}.json`
    writeFileSync(file, run('callcamp-mock', 'openapi', '--spec', spec, ...flags))
    run('openapi-typescript', file, '--output', `${folder}/openapi-typescript/${name}.ts`)
    return file
  }
  const hosted = describe('hosted')
  describe('local', '--edition', 'local')
  describe('control', '--control')
  run('openapi-ts', '--input', hosted, '--output', `${folder}/hey-api`, '--client', '@hey-api/client-fetch')
  run('orval', '--input', hosted, '--output', `${folder}/orval.ts`, '--client', 'fetch')
  cpSync('clients', `${folder}/clients`, { recursive: true })
}
run('kubb', 'generate', '--config', 'kubb.config.mjs')
