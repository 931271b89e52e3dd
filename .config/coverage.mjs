// A reporter of vitest's that adds to its coverage what ran outside of its own workers: in pages that tests open, and in
// processes that they start. Tests have V8's counts laid down in the folder named by COUNTS_FOLDER, which is set while it is
// measured only; here they are led back to the sources.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const cache = join(root, 'node_modules/.cache/callcamp-mock')
const folder = join(cache, 'coverage')

export default class CountsFromElsewhere {
  #vitest

  onInit(vitest) {
    this.#vitest = vitest
    if (!vitest.config.coverage.enabled) return
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    // Workers inherit it, and hand it on.
    process.env.COUNTS_FOLDER = folder
  }

  async onCoverage(coverage) {
    const playwright = textsOfPlaywright()
    for (const name of readdirSync(folder, { recursive: true }).filter((entry) => entry.endsWith('.json'))) {
      const content = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      if (name.endsWith('coverage-final.json')) addAll(coverage, content)
      else for (const script of content.result) addAll(coverage, await this.#toSources(script, playwright))
    }
  }

  async #toSources({ url, source, functions }, playwright) {
    const file = fileOf(url)
    if (!file) return {}
    // A page may be gone before it could be asked for its script.
    const text = source ?? (url.startsWith('file:') ? readFileSync(file, 'utf8') : '')
    const code = playwright.get(text) ?? text
    const [, encoded] = /\/\/# sourceMappingURL=data:application\/json;[^,]*base64,(\S+)\s*$/.exec(code) ?? []
    if (!encoded) return {}
    const map = JSON.parse(Buffer.from(encoded, 'base64').toString())
    const sources = map.sources.map((name) => new URL(name, pathToFileURL(file)).href)
    return this.#vitest.coverageProvider.remapCoverage(
      pathToFileURL(file).href,
      0,
      { code, map: { ...map, sources } },
      functions,
    )
  }
}

/** The place of a script that is a source, or that tests have made of the sources; undefined for anybody else's. */
function fileOf(url) {
  if (!URL.canParse(url)) return undefined
  const { protocol, pathname } = new URL(url)
  const [, script] = /\/__mock\/(\w+\.js)$/.exec(pathname) ?? []
  if (script) return join(root, 'src/inspector', script)
  const file = protocol === 'file:' ? fileURLToPath(url) : decodeURIComponent(pathname).replace(/^\/@fs/, '')
  return file.startsWith(join(root, 'src/')) || file.startsWith(`${cache}/`) ? file : undefined
}

/** What Playwright runs in the place of a source, by the text of that source. It keeps it below a line with its hash. */
function textsOfPlaywright() {
  const texts = new Map()
  for (const name of readdirSync(folder, { recursive: true }).filter((entry) => entry.endsWith('.map'))) {
    const kept = readFileSync(join(folder, name.replace(/\.map$/, '.js')), 'utf8')
    texts.set(
      JSON.parse(readFileSync(join(folder, name), 'utf8')).sourcesContent[0],
      kept.slice(kept.indexOf('\n') + 1),
    )
  }
  return texts
}

/** Adds counts to the pieces of the sources that vitest knows of. What is no piece there is none of a source. */
function addAll(coverage, counted) {
  for (const [file, { s, f, b, statementMap, fnMap, branchMap }] of Object.entries(counted)) {
    if (!coverage.files().includes(file)) continue
    const known = coverage.fileCoverageFor(file).data
    addCounts(known.s, known.statementMap, s, statementMap)
    addCounts(known.f, known.fnMap, f, fnMap)
    addCounts(known.b, known.branchMap, b, branchMap)
  }
}

function addCounts(counts, places, more, theirPlaces) {
  const counted = new Map(Object.entries(theirPlaces).map(([id, place]) => [nameOf(place), more[id]]))
  for (const [id, place] of Object.entries(places)) {
    const found = counted.get(nameOf(place))
    if (found === undefined) continue
    counts[id] = Array.isArray(found) ? counts[id].map((count, index) => count + found[index]) : counts[id] + found
  }
}

/** The start of a piece: in which column it ends differs with who has transformed the source. */
function nameOf({ type, locations, start, loc }) {
  const { line, column } = start ?? loc.start
  return `${type} ${locations?.length} ${line}:${column}`
}
