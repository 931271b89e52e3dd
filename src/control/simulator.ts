import { z } from 'zod'
import { type Problem, problems } from '../contract/problems.ts'
import { drawnOutcome, simulatorSettings } from '../contract/simulator.ts'
import type { Controlled } from './controlled.ts'
import { after, type ControlRow, defineControl, refusing } from './row.ts'

/** The call simulator, and how far campaigns have come. */

const statsQuery = z.strictObject({ campaign: z.string().optional() })

const outcomesBody = z.strictObject({
  target: z.string().min(1),
  outcomes: z.array(drawnOutcome).max(1_000),
})

/** What needs the simulator, where it is switched off. */
export function withoutSimulator(mock: Controlled): Problem | undefined {
  return mock.simulator.enabled ? undefined : problems.forbidden('The call simulator is switched off')
}

function simulatorOf(mock: Controlled) {
  const { enabled, settings } = mock.simulator
  return { enabled, settings }
}

export const simulatorRows: readonly ControlRow[] = [
  defineControl({
    id: 'stats',
    method: 'GET',
    path: '/stats',
    summary: 'How far campaigns have come: one, or all of them',
    query: statsQuery,
    handle(mock, { query: { campaign } }) {
      if (campaign !== undefined && !mock.db.campaign.findFirst({ where: { uuid: { equals: campaign } } }))
        return problems.notFound('campaign', campaign)
      return mock.stats(campaign)
    },
  }),
  defineControl({
    id: 'simulator.get',
    method: 'GET',
    path: '/simulator',
    summary: 'The settings of the call simulator',
    handle: simulatorOf,
  }),
  defineControl({
    id: 'simulator.change',
    method: 'PATCH',
    path: '/simulator',
    summary: 'Changes settings of the call simulator',
    body: simulatorSettings,
    handle: (mock, { body }) =>
      after(withoutSimulator(mock) ?? refusing('simulator', () => mock.simulator.configure(body)), () =>
        simulatorOf(mock),
      ),
  }),
  defineControl({
    id: 'simulator.outcomes',
    method: 'POST',
    path: '/simulator/outcomes',
    summary: 'Scripts how the next calls of a contact end',
    body: outcomesBody,
    status: 204,
    handle: (mock, { body: { target, outcomes } }) =>
      withoutSimulator(mock) ?? refusing('target', () => mock.simulator.outcome(target, outcomes)),
  }),
]
