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
  'order-statuses': () => [['status', 'meaning', 'what the simulator does'], ...statusRows()],
  control: ({ controlRoutes, serverRoutes }) => [
    ['request', 'what it does'],
    ...Object.values({ ...controlRoutes, ...serverRoutes }).map(({ method, path, summary, description }) => [
      `\`${method} ${path}\``,
      description ? `${summary}: ${description}` : summary,
    ]),
  ],
}

/** The comments of the statuses: `/** Nobody answered. Next: calls again. *\/`. */
function statusRows() {
  const source = readFileSync(join(root, 'src/contract/statuses.ts'), 'utf8')
  return [...source.matchAll(/\/\*\* (.+)\. Next: (.+) \*\/\n +'?([\w-]+)'?: /g)].map(([, meaning, next, name]) => [
    `\`${name}\``,
    meaning.charAt(0).toLowerCase() + meaning.slice(1),
    next.indexOf('.') === next.length - 1 ? next.slice(0, -1) : next,
  ])
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
    writeFileSync(input, `export * from ${JSON.stringify(join(root, 'src/contract/control-routes.ts'))}\n`)
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
