// A reporter for vitest that adds to its coverage what ran in pages that tests open with Playwright. While coverage is
// measured, test/browser/chromium.ts writes V8's counts of each page into the folder named by COUNTS_FOLDER.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { convert } from 'ast-v8-to-istanbul'
import { parseAstAsync } from 'vite'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache/callcamp-mock/coverage')

export default class PageCoverage {
  onInit(vitest) {
    if (!vitest.config.coverage.enabled) return
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    // Workers inherit it.
    process.env.COUNTS_FOLDER = folder
  }

  async onCoverage(coverage) {
    for (const name of readdirSync(folder)) {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      for (const script of result) coverage.merge(onlySources(await toSources(script)))
    }
  }
}

/** The counts of a script of the inspector or of the documentation, by its sources; nothing for any other script. */
async function toSources({ url, source: code, functions }) {
  const [, script] = /\/__mock\/(\w+\.js)$/.exec(url) ?? []
  const [, encoded] = /\/\/# sourceMappingURL=data:application\/json;[^,]*base64,(\S+)\s*$/.exec(code ?? '') ?? []
  if (!script || !encoded) return {}
  const sourceMap = JSON.parse(Buffer.from(encoded, 'base64').toString())
  const home = script === 'docs.js' ? 'src/docs' : 'src/inspector'
  const coverage = { url: pathToFileURL(join(root, home, script)).href, functions }
  return convert({ code, sourceMap, coverage, ast: parseAstAsync(code) })
}

function onlySources(counts) {
  return Object.fromEntries(Object.entries(counts).filter(([file]) => file.startsWith(join(root, 'src/'))))
}
