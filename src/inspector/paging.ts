import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Page } from './answers.ts'
import { count } from './format.ts'

/** What part of a list is shown, and the way to the others. */
export function paging(shown: Page<unknown> | undefined, go: (page: number) => void): TemplateResult | typeof nothing {
  if (!shown || shown.total === 0) return nothing
  const { page, limit, total } = shown
  const last = Math.max(1, Math.ceil(total / limit))
  return html`<nav class="paging" aria-label="Pages">
    <span>${count((page - 1) * limit + 1)}–${count(Math.min(total, page * limit))} of ${count(total)}</span>
    <button ?disabled=${page <= 1} @click=${() => go(page - 1)} aria-label="Previous page">‹</button>
    <button ?disabled=${page >= last} @click=${() => go(page + 1)} aria-label="Next page">›</button>
  </nav>`
}

/** The text of a field of the form that is sent. */
export function field(event: SubmitEvent, name: string): string {
  event.preventDefault()
  const value = new FormData(event.target as HTMLFormElement).get(name)
  return typeof value === 'string' ? value : ''
}

/** A moment of UTC out of a field for date and time. */
export const momentField = (event: SubmitEvent, name: string): string => `${`${field(event, name)}:00`.slice(0, 19)}Z`

/** The text of a field in an event. */
export const typed = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value
