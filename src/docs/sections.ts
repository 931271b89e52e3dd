import { nearest } from '../contract/nearest.ts'

/** What a search finds: a heading, and the text below it. */
export interface Section {
  readonly heading: string
  readonly text: string
}

/** The sections of a Markdown text. A heading within a code block is none. */
export function sectionsOf(markdown: string): readonly Section[] {
  const sections: { heading: string; lines: string[] }[] = []
  let fence: string | undefined
  for (const line of markdown.split('\n')) {
    const [mark] = /^`{3,}/.exec(line) ?? []
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence
    const heading = fence === undefined ? /^#{1,3} (.+)$/.exec(line)?.[1] : undefined
    if (heading === undefined) sections.at(-1)?.lines.push(line)
    else sections.push({ heading, lines: [] })
  }
  return sections.map(({ heading, lines }) => ({ heading, text: lines.join('\n').trim() }))
}

const headingScore = 10
const maxTextScore = 5

/** The sections that have all the words, in any case, in singular or plural, best first. A word in the heading counts most. */
export function findSections<Found extends Section>(
  sections: readonly Found[],
  words: readonly string[],
): readonly Found[] {
  const wanted = words.map(toStem).filter((word) => word !== '')
  if (wanted.length === 0) return []
  return sections
    .map((section) => ({ section, score: scoreOf(section, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ section }) => section)
}

/** Returns the words that no section has, each with the nearest word of the sections, if there is one. */
export function missingWords(
  sections: readonly Section[],
  words: readonly string[],
): readonly { readonly word: string; readonly near: string | undefined }[] {
  const missing = words.filter((word) => findSections(sections, [word]).length === 0)
  const known = missing.length > 0 ? wordsOf(sections) : []
  // There are so many words that one with another first letter, or with many changes, is not what was meant.
  const like = (word: string) => known.filter((one) => one[0] === word[0]?.toLowerCase())
  return missing.map((word) => ({ word, near: nearest(word, like(word), Math.ceil(word.length / 4)) }))
}

/** All words of the sections, the most frequent first. */
function wordsOf(sections: readonly Section[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { heading, text } of sections)
    for (const [word] of `${heading} ${text}`.toLowerCase().matchAll(/\p{L}[\p{L}\p{N}-]{3,}/gu))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([word]) => word)
}

/** Texts contain the singular, whether they have the singular or the plural. */
function toStem(word: string): string {
  return word.toLowerCase().replace(/(?<=..[^s])s$/, '')
}

/** 0 where a word is missing. */
function scoreOf({ heading, text }: Section, words: readonly string[]): number {
  const title = heading.toLowerCase()
  // `baseUrl` is found in "Another base URL".
  const joined = title.replaceAll(' ', '')
  const lower = text.toLowerCase()
  const scores = words.map((word) => {
    const inTitle = title.includes(word) || joined.includes(word) ? headingScore : 0
    return inTitle + Math.min(lower.split(word).length - 1, maxTextScore)
  })
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}
