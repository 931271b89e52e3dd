// `node .config/check-release.mjs v0.2.0`: whether this commit can be released under that tag.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const { version, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const changelog = readFileSync(join(root, '.github/CHANGELOG.md'), 'utf8')
const [tag] = process.argv.slice(2)

const flaws = [
  ...(tag === `v${version}`
    ? []
    : [`the tag is ${tag ?? 'missing'}, but package.json has version ${version}: use the tag v${version}`]),
  ...(changelog.includes(`\n## ${version} `) ? [] : [`.github/CHANGELOG.md has no heading "## ${version} – <date>"`]),
  ...(repository ? [] : ['package.json has no "repository", which a release with provenance needs']),
]
for (const flaw of flaws) console.error(`release refused: ${flaw}`)
process.exit(flaws.length > 0 ? 1 : 0)
