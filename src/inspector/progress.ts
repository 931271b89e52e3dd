import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Stats } from './answers.ts'
import { between, percent } from './format.ts'
import { groupOf, groups, orderStatuses, words } from './statuses.ts'

/** How far a campaign has come: a bar with a piece for each group, and the share of those to be called that is settled. */
export function progress({ orders }: Stats): TemplateResult {
  // Orders that nobody planned do not count: without them a campaign is complete.
  const total = orders.total - orders.registered
  const counted = Object.entries(groups).map(([name, colour]) => {
    const parts = orderStatuses.filter((status) => orders[status] && groupOf(status) === name)
    return {
      count: parts.reduce((sum, status) => sum + orders[status], 0),
      colour,
      title: `${name}: ${parts.map((status) => `${orders[status]} ${words(status)}`).join(', ')}`,
    }
  })
  const done = counted.slice(0, 2).reduce((sum, { count }) => sum + count, 0)
  const pieces = counted.map(({ count, colour, title }) =>
    count ? html`<i title=${title} .style=${`flex-grow:${count};background:var(--c-${colour})`}></i>` : nothing,
  )
  return html`<span class="progress"
    ><span
      class="bar"
      role="progressbar"
      aria-label="Orders settled"
      aria-valuemin="0"
      aria-valuemax=${total || 1}
      aria-valuenow=${done}
      >${pieces}</span
    ><b>${percent(done, total)}</b></span
  >`
}

/** When a campaign will be done, to follow other words about it. */
export const whenDone = ({ estimatedEnd }: Stats, now: string): string =>
  estimatedEnd ? ` · done in about ${between(now, estimatedEnd)}` : ''
