import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { historyStep, rowChange } from '../history.ts'
import { named, namedStrict } from '../named.ts'
import { wholeNumber } from '../numbers.ts'
import { sandboxName } from '../sandbox-names.ts'

/** The steps of a mock, and ways back. */

const stepId = z.int().min(1)
const back = namedStrict('HistoryBack', 'Which steps are undone.', {
  id: stepId.optional().meta({ description: 'The first step to undo. Default: the newest.' }),
})
const forward = namedStrict('HistoryForward', 'Which steps are done again.', {
  id: stepId.optional().meta({ description: 'The last step to do again. Default: the next.' }),
})
const fork = namedStrict('HistoryFork', 'A new sandbox.', {
  name: sandboxName.meta({ description: 'The name of the sandbox.' }),
  id: stepId.optional().meta({ description: 'The step before which it continues. Default: now.' }),
})

const listQuery = z.strictObject({
  after: wholeNumber(0).default(0).meta({ description: 'Only the steps that are newer than this one.' }),
  limit: wholeNumber(1, 10_000).default(10_000).meta({ description: 'The maximum number of steps, the newest ones.' }),
})

const compareQuery = z
  .strictObject({
    from: wholeNumber(1).optional().meta({ description: 'A step: the state before it is compared.' }),
    to: wholeNumber(1)
      .optional()
      .meta({ description: 'A step: the state after it is compared. Default: the state now.' }),
    sandbox: z.string().min(1).optional().meta({ description: 'The sandbox to compare with.' }),
    limit: wholeNumber(1, 10_000).default(200).meta({ description: 'The maximum number of rows.' }),
  })
  .refine(({ from, sandbox }) => (from === undefined) !== (sandbox === undefined), {
    error: 'must name what to compare: a step as from, or a sandbox',
  })

const steps = z.array(historyStep)
const history = {
  steps,
  ahead: steps.meta({ description: 'The steps that were undone and can be done again.' }),
  first: z.int().nullable().meta({ description: 'The oldest step that is kept.' }),
  last: z.int().nullable().meta({ description: 'The newest step.' }),
}

const scenario = 'documented-orders'
const after = ['db.update']

export const historyRoutes = {
  'history.list': {
    method: 'GET',
    path: '/history',
    summary: 'Lists the steps of the history, newest last, and those that were undone',
    description: '`after` (the id of a step), `limit`',
    query: listQuery,
    answer: answering(named('HistoryState', 'The steps of the history, newest last.', history)),
    example: { scenario, after },
  },
  'history.changes': {
    method: 'GET',
    path: '/history/{id}',
    summary: 'Lists the rows that a step changed',
    params: { id: stepId },
    refusals: [400],
    answer: answering(named('RowChanges', 'The rows that a step changed.', { changes: z.array(rowChange) })),
    example: { scenario, params: { id: '1' }, after },
  },
  'history.back': {
    method: 'POST',
    path: '/history/back',
    summary: 'Undoes the newest step, or a step and all later ones',
    description: '`{ id? }`',
    body: back.optional(),
    answer: answering(
      named('HistoryUndone', 'How many steps were undone, and the history.', { undone: z.int().min(0), ...history }),
    ),
    example: { scenario, body: { id: 1 }, after },
  },
  'history.forward': {
    method: 'POST',
    path: '/history/forward',
    summary: 'Repeats the step that was undone last, or all undone steps up to one',
    description: '`{ id? }`',
    body: forward.optional(),
    answer: answering(
      named('HistoryRedone', 'How many steps were done again, and the history.', {
        redone: z.int().min(0),
        ...history,
      }),
    ),
    example: { scenario, body: { id: 1 }, after: ['db.update', 'history.back'] },
  },
  'history.compare': {
    method: 'GET',
    path: '/compare',
    summary: 'Lists the rows that differ between two points of the history, or between the mock and a sandbox',
    description:
      '`from` (a step: the state before it) and `to` (a step: the state after it; default: now), or `sandbox`; `limit`',
    query: compareQuery,
    refusals: [404],
    answer: answering(
      named('Differences', 'The rows that differ, and how many there are.', {
        changes: z.array(rowChange),
        total: z.int().min(0),
      }),
    ),
    example: { scenario, query: { from: '1' }, after },
  },
  'history.fork': {
    method: 'POST',
    path: '/history/fork',
    summary: 'Creates a sandbox that continues from now, or from before a step',
    description: '`{ name, id? }`',
    body: fork,
    answer: { kind: 'body', status: 201, schema: named('Forked', 'The sandbox that was made.', { name: z.string() }) },
    example: { scenario, body: { name: 'what-if' } },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
