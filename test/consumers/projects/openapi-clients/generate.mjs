// Writes the descriptions, and lets every generator make its client of them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

const run = (command, ...args) => execFileSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' })

rmSync('generated', { recursive: true, force: true })
mkdirSync('generated/descriptions', { recursive: true })

const describe = (name, ...flags) => {
  const file = `generated/descriptions/${name}.json`
  writeFileSync(file, run('callcamp-mock', 'openapi', ...flags))
  return file
}

for (const spec of ['3.1', '3.0']) {
  const hosted = describe(`hosted-${spec}`, '--spec', spec)
  const local = describe(`local-${spec}`, '--spec', spec, '--edition', 'local')
  const control = describe(`control-${spec}`, '--spec', spec, '--control')
  for (const [name, file] of Object.entries({ hosted, local, control }))
    run('openapi-typescript', file, '--output', `generated/openapi-typescript/${name}-${spec}.ts`)
  run('openapi-ts', '--input', hosted, '--output', `generated/hey-api-${spec}`, '--client', '@hey-api/client-fetch')
  run('orval', '--input', hosted, '--output', `generated/orval-${spec}.ts`, '--client', 'fetch')
}
run('kubb', 'generate', '--config', 'kubb.config.mjs')
