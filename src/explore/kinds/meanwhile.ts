import { finalStatuses } from '../../contract/statuses.ts'
import type { ControlledModel } from '../../control/controlled.ts'
import type { Mock } from '../../mock.ts'
import { rowAt } from './rows.ts'

/** What happens to the data between two requests of the client. */

/** The models that clients of the API read and write. */
export type ExploredModel = 'campaign' | 'record' | 'order'

/** The model that an operation is about. */
export function modelOf(operation: string): ExploredModel {
  return operation.startsWith('campaigns') ? 'campaign' : operation.startsWith('records') ? 'record' : 'order'
}

/** The models whose rows an operation shows: orders show their contacts, and belong to a campaign. */
export function modelsOf(operation: string): readonly ExploredModel[] {
  const model = modelOf(operation)
  return model === 'order' ? ['campaign', 'record', 'order'] : [model]
}

/** What happens, when the client's next request arrives. */
interface MeanwhileContext {
  readonly mock: Mock
  /** The model that the request is about, and the row, where it names one. */
  readonly model: ExploredModel
  readonly subject: string | undefined
  readonly pick: number
  /** Whether a row existed before the world added its own. Such rows are not changed, as the test relies on them. */
  readonly isGiven: (uuid: string) => boolean
}

interface MeanwhileKind {
  readonly variety: 'calls' | 'others'
  /** How many choices it has. */
  readonly picks: number
  /** Does it, and says what was done as a sentence and as a line of code; undefined where there was nothing to do. */
  readonly run: (context: MeanwhileContext) => Done | undefined
}

export interface Done {
  readonly sentence: string
  readonly code: string
}

const durations = ['1m', '1h', '1d', '1w'] as const

export const meanwhileKinds = {
  'other-creates': {
    variety: 'others',
    picks: 1,
    run: ({ mock, model, isGiven }) => {
      if (model === 'campaign') return create(mock, 'campaign', { name: 'Made by someone else' })
      if (model === 'record')
        return create(mock, 'record', { firstName: 'Else', lastName: 'Where', phoneNumber: '+14155550999' })
      const campaigns = mock.db.campaign.getAll()
      const campaign = campaigns.find(({ uuid }) => isGiven(uuid)) ?? campaigns[0]
      return campaign && create(mock, 'order', { campaignUuid: campaign.uuid, status: 'registered' })
    },
  },
  'other-deletes': {
    variety: 'others',
    picks: 3,
    run: (context) => {
      const uuid = targetOf(context)
      if (uuid === undefined) return undefined
      const { mock, model } = context
      rowsOf(mock, model).delete({ where: { uuid: { equals: uuid } } })
      return {
        sentence: `someone else deletes the ${model} ${uuid}`,
        code: `mock.db.${model}.delete({ where: { uuid: '${uuid}' } })`,
      }
    },
  },
  'other-edits': changing({
    campaign: { name: 'Renamed by someone else' },
    record: { firstName: 'Renamed', lastName: 'Elsewhere' },
    order: { instructions: 'Written by someone else' },
  }),
  'other-closes': changing({
    campaign: { status: 'closed' },
    record: { status: 'archived' },
    order: { status: 'canceled' },
  }),
  'time-passes': {
    variety: 'calls',
    picks: durations.length,
    run: ({ mock, pick }) => {
      const duration = durations[pick % durations.length] ?? durations[0]
      mock.clock.advance(duration)
      return { sentence: `${duration} passes`, code: `mock.clock.advance('${duration}')` }
    },
  },
  'calls-finish': {
    variety: 'calls',
    picks: 1,
    run: ({ mock }) => {
      mock.simulator.runToEnd()
      return { sentence: 'all calls are made', code: 'mock.simulator.runToEnd()' }
    },
  },
  'asks-for-no-calls': {
    variety: 'calls',
    picks: 3,
    run: (context) => {
      const { mock, subject, isGiven, pick } = context
      const orders = mock.db.order
        .getAll()
        .filter(({ uuid, status }) => !isGiven(uuid) && !finalStatuses.has(status))
        .toReversed()
      const target = orders.find(({ uuid }) => uuid === subject) ?? orders[pick % Math.max(1, orders.length)]
      return target && update(mock, 'order', target.uuid, { status: 'do-not-call' })
    },
  },
} as const satisfies Readonly<Record<string, MeanwhileKind>>

export function meanwhileKind(kind: string): MeanwhileKind | undefined {
  return Object.hasOwn(meanwhileKinds, kind) ? meanwhileKinds[kind as keyof typeof meanwhileKinds] : undefined
}

/**
 * The row to change: the one that the request names, or else the newest, the oldest or the middle one. Never a row that
 * the test has made.
 */
function targetOf({ mock, model, subject, pick, isGiven }: MeanwhileContext): string | undefined {
  const rows = mock.db[model].getAll().filter(({ uuid }) => !isGiven(uuid))
  if (subject !== undefined && rows.some(({ uuid }) => uuid === subject)) return subject
  if (subject !== undefined && isGiven(subject)) return undefined
  return rows[rowAt(pick, rows.length) ?? 0]?.uuid
}

/** Someone else changes the row that the request is about, or another one of its model. */
function changing(changes: Readonly<Record<ExploredModel, Readonly<Record<string, string>>>>): MeanwhileKind {
  return {
    variety: 'others',
    picks: 3,
    run: (context) => {
      const uuid = targetOf(context)
      return uuid === undefined ? undefined : update(context.mock, context.model, uuid, changes[context.model])
    },
  }
}

function rowsOf(mock: Mock, model: ExploredModel): ControlledModel {
  return mock.db[model]
}

function create(mock: Mock, model: ExploredModel, values: Readonly<Record<string, unknown>>): Done {
  rowsOf(mock, model).create(values)
  return { sentence: `someone else creates a ${model}`, code: `mock.db.${model}.create(${JSON.stringify(values)})` }
}

function update(mock: Mock, model: ExploredModel, uuid: string, data: Readonly<Record<string, unknown>>): Done {
  rowsOf(mock, model).update({ where: { uuid: { equals: uuid } }, data })
  const change = JSON.stringify(data)
  return {
    sentence: `someone else changes the ${model} ${uuid}: ${change}`,
    code: `mock.db.${model}.update({ where: { uuid: '${uuid}' }, data: ${change} })`,
  }
}
