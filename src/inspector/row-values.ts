import { html, type TemplateResult } from 'lit/html.js'
import type { CampaignStatus, OrderStatus } from '../contract/statuses.ts'
import { moment, shortId, stamp } from './format.ts'
import { json, textOf } from './json.ts'
import { toRoute } from './place.ts'
import type { Field } from './schema-fields.ts'
import type { Model, Page } from './answers.ts'
import { badge, campaignBadge, campaignStatuses, orderStatuses } from './statuses.ts'

/** The rows of any model in words. */

export type Row = Readonly<Record<string, unknown>> & { readonly uuid: string }

/** Names of rows that others refer to, by their ids. */
export type Names = Readonly<Record<string, string>>

export type RowPage = Page<Row> & { readonly names?: Names }

/** The title of a row: its name, or the name of its last reference to a model that is not `known`. */
export function titleOf({ references }: Model, row: Row, names: Names, known = ''): string {
  const last = Object.keys(references).findLast((name) => references[name] !== known)
  const name = row['name'] ?? names[String(row[last ?? ''])]
  return typeof name === 'string' && name !== '' ? name : shortId(row.uuid)
}

export const rowLink = (model: string, uuid: string, text: string): TemplateResult =>
  html`<a href="#/${toRoute(['data', model, uuid])}" title=${uuid}><bdi>${text}</bdi></a>`

/** A value in a list: on one line. */
export function cell(model: Model, { name, kind, values }: Field, row: Row, names: Names, zone: string): unknown {
  const value = row[name]
  if (value === null || value === undefined || value === '') return html`<span class="null">–</span>`
  const reference = model.references[name]
  const text = textOf(value)
  if (reference) return rowLink(reference, text, names[text] ?? shortId(text))
  if (kind === 'choice' && values.includes('busy')) return badge(isOrderStatus(text) ? text : 'registered')
  if (kind === 'choice' && isCampaignStatus(text) && model.name === 'campaign') return campaignBadge(text)
  if (kind === 'moment')
    return html`<time datetime=${text} title="${stamp(text, zone)} ${zone}">${moment(text, zone)}</time>`
  // Moments that never go over the wire are numbers.
  if (typeof value === 'number' && name.endsWith('At')) return moment(new Date(value).toISOString(), zone)
  if (name === 'uuid') return html`<span title=${text}>${shortId(text)}</span>`
  return typeof value === 'object' ? text : html`<bdi>${text}</bdi>`
}

/** A value by itself: JSON folds, and an id is shown whole. */
export function whole(model: Model, field: Field, row: Row, names: Names, zone: string): unknown {
  const value = row[field.name]
  if (typeof value === 'object' && value !== null) return json(value)
  if (field.kind === 'moment' && typeof value === 'string') return `${stamp(value, zone)} ${zone}`
  return field.name === 'uuid' ? value : cell(model, field, row, names, zone)
}

const isOrderStatus = (text: string): text is OrderStatus => orderStatuses.some((one) => one === text)
const isCampaignStatus = (text: string): text is CampaignStatus => campaignStatuses.some((one) => one === text)

/** The columns of a list beside the name of a row, the ones that say most first: states, references, then the others. */
export function columnsOf(model: Model): readonly Field[] {
  const rank = ({ name, kind, isNullable }: Field) =>
    (name === 'updatedAt' ? 8 : 0) +
    (model.hidden.includes(name) ? 6 : 0) +
    (model.references[name] ? 1 : kind === 'choice' ? 0 : isNullable ? 4 : 2)
  return model.fields
    .filter(({ name, kind }) => !['uuid', 'name', 'createdAt', 'customName'].includes(name) && kind !== 'json')
    .toSorted((a, b) => rank(a) - rank(b))
}
