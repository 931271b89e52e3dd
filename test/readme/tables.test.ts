import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMock } from 'callcamp-mock'
import { describe, expect, test } from 'vitest'
import { feedTypes } from '../../src/contract/control/server.ts'
import { eventTypes } from '../../src/contract/events.ts'
import { faultInProcess } from '../../src/contract/faults.ts'
import { modelNames } from '../../src/contract/models.ts'
import { openStatuses, finalStatuses, orderStatuses } from '../../src/contract/order-statuses.ts'
import { generate } from '../../src/contract/recipes.ts'
import { operationsOf } from '../../src/operations/table.ts'
import { matchers } from '../../src/runners/matchers.ts'
import { scenarioNames } from '../../src/scenarios/catalog.ts'
import { root } from './blocks.ts'
import { codeIn, readDocuments, rowsBelow } from './documents.ts'

const documents = readDocuments()

function documentOf(file: string) {
  const document = documents.find((one) => one.file === file)
  if (!document) throw new Error(`There is no ${file}`)
  return document
}

const rowsOf = (file: string, heading: string) => rowsBelow(documentOf(file), heading)
/** What the first column names, sorted. */
const namesIn = (file: string, heading: string) =>
  rowsOf(file, heading)
    .flatMap(([first = '']) => codeIn(first))
    .toSorted()

describe('the README', () => {
  test('names the least versions that package.json asks for', () => {
    const { engines, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly engines: Readonly<Record<string, string>>
      readonly peerDependencies: Readonly<Record<string, string>>
    }
    const least = Object.values({ ...engines, ...peerDependencies }).map((range) => /\d+\.\d+/.exec(range)?.[0])
    const install = documentOf('README.md').text.split('## Install')[1]?.split('\n## ')[0] ?? ''
    expect(least.filter((number) => !install.includes(` ${number} or newer`))).toEqual([])
  })

  test('names every path of the API with its methods', () => {
    const paths = new Map<string, string[]>()
    for (const { path, method } of operationsOf('hosted')) paths.set(path, [...(paths.get(path) ?? []), method])
    const listed = rowsOf('README.md', 'The API at a glance').map(([path = '', methods = '']) => [
      codeIn(path)[0],
      methods.split(', ').toSorted(),
    ])
    expect(Object.fromEntries(listed)).toEqual(
      Object.fromEntries([...paths].map(([path, methods]) => [path, methods.toSorted()])),
    )
  })
})

describe('the tables of the contract', () => {
  const file = 'src/contract/README.md'

  test('name every operation with its request and its status', () => {
    const local = new Map(operationsOf('local').map(({ id, answer }) => [id, answer.status]))
    const expected = operationsOf('hosted').map(({ id, method, path, answer }) => {
      const other = local.get(id)
      const status = other === answer.status ? `${answer.status}` : `${answer.status} (hosted), ${other} (local)`
      return [`\`${id}\``, `\`${method} ${path}\``, status]
    })
    expect(rowsOf(file, 'Endpoints')).toEqual(expected)
  })

  test('name only types that the package exports', () => {
    const exported = new Set(readFileSync(join(root, 'src/index.ts'), 'utf8').match(/\b[A-Z]\w+\b/g))
    const named = namesIn(file, 'Types')
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !exported.has(name))).toEqual([])
  })
})

describe('the tables of faults', () => {
  test('name every key of a fault', () => {
    expect(namesIn('src/engine/README.md', 'Faults')).toEqual(Object.keys(faultInProcess.shape).toSorted())
  })
})

describe('the tables of the call simulator', () => {
  const file = 'src/simulator/README.md'

  test('name every status of an order, and say which are final', () => {
    const rows = rowsOf(file, 'Which orders are called')
    const named = (list: typeof rows) => list.flatMap(([first = '']) => codeIn(first)).toSorted()
    expect(named(rows)).toEqual([...orderStatuses].toSorted())
    expect(named(rows.filter(([, , does = '']) => does.startsWith('final')))).toEqual([...finalStatuses].toSorted())
  })

  test('the statuses that are refused after do-not-call are those that mean a call', () => {
    const sentence = /An update of such an order to ([^.]+?) is a 409/.exec(documentOf(file).text.replaceAll('\n', ' '))
    expect(codeIn(sentence?.[1] ?? '').toSorted()).toEqual([...openStatuses].toSorted())
  })
})

describe('the tables of data', () => {
  const file = 'fixtures/README.md'

  test('name every scenario', () => {
    expect(namesIn(file, 'Scenarios that come with the package')).toEqual([...scenarioNames].toSorted())
  })

  test('name every recipe', () => {
    expect(namesIn(file, 'Recipes')).toEqual(Object.keys(generate.shape).toSorted())
  })

  test('name every model', () => {
    expect(modelNames.filter((name) => !documentOf(file).text.includes(`\`${name}\``))).toEqual([])
  })
})

describe('the tables of the server', () => {
  const file = 'src/serving/README.md'

  test('name the events that only the server has', () => {
    const known: readonly string[] = eventTypes
    expect(rowsOf(file, 'Events').map(([name = '']) => codeIn(name)[0])).toEqual(
      feedTypes.filter((type) => !known.includes(type)),
    )
  })
})

describe('the tables of the setup', () => {
  const file = 'src/README.md'

  test('name every import', () => {
    const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly name: string
      readonly exports: Readonly<Record<string, unknown>>
    }
    const paths = Object.keys(exports).filter((path) => !path.endsWith('.json'))
    const listed = rowsOf(file, 'Setup').flatMap(([, path = '']) => codeIn(path))
    expect(listed.filter((path) => !path.startsWith('npx')).toSorted()).toEqual(
      paths.map((path) => path.replace('.', name)).toSorted(),
    )
  })

  test('name only members that a mock has', () => {
    const mock = createMock()
    const names = namesIn(file, 'What a mock has')
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !(name in mock))).toEqual([])
  })

  test('name every matcher', () => {
    const listed = namesIn(file, 'vitest').filter((name) => name.startsWith('to'))
    expect(listed.map((name) => name.replace(/\(.*/, ''))).toEqual(Object.keys(matchers).toSorted())
  })
})
