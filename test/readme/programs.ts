import { type Block, kindOf, nameOf } from './blocks.ts'

/** What the blocks become, to be run. */

/** How the files end that Node's test runner runs, once they are bundled. */
export const nodeTestSuffix = '.node-test.ts'

interface Program {
  readonly name: string
  readonly text: string
}

/** The files that run the blocks. The recipes of one Markdown file share a program, because each program costs a start. */
export function toPrograms(blocks: readonly Block[]): readonly Program[] {
  const recipes = blocks.filter((block) => kindOf(block) === 'recipe')
  const files = [...new Set(recipes.map(({ file }) => file))]
  const others = blocks.filter((block) => !recipes.includes(block))
  return [...others.map(toProgram), ...files.map((file) => toRecipes(recipes.filter((block) => block.file === file)))]
}

function toProgram(block: Block): Program {
  const { code } = block
  const kind = kindOf(block)
  const name = nameOf(block)
  if (kind === 'node-test') return { name: `${name}${nodeTestSuffix}`, text: code }
  if (kind === 'playwright') return { name: `${name}.playwright.ts`, text: code }
  if (kind === 'browser') return { name: `${name}.browser.ts`, text: asTest(block) }
  return { name: `${name}.node.ts`, text: kind === 'vitest' ? code : asTest(block) }
}

/** A module becomes a test that runs it: its imports stay in front. */
function asTest(block: Block): string {
  const { imports, body } = split(block.code)
  const lines = ["import { test as readme } from 'vitest'", ...imports]
  return `${lines.join('\n')}\nreadme('${nameOf(block)}', async () => {\n${body}\n})\n`
}

/** Each recipe becomes a test with a mock of its own. */
function toRecipes(recipes: readonly Block[]): Program {
  const prelude = [
    "import { expect } from 'vitest'",
    "import { createMock } from 'callcamp-mock'",
    "import { test as readme } from 'callcamp-mock/vitest'",
  ]
  const parts = recipes.map((block) => ({ name: nameOf(block), ...split(block.code) }))
  const imports = new Set([...prelude, ...parts.flatMap((part) => part.imports)])
  const tests = parts.map(({ name, body }) => `readme('${name}', async ({ mock }) => {\n${body}\n})`)
  const lines = [...imports, "readme.override({ scenario: 'demo' })", ...tests, 'void [expect, createMock]']
  const [first] = parts
  return { name: `${first?.name.replace(/-line-\d+$/, '')}-recipes.node.ts`, text: `${lines.join('\n')}\n` }
}

function split(code: string): { readonly imports: readonly string[]; readonly body: string } {
  const lines = code.split('\n')
  const isImport = (text: string) => /^import .* from '[^']+'$/.test(text)
  return { imports: lines.filter(isImport), body: lines.filter((text) => !isImport(text)).join('\n') }
}
