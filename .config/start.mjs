// `npm start`: the standalone server, built first when dist/ is missing or older than its sources.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const cli = join(root, 'dist/cli.js')

if (!existsSync(cli) || statSync(cli).mtimeMs < newest('src', 'fixtures', '.config')) {
  const build = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs')], { stdio: 'inherit' })
  if (build.status !== 0) process.exit(build.status ?? 1)
}
await import(pathToFileURL(cli).href)

function newest(...folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  return Math.max(...files.map((file) => statSync(file).mtimeMs))
}
