import { readFileSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { expect, test } from 'vitest'
import { root } from '../readme/blocks.ts'

/** What editors show: every name that a door exports is described, and what is called is shown in use. */

interface Documented {
  readonly name: string
  readonly kind: 'type' | 'value' | 'callable'
  readonly comment: string
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

const doors = ['index', 'node', 'browser', 'server', 'vitest', 'playwright', 'explore']

const named = (text: string, file: string) => {
  const nodes: unknown = parseAst(text, { lang: 'ts' }, file).body
  return (nodes as readonly Node[]).filter(({ type }) => type === 'ExportNamedDeclaration')
}

/** The doc comment that ends right before a node. */
function commentBefore(text: string, start: number): string {
  return /\/\*\*(?:(?!\*\/)[^])*\*\/\s*$/.exec(text.slice(0, start))?.[0] ?? ''
}

/** The name of an identifier, of a member's key, or of what an export specifier exports. */
const nameOf = (node: unknown) => String((node as { readonly name?: string }).name)

/** What a door exports, with the comments of the places where it is declared. */
function exportsOf(file: string, wanted?: ReadonlySet<string>): Documented[] {
  const text = readFileSync(resolve(root, file), 'utf8')
  return named(text, file).flatMap((statement) => {
    const { source, specifiers, declaration } = statement
    if (source) {
      const names = (specifiers as readonly Node[]).map(({ local }) => nameOf(local))
      const kept = names.filter((name) => !wanted || wanted.has(name))
      const target = posix.join(posix.dirname(file), String((source as Node)['value']))
      return kept.length === 0 || !target.startsWith('src/') ? [] : exportsOf(target, new Set(kept))
    }
    if (!declaration) return []
    return declared(text, statement, declaration as Node).filter(
      ({ name }) => !wanted || wanted.has(name.split('.')[0] ?? ''),
    )
  })
}

function declared(text: string, statement: Node, declaration: Node): Documented[] {
  const comment = commentBefore(text, statement.start)
  if (declaration.type === 'VariableDeclaration')
    return (declaration['declarations'] as readonly Node[]).map(({ id }) => ({
      name: nameOf(id),
      kind: 'value',
      comment,
    }))
  const name = nameOf(declaration['id'])
  if (declaration.type === 'FunctionDeclaration') return [{ name, kind: 'callable', comment }]
  const { body } = declaration
  const members = Array.isArray((body as Node | undefined)?.['body']) ? ((body as Node)['body'] as readonly Node[]) : []
  const isClass = declaration.type === 'ClassDeclaration'
  return [
    { name, kind: isClass ? 'callable' : 'type', comment },
    ...members
      .filter((member) => isPublic(text, member) && (isClass || member.type === 'TSMethodSignature'))
      .map((member) => ({
        name: `${name}.${nameOf(member['key'])}`,
        kind: member.type === 'PropertyDefinition' ? ('value' as const) : ('callable' as const),
        comment: commentBefore(text, member.start),
      })),
  ]
}

function isPublic(text: string, { key, kind, accessibility, start }: Node): boolean {
  const isHidden = kind === 'constructor' || accessibility === 'private' || (key as Node).type === 'PrivateIdentifier'
  return !isHidden && !commentBefore(text, start).includes('@internal')
}

/** Of overloads, the first has the comment. */
const all = doors
  .flatMap((door) => exportsOf(`src/${door}.ts`))
  .filter((one, index, list) => list.findIndex(({ name }) => name === one.name) === index)

test('the doors export names that this test finds', () => {
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'createMock',
      'Mock.fetch',
      'Journal.waitFor',
      'setupMockServer',
      'Fault',
      'MockClock.set',
    ]),
  )
})

test('every public name has a description', () => {
  expect(all.filter(({ comment }) => !/\w/.test(comment)).map(({ name }) => name)).toEqual([])
})

test('every public function, class and method has an example', () => {
  const callables = all.filter(({ kind }) => kind === 'callable')
  expect(callables.filter(({ comment }) => !comment.includes('@example')).map(({ name }) => name)).toEqual([])
})
