import { z } from 'zod'
import type { Controlled } from './controlled.ts'
import { after, type ControlRow, defineControl, refusing } from './row.ts'

/** The history of a mock, explanations, and the state as a small document. */

const stepId = z.int().min(1)
const backBody = z.strictObject({ id: stepId.optional() })
const forkBody = z.strictObject({ name: z.string().min(1).max(100), id: stepId.optional() })

function historyOf(mock: Controlled) {
  return { steps: mock.history.all() }
}

export const historyRows: readonly ControlRow[] = [
  defineControl({
    id: 'history.list',
    method: 'GET',
    path: '/history',
    summary: 'The steps of the history, newest last',
    handle: historyOf,
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
