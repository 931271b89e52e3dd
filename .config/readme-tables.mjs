// Writes the tables of the documentation that are made from the contract, between `<!-- table: … -->` and `<!-- /table -->`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '..')

/** The documents that have such tables. */
export const documents = [
  'src/README.md',
  'src/contract/README.md',
  'src/explore/README.md',
  'src/serving/README.md',
  'src/simulator/README.md',
]

const modelNames = { campaign: 'campaigns', record: 'contacts', order: 'orders' }

/** What the tables are made from, by the file that exports it. */
const sources = {
  'src/contract/control-routes.ts': ['controlRoutes', 'serverRoutes'],
  'src/contract/simulator.ts': ['simulatorDefaults', 'simulatorSettings'],
  'src/simulator/outcomes.ts': ['outcomeNumbers'],
  'src/commands/serve-flags.ts': ['serveUsage'],
  'src/explore/kinds/catalog.ts': ['kinds'],
}

/** The rows of each table, by the name that stands in its mark. */
const tables = {
  'order-statuses': () => [['status', 'meaning', 'what the simulator does'], ...statusRows()],
  'outcome-numbers': ({ outcomeNumbers }) => [['number', 'how its calls end'], ...numberRows(outcomeNumbers)],
  settings: ({ simulatorSettings, simulatorDefaults }) => [
    ['setting', 'default', 'what it is'],
    ...Object.entries(simulatorSettings.shape).map(([name, schema]) => [
      code(name),
      defaultCell(simulatorDefaults[name]),
      cell(schema.meta().description),
    ]),
  ],
  events: () => [['event', 'what happened', 'fields'], ...eventRows()],
  options: () => [['option', 'what it does'], ...optionRows('src/contract/options.ts')],
  'server-options': () => [['option', 'what it does'], ...optionRows('src/serving/options.ts')],
  flags: ({ serveUsage }) => [
    ['flag', 'default', 'what it does'],
    ...Object.entries(serveUsage.flags).map(([name, { short, value, fallback = '', repeatable, env, help, more }]) => [
      [value ? code(`--${name} <${value}>`) : code(`--${name}`), ...(short ? [code(`-${short}`)] : [])].join(', '),
      fallback.includes("'") ? fallback : code(fallback),
      cell(
        [help, more, repeatable && 'It may be given more than once.', env && `The variable is ${code(env)}.`]
          .filter(Boolean)
          .join(' '),
      ),
    ]),
  ],
  kinds: ({ kinds }) => [['in `vary`', 'names'], ...kindRows(kinds)],
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
  const source = read('src/contract/statuses.ts')
  return [...source.matchAll(/\/\*\* (.+)\. Next: (.+) \*\/\n +'?([\w-]+)'?: /g)].map(([, meaning, next, name]) => [
    code(name),
    cell(meaning),
    next.indexOf('.') === next.length - 1 ? next.slice(0, -1) : next,
  ])
}

/** A row for each phone number with outcomes of its own, or for several in a row that have the same. */
function numberRows(outcomeNumbers) {
  const groups = []
  for (const digits of Object.keys(outcomeNumbers).toSorted()) {
    const ends = outcomeNumbers[digits].map(code).join(', then ')
    const last = groups.at(-1)
    if (last?.ends === ends && Number(digits) === Number(last.to) + 1) last.to = digits
    else groups.push({ from: digits, to: digits, ends })
  }
  const number = (digits) => code(`+141555501${digits}`)
  return groups.map(({ from, to, ends }) => [from === to ? number(from) : `${number(from)} to ${number(to)}`, ends])
}

/** The names of the kinds that worlds vary. Those of data are many: they are grouped by the model of their rows. */
function kindRows(kinds) {
  const groups = new Map()
  for (const { name, variety, model } of kinds.values()) {
    const group = variety === 'data' && model ? `${code(variety)}: ${modelNames[model]}` : code(variety)
    groups.set(group, [...(groups.get(group) ?? []), code(name)])
  }
  return [...groups].map(([group, names]) => [group, names.join(', ')])
}

/** The comments of the events and their fields: `/** A call ended. *\/ export interface … { readonly type: 'call.ended' … }`. */
function eventRows() {
  const source = read('src/contract/events.ts')
  const interfaces = new Map(
    [
      ...source.matchAll(
        /(?:\/\*\* ([^*]+) \*\/\n)?(?:export )?interface (\w+)(?: extends (\w+))? \{\n([\s\S]*?)\n\}/g,
      ),
    ].map(([, comment, name, parent, body]) => [name, { comment, parent, body }]),
  )
  const fieldsOf = (name) => {
    const { parent, body } = interfaces.get(name)
    const own = [...body.matchAll(/(?:\/\*\* (.+)\. \*\/\n +)?readonly (\w+): /g)].map(([, comment, field]) =>
      comment ? `${code(field)} (${cell(comment)})` : code(field),
    )
    return parent && parent !== 'EventBase' ? [...fieldsOf(parent), ...own] : own
  }
  return [...interfaces].flatMap(([name, { comment, body }]) => {
    const [, type] = /readonly type: '([\w.]+)'/.exec(body) ?? []
    if (!type) return []
    const fields = fieldsOf(name).filter((field) => field !== code('type'))
    return [[code(type), cell(comment), fields.join(', ')]]
  })
}

/** The comments of the options in a file. */
function optionRows(file) {
  const source = read(file)
  const [, shape] = /= z\.strictObject\(\{\n([\s\S]*?)\n\}\)/.exec(source)
  const names = [...shape.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name)
  const comments = new Map(
    [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}(?:readonly )?(\w+)\??: /g)].map(([, text, name]) => [
      name,
      text
        .replaceAll(/\n \s*\*/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ]),
  )
  return names.map((name) => [code(name), cell(comments.get(name) ?? missing(name, file))])
}

function missing(name, file) {
  throw new Error(`${file} says nothing about ${name}`)
}

const read = (file) => readFileSync(join(root, file), 'utf8')
const code = (text) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '')

/** Sentences as the text of a cell. One sentence alone has no period. */
function cell(text) {
  const first = /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
  return first.includes('. ') || !first.endsWith('.') ? first : first.slice(0, -1)
}

function defaultCell(value) {
  if (typeof value === 'object' && !Array.isArray(value))
    return Object.entries(value)
      .map(([name, weight]) => `${code(name)} ${weight}`)
      .join(', ')
  return code(typeof value === 'string' ? `'${value}'` : JSON.stringify(value).replaceAll(',', ', '))
}

const line = (cells) => `|${cells.map((cell) => (cell ? ` ${cell} |` : ' |')).join('')}`

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
    writeFileSync(
      input,
      Object.entries(sources)
        .map(([file, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(join(root, file))}`)
        .join('\n'),
    )
    const build = await rolldown({ cwd: root, input, platform: 'node', logLevel: 'silent' })
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
