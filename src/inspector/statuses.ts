import { html, type TemplateResult } from 'lit/html.js'
import type { CallEnding } from '../contract/calls.ts'
import {
  type CallOutcome,
  type CampaignStatus,
  type OrderStatus,
  statuses,
  type StatusRow,
} from '../contract/statuses.ts'

/**
 * The look of a status: the path of its shape, so that colour is never the only difference, and its light and dark
 * colour.
 */
interface Look {
  readonly shape: string
  readonly colour: readonly [light: string, dark: string]
}

/** Order statuses come in the order in which the chart stacks them: those that a call ends with at the bottom. */
const looks: Readonly<Record<OrderStatus, Look>> = {
  contacted: { shape: 'M1 5l3 3 5-6', colour: ['#156f3d', '#4cc38a'] },
  completed: { shape: 'M1 8V2h8v6zM3.5 5h3', colour: ['#0e7490', '#53b8cf'] },
  'do-not-call': { shape: 'M2 2l6 6M5 .7a4.3 4.3 0 1 0 .01 0z', colour: ['#8b2a7c', '#e18bd4'] },
  failed: { shape: 'M2 2l6 6M8 2l-6 6', colour: ['#c23a30', '#f2766b'] },
  canceled: { shape: 'M1 5h8', colour: ['#6e737a', '#8b929a'] },
  busy: { shape: 'M5 1l4.3 7.7H.7zM5 4v2', colour: ['#a94a08', '#f0954a'] },
  'no-answer': { shape: 'M5 9L.7 1.3h8.6z', colour: ['#a37a00', '#dfb640'] },
  calling: { shape: 'M2 5a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM5 4v2', colour: ['#5b3fd1', '#b09cff'] },
  scheduled: { shape: 'M5 .8a4.2 4.2 0 1 0 .01 0zM5 2.7V5l2 1.3', colour: ['#3f6fd8', '#7ba4ff'] },
  planned: { shape: 'M5 .8a4.2 4.2 0 1 0 .01 0z', colour: ['#8ba0c4', '#56698c'] },
  registered: { shape: 'M2 5h.01M5 5h.01M8 5h.01', colour: ['#b6bac0', '#4a5058'] },
}

/** What is going on comes first. The colours are those of order statuses. */
const campaignLooks: Readonly<Record<CampaignStatus, { readonly shape: string; readonly colour: OrderStatus }>> = {
  active: { shape: 'M2.5 1v8L9 5z', colour: 'contacted' },
  paused: { shape: 'M3 1.5v7M7 1.5v7', colour: 'no-answer' },
  draft: { shape: looks.registered.shape, colour: 'canceled' },
  completed: { shape: looks.contacted.shape, colour: 'completed' },
  closed: { shape: looks.canceled.shape, colour: 'canceled' },
  archived: { shape: looks.completed.shape, colour: 'canceled' },
}

/** What people ask first: how it went, or that it goes on. Each group has the colour of one of its statuses. */
export const groups: Readonly<Record<string, OrderStatus>> = {
  reached: 'contacted',
  'not reached': 'failed',
  'in flight': 'calling',
  waiting: 'scheduled',
}

/** The group of a status. A status that is neither called, planned nor final has no group. */
export function groupOf(status: OrderStatus): string | undefined {
  const { state, outcome }: StatusRow = statuses[status]
  if (outcome?.reached) return 'reached'
  if (state === 'final') return 'not reached'
  if (status === 'calling') return 'in flight'
  return state === 'open' ? 'waiting' : undefined
}

export const orderStatuses = Object.keys(looks) as OrderStatus[]
export const isOutcome = (status: OrderStatus): status is CallOutcome => 'outcome' in statuses[status]
/** How calls end, by the table of statuses: the list of the contract would bring more into the page than this needs. */
export const callEndings = orderStatuses.filter(
  (status): status is CallEnding => isOutcome(status) || status === 'canceled',
)
export const campaignStatuses = Object.keys(campaignLooks) as CampaignStatus[]

/** The colours as properties of a style sheet, `--c-…`. */
export const colours = orderStatuses
  .map((status) => `--c-${status}:light-dark(${looks[status].colour.join(',')});`)
  .join('')

/** Styles are set as a property, here and elsewhere: a page may forbid them as attributes. */
function drawn(name: string, path: string): TemplateResult {
  return html`<svg class="glyph" viewBox="0 0 10 10" aria-hidden="true" .style=${`color:var(--c-${name})`}>
    <path d=${path} />
  </svg>`
}

export const glyph = (status: OrderStatus): TemplateResult => drawn(status, looks[status].shape)

export const badge = (status: OrderStatus): TemplateResult =>
  html`<span class="badge">${glyph(status)}${words(status)}</span>`

export const campaignBadge = (status: CampaignStatus): TemplateResult =>
  html`<span class="badge">${drawn(campaignLooks[status].colour, campaignLooks[status].shape)}${words(status)}</span>`

export const words = (status: string): string => status.replaceAll('-', ' ')
