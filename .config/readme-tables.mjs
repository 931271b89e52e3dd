// Writes the tables of the documentation that are made from the contract, between `<!-- table: … -->` and `<!-- /table -->`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '..')

/** The documents that have such tables. */
export const documents = ['src/serving/README.md', 'src/simulator/README.md']

/** The rows of each table, by the name that stands in its mark. */
const tables = {
  'order-statuses': ({ statusMeanings }) => [
    ['status', 'meaning', 'what the simulator does'],
    ...Object.entries(statusMeanings).map(([name, { meaning, next }]) => [`\`${name}\``, meaning, next]),
  ],
  control: ({ controlRoutes, serverRoutes }) => [
    ['request', 'what it does'],
    ...Object.values({ ...controlRoutes, ...serverRoutes }).map(({ method, path, summary, description }) => [
      `\`${method} ${path}\``,
      description ? `${summary}: ${description}` : summary,
    ]),
  ],
}

const line = (cells) => `| ${cells.join(' | ')} |`

/** A text whose marked tables say what the contract says. */
export function withTables(text, contract) {
  return text.replaceAll(/(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- \/table -->)/g, (_, start, name, end) => {
    const table = tables[name]
    if (!table) throw new Error(`There is no table ${name}; the tables are ${Object.keys(tables).join(', ')}`)
    const [head, ...rows] = table(contract)
    return `${start}${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n${end}`
  })
}

async function readContract() {
  const folder = mkdtempSync(join(root, 'node_modules/.readme-'))
  try {
    const input = join(folder, 'entry.mjs')
    const sources = ['status-meanings', 'control-routes'].map((name) => join(root, `src/contract/${name}.ts`))
    writeFileSync(input, sources.map((file) => `export * from ${JSON.stringify(file)}\n`).join(''))
    const build = await rolldown({ cwd: root, input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] } })
    const bundle = join(folder, 'contract.mjs')
    await build.write({ file: bundle, format: 'esm' })
    await build.close()
    return await import(pathToFileURL(bundle).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  const contract = await readContract()
  for (const file of documents) {
    const path = join(root, file)
    writeFileSync(path, withTables(readFileSync(path, 'utf8'), contract))
    console.log(`${file}: tables written`)
  }
}
