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

/** The section of the README that leads to all others. It has the words of most questions, and no answer. */
const overviewHeading = 'Find more'
const headingScore = 10
const maxTextScore = 5
/** What a word counts in the middle of another one, as `rate` in "generated". */
const withinWordScore = 0.1
/** Words count more in short texts: this many characters of a text may hold one word for each point. */
const charactersPerPoint = 1_500
const minCharacters = 500

/** Words of questions, which say nothing about the answer. */
const fillers = new Set(
  'a an and are at can do does for from how i in is it me mean my of on the to what when which with'.split(' '),
)

/** The sections that have all the words, in any case, in singular or plural, best first. A word in the heading counts most. */
export function findSections<Found extends Section>(
  sections: readonly Found[],
  words: readonly string[],
): readonly Found[] {
  const stems = words.map(toStem).filter((word) => word !== '')
  if (stems.length === 0) return []
  const telling = stems.filter((word) => !fillers.has(word))
  const wanted = telling.length > 0 ? telling : stems
  return sections
    .filter(({ heading }) => heading !== overviewHeading)
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
  const missing = words.filter((word) => toStem(word) !== '' && findSections(sections, [word]).length === 0)
  const known = missing.length > 0 ? wordsOf(sections) : []
  // The documentation has thousands of words. Only one with the same first letter and few changes was meant.
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
  return plain(word)
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/(?<=..[^s])s$/, '')
}

/** A text for comparison: without capitals, and without the commas of numbers. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/(?<=\d),(?=\d)/g, '')
}

/** A text of words between single spaces: `rateLimit` is two of them. */
function apart(text: string): string {
  const words = text.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  return ` ${plain(words).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}

/** 0 where a word is missing. */
function scoreOf({ heading, text }: Section, words: readonly string[]): number {
  const title = plain(heading)
  // `baseUrl` is found in "Another base URL".
  const joined = title.replaceAll(' ', '')
  const [body, apartTitle, apartBody] = [plain(text), apart(heading), apart(text)]
  const weight = charactersPerPoint / (minCharacters + body.length)
  const scores = words.map((word) => {
    const start = apart(word)
    const isWithin = title.includes(word)
    const isBegun = apartTitle.includes(start) || (!isWithin && joined.includes(word))
    const inTitle = isBegun ? headingScore : isWithin ? 1 : 0
    const begun = countOf(apartBody, start)
    const within = Math.max(0, countOf(body, word) - begun)
    return inTitle + Math.min((begun + within * withinWordScore) * weight, maxTextScore)
  })
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}
