import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { RowChange } from '../contract/history.ts'
import { pairs } from './controls.ts'
import { plural, shortId, stamp } from './format.ts'
import { toRoute } from './place.ts'

/** So many rows are shown; a step may change thousands. */
const maxShown = 50

/** Rows that were changed, field by field, and how many more there are. */
export function changedRows(changes: readonly RowChange[], total: number, zone: string): TemplateResult {
  const more = total - Math.min(changes.length, maxShown)
  return html`${changes.slice(0, maxShown).map((change) => changedRow(change, zone))}
  ${more > 0 ? html`<p class="note">and ${plural(more, 'more row')}</p>` : nothing}`
}

function changedRow({ model, uuid, before, after }: RowChange, zone: string): TemplateResult {
  const [old, now] = [toValues(before), toValues(after)]
  const fields = Object.keys({ ...old, ...now }).filter((field) => text(old[field], zone) !== text(now[field], zone))
  const what = before === null ? 'made' : after === null ? 'removed' : 'changed'
  const id = shortId(uuid)
  const link =
    after === null
      ? html`<span title=${uuid}>${id}</span>`
      : html`<a href="#/${toRoute(['data', model, uuid])}" title=${uuid}>${id}</a>`
  return html`<div class="change">
    <p>
      <b>${model}</b> ${link}
      <span class="tag">${what}</span>
    </p>
    ${pairs(
      '',
      fields.map((field) => [
        field,
        html`${
          before === null ? nothing : html`<del>${text(old[field], zone)}</del>`
        }${after === null ? nothing : html` <ins>${text(now[field], zone)}</ins>`}`,
      ]),
    )}
  </div>`
}

const toValues = (row: object | null): Readonly<Record<string, unknown>> => ({ ...row })

function text(value: unknown, zone: string): string {
  if (value === null || value === undefined) return '–'
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? stamp(value, zone) : value
}
