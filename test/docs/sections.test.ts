import { describe, expect, test } from 'vitest'
import { findSections, missingWords, sectionsOf } from '../../src/docs/sections.ts'

describe('the sections of a Markdown text', () => {
  test('begin at headings of three levels', () => {
    const text = '# One\n\nfirst\n\n## Two\n\nsecond\n\n### Three\nthird\n#### Four\nfourth\n'
    expect(sectionsOf(text)).toEqual([
      { heading: 'One', text: 'first' },
      { heading: 'Two', text: 'second' },
      { heading: 'Three', text: 'third\n#### Four\nfourth' },
    ])
  })

  test('do not begin in a code block', () => {
    expect(sectionsOf('# One\n\n```sh\n# a comment\n```\n\n# Two\n').map(({ heading }) => heading)).toEqual([
      'One',
      'Two',
    ])
  })
})

describe('a search', () => {
  const sections = [
    { heading: 'Options', text: 'rateLimit refuses requests' },
    { heading: 'Rate limits', text: 'a limit for requests' },
    { heading: 'Other', text: 'nothing' },
  ]

  test('finds the sections that have all the words, in any case', () => {
    expect(findSections(sections, ['REQUESTS', 'refuses'])).toEqual([sections[0]])
    expect(findSections(sections, ['requests', 'absent'])).toEqual([])
  })

  test('puts words in a heading first', () => {
    expect(findSections(sections, ['rate', 'limit'])).toEqual([sections[1], sections[0]])
  })

  test('finds a word in singular or plural, and in a heading that is written apart', () => {
    expect(findSections(sections, ['limits', 'refuse'])).toEqual([sections[0]])
    expect(findSections(sections, ['rateLimit'])).toEqual([sections[1], sections[0]])
  })

  test('puts words before those that only contain them', () => {
    const [generated, limits] = [
      { heading: 'A generated client', text: 'It is generated, and generates no rate.' },
      { heading: 'Latency', text: 'rateLimit sets a rate.' },
    ]
    expect(findSections([generated, limits], ['rate'])).toEqual([limits, generated])
    expect(findSections([generated, limits], ['limit'])).toEqual([limits])
  })

  test('without a result names the words that no section has, each with the nearest one', () => {
    expect(missingWords(sections, ['limit', 'reqests', 'zebra'])).toEqual([
      { word: 'reqests', near: 'requests' },
      { word: 'zebra', near: undefined },
    ])
  })

  test('for nothing finds nothing', () => {
    expect(findSections(sections, ['', ''])).toEqual([])
  })
})
