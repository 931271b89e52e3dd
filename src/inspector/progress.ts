import { html, nothing, type TemplateResult } from 'lit/html.js'
import { finalStatuses } from '../contract/statuses.ts'
import { percent } from './format.ts'
import type { Stats } from './answers.ts'
import { orderStatuses, words } from './statuses.ts'

/** How far a campaign has come: a bar with a piece for each status, and the share of those to be called that is settled. */
export function progress({ orders }: Stats): TemplateResult {
  // Orders that nobody planned do not count: without them a campaign is complete.
  const total = orders.total - orders.registered
  const done = orderStatuses.reduce((sum, status) => sum + (finalStatuses.has(status) ? orders[status] : 0), 0)
  return html`<span class="progress"
    ><span
      class="bar"
      role="progressbar"
      aria-label="Orders settled"
      aria-valuemin="0"
      aria-valuemax=${total || 1}
      aria-valuenow=${done}
    >
      ${orderStatuses.map((status) => (orders[status] ? html`<i title="${words(status)}: ${orders[status]}" .style=${`flex-grow:${orders[status]};background:var(--c-${status})`}></i>` : nothing))} </span
    ><b>${percent(done, total)}</b></span
  >`
}
