import { keyed } from 'lit/directives/keyed.js'
import { html, type TemplateResult } from 'lit/html.js'
import type { Live } from '../live.ts'
import { Chart } from '../chart.ts'
import { laterStyles } from '../styles/later.ts'
import { CampaignView } from './campaign.ts'
import { Data, firstModel } from './data.ts'
import { Faults } from './faults.ts'
import { OutcomeScript } from './outcome-script.ts'
import { Keys, Palette } from './palette.ts'
import { RequestDetails } from './request.ts'
import { Requests } from './requests.ts'
import { RowCard } from './row.ts'
import { Scenarios } from './scenarios.ts'
import { SimulatorView } from './simulator.ts'
import { Time } from './time.ts'
import { HistoryView } from './history.ts'
import { Timeline } from '../timeline.ts'

/** All views but the overview, and what opens above them: a script of their own, which is loaded when one is opened. */
export const elements = {
  'callcamp-chart': Chart,
  'callcamp-timeline': Timeline,
  'callcamp-history': HistoryView,
  'callcamp-campaign': CampaignView,
  'callcamp-data': Data,
  'callcamp-row': RowCard,
  'callcamp-requests': Requests,
  'callcamp-request': RequestDetails,
  'callcamp-time': Time,
  'callcamp-simulator': SimulatorView,
  'callcamp-script': OutcomeScript,
  'callcamp-scenarios': Scenarios,
  'callcamp-faults': Faults,
  'callcamp-palette': Palette,
  'callcamp-keys': Keys,
}

export const styles = laterStyles

export const drawTimeline = (live: Live): unknown => html`<callcamp-timeline .live=${live}></callcamp-timeline>`

/** The view of a place; undefined where there is none. */
export function drawView(live: Live): unknown {
  const [view, id = ''] = live.place.path
  switch (view) {
    case 'campaign':
      // Another campaign is another view: nothing of the one before stays, and what it still waits for comes to nothing.
      return keyed(id, html`<callcamp-campaign .live=${live} .uuid=${id}></callcamp-campaign>`)
    case 'data':
      // Another model is another view, too.
      return keyed(id || firstModel, html`<callcamp-data .live=${live}></callcamp-data>`)
    case 'requests':
      return html`<callcamp-requests .live=${live}></callcamp-requests>`
    case 'time':
      return html`<callcamp-time .live=${live}></callcamp-time>`
    case 'simulator':
      return html`<callcamp-simulator .live=${live}></callcamp-simulator>`
    case 'scenarios':
      return html`<callcamp-scenarios .live=${live}></callcamp-scenarios>`
    case 'faults':
      return html`<callcamp-faults .live=${live}></callcamp-faults>`
    default:
      return undefined
  }
}

/** What lies above everything. */
export function drawDialog(dialog: 'palette' | 'keys', live: Live, close: () => void): TemplateResult {
  return dialog === 'palette'
    ? html`<callcamp-palette .live=${live} .close=${close}></callcamp-palette>`
    : html`<callcamp-keys .live=${live} .close=${close}></callcamp-keys>`
}
