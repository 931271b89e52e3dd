import { posix } from 'node:path'
import type { Topic } from '../docs/topics.ts'

// Both match code as well, so that it stays as it is.
const html = /^`{3,}[^]*?^`{3,}$|^<!--[^]*?-->\n|^<picture>[^]*?<\/picture>\n\n?|^<img [^>]*>\n\n?/gm
const links = /^`{3,}[^]*?^`{3,}$|`[^`\n]+`|\[([^\]]+)\]\(([^)\s]+)\)/gm

/** Removes HTML comments and pictures, which a terminal cannot show. */
export function withoutHtml(markdown: string): string {
  return markdown.replaceAll(html, (found) => (found.startsWith('`') ? found : ''))
}

/** Markdown with links to read instead of to click. */
export function withReadableLinks(text: string, file: string, topics: readonly Topic[]): string {
  return text.replaceAll(links, (found, label?: string, href?: string) =>
    label === undefined || href === undefined ? found : toText(label, href, file, topics),
  )
}

/** A link to a topic names the command that prints it; one to another file, its place in the package. */
function toText(label: string, href: string, file: string, topics: readonly Topic[]): string {
  if (/^[a-z]+:/.test(href)) return label === href ? label : `${label} (${href})`
  const [path = ''] = href.split('#')
  const target = path === '' ? file : posix.join(posix.dirname(file), path)
  if (target === file) return label
  const topic = topics.find((one) => one.file === target)
  return topic ? `${label} (callcamp-mock docs ${topic.name})` : `${label} (${target} in the package)`
}
