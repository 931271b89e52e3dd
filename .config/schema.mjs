// Writes fixtures/scenario.schema.json, which editors check scenario documents with, from the zod schema.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '..')
const file = join(root, 'fixtures/scenario.schema.json')

// Inside the project, so that zod is found.
const folder = mkdtempSync(join(root, 'node_modules/.schema-'))
try {
  const build = await rolldown({
    cwd: root,
    input: join(root, 'src/contract/scenario-schema.ts'),
    platform: 'neutral',
    external: [/^zod/],
  })
  const bundle = join(folder, 'schema.mjs')
  await build.write({ file: bundle, format: 'esm' })
  await build.close()
  const { scenarioSchema } = await import(pathToFileURL(bundle).href)
  writeFileSync(file, `${JSON.stringify(scenarioSchema(), null, 2)}\n`)
  console.log('fixtures/scenario.schema.json written')
} finally {
  rmSync(folder, { recursive: true })
}
