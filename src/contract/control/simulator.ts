import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { explanation } from '../explanations.ts'
import { timestamp } from '../formats.ts'
import type { Immutable } from '../immutable.ts'
import { named, namedStrict } from '../named.ts'
import { wholeNumber, withinTime } from '../numbers.ts'
import { recordOf } from '../record-of.ts'
import { orderStatuses } from '../statuses.ts'
import { drawnOutcome, simulatorSettings } from '../simulator.ts'
import { stats } from '../stats.ts'
import { week, weekQuery } from './week.ts'

/** The call simulator, how far campaigns have come, and why. */

const statsQuery = z.strictObject({ campaign: z.string().optional().meta({ description: 'The id of a campaign.' }) })

const seriesQuery = z
  .strictObject({
    campaign: z.string().optional().meta({ description: 'The id of a campaign. Default: all.' }),
    from: withinTime().optional().meta({ description: 'Milliseconds since 1970. Default: the first order.' }),
    to: withinTime()
      .optional()
      .meta({ description: 'Milliseconds since 1970. Default: now, or the last that happened.' }),
    points: wholeNumber(2, 2_000).default(240).meta({ description: 'How many counts there are of each status.' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'must not be before from',
  })

const series = named('Series', 'How many orders were in each status over a span of virtual time.', {
  first: timestamp,
  last: timestamp,
  from: timestamp,
  to: timestamp,
  statuses: z
    .object(recordOf(orderStatuses, () => z.array(z.int().min(0)).optional()))
    .meta({ id: 'StatusSeries', description: 'The counts of each status; one that no order had is missing.' }),
  forecast: z
    .object({
      to: timestamp,
      statuses: z
        .object(recordOf(orderStatuses, () => z.number().min(0).optional()))
        .meta({ id: 'ForecastCounts', description: 'How many orders will be in each status.' }),
    })
    .nullable()
    .meta({ id: 'Forecast', description: 'How many orders will be in each status when all calls are made, and when.' }),
})
export interface Series extends Immutable<z.infer<typeof series>> {}

const script = namedStrict('Script', 'How the next calls of a contact end.', {
  target: z.string().min(1).meta({ description: 'The id of an order, or a phone number.' }),
  outcomes: z.array(drawnOutcome).max(1_000).meta({ description: 'How the next calls end, in order.' }),
})

const simulator = z
  .object({ enabled: z.boolean(), settings: simulatorSettings })
  .meta({ id: 'Simulator', description: 'Whether calls are made, and how.' })
export interface SimulatorState extends Immutable<z.infer<typeof simulator>> {}

const scenario = 'documented-orders'

export const simulatorRoutes = {
  'simulator.get': {
    method: 'GET',
    path: '/simulator',
    summary: 'Returns the settings of the call simulator',
    answer: answering(simulator),
    example: { scenario },
  },
  'simulator.change': {
    method: 'PATCH',
    path: '/simulator',
    summary: 'Changes settings of the call simulator',
    body: simulatorSettings,
    refusals: [409],
    answer: answering(simulator),
    example: { scenario, body: { concurrency: 3 } },
  },
  'simulator.outcomes': {
    method: 'POST',
    path: '/simulator/outcomes',
    summary: 'Scripts how the next calls of a contact end',
    description: '`{ target, outcomes }`',
    body: script,
    refusals: [409],
    answer: { kind: 'nothing', status: 204 },
    example: { scenario, body: { target: 'order_9z8y7x6w5v4u3t2s1r0q', outcomes: ['busy', 'contacted'] } },
  },
  'simulator.stats': {
    method: 'GET',
    path: '/stats',
    summary: 'Returns the progress of one campaign, or of all',
    query: statsQuery,
    refusals: [404],
    answer: answering(stats),
    example: { scenario },
  },
  'simulator.series': {
    method: 'GET',
    path: '/series',
    summary: 'Returns how many orders were in each status over a span of virtual time',
    description: '`campaign`, `from` and `to` in milliseconds, `points`',
    query: seriesQuery,
    refusals: [404],
    answer: answering(series),
    example: { scenario, query: { points: '3' } },
  },
  'simulator.week': {
    method: 'GET',
    path: '/week',
    summary: 'Returns the calls of a campaign in one week, by day and half hour',
    description: '`campaign`, `back` in weeks',
    query: weekQuery,
    refusals: [404],
    answer: answering(week),
    example: { scenario, query: { campaign: 'campaign_12345' } },
  },
  'simulator.why': {
    method: 'GET',
    path: '/why/{uuid}',
    summary: 'Explains why an order is not called, or why a campaign does not call',
    refusals: [404],
    answer: answering(explanation),
    example: { scenario, params: { uuid: 'campaign_12345' } },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
