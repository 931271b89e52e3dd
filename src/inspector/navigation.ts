import { html, nothing, type TemplateResult } from 'lit/html.js'
import { icon } from './controls.ts'
import type { Live } from './live.ts'

/** The views by their names in the address, with what draws their icons. */
export const views: Readonly<Record<string, readonly [title: string, icon: string]>> = {
  overview: ['Overview', 'M2 14V8h3v6M6.5 14V3h3v11M11 14v-4h3v4'],
  data: ['Data', 'M2.5 4c0-2.7 11-2.7 11 0v8c0 2.7-11 2.7-11 0zM2.5 4c0 2.7 11 2.7 11 0M2.5 8c0 2.7 11 2.7 11 0'],
  requests: ['Requests', 'M2 5h11l-3-3M14 11H3l3 3'],
  faults: ['Faults', 'M9 1L3 9h4l-1 6 7-8H8z'],
  time: ['Time', 'M8 1.5a6.5 6.5 0 1 0 .01 0zM8 4v4l3 2'],
  simulator: [
    'Simulator',
    'M2 5h7M13 5h1M2 11h1M7 11h7M9 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M3 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  ],
  scenarios: ['Scenarios', 'M2 5l6-3 6 3-6 3zM2 8.5l6 3 6-3M2 11.5l6 3 6-3'],
}

/** The list of views; a campaign belongs to the overview. */
export function navigation({ place, faults }: Live): TemplateResult {
  const [view = ''] = place.path
  const at = view === 'campaign' ? 'overview' : view
  return html`<nav class="views" aria-label="Views">
    ${Object.entries(views).map(
      ([name, [title, path]]) =>
        html`<a href="#/${name}" aria-current=${name === at ? 'page' : nothing}
          >${icon(path)}${title}${name === 'faults' && faults.length > 0 ? html`<i class="count">${faults.length}</i>` : nothing}</a
        >`,
    )}
  </nav>`
}
