import { nearest } from '../contract/nearest.ts'
import { show } from '../contract/problems.ts'
import { findSections, missingWords, type Section, sectionsOf } from '../docs/sections.ts'
import type { Topic } from '../docs/topics.ts'
import { type CommandUsage, helpFlags, parse } from './flags.ts'
import { CommandError, type Paint, painter, type Terminal } from './terminal.ts'
import { withoutHtml, withReadableLinks } from './terminal-markdown.ts'

export const docsUsage: CommandUsage = {
  usage: 'callcamp-mock docs [topic | words]',
  summary: 'Prints the documentation: the topics, one topic, or the sections that have all the words.',
  operands: [],
  takesWords: true,
  flags: helpFlags,
  examples: [
    ['docs', 'the topics'],
    ['docs contract', 'the whole topic'],
    ['docs rate limit', 'the sections that have both words'],
  ],
}

const maxSections = 3
const maxOthers = 10

export async function docsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { operands } = parse(docsUsage, args, terminal)
  const paint = painter(terminal)
  // Only this command loads the texts.
  const { topics: files } = await import('../docs/topics.ts')
  const topics = files.map(({ name, title, file, text }): Topic => ({ name, title, file, text: withoutHtml(text) }))
  const [first = ''] = operands
  const topic = operands.length === 1 ? topics.find(({ name }) => name === first.toLowerCase()) : undefined
  if (operands.length === 0) terminal.out(listOf(topics, paint))
  else if (topic)
    terminal.out(
      withReadableLinks(topic.text, topic.file, topics).replaceAll(/^#+ .*$/gm, (heading) => paint('bold', heading)),
    )
  else terminal.out(found(topics, operands, paint))
  return 0
}

function listOf(topics: readonly Topic[], paint: Paint): string {
  const width = Math.max(...topics.map(({ name }) => name.length)) + 2
  const lines = topics.map(({ name, title }) => `  ${paint('green', name.padEnd(width))}${title}`)
  return [
    'callcamp-mock docs <topic> prints one of these, and callcamp-mock docs <words> searches them:',
    '',
    ...lines,
    '',
  ].join('\n')
}

function found(topics: readonly Topic[], words: readonly string[], paint: Paint): string {
  const sections = topics.flatMap((topic) =>
    sectionsOf(topic.text).map(({ heading, text }) => ({ topic, heading, text })),
  )
  const all = findSections(sections, words)
  if (all.length === 0) throw nothingFound(topics, sections, words)
  const shown = all.slice(0, maxSections).map((section) => sectionText(section, topics, paint))
  const others = all
    .slice(maxSections, maxSections + maxOthers)
    .map(({ topic, heading }) => `  ${topic.name}: ${heading}`)
  if (others.length > 0) shown.push(['These sections have the words too:', ...others, ''].join('\n'))
  return shown.join('\n')
}

function sectionText(
  { topic, heading, text }: Section & { readonly topic: Topic },
  topics: readonly Topic[],
  paint: Paint,
): string {
  const title = heading === topic.title ? heading : `${topic.title}: ${heading}`
  const where = paint('dim', `(callcamp-mock docs ${topic.name})`)
  return `${paint('bold', title)} ${where}\n\n${withReadableLinks(text, topic.file, topics)}\n`
}

function nothingFound(topics: readonly Topic[], sections: readonly Section[], words: readonly string[]): CommandError {
  const names = topics.map(({ name }) => name)
  const text = words.join(' ')
  const missing = missingWords(sections, words)
  const meant = words.map((word) => missing.find((one) => one.word === word)?.near ?? word).join(' ')
  const guess = nearest(text, names) ?? (meant === text ? undefined : meant)
  const sought = words.length === 1 ? 'this word' : 'all of these words'
  const hint = guess ? `; did you mean ${guess}?` : '.'
  return new CommandError(
    `There is no topic ${show(text)}, and no section has ${sought}${hint} The topics are ${names.join(', ')}`,
  )
}
