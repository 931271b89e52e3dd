import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { readTopics, toIndex, toSkill } from '../../.config/docs.mjs'
import { linksIn } from '../readme/documents.ts'
import { root } from '../readme/blocks.ts'

const topics = readTopics()

test.each([
  ['llms.txt', 'dist', toIndex(topics)],
  ['SKILL.md', 'dist/skills/callcamp-mock', toSkill(topics)],
])('the links of %s lead to files of the package', (_name, folder, text) => {
  const targets = linksIn(text).map((link) => posix.join(folder, link.replace(/#.*/, '')))
  expect(targets.length).toBeGreaterThan(0)
  expect(targets.filter((target) => !existsSync(posix.join(root, target)))).toEqual([])
})

test('llms.txt names every topic with a sentence', () => {
  const lines = toIndex(topics)
    .split('\n')
    .filter((line) => line.startsWith('- ['))
  expect(lines).toHaveLength(topics.length)
  expect(lines.filter((line) => !/: .+[.:]$/.test(line))).toEqual([])
})

test('the skill has the front matter that agents look for, and every door', () => {
  const skill = toSkill(topics)
  const [, frontMatter = ''] = /^---\n([^]*?)\n---\n/.exec(skill) ?? []
  const fields = Object.fromEntries(frontMatter.split('\n').map(parseYamlLine))
  expect(fields).toEqual({ name: 'callcamp-mock', description: expect.stringMatching(/^.{40,1000}$/) })
  for (const door of ['vitest', 'node', 'browser', 'playwright']) expect(skill).toContain(`'callcamp-mock/${door}'`)
})

test('no block of the topics has words behind its language', () => {
  expect(topics.flatMap(({ text }) => text.match(/^```\w+ .*$/gm) ?? [])).toEqual([])
})

test('a line of YAML with a colon or a comment in it must be quoted', () => {
  expect(parseYamlLine('description: "A mock: for tests"')).toEqual(['description', 'A mock: for tests'])
  for (const line of ['description: A mock: for tests', 'description: A mock # for tests', 'description:', '- a'])
    expect(() => parseYamlLine(line)).toThrow(SyntaxError)
})

/** Parses a line of strict YAML: a key, and a plain text or one in double quotes. */
function parseYamlLine(line: string): readonly [key: string, value: unknown] {
  const [, key = '', value = ''] = /^([a-z]+): (.+)$/.exec(line) ?? []
  if (value.startsWith('"')) return [key, JSON.parse(value)]
  if (!/^[A-Za-z]/.test(value) || /: |:$| #/.test(value)) throw new SyntaxError(`This is not YAML: ${line}`)
  return [key, value]
}
