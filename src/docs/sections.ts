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

/** The sections that have all the words, in any case, best first. A word in the heading counts most. */
export function findSections<Found extends Section>(
  sections: readonly Found[],
  words: readonly string[],
): readonly Found[] {
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '')
  if (wanted.length === 0) return []
  return sections
    .map((section) => ({ section, score: scoreOf(section, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ section }) => section)
}

/** 0 where a word is missing. */
function scoreOf({ heading, text }: Section, words: readonly string[]): number {
  const scores = words.map((word) => {
    const inText = text.toLowerCase().split(word).length - 1
    return (heading.toLowerCase().includes(word) ? headingScore : 0) + Math.min(inText, maxTextScore)
  })
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0)
}
