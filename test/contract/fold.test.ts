import { expect, test } from 'vitest'
import { foldCase } from '../../src/contract/fold.ts'
import * as fc from '../fast-check.ts'

/** The whole text by the rules, without leaving anything out. */
function plainFold(text: string): string {
  const folded = text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
  return folded.replaceAll(/[\p{L}\p{N}](?=[\u0300-\u036f])/gu, (letter) =>
    letter.length > 1 ? letter : String.fromCodePoint(0x0f_00_00 + letter.charCodeAt(0)),
  )
}

test('a letter with an accent is not the letter alone, in any encoding', () => {
  for (const [text, word, found] of [
    ['q\u{301}x', 'q', false],
    ['q\u{301}x', 'Q\u{301}', true],
    ['q\u{301}x', 'x', true],
    ['e\u{301}x', 'e', false],
    ['e\u{301}x', 'É', true],
    ['qq\u{301}', 'q', true],
    ['a\0\0\u{301}b', '\0\0', true],
  ] as const)
    expect([text, word, foldCase(text).includes(foldCase(word))]).toEqual([text, word, found])
})

test('folds every character by the rules, alone and beside those that it combines with', () => {
  const wrong: string[] = []
  for (let code = 0; code <= 0x1_ff_ff; code += 1) {
    if (code >= 0xd8_00 && code < 0xe0_00) continue
    const character = String.fromCodePoint(code)
    const text = `e${character}É${character}\u{301}A${character}\u{323}\u{301}`
    if (foldCase(text) !== plainFold(text)) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})

test('folds any text as a whole', () => {
  const letters = [
    'a',
    'É',
    'e',
    '\u{301}',
    '\u{323}',
    'ß',
    'Σ',
    'ς',
    'İ',
    'I',
    '\u{307}',
    'ﬁ',
    'µ',
    'ÿ',
    '가',
    'ᄀ',
    'ᅡ',
  ]
  const mixed = fc.array(fc.constantFrom(...letters)).map((chosen) => chosen.join(''))
  fc.assert(
    fc.property(fc.oneof(mixed, fc.string({ unit: 'binary' })), (text) => {
      expect(foldCase(text)).toBe(plainFold(text))
    }),
    { numRuns: 2_000 },
  )
})
