import { html, render } from 'lit/html.js'
import { findSections, type Section } from '../sections.ts'

/** The search field of the page: it finds headings and the texts below them. */

interface PageSection extends Section {
  readonly anchor: string
  readonly topic: string
}

const maxResults = 8
const snippetLength = 120

export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#search')
  const results = document.querySelector<HTMLElement>('#results')
  if (!field || !results) return
  const show = () => {
    const words = field.value.split(/\s+/).filter((word) => word !== '')
    const found = words.length > 0 ? findSections(readSections(), words) : undefined
    render(found && list(found.slice(0, maxResults), words), results)
  }
  field.addEventListener('input', show)
  field.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    results.querySelector('a')?.click()
  })
  results.addEventListener('click', () => {
    field.value = ''
    show()
  })
}

/** The sections as the page shows them, and the operations of the API. */
function readSections(): readonly PageSection[] {
  return [...document.querySelectorAll('article')].flatMap((article) => {
    const topic = article.querySelector('h1')?.textContent ?? ''
    const headings = [...article.querySelectorAll('h1, h2, h3')].map((heading) => ({
      anchor: heading.id,
      topic,
      heading: heading.textContent,
      text: textBelow(heading),
    }))
    const operations = [...article.querySelectorAll('details.operation')].map((operation) => ({
      anchor: operation.id,
      topic,
      heading: operation.querySelector('summary')?.textContent ?? '',
      text: operation.textContent,
    }))
    return headings.concat(operations)
  })
}

function textBelow(heading: Element): string {
  const texts: string[] = []
  for (
    let next = heading.nextElementSibling;
    next && !next.matches('h1, h2, h3, #operations');
    next = next.nextElementSibling
  )
    texts.push(next.textContent)
  return texts.join(' ')
}

function list(found: readonly PageSection[], words: readonly string[]): unknown {
  if (found.length === 0) return html`<p>No section has all of these words.</p>`
  return html`<ul>
    ${found.map(
      ({ anchor, topic, heading, text }) =>
        html`<li>
          <a href="#${anchor}">${heading}</a>
          <small>${topic === heading ? '' : topic}</small>
          <p>${snippet(text, words)}</p>
        </li>`,
    )}
  </ul>`
}

/** The words around the first place of one of the words. */
function snippet(text: string, words: readonly string[]): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const places = words.map((word) => flat.toLowerCase().indexOf(word.toLowerCase())).filter((place) => place >= 0)
  const first = Math.max(0, Math.min(...places, flat.length) - snippetLength / 3)
  const start = first === 0 ? 0 : flat.indexOf(' ', first) + 1
  const end = flat.lastIndexOf(' ', start + snippetLength)
  return flat.length <= snippetLength ? flat : `${start > 0 ? '… ' : ''}${flat.slice(start, end)} …`
}
