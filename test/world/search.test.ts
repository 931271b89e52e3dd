import * as fc from '../fast-check.ts'
import { describe, expect, test, vi } from 'vitest'
import { foldCase } from '../../src/contract/fold.ts'
import { SearchIndex } from '../../src/world/search.ts'
import { finish, Prepared } from '../../src/world/slices.ts'
import { Stored } from '../../src/world/stored.ts'
import { TableSearch } from '../../src/world/table-search.ts'
import { fieldSeparator, type Searched, textOf, Texts } from '../../src/world/texts.ts'
import { Trigrams } from '../../src/world/trigrams.ts'
import { seconds } from './stories.ts'

/** Few letters, so that words are found; beside them an emoji (two code units), an accent and a right-to-left letter. */
const letters = fc.constantFrom('a', 'b', 'c', 'é', 'ß', '😀', '😁', 'ש', ' ', '\ud83d', '\ude00', 'e\u0301')
const text = fc.string({ unit: letters, maxLength: 14 })
const word = fc.oneof(
  fc.string({ unit: letters, minLength: 1, maxLength: 5 }),
  fc.constantFrom('\ud83d', '\ude00', '\ude00\ud83d'),
)

const plain: Searched<string> = { parts: (one) => [one], fold: (all) => all }
const textsOf = (list: readonly string[]) => new Texts(list, plain)
const made = (size: number, make: (position: number) => string) =>
  Array.from({ length: size }, (_, index) => make(index))

function trigramsOf(list: readonly string[]): Trigrams {
  const trigrams = new Trigrams()
  finish(trigrams.build(textsOf(list)))
  return trigrams
}

/** An index over positions, so that what it finds compares with what reading finds. */
function indexOf(list: readonly string[], isReady = true): SearchIndex<number> {
  const index = new SearchIndex(all(list), { parts: (position) => [list[position]!], fold: (each) => each })
  // As many searches as complete the index.
  if (isReady) for (let searches = 0; searches <= 64; searches += 1) index.find('nobody')
  return index
}

const scan = (texts: readonly string[], sought: string) =>
  texts.flatMap((one, position) => (one.includes(sought) ? [position] : []))
const all = (texts: readonly string[]) => texts.map((_, position) => position)

/** Enough texts to be looked up by their letters, and to fill several blocks. */
const many = fc
  .array(text, { minLength: 1, maxLength: 60 })
  .map((some) =>
    Array.from({ length: 1_300 }, (_, index) => `${some[index % some.length]}${index % 7 === 0 ? index : ''}`),
  )

describe('texts', () => {
  test('are found as by reading each of them', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 600 }), word, (list, sought) => {
        expect(textsOf(list).containing(sought)).toEqual(scan(list, sought))
      }),
      { numRuns: 200 },
    )
  })

  test.each([0, 1, 255, 256, 257, 512, 513])('come back as they were, %i of them', (size) => {
    const texts = textsOf(made(size, (position) => (position % 5 === 0 ? '' : `text ${position} 😀`)))
    for (let position = 0; position < size; position += 1)
      expect(texts.at(position)).toBe(position % 5 === 0 ? '' : `text ${position} 😀`)
    expect(texts.containing('text')).toEqual(
      Array.from({ length: size }, (_, index) => index).filter((index) => index % 5 !== 0),
    )
  })

  test('hold the separator without losing their place', () => {
    const list = [`a${fieldSeparator}b`, 'c', `${fieldSeparator}${fieldSeparator}${fieldSeparator}d`, 'ab']
    const texts = textsOf(list)
    expect(list.map((_, position) => texts.at(position))).toEqual(list)
    expect(texts.containing('b')).toEqual([0, 3])
    expect(texts.containing('d')).toEqual([2])
  })

  test('are found once, however often they contain the word', () => {
    expect(textsOf(['aaaa aaaa', 'aaaa aaaa']).containing('aa')).toEqual([0, 1])
  })

  test('keep their place where folding makes them longer or shorter', () => {
    const longer: Searched<string> = {
      parts: (one) => [one, null, ''],
      fold: (each) => each.replaceAll('ß', 'ss').replaceAll('xyz', ''),
    }
    const texts = new Texts(['aß', 'xyz', 'b', 'ßß xyz'], longer)
    expect([0, 1, 2, 3].map((position) => texts.at(position))).toEqual(['ass', '', 'b', 'ssss '])
    expect(texts.containing('ss')).toEqual([0, 3])
  })

  test('keep their place where a field begins with an accent', () => {
    const folded: Searched<string> = { parts: (one) => one.split(' '), fold: foldCase }
    const list = ['Ada', '\u{301}Bob \u{301}Smith', 'q\u{301} Carl', 'Dora']
    const texts = new Texts(list, folded)
    expect(list.map((_, position) => texts.at(position))).toEqual(list.map((one) => textOf(folded, one)))
    for (const [position, word] of ['ada', 'smith', 'carl', 'dora'].entries())
      expect(texts.containing(word)).toEqual([position])
    expect(texts.containing('b\u{301}')).toEqual([])
  })
})

describe('three letters in a row', () => {
  test('name a text once, however often it has them', () => {
    const trigrams = trigramsOf(['abcabcabc', 'abc abc', 'xyz'])
    expect(Array.from(trigrams.candidates('abc') ?? [])).toEqual([0, 1])
  })

  test('are taken where they are rarest', () => {
    const texts = ['common', 'common', 'common', 'common rare', 'common', 'rarely']
    const trigrams = trigramsOf(texts)
    expect(Array.from(trigrams.candidates('common rare') ?? [])).toEqual([3])
    expect(Array.from(trigrams.candidates('rare') ?? [])).toEqual([3, 5])
  })

  test('name every text that contains the word', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 80 }),
        fc.string({ unit: letters, minLength: 3, maxLength: 6 }),
        (list, sought) => {
          const candidates = trigramsOf(list).candidates(sought)
          expect([...candidates!]).toEqual(expect.arrayContaining(scan(list, sought)))
          expect([...candidates!]).toEqual([...new Set(candidates)].toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 30 },
    )
  })

  test('name the texts that contain a word of three letters, and no others', () => {
    fc.assert(
      fc.property(
        many,
        fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 3, maxLength: 3 }),
        (list, sought) => {
          expect([...trigramsOf(list).candidates(sought)!]).toEqual(scan(list, sought))
        },
      ),
      { numRuns: 25 },
    )
  })

  test('are told apart, however many there are', () => {
    const list = made(9_000, (position) =>
      String.fromCodePoint(0x4e00 + position, 0x4e01 + position, 0x4e02 + position),
    )
    const trigrams = trigramsOf(list)
    for (const position of [0, 1, 4_095, 4_096, 8_999])
      expect([...trigrams.candidates(list[position]!)!]).toEqual([position])
  })

  test('reach texts that lie far apart', () => {
    const list = made(40_000, (position) => (position === 5 || position === 39_999 ? 'rare' : 'often'))
    expect([...trigramsOf(list).candidates('rar')!]).toEqual([5, 39_999])
  })

  test('are not looked up for a shorter word', () => {
    expect(trigramsOf(['ab']).candidates('ab')).toBeUndefined()
  })

  test('name few texts for a rare word', () => {
    const trigrams = trigramsOf(made(10_000, (position) => `contact number ${position}`))
    expect(trigrams.candidates('9876')!.length).toBeLessThan(60)
  })
})

describe('a search index', () => {
  test('finds what reading every text finds, in the same order', () => {
    fc.assert(
      fc.property(many, word, fc.nat(1_299), (texts, sought, one) => {
        const index = indexOf(texts)
        const sometimesBlank = [sought, texts[one]!, texts[one]!.slice(1, 5)]
        for (const each of sometimesBlank.filter(Boolean)) expect(index.find(each)).toEqual(scan(texts, each))
      }),
      { numRuns: 25 },
    )
  })

  test.each([0, 1, 5, 999, 1_000, 3_000])('answers with %i rows', (size) => {
    const texts = Array.from({ length: size }, (_, index) => `row ${index}`)
    const index = indexOf(texts)
    expect(index.size).toBe(size)
    for (const sought of ['row', 'w 9', '77', 'none']) expect(index.find(sought)).toEqual(scan(texts, sought))
  })

  test('finds the same while it is still being built', () => {
    const texts = made(3_000, (position) => `row ${position}`)
    const index = indexOf(texts, false)
    for (let round = 0; round < 100; round += 1) expect(index.find(`w ${round}`)).toEqual(scan(texts, `w ${round}`))
  })

  test('is not built by the first search, for which the texts may have just been made, but by later ones', () => {
    const index = indexOf(
      made(3_000, (position) => `row ${position}`),
      false,
    )
    // To build the index takes the place of every text. To find none does not.
    const places = vi.spyOn(Texts.prototype, 'starts')
    expect(index.find('nobody')).toEqual([])
    expect(places).not.toHaveBeenCalled()
    expect(index.find('nobody')).toEqual([])
    expect(places).toHaveBeenCalled()
    places.mockRestore()
  })

  test('finds each of many by a word that no other has', () => {
    const words = Array.from({ length: 2_000 }, (_, index) => `unique${(index * 7_919).toString(36)}x${index}y`)
    const index = indexOf(words.map((one) => `the same everywhere ${one}`))
    for (const [position, sought] of words.entries()) expect(index.find(sought)).toEqual([position])
  })

  test('does not find a word across two texts or two fields', () => {
    const index = new SearchIndex(['ab', 'cd', `ef${fieldSeparator}gh`], plain)
    expect([
      index.find('bc'),
      index.find(`b${fieldSeparator}c`),
      index.find('fg'),
      index.find(`f${fieldSeparator}g`),
    ]).toEqual([[], [], [], []])
  })
})

describe('the texts of written rows', () => {
  test('are made when they are first needed, and again when the row is written again', () => {
    const rows = new Map(['one', 'two'].map((name) => [name, new Stored({ uuid: name, name }, seconds[0], 0)]))
    const read: string[] = []
    const searched: Searched<{ readonly uuid: string; readonly name: string }> = {
      parts: ({ name }) => [(read.push(name), name)],
      fold: (all) => all,
    }
    const table = {
      stored: (uuid: string) => rows.get(uuid),
      all: rows.values(),
      changedIds: () => [...rows.keys(), 'gone'],
    }
    const search = new TableSearch(table, searched, { inOrder: Prepared.done([]) })
    const find = (sought: string) => search.find(sought).map(({ uuid }) => uuid)
    expect(find('o')).toEqual(['one', 'two'])
    expect(find('tw')).toEqual(['two'])
    expect(read).toEqual(['one', 'two'])
    rows.set('one', new Stored({ uuid: 'one', name: 'three' }, seconds[0], 0))
    search.written('one')
    expect(find('t')).toEqual(['one', 'two'])
    expect(read).toEqual(['one', 'two', 'three'])
  })
})
