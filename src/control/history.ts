import { z } from 'zod'
import type { Controlled } from './controlled.ts'
import { wholeNumber } from './numbers.ts'
import { after, type ControlRow, defineControl, refusing } from './row.ts'

/** The history of a mock, explanations, and the state as a small document. */

const stepId = z.int().min(1)
const backBody = z.strictObject({ id: stepId.optional() })
const forkBody = z.strictObject({ name: z.string().min(1).max(100), id: stepId.optional() })

const listQuery = z.strictObject({
  /** Only the steps that are newer than this one. */
  after: wholeNumber(0).default(0),
  limit: wholeNumber(1, 10_000).default(10_000),
})

function historyOf(mock: Controlled, { after, limit }: z.output<typeof listQuery> = { after: 0, limit: 10_000 }) {
  const steps = mock.history.all()
  return {
    steps: steps.filter(({ id }) => id > after).slice(-limit),
    ahead: mock.history.ahead(),
    first: steps[0]?.id ?? null,
    last: steps.at(-1)?.id ?? null,
  }
}

export const historyRows: readonly ControlRow[] = [
  defineControl({
    id: 'history.list',
    method: 'GET',
    path: '/history',
    summary: 'The steps of the history, newest last, and those that were undone and can be done again',
    query: listQuery,
    handle: (mock, { query }) => historyOf(mock, query),
  }),
  defineControl({
    id: 'history.changes',
    method: 'GET',
    path: '/history/{id}',
    summary: 'The rows that a step changed',
    handle: (mock, { params }) => refusing('id', () => ({ changes: mock.history.changes(Number(params.id)) })),
  }),
  defineControl({
    id: 'history.back',
    method: 'POST',
    path: '/history/back',
    summary: 'Undoes the newest step, or a step and all later ones',
    body: backBody.optional(),
    handle: (mock, { body }) =>
      refusing('id', () => {
        const undone = mock.history.back(body?.id)
        return { undone, ...historyOf(mock) }
      }),
  }),
  defineControl({
    id: 'history.forward',
    method: 'POST',
    path: '/history/forward',
    summary: 'Does the step that was undone last again, or all up to one that was undone',
    body: backBody.optional(),
    handle: (mock, { body }) =>
      refusing('id', () => {
        const redone = mock.history.forward(body?.id)
        return { redone, ...historyOf(mock) }
      }),
  }),
  defineControl({
    id: 'history.fork',
    method: 'POST',
    path: '/history/fork',
    summary: 'Makes a sandbox that continues from now, or from before a step',
    body: forkBody,
    status: 201,
    handle: (mock, { body: { name, id } }) =>
      after(
        refusing('name', () => mock.history.fork(name, id)),
        () => ({ name }),
      ),
  }),
  defineControl({
    id: 'document',
    method: 'GET',
    path: '/document',
    summary: 'The state as a small document and as a link, which start other mocks',
    handle: (mock) => ({ document: mock.document(), link: mock.link() }),
  }),
  defineControl({
    id: 'why',
    method: 'GET',
    path: '/why/{uuid}',
    summary: 'Why an order is not called, or a campaign does not call',
    handle: (mock, { params }) => refusing('uuid', () => mock.why(params.uuid)),
  }),
]
