import { type Problem, problems } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'
import { byUuid } from './db.ts'
import { after, type HandlersOf, refusing } from './handlers.ts'
import { seriesOf } from './series.ts'
import { weekOf } from './week.ts'

/** Routes of the call simulator, statistics and explanations. */

/** The refusal of what needs the simulator, if it is off. */
export function withoutSimulator(mock: Controlled): Problem | undefined {
  return mock.simulator.enabled ? undefined : problems.forbidden('The call simulator is switched off')
}

function simulatorOf(mock: Controlled) {
  const { enabled, settings } = mock.simulator
  return { enabled, settings }
}

/** The refusal of a campaign that does not exist. Without an id, all campaigns are meant. */
function withoutCampaign(mock: Controlled, uuid: string | undefined): Problem | undefined {
  return uuid === undefined || mock.db.campaign.findFirst(byUuid(uuid))
    ? undefined
    : problems.notFound('campaign', uuid)
}

export const simulatorHandlers: HandlersOf<'simulator'> = {
  'simulator.get': simulatorOf,
  'simulator.change': (mock, { body }) =>
    after(withoutSimulator(mock) ?? refusing('simulator', () => mock.simulator.configure(body)), () =>
      simulatorOf(mock),
    ),
  'simulator.outcomes': (mock, { body: { target, outcomes } }) =>
    withoutSimulator(mock) ?? refusing('target', () => mock.simulator.outcome(target, outcomes)),
  'simulator.stats': (mock, { query: { campaign } }) => withoutCampaign(mock, campaign) ?? mock.stats(campaign),
  'simulator.series': (mock, { query }) => withoutCampaign(mock, query.campaign) ?? seriesOf(mock, query),
  'simulator.week': (mock, { query: { campaign, back } }) => {
    const found = mock.db.campaign.getAll().find(({ uuid }) => uuid === campaign)
    return found ? weekOf(mock, found, back) : problems.notFound('campaign', campaign)
  },
  'simulator.why': (mock, { params: { uuid } }) => {
    const { order, campaign } = mock.db
    return order.findFirst(byUuid(uuid)) || campaign.findFirst(byUuid(uuid))
      ? mock.why(uuid)
      : problems.notFound('order and no campaign', uuid)
  },
}
