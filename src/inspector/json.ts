import { html, nothing, type TemplateResult } from 'lit/html.js'

/** A body as it goes over the wire. */
export const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

/** JSON to read: objects and lists fold. */
export function json(value: unknown, name?: string, open = true): TemplateResult {
  const label = name === undefined ? nothing : html`<bdi class="key">${name}</bdi>`
  if (typeof value !== 'object' || value === null)
    return html`<div>${label}<bdi class=${value === null ? 'null' : typeof value}>${JSON.stringify(value)}</bdi></div>`
  const entries = Object.entries(value)
  const [left, right] = Array.isArray(value) ? '[]' : '{}'
  if (entries.length === 0) return html`<div>${label}<span class="null">${left}${right}</span></div>`
  return html`<details ?open=${open}>
    <summary>${label}<span class="null">${left}${entries.length}${right}</span></summary>
    ${entries.map(([key, inner]) => json(inner, key, open && entries.length <= 20))}
  </details>`
}
