import { html, type TemplateResult } from 'lit/html.js'
import type { Live } from '../live.ts'
import { views } from '../navigation.ts'
import { laterStyles } from '../styles/later.ts'
import { CampaignView } from './campaign.ts'
import { Data, firstModel } from './data.ts'
import { OutcomeScript } from './outcome-script.ts'
import { Chart } from '../chart.ts'
import { Requests } from './requests.ts'
import { Time } from './time.ts'
import { RowCard } from './row.ts'
import { SimulatorView } from './simulator.ts'
import { Scenarios } from './scenarios.ts'
import { Faults } from './faults.ts'
import { restoreFile } from '../state-file.ts'
import { HistoryView } from './history.ts'
import { Timeline } from '../timeline.ts'
import { Keys, Palette } from './palette.ts'
import { RequestDetails } from './request.ts'
// Similar views stand together: the compressed script is 1 % smaller.

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
export { restoreFile }

export const drawTimeline = (live: Live): unknown => html`<callcamp-timeline .live=${live}></callcamp-timeline>`

export interface ShownView {
  readonly key: string
  readonly element: HTMLElement
}

/**
 * The view of a place, or undefined where there is none. Another campaign or model is another view: nothing of the one
 * before stays, and what that still waits for comes to nothing.
 */
export function viewAt(live: Live, shown: ShownView | undefined): ShownView | undefined {
  const [view, id = ''] = live.place.path
  const tag = `callcamp-${view}`
  if (!Object.hasOwn(elements, tag) || (view !== 'campaign' && !Object.hasOwn(views, view ?? ''))) return undefined
  const key = `${tag} ${view === 'campaign' ? id : view === 'data' ? id || firstModel : ''}`
  if (shown?.key === key) return shown
  return { key, element: Object.assign(document.createElement(tag), { live, uuid: id }) }
}

/** The dialog with this name. */
export function drawDialog(dialog: 'palette' | 'keys', live: Live, close: () => void): TemplateResult {
  return dialog === 'palette'
    ? html`<callcamp-palette .live=${live} .close=${close}></callcamp-palette>`
    : html`<callcamp-keys .live=${live} .close=${close}></callcamp-keys>`
}
