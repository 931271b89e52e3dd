import { describe, expect, test } from 'vitest'
import { eventTypes } from '../../src/contract/events.ts'
import { modelNames } from '../../src/contract/models.ts'
import { recordStatuses } from '../../src/contract/records.ts'
import { operationIds } from '../../src/contract/routes.ts'
import { callOutcomes, campaignStatuses, orderStatuses } from '../../src/contract/statuses.ts'
import { isNode, type Node, parseSource, readSources, type Source } from './sources.ts'

/** The names that the contract lists. A list of nearly all of them somewhere else is a copy, which a new name would miss. */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  'order statuses': orderStatuses,
  'call outcomes': callOutcomes,
  'campaign statuses': campaignStatuses,
  'record statuses': recordStatuses,
  models: modelNames,
  operations: operationIds,
  events: eventTypes,
}
const share = 0.8

describe('the sources write a list at most once:', () => {
  const sources = readSources()

  test.each(Object.entries(vocabularies))('%s', (_, names) => {
    expect(listsOf(sources, names).slice(1)).toEqual([])
  })
})

describe('a copy is found', () => {
  const names = ['red', 'green', 'blue']
  const planted = (text: string) => listsOf([parseSource('src/engine/run.ts', text)], names)

  test.each([
    "const all = ['red', 'green', 'blue']",
    "const some = new Set(['blue', 'red', 'green'])",
    "type Colour = 'red' | 'green' | 'blue'",
  ])('%s', (text) => {
    expect(planted(text)).toEqual(['src/engine/run.ts:1'])
  })

  test.each(["const some = ['red']", "const others = ['red', 'green', 'blue', 'round', 'square']"])(
    'but not in %s',
    (text) => {
      expect(planted(text)).toEqual([])
    },
  )
})

function listsOf(sources: readonly Source[], names: readonly string[]): string[] {
  return sources.flatMap(({ file, nodes }) =>
    nodes.filter((node) => isListOf(node, names)).map(({ line }) => `${file}:${line}`),
  )
}

/** An array or a union type of hardly anything but these names, and of nearly all of them. */
function isListOf(node: Node, names: readonly string[]): boolean {
  const items = node.type === 'ArrayExpression' ? node['elements'] : node.type === 'TSUnionType' ? node['types'] : []
  if (!Array.isArray(items)) return false
  const texts = new Set(items.map(textOf).filter((text) => text !== undefined))
  const known = [...texts].filter((text) => names.includes(text))
  return known.length >= names.length * share && known.length >= items.length * share
}

function textOf(item: unknown): string | undefined {
  if (!isNode(item)) return undefined
  const literal = item.type === 'TSLiteralType' ? item['literal'] : item
  return isNode(literal) && typeof literal['value'] === 'string' ? literal['value'] : undefined
}
