import { resolve } from 'node:path'

/**
 * The fenced blocks of the Markdown files. Every one of them is run. How follows from its language and from the words behind it:
 *
 * | block | how it is run |
 * | --- | --- |
 * | `ts` with tests of vitest | as a test file |
 * | `ts` with tests of `node:test` | bundled, by Node's test runner |
 * | `ts` with tests of Playwright | as a test file, with a page at `/` that lists campaigns and shows an alert when it can't |
 * | `ts` that imports `…/browser` | as a module of a page, in a real browser |
 * | `ts recipe` | as the body of a test: `mock` (with the demo data), `expect` and `createMock` are there |
 * | other `ts`, `js`, and `ts module` | as a module; it must not throw |
 * | `… example=jest/jest.config.js` | not by itself: every line must stand in that file of `test/examples/`, which is run |
 * | `sh first=jest` | by the consumer tests, in an empty folder; its packages must be those of that example |
 * | other `sh` | each line: `npm install`, `npm ci`, `npm test`, `npm run …`, `npx callcamp-mock …`, `npx msw init …`, `curl …` |
 * | `yaml` | as a CI job: its `run:` steps are run as `sh` |
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
  /** The Markdown file, from the root of the project. */
  readonly file: string
  /** The line of the file where its code begins. */
  readonly line: number
}

export type Kind =
  | 'vitest'
  | 'node-test'
  | 'playwright'
  | 'browser'
  | 'recipe'
  | 'module'
  | 'example'
  | 'first'
  | 'shell'
  | 'ci'
  | 'python'
  | 'json'
  | 'text'

export const root = resolve(import.meta.dirname, '../..')

export function readBlocks(markdown: string, file: string): Block[] {
  const blocks: Block[] = []
  let heading = ''
  let open:
    | { readonly fence: string; readonly info: string; readonly line: number; readonly code: string[] }
    | undefined
  markdown.split('\n').forEach((text, index) => {
    if (open) {
      if (text.trim() === open.fence) {
        blocks.push(toBlock(open.info, { code: open.code.join('\n'), heading, file, line: open.line }))
        open = undefined
      } else open.code.push(text)
      return
    }
    const [, fence, info = ''] = /^(`{3,})(.*)$/.exec(text.trim()) ?? []
    if (fence) open = { fence, info, line: index + 2, code: [] }
    else heading = /^#+ (.+)$/.exec(text)?.[1] ?? heading
  })
  if (open) throw new Error(`The block in line ${open.line} of ${file} has no end`)
  return blocks
}

function toBlock(info: string, place: Pick<Block, 'code' | 'heading' | 'file' | 'line'>): Block {
  const [language = '', ...words] = info.trim().split(/\s+/)
  const options = words
    .filter((word) => word.includes('='))
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
  return {
    language,
    flags: words.filter((word) => !word.includes('=')),
    options: Object.fromEntries(options),
    ...place,
  }
}

export function kindOf({ language, flags, options, code, file, line }: Block): Kind {
  if (options['example']) return 'example'
  if (options['first']) return 'first'
  if (language === 'sh' || language === 'bash') return 'shell'
  if (language === 'yaml') return 'ci'
  if (language === 'python' || language === 'json' || language === 'text') return language
  if (!['ts', 'js'].includes(language))
    throw new Error(`Nothing knows how to run the block in line ${line} of ${file}: its language is "${language}"`)
  if (flags.includes('recipe')) return 'recipe'
  if (flags.includes('module')) return 'module'
  if (/from '(?:@playwright\/test|callcamp-mock\/playwright)'/.test(code)) return 'playwright'
  if (/from '(?:callcamp-mock|msw)\/browser'/.test(code)) return 'browser'
  if (/\btest\b.* from 'node:test'/.test(code)) return 'node-test'
  return /from '(?:vitest|callcamp-mock\/vitest)'/.test(code) ? 'vitest' : 'module'
}

/** The name that a block has in reports: its file and its line. */
export function nameOf({ file, line }: Block): string {
  return `${file.replaceAll(/\W+/g, '-').replaceAll(/^-|-md$/g, '')}-line-${line}`.toLowerCase()
}
