import { keyed } from 'lit/directives/keyed.js'
import { html } from 'lit/html.js'
import type { Live } from '../live.ts'
import { Chart } from '../chart.ts'
import { CampaignView } from './campaign.ts'
import { Faults } from './faults.ts'
import { Records } from './records.ts'
import { Requests } from './requests.ts'
import { Scenarios } from './scenarios.ts'
import { Time } from './time.ts'
import { HistoryView } from './history.ts'
import { Timeline } from '../timeline.ts'
import { charts } from '../styles/charts.ts'
import { timeline } from '../styles/timeline.ts'

/** All views but the overview: a script of their own, which is loaded when one of them is opened. */
export const elements = {
  'callcamp-chart': Chart,
  'callcamp-timeline': Timeline,
  'callcamp-history': HistoryView,
  'callcamp-campaign': CampaignView,
  'callcamp-records': Records,
  'callcamp-requests': Requests,
  'callcamp-time': Time,
  'callcamp-scenarios': Scenarios,
  'callcamp-faults': Faults,
}

/** The sheet of what is drawn with these elements. */
export const timelineStyles = [charts, timeline].join('')

export const drawTimeline = (live: Live): unknown => html`<callcamp-timeline .live=${live}></callcamp-timeline>`

/** The view of a name; undefined where there is none. */
export function drawView(view: string, id: string, live: Live): unknown {
  switch (view) {
    case 'campaign':
      // Another campaign is another view: nothing of the one before stays, and what it still waits for comes to nothing.
      return keyed(id, html`<callcamp-campaign .live=${live} .uuid=${id}></callcamp-campaign>`)
    case 'records':
      return html`<callcamp-records .live=${live} .uuid=${id}></callcamp-records>`
    case 'requests':
      return html`<callcamp-requests .live=${live}></callcamp-requests>`
    case 'time':
      return html`<callcamp-time .live=${live}></callcamp-time>`
    case 'scenarios':
      return html`<callcamp-scenarios .live=${live}></callcamp-scenarios>`
    case 'faults':
      return html`<callcamp-faults .live=${live}></callcamp-faults>`
    default:
      return undefined
  }
}
