import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The fenced blocks of the README. Every one of them is run; how, follows from its language and from what stands behind it:
 *
 * | block | how it is run |
 * | --- | --- |
 * | `ts` with tests of vitest | as a test file |
 * | `ts` with tests of Playwright | as a test file, with a page at `/` that lists campaigns and shows an alert when it can't |
 * | `ts` that imports `…/browser` | as a module of a page, in a real browser |
 * | `ts recipe` | as the body of a test: `mock` (with the demo data), `expect` and `createMock` are there |
 * | other `ts`, `js` | as a module; it must not throw |
 * | `… example=jest/jest.config.js` | not by itself: every line must stand in that file of `test/examples/`, which is run |
 * | `sh` | each line: `npm install`, `npm ci`, `npm test`, `npm run …`, `npx callcamp-mock …`, `npx msw init …`, `curl …` |
 * | `python` | with python3, against a server that listens where the block says |
 * | `json` | must be JSON |
 * | `text` | not at all |
 *
 * All `ts` blocks are type-checked, too. A block of another kind is an error.
 */
export interface Block {
  readonly language: string
  readonly flags: readonly string[]
  readonly options: Readonly<Record<string, string>>
  readonly code: string
  readonly heading: string
  /** Where its code begins in the README. */
  readonly line: number
}

export type Kind =
  | 'vitest'
  | 'playwright'
  | 'browser'
  | 'recipe'
  | 'module'
  | 'example'
  | 'shell'
  | 'python'
  | 'json'
  | 'text'

export const root = resolve(import.meta.dirname, '../..')

export function readBlocks(markdown: string = readFileSync(resolve(root, 'README.md'), 'utf8')): Block[] {
  const blocks: Block[] = []
  let heading = ''
  let open:
    | { readonly fence: string; readonly info: string; readonly line: number; readonly code: string[] }
    | undefined
  markdown.split('\n').forEach((text, index) => {
    if (open) {
      if (text.trim() === open.fence) {
        blocks.push(toBlock(open.info, open.code.join('\n'), heading, open.line))
        open = undefined
      } else open.code.push(text)
      return
    }
    const [, fence, info = ''] = /^(`{3,})(.*)$/.exec(text.trim()) ?? []
    if (fence) open = { fence, info, line: index + 2, code: [] }
    else heading = /^#+ (.+)$/.exec(text)?.[1] ?? heading
  })
  if (open) throw new Error(`The block in line ${open.line} of the README has no end`)
  return blocks
}

function toBlock(info: string, code: string, heading: string, line: number): Block {
  const [language = '', ...words] = info.trim().split(/\s+/)
  const options = words
    .filter((word) => word.includes('='))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
  return {
    language,
    flags: words.filter((word) => !word.includes('=')),
    options: Object.fromEntries(options),
    code,
    heading,
    line,
  }
}

export function kindOf({ language, flags, options, code, line }: Block): Kind {
  if (options['example']) return 'example'
  if (language === 'sh' || language === 'bash') return 'shell'
  if (language === 'python' || language === 'json' || language === 'text') return language
  if (!['ts', 'js'].includes(language))
    throw new Error(`Nothing knows how to run the block in line ${line} of the README: its language is "${language}"`)
  if (flags.includes('recipe')) return 'recipe'
  if (/from '(?:@playwright\/test|callcamp-mock\/playwright)'/.test(code)) return 'playwright'
  if (/from '(?:callcamp-mock|msw)\/browser'/.test(code)) return 'browser'
  return /from '(?:vitest|callcamp-mock\/vitest)'/.test(code) ? 'vitest' : 'module'
}

/** A file that runs the block. */
export function toProgram(block: Block): { readonly name: string; readonly text: string } {
  const { code, line } = block
  const kind = kindOf(block)
  if (kind === 'playwright') return { name: `line-${line}.playwright.ts`, text: code }
  if (kind === 'browser') return { name: `line-${line}.browser.ts`, text: asTest(code, line) }
  if (kind === 'vitest') return { name: `line-${line}.node.ts`, text: code }
  return { name: `line-${line}.node.ts`, text: kind === 'recipe' ? asRecipe(code, line) : asTest(code, line) }
}

/** A module becomes a test that runs it: its imports stay in front. */
function asTest(code: string, line: number): string {
  const { imports, body } = split(code)
  return `import { test as readme } from 'vitest'\n${imports}\nreadme('line ${line}', async () => {\n${body}\n})\n`
}

function asRecipe(code: string, line: number): string {
  const { imports, body } = split(code)
  const known = (name: string) => new RegExp(`import [^\\n]*\\b${name}\\b`).test(imports)
  const prelude = [
    ...(known('expect') ? [] : ["import { expect } from 'vitest'"]),
    ...(known('createMock') ? [] : ["import { createMock } from 'callcamp-mock'"]),
    "import { test as readme } from 'callcamp-mock/vitest'",
  ]
  return `${prelude.join('\n')}\n${imports}\nreadme.override({ scenario: 'demo' })\nreadme('line ${line}', async ({ mock }) => {\n${body}\n})\nvoid [expect, createMock]\n`
}

function split(code: string): { readonly imports: string; readonly body: string } {
  const lines = code.split('\n')
  const isImport = (text: string) => /^import .* from '[^']+'$/.test(text)
  return { imports: lines.filter(isImport).join('\n'), body: lines.filter((text) => !isImport(text)).join('\n') }
}
