import { html, type TemplateResult } from 'lit/html.js'

/**
 * How statuses look: a shape of its own for each, so that colour never tells alone. The colours are in the style sheet,
 * as `--c-…`. Order statuses come in the order in which the chart stacks them, the settled ones at the bottom.
 */
const shapes = {
  contacted: 'M1 5l3 3 5-6',
  completed: 'M1 8V2h8v6zM3.5 5h3',
  'do-not-call': 'M2 2l6 6M5 .7a4.3 4.3 0 1 0 .01 0z',
  failed: 'M2 2l6 6M8 2l-6 6',
  canceled: 'M1 5h8',
  busy: 'M5 1l4.3 7.7H.7zM5 4v2',
  'no-answer': 'M5 9L.7 1.3h8.6z',
  calling: 'M2 5a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM5 4v2',
  scheduled: 'M5 .8a4.2 4.2 0 1 0 .01 0zM5 2.7V5l2 1.3',
  planned: 'M5 .8a4.2 4.2 0 1 0 .01 0z',
  registered: 'M2 5h.01M5 5h.01M8 5h.01',
} as const

export type OrderStatus = keyof typeof shapes
export type CallEnding = (typeof callEndings)[number]
export type CampaignStatus = keyof typeof campaignShapes

export const orderStatuses = Object.keys(shapes) as OrderStatus[]
/** Nothing leaves these by itself. */
export const settled: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'contacted',
  'completed',
  'do-not-call',
  'failed',
  'canceled',
])
export const callEndings = ['contacted', 'completed', 'no-answer', 'busy', 'failed', 'do-not-call', 'canceled'] as const

const campaignShapes = {
  draft: shapes.registered,
  active: 'M2.5 1v8L9 5z',
  paused: 'M3 1.5v7M7 1.5v7',
  completed: shapes.contacted,
  archived: shapes.completed,
  closed: shapes.canceled,
} as const

/** Styles are set as a property, here and elsewhere: a page may forbid them as attributes. */
function drawn(name: string, path: string): TemplateResult {
  return html`<svg class="glyph" viewBox="0 0 10 10" aria-hidden="true" .style=${`color:var(--c-${name})`}>
    <path d=${path} />
  </svg>`
}

export const glyph = (status: OrderStatus): TemplateResult => drawn(status, shapes[status])

export const badge = (status: OrderStatus): TemplateResult =>
  html`<span class="badge">${glyph(status)}${words(status)}</span>`

export const campaignBadge = (status: CampaignStatus): TemplateResult =>
  html`<span class="badge">${drawn(status, campaignShapes[status])}${words(status)}</span>`

export const words = (status: string): string => status.replaceAll('-', ' ')
