import { describe, expect, test } from 'vitest'
import { isNode, type Node, parseSource, readSources, type Source } from './sources.ts'

/** The only places where time and chance come from, so that the same seed and the same calls give the same world. */
const origins = ['src/world/clock.ts', 'src/world/random.ts']
/** Timers belong to what waits for the outside world; below that, a user's fake timers must neither hang nor matter. */
const mayWait = /^src\/(?:transports\/.*|explore\/timers\.ts|inspector\/.*|server\.ts|cli\.ts|browser\.ts)$/

const ambient: Record<string, string[]> = {
  Date: ['now'],
  performance: ['now'],
  Math: ['random'],
  crypto: ['randomUUID', 'getRandomValues'],
}
const timers = ['setTimeout', 'setInterval', 'setImmediate']

describe('the sources', () => {
  const sources = readSources()

  test('read time and chance in world/clock and world/random only', () => {
    expect(sources.flatMap(ambientReads)).toEqual([])
  })

  test('set timers only where a request is waited for', () => {
    expect(sources.flatMap(timersSet)).toEqual([])
  })
})

describe('a violation is found', () => {
  const planted = (text: string, file = 'src/engine/run.ts'): Source => parseSource(file, text)

  test.each([
    'Date.now()',
    'const read = Date.now',
    'new Date()',
    'Date()',
    'performance.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'globalThis.crypto.randomUUID()',
    'crypto.getRandomValues(bytes)',
    'crypto["randomUUID"]()',
    "import { randomUUID } from 'node:crypto'",
  ])('%s', (text) => {
    expect(ambientReads(planted(text))).toHaveLength(1)
    expect(ambientReads(planted(text, 'src/world/clock.ts'))).toEqual([])
  })

  test.each(['new Date(0)', 'Date.UTC(2026, 0)', 'clock.now()', '/* Date.now() */', '"Math.random()"'])(
    'but not in %s',
    (text) => {
      expect(ambientReads(planted(text))).toEqual([])
    },
  )

  test.each(['setTimeout(run, 1)', 'globalThis.setInterval(run, 1)', 'const wait = setTimeout'])('%s', (text) => {
    expect(timersSet(planted(text))).toHaveLength(1)
    expect(timersSet(planted(text, 'src/transports/http.ts'))).toEqual([])
  })
})

function ambientReads(source: Source): string[] {
  if (origins.includes(source.file)) return []
  return source.nodes.filter(readsAmbient).map((node) => `${source.file}:${node.line}`)
}

function readsAmbient(node: Node): boolean {
  const bare = Array.isArray(node['arguments']) && node['arguments'].length === 0
  if (node.type === 'NewExpression') return bare && nameOf(node['callee']) === 'Date'
  if (node.type === 'CallExpression') return nameOf(node['callee']) === 'Date'
  if (node.type === 'ImportDeclaration')
    return isNode(node['source']) && /^(?:node:)?crypto$/.test(String(node['source']['value']))
  if (node.type !== 'MemberExpression') return false
  const object = nameOf(node['object'])
  return Object.hasOwn(ambient, object) && ambient[object]?.includes(nameOf(node['property'])) === true
}

function timersSet(source: Source): string[] {
  if (mayWait.test(source.file)) return []
  return source.nodes
    .filter((node) => node.type === 'Identifier' && timers.includes(nameOf(node)))
    .map((node) => `${source.file}:${node.line}`)
}

/** `Date`, `globalThis.Date` and `globalThis['Date']` all read as `Date`. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'MemberExpression') return nameOf(node['property'])
  const name = node['name'] ?? node['value']
  return typeof name === 'string' ? name : ''
}
