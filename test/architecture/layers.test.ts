import { describe, expect, test } from 'vitest'
import { parseSource, readSources, type Source } from './sources.ts'

/** From the bottom up. Imports go down only; layers that share a line never import each other. */
const order = [
  ['contract'],
  ['world'],
  ['simulator'],
  ['explanations'],
  ['scenarios'],
  ['operations'],
  ['engine'],
  ['transports', 'control', 'inspector', 'openapi', 'docs'],
  ['start'],
  ['mock-internals'],
  ['mock'],
  ['create-mock'],
  ['runners'],
  ['explore'],
  ['serving', 'page'],
  ['commands'],
  ['faces'],
]
const faces = ['index', 'node', 'browser', 'server', 'vitest', 'playwright', 'explore', 'cli']
const resources = ['campaigns', 'records', 'orders'].map((name) => `src/operations/${name}.ts`)

const sources = readSources()

describe('the sources', () => {
  test('belong to a layer each', () => {
    expect(strangers(sources)).toEqual([])
  })

  test('import downwards only', () => {
    expect(upwardImports(sources)).toEqual([])
  })

  test('import each other in no circle', () => {
    expect(circles(sources)).toEqual([])
  })

  test('keep the resources of operations/ apart', () => {
    expect(crossedResources(sources)).toEqual([])
  })

  test('keep the inspector behind the control API, but for types and plain tables of the contract', () => {
    expect(inspectorShortcuts(sources)).toEqual([])
  })

  test('reach @mswjs/data through one file of world/', () => {
    const importers = filesImporting(sources, (target) => target.startsWith('@mswjs/data'))
    expect(importers.length).toBeLessThanOrEqual(1)
    expect(importers.every((file) => file.startsWith('src/world/'))).toBe(true)
  })

  test('reach fixtures/ through one file of scenarios/', () => {
    const importers = filesImporting(sources, (target) => target.startsWith('fixtures/'))
    expect(importers.length).toBeLessThanOrEqual(1)
    expect(importers.every((file) => file.startsWith('src/scenarios/'))).toBe(true)
  })

  test('know neither msw nor Node below the transports', () => {
    expect(environmentImports(sources)).toEqual([])
  })

  test('reach no Node module from the doors that browsers open', () => {
    expect(nodeModulesBehind(sources, 'src/index.ts')).toEqual([])
    expect(nodeModulesBehind(sources, 'src/browser.ts')).toEqual([])
  })

  test('load TLS, compression, pages and searches only for servers that are asked for them', () => {
    const rarelyUsed = /^(?:node:(?:https|tls|zlib)|src\/(?:explore|docs|inspector)\/.*)$/
    expect(importsBehind(sources, 'src/server.ts', rarelyUsed, { onDemand: false })).toEqual([])
    expect(importsBehind(sources, 'src/server.ts', rarelyUsed, { onDemand: true })).not.toEqual([])
  })
})

describe('a violation is found', () => {
  const planted = (files: Record<string, string>): Source[] =>
    Object.entries(files).map(([file, text]) => parseSource(file, text))

  test('when a lower layer imports a higher one, be it for a type or on demand', () => {
    const found = upwardImports(
      planted({
        'src/world/table.ts': "import { run } from '../engine/run.ts'",
        'src/contract/order.ts': "import type { Clock } from '../world/clock.ts'",
        'src/engine/run.ts': "export const later = () => import('../mock.ts')",
        'src/scenarios/load.ts': "export { run } from '../engine/run.ts'",
      }),
    )
    expect(found).toHaveLength(4)
  })

  test('when siblings import each other', () => {
    expect(
      upwardImports(planted({ 'src/transports/http.ts': "import { page } from '../inspector/page.ts'" })),
    ).toHaveLength(1)
    expect(
      upwardImports(planted({ 'src/inspector/page.ts': "import { rows } from '../control/rows.ts'" })),
    ).toHaveLength(1)
    expect(
      upwardImports(planted({ 'src/inspector/page.ts': "import type { Row } from '../control/rows.ts'" })),
    ).toEqual([])
  })

  test('when files import in a circle, also within a layer', () => {
    const found = circles(
      planted({
        'src/world/a.ts': "import { b } from './b.ts'",
        'src/world/b.ts': "import type { c } from './c.ts'",
        'src/world/c.ts': "export { a } from './a.ts'",
      }),
    )
    expect(found).toEqual(['src/world/a.ts → src/world/b.ts → src/world/c.ts → src/world/a.ts'])
  })

  test('when a resource imports another', () => {
    expect(crossedResources(planted({ 'src/operations/orders.ts': "import { x } from './records.ts'" }))).toHaveLength(
      1,
    )
  })

  test('when the inspector reads the world itself', () => {
    expect(
      inspectorShortcuts(planted({ 'src/inspector/page.ts': "import type { World } from '../world/world.ts'" })),
    ).toHaveLength(1)
    expect(
      inspectorShortcuts(
        planted({
          'src/inspector/page.ts': "import { order } from '../contract/orders.ts'",
          'src/contract/orders.ts': "import { z } from 'zod'",
        }),
      ),
    ).toHaveLength(1)
  })

  test('when the engine knows where it runs', () => {
    expect(
      environmentImports(planted({ 'src/engine/run.ts': "import 'node:fs'\nimport { http } from 'msw'" })),
    ).toHaveLength(2)
  })

  test('when a browser door reaches Node through another file', () => {
    const found = nodeModulesBehind(
      planted({
        'src/index.ts': "export * from './mock.ts'",
        'src/mock.ts': "import { createServer } from 'node:http'",
      }),
      'src/index.ts',
    )
    expect(found).toEqual(['src/mock.ts imports node:http'])
  })

  test('when a file lies outside every layer, and never for an example in a comment', () => {
    expect(strangers(planted({ 'src/utils/x.ts': '', 'src/helper.ts': '' }))).toEqual([
      'src/utils/x.ts',
      'src/helper.ts',
    ])
    expect(upwardImports(planted({ 'src/world/table.ts': "/** import { run } from '../engine/run.ts' */" }))).toEqual(
      [],
    )
  })
})

function layerOf(file: string): string {
  const [, first = '', ...rest] = file.split('/')
  if (rest.length > 0) return first
  const name = first.replace(/\.ts$/, '')
  return faces.includes(name) ? 'faces' : name
}

function rankOf(file: string): number {
  return order.findIndex((layers) => layers.includes(layerOf(file)))
}

function strangers(all: Source[]): string[] {
  return all.map((source) => source.file).filter((file) => rankOf(file) < 0)
}

function upwardImports(all: Source[]): string[] {
  return all.flatMap(({ file, imports }) =>
    imports
      .filter(({ target, typeOnly }) => {
        if (!target.startsWith('src/') || layerOf(target) === layerOf(file)) return false
        const asksControl = layerOf(file) === 'inspector' && layerOf(target) === 'control' && typeOnly
        return rankOf(target) >= rankOf(file) && !asksControl
      })
      .map(({ target }) => `${file} imports ${target}`),
  )
}

function circles(all: Source[]): string[] {
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (path.includes(file) || finished.has(file)) return
    const source = all.find((candidate) => candidate.file === file)
    for (const { target } of source?.imports ?? []) visit(target, [...path, file])
    finished.add(file)
  }
  for (const { file } of all) visit(file, [])
  return found
}

function crossedResources(all: Source[]): string[] {
  return all
    .filter(({ file }) => resources.includes(file))
    .flatMap(({ file, imports }) =>
      imports.filter(({ target }) => resources.includes(target)).map(({ target }) => `${file} imports ${target}`),
    )
}

function inspectorShortcuts(all: Source[]): string[] {
  // What imports nothing when it runs brings nothing into the page but itself.
  const isPlain = (target: string) =>
    all.find(({ file }) => file === target)?.imports.every(({ typeOnly }) => typeOnly) === true
  return all
    .filter(({ file }) => layerOf(file) === 'inspector')
    .flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('src/') && !['inspector', 'control'].includes(layerOf(target)))
        .filter(({ target, typeOnly }) => layerOf(target) !== 'contract' || !(typeOnly || isPlain(target)))
        .map(({ target }) => `${file} imports ${target}`),
    )
}

function filesImporting(all: Source[], matches: (target: string) => boolean): string[] {
  return all.filter(({ imports }) => imports.some(({ target }) => matches(target))).map(({ file }) => file)
}

function environmentImports(all: Source[]): string[] {
  const below = order.findIndex((layers) => layers.includes('transports'))
  return all
    .filter(({ file }) => rankOf(file) < below)
    .flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => /^(?:node:|msw(?:\/|$))/.test(target))
        .map(({ target }) => `${file} imports ${target}`),
    )
}

function nodeModulesBehind(all: Source[], door: string): string[] {
  return importsBehind(all, door, /^(?:node:|msw\/node)/, { onDemand: true })
}

/** What a door reaches. Without `onDemand`, only what is loaded together with it. */
function importsBehind(all: Source[], door: string, wanted: RegExp, { onDemand }: { onDemand: boolean }): string[] {
  const found: string[] = []
  const queue = [door]
  for (const file of queue) {
    for (const one of all.find((source) => source.file === file)?.imports ?? []) {
      const { target } = one
      if (one.typeOnly || (one.onDemand && !onDemand)) continue
      if (wanted.test(target)) found.push(`${file} imports ${target}`)
      if (target.startsWith('src/') && !queue.includes(target)) queue.push(target)
    }
  }
  return found
}
