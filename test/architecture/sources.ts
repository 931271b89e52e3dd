import { readdirSync, readFileSync } from 'node:fs'
import { posix, resolve, sep } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

export const root = resolve(import.meta.dirname, '../..')

export interface Source {
  /** Path from the repository root, with forward slashes. */
  file: string
  imports: Import[]
  nodes: Node[]
}

interface Import {
  /** A path from the repository root for relative imports, else the package's name as written. */
  target: string
  typeOnly: boolean
  /** Whether it is loaded when the code runs, and not with the file. */
  onDemand: boolean
}

export interface Node {
  type: string
  line: number
  [key: string]: unknown
}

export function readSources(): Source[] {
  return readdirSync(resolve(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => `src/${name.split(sep).join('/')}`)
    .map((file) => parseSource(file, readFileSync(resolve(root, file), 'utf8')))
}

export function parseSource(file: string, text: string): Source {
  const nodes: Node[] = []
  collect(parseAst(text, { lang: 'ts' }, file), text, nodes)
  return { file, nodes, imports: nodes.flatMap((node) => importOf(file, node)) }
}

function importOf(file: string, node: Node): Import[] {
  const declared = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  const source = declared.includes(node.type) ? node['source'] : undefined
  if (!isNode(source) || typeof source['value'] !== 'string') return []
  const written = source['value']
  const target = written.startsWith('.') ? posix.join(posix.dirname(file), written) : written
  return [{ target, typeOnly: isTypeOnly(node), onDemand: node.type === 'ImportExpression' }]
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const names = Array.isArray(node['specifiers']) ? node['specifiers'] : []
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type')
}

function collect(value: unknown, text: string, into: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, text, into)
  if (!isNode(value)) return
  into.push(Object.assign(value, { line: text.slice(0, Number(value['start'])).split('\n').length }))
  for (const child of Object.values(value)) collect(child, text, into)
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
