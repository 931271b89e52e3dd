import { describe, expect, test } from 'vitest'
import { isNode, type Node, parseSource, readSources, type Source } from './sources.ts'

/** A type with so many fields of a schema, and hardly any others, is a copy: a new field would have to be added to both. */
const leastFields = 3
const share = 0.8

describe('the sources', () => {
  test('write no type that repeats a schema', () => {
    expect(copiesIn(readSources())).toEqual([])
  })
})

describe('a copy is found', () => {
  const planted = (text: string) => copiesIn([parseSource('src/engine/run.ts', text)])
  const schema = 'const line = z.strictObject({ name: z.string(), from: z.int(), to: z.int() })\n'

  test.each([
    'interface Line { readonly name: string; readonly from: number; readonly to: number }',
    'type Line = { to: number; from: number; name: string }',
    'function draw(line: { name: string; from: number; to?: number }) {}',
  ])('%s', (text) => {
    expect(planted(schema + text)).toEqual(['src/engine/run.ts:2 repeats src/engine/run.ts:1'])
  })

  test('also of a named schema', () => {
    const named = "const line = named('Line', 'A line.', { name: z.string(), from: z.int(), to: z.int() })\n"
    expect(planted(`${named}interface Line { name: string; from: number; to: number }`)).toEqual([
      'src/engine/run.ts:2 repeats src/engine/run.ts:1',
    ])
  })

  test.each([
    'interface Line extends Immutable<z.infer<typeof line>> {}',
    'interface Ends { readonly from: number; readonly to: number }',
    'interface Road { readonly name: string; readonly from: number; readonly lanes: number }',
  ])('but not in %s', (text) => {
    expect(planted(schema + text)).toEqual([])
  })
})

function copiesIn(sources: readonly Source[]): string[] {
  const of = (fieldsOf: (node: Node) => readonly string[]) =>
    sources.flatMap(({ file, nodes }) =>
      nodes
        .map((node) => ({ place: `${file}:${node.line}`, fields: fieldsOf(node) }))
        .filter(({ fields }) => fields.length >= leastFields),
    )
  const schemas = of(fieldsOfSchema)
  return of(fieldsOfType).flatMap((type) => {
    const schema = schemas.find(({ fields }) => isLike(type.fields, fields))
    return schema ? [`${type.place} repeats ${schema.place}`] : []
  })
}

function isLike(some: readonly string[], others: readonly string[]): boolean {
  const common = some.filter((name) => others.includes(name)).length
  return common >= leastFields && common >= new Set([...some, ...others]).size * share
}

/** The fields of an interface or an object type. */
function fieldsOfType(node: Node): string[] {
  const members = node.type === 'TSInterfaceBody' ? node['body'] : node.type === 'TSTypeLiteral' ? node['members'] : []
  return namesOf(members, 'TSPropertySignature')
}

/** The fields of a call such as `z.object({ … })` or `named('Line', 'A line.', { … })`. */
function fieldsOfSchema(node: Node): string[] {
  const { callee, arguments: given } = node
  if (node.type !== 'CallExpression' || !isNode(callee) || !Array.isArray(given)) return []
  const method = isNode(callee['property']) ? String(callee['property']['name']) : ''
  const isObject = /^(?:strict|loose)?object$|^extend$/i.test(method)
  const shape: unknown = isObject ? given[0] : /^named(?:Strict)?$/.test(String(callee['name'])) && given[2]
  return isNode(shape) ? namesOf(shape['properties'], 'Property') : []
}

function namesOf(members: unknown, type: string): string[] {
  if (!Array.isArray(members)) return []
  return members.flatMap((member) => {
    if (!isNode(member) || member.type !== type || !isNode(member['key'])) return []
    return [String(member['key']['name'] ?? member['key']['value'])]
  })
}
