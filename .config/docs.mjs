// The documentation in the package: its texts for the command, its page for the server, and its digest for coding agents.
// All of it is made from the Markdown files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { Marked } from 'marked'
import { rolldown } from 'rolldown'
import { docsStyles } from './docs-styles.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'src/docs')

/** The topics, in the order in which the page lists them. */
const files = {
  start: 'README.md',
  setup: 'src/README.md',
  examples: 'test/examples/README.md',
  data: 'fixtures/README.md',
  simulator: 'src/simulator/README.md',
  history: 'src/world/README.md',
  faults: 'src/engine/README.md',
  explore: 'src/explore/README.md',
  contract: 'src/contract/README.md',
  server: 'src/serving/README.md',
  speed: 'test/bench/README.md',
  changelog: '.github/CHANGELOG.md',
  contributing: '.github/CONTRIBUTING.md',
  security: '.github/SECURITY.md',
}

export function readTopics() {
  return Object.entries(files).map(([name, file]) => {
    // Words behind the language of a block are for the tests.
    const text = readFileSync(join(root, file), 'utf8').replaceAll(/^```(\w+) .*$/gm, '```$1')
    return { name, title: /^# (.+)$/m.exec(text)[1], file, text }
  })
}

/** Puts the topics in the place of `src/docs/topics.ts`, and the page in that of `src/docs/site-files.ts`. A plugin of rolldown and vite. */
export function documentation() {
  return {
    name: 'callcamp-mock:documentation',
    async load(id) {
      const path = resolve(id.split('?')[0])
      if (path === join(folder, 'topics.ts')) return `export const topics = ${JSON.stringify(readTopics())}`
      if (path !== join(folder, 'site-files.ts')) return null
      const script = await bundleScript()
      return `export const page = ${JSON.stringify(await renderPage(readTopics()))}\nexport const script = ${JSON.stringify(script)}`
    },
  }
}

async function bundleScript() {
  const build = await rolldown({ input: join(folder, 'client/main.ts'), platform: 'browser' })
  const { output } = await build.generate({
    dir: folder,
    format: 'esm',
    entryFileNames: 'docs.js',
    // What is counted in a page is led back to the sources, which what is small can't be.
    ...(process.env.COUNTS_FOLDER === undefined ? { minify: true, comments: false } : { sourcemap: 'inline' }),
  })
  await build.close()
  return output[0].code.trim()
}

/** One page with all topics. The address decides which one is shown, without a script. */
async function renderPage(topics) {
  const navigation = topics.map(({ name, title }) => `<a href="#${name}">${escape(title)}</a>`).join('\n')
  const rendered = await Promise.all(topics.map((topic) => renderTopic(topic, topics)))
  const articles = topics.map(({ name }, index) => `<article id="${name}">\n${rendered[index]}</article>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>callcamp-mock: documentation</title>
<link rel="icon" href="data:,">
<style>${docsStyles}</style>
</head>
<body>
<header>
<form role="search"><input id="search" type="search" placeholder="Search the documentation" aria-label="Search the documentation" autocomplete="off"></form>
<div id="results" aria-live="polite"></div>
<nav aria-label="Topics">
${navigation}
<a href="#api">Try the API</a>
<a href="./">Inspector</a>
</nav>
</header>
<main>
${articles}
<article id="api">
<h1 id="api-try-the-api">Try the API</h1>
<p>These are the operations of the running mock. A request that you send here changes its data.</p>
<div id="operations"><p>The API reference needs JavaScript.</p></div>
</article>
</main>
<script type="module" src="docs.js"></script>
</body>
</html>
`
}

/** The HTML of one topic. Headings have ids of their own, and links between Markdown files lead to them. */
function renderTopic({ name, file, text }, topics) {
  const marked = new Marked({
    renderer: {
      heading: (html, level, raw) => `<h${level} id="${name}-${toAnchor(raw)}">${html}</h${level}>\n`,
      link: (href, _title, html) => linkTo(href, html, file, topics),
      // What can be scrolled must be reached by the keyboard.
      code: (code, language) => `<pre tabindex="0"><code class="language-${language}">${escape(code)}\n</code></pre>\n`,
      table: (header, body) =>
        `<div class="scroll" tabindex="0"><table><thead>${header}</thead><tbody>${body}</tbody></table></div>\n`,
      // Pictures are files of the repository, and the page has none beside it.
      html: () => '',
    },
  })
  return marked.parse(text)
}

function linkTo(href, html, file, topics) {
  if (/^[a-z]+:/.test(href)) return `<a href="${escape(href)}">${html}</a>`
  const [path, anchor] = href.split('#')
  const target = path === '' ? file : posix.normalize(posix.join(dirname(file), path))
  const topic = topics.find((one) => one.file === target)
  // Example projects are in the package, but not on the page.
  if (!topic) return `<code>${html}</code>`
  return `<a href="#${topic.name}${anchor ? `-${anchor}` : ''}">${html}</a>`
}

/** The anchor of a heading, as code hosts make it. */
function toAnchor(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Writes `llms.txt` and the skill for coding agents into the built package. */
export function writeAgentFiles(dist) {
  const topics = readTopics()
  write(join(dist, 'llms.txt'), toIndex(topics))
  write(join(dist, 'skills/callcamp-mock/SKILL.md'), toSkill(topics))
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The index of the documentation in the form of llmstxt.org. */
export function toIndex(topics) {
  const parts = [
    '# callcamp-mock',
    `> ${description}`,
    '`npx callcamp-mock docs <words>` searches the documentation below. It needs no network.',
    `## Rules for good tests\n\n${sectionOf(topics, 'setup', 'Rules for good tests', '../')}`,
    `## Documentation\n\n${topics.map((topic) => `- [${topic.title}](../${topic.file}): ${firstSentence(topic)}`).join('\n')}`,
  ]
  return `${parts.join('\n\n')}\n`
}

const whenToUse =
  'Use it when tests or a frontend need the Call Camp API (campaigns, records, orders, calls) without a backend.'

/** A skill: when to use the package, how to start, the rules, and where the rest is. */
export function toSkill(topics) {
  const toRoot = '../../../'
  const section = (name, heading) => `## ${heading}\n\n${sectionOf(topics, name, heading, toRoot)}`
  const list = topics.map(
    (topic) => `- \`npx callcamp-mock docs ${topic.name}\`: ${topic.title}. ${firstSentence(topic)}`,
  )
  const parts = [
    `---\nname: callcamp-mock\ndescription: ${JSON.stringify(`${description}. ${whenToUse}`)}\n---`,
    '# callcamp-mock',
    '`npx callcamp-mock docs <words>` searches the documentation. It needs no network.',
    section('start', 'Install'),
    section('setup', 'Rules for good tests'),
    section('start', 'Choose your environment'),
    section('start', 'Six recipes'),
    section('start', 'The API at a glance'),
    `## Topics\n\n${list.join('\n')}`,
  ]
  return `${parts.join('\n\n')}\n`
}

/** The text below a heading of the second level. Its links lead to the files of the package, whose root is at `toRoot`. */
function sectionOf(topics, name, heading, toRoot) {
  const { file, text } = topics.find((topic) => topic.name === name)
  // An agent has no use for pictures.
  const lines = text.replaceAll(/^<img [^>]*>\n\n?/gm, '').split('\n')
  const start = lines.indexOf(`## ${heading}`)
  if (start === -1) throw new Error(`${file} has no heading "${heading}"`)
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '))
  const section = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n')
  const toPackage = (target) => `${toRoot}${posix.normalize(posix.join(dirname(file), target))}`
  return section.replaceAll(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_, target) => `](${toPackage(target)})`).trim()
}

/** What a topic says first, as plain text. */
function firstSentence({ text }) {
  const [, paragraph = ''] = /^# .+\n\n([^\n#<`|-][\s\S]*?)(?:\n\n|$)/.exec(text) ?? []
  const plain = paragraph.replaceAll('\n', ' ').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
  return (/^.*?[.:](?=\s|$)/.exec(plain)?.[0] ?? plain).replace(/:$/, '.')
}
