import { html, type TemplateResult } from 'lit/html.js'
import { typed } from './paging.ts'

/** What is drawn in many places: an icon, a choice, buttons that are on or off, names with their values. */

/** In place of what is not known yet. */
export const loading = html`<p class="empty">Loading…</p>`

/** A line drawing on a square of 16. */
export const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`

/** A button that shows an icon. Its title tells more than its name where one is given. */
export const iconButton = (
  name: string,
  path: string,
  act: () => unknown,
  disabled = false,
  title = name,
): TemplateResult =>
  html`<button aria-label=${name} title=${title} ?disabled=${disabled} @click=${act}>${icon(path)}</button>`

/** A field to choose one of many values. It shows the current value until the choice has taken effect. */
export function choice(
  label: string,
  value: string,
  values: Iterable<readonly [value: string, text: unknown]>,
  choose: (value: string) => unknown,
): TemplateResult {
  const change = (event: Event) => {
    const chosen = typed(event)
    ;(event.target as HTMLSelectElement).value = value
    choose(chosen)
  }
  return html`<select aria-label=${label} @change=${change}>
    ${Array.from(values, ([one, text]) => html`<option value=${one} .selected=${one === value}>${text}</option>`)}
  </select>`
}

/** Buttons that belong together. */
export const group = (label: string, buttons: unknown): TemplateResult =>
  html`<span class="group" role="group" aria-label=${label}>${buttons}</span>`

/** A button that is on or off. */
export const toggle = (text: unknown, isOn: boolean, act: () => unknown): TemplateResult =>
  html`<button aria-pressed=${isOn} @click=${act}>${text}</button>`

/** Names and their values. */
export const pairs = (name: string, entries: Iterable<readonly [name: unknown, value: unknown]>): TemplateResult =>
  html`<dl class=${name}>
    ${Array.from(
      entries,
      ([key, value]) =>
        html`<div>
          <dt>${key}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
