import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './blocks.ts'
import { anchorsIn, type Document, linksIn, readDocuments } from './documents.ts'

const maxReadmeBytes = 12 * 1024
const documents = readDocuments()

test('the README has at most 12 KB', () => {
  expect(statSync(join(root, 'README.md')).size).toBeLessThanOrEqual(maxReadmeBytes)
})

test('every Markdown file of the package is reached from the README by links', () => {
  const reached = new Set(['README.md'])
  for (const file of reached) {
    const document = documents.find((one) => one.file === file)
    for (const target of document ? filesLinkedFrom(document) : []) reached.add(target)
  }
  const packed = documents.filter(({ file }) => !/^test\/(?!bench\/|examples\/)/.test(file))
  expect(packed.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([])
})

describe('the links of the Markdown files', () => {
  test.for(documents.map((document) => [document.file, document] as const))('of %s lead somewhere', ([, document]) => {
    expect(brokenLinks(document)).toEqual([])
  })

  test('are found in text and in markup, and not in code', () => {
    const text = '[a](b.md#c) <img src="e.png"> `[no](f)`\n\n```md\n[no](g)\n```\n[h](#i)'
    expect(linksIn(text)).toEqual(['b.md#c', '#i', 'e.png'])
  })

  test('that lead nowhere are reported', () => {
    const text =
      '# A heading\n\n[1](nowhere.md) [2](#nothing) [3](../README.md#nothing) [4](#a-heading) [5](../README.md)'
    expect(brokenLinks({ file: 'src/README.md', text })).toEqual(['nowhere.md', '#nothing', '../README.md#nothing'])
  })

  test('of headings are those that code hosts make', () => {
    expect(anchorsIn('# `mock.db`: rows, and more\n\n```sh\n# no heading\n```\n## Node’s runner')).toEqual([
      'mockdb-rows-and-more',
      'nodes-runner',
    ])
  })
})

function brokenLinks(document: Document): readonly string[] {
  return linksIn(document.text).filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(document, link))
}

function leadsSomewhere({ file, text }: Document, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : resolveFrom(file, path)
  if (!existsSync(join(root, target))) return false
  if (anchor === undefined) return true
  const there = path === '' ? text : documents.find((one) => one.file === target)?.text
  return there !== undefined && anchorsIn(there).includes(anchor)
}

function filesLinkedFrom({ file, text }: Document): readonly string[] {
  return linksIn(text).flatMap((link) => {
    const [path = ''] = link.split('#')
    return path === '' || /^[a-z]+:/.test(path) ? [] : [resolveFrom(file, path)]
  })
}

function resolveFrom(file: string, path: string): string {
  return normalize(posix.join(dirname(file), path)).replaceAll('\\', '/')
}
