import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, readBlocks, root } from './blocks.ts'

/** The Markdown files of the project, and what a reader can follow in them. */
export interface Document {
  /** From the root of the project, with slashes. */
  readonly file: string
  readonly text: string
}

const folders = ['fixtures', 'src', 'test', '.github']
const left = new Set(['node_modules', 'test-results'])

export function readDocuments(): readonly Document[] {
  const files = ['README.md', ...folders.flatMap((folder) => markdownIn(folder))]
  return files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return left.has(entry.name) ? [] : markdownIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

export function readAllBlocks(): readonly Block[] {
  return readDocuments().flatMap(({ file, text }) => readBlocks(text, file))
}

/** The text without its fenced blocks and code spans, in which nothing is a link or a heading. */
function withoutCode(text: string): string {
  return text.replaceAll(/^(`{3,}).*?\n[\s\S]*?^\1$/gm, '').replaceAll(/(`+).+?\1/g, '')
}

/** The targets of all links and pictures: `fixtures/README.md#scenarios`, `#vitest`, `https://…`. */
export function linksIn(text: string): readonly string[] {
  const plain = withoutCode(text)
  const inText = [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '')
  const inMarkup = [...plain.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, target]) => target ?? '')
  return [...inText, ...inMarkup]
}

/** The anchors of the headings, as code hosts make them. */
export function anchorsIn(text: string): readonly string[] {
  const fenceless = text.replaceAll(/^(`{3,}).*?\n[\s\S]*?^\1$/gm, '')
  return [...fenceless.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => toAnchor(heading))
}

function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

/** The cells of all table rows below a heading, without the header row: `[['`a`', 'text'], …]`. */
export function rowsBelow({ file, text }: Document, heading: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start === -1) throw new Error(`${file} has no heading "${heading}"`)
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line))
  const section = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length)
  return section
    .filter((line, index) => line.startsWith('|') && !isHeader(section, index))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
}

/** A header row, or the line of dashes below it. */
function isHeader(lines: readonly string[], index: number): boolean {
  return /^\|[\s|:-]+\|$/.test(lines[index] ?? '') || /^\|[\s|:-]+\|$/.test(lines[index + 1] ?? '')
}

/** The code spans of a cell: `['a', 'b']` for "`a`, `b`". */
export function codeIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
}
