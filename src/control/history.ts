import { compare } from './compare.ts'
import type { Controlled } from './controlled.ts'
import { after, type HandlersOf, type QueryOf, refusing } from './handlers.ts'

/** Routes of the history. */

function historyOf(mock: Controlled, { after, limit }: QueryOf<'history.list'> = { after: 0, limit: 10_000 }) {
  const steps = mock.history.all()
  return {
    steps: steps.filter(({ id }) => id > after).slice(-limit),
    ahead: mock.history.ahead(),
    first: steps[0]?.id ?? null,
    last: steps.at(-1)?.id ?? null,
  }
}

export const historyHandlers: HandlersOf<'history'> = {
  'history.list': (mock, { query }) => historyOf(mock, query),
  'history.changes': (mock, { params }) => refusing('id', () => ({ changes: mock.history.changes(Number(params.id)) })),
  'history.back': (mock, { body }) =>
    refusing('id', () => {
      const undone = mock.history.back(body?.id)
      return { undone, ...historyOf(mock) }
    }),
  'history.forward': (mock, { body }) =>
    refusing('id', () => {
      const redone = mock.history.forward(body?.id)
      return { redone, ...historyOf(mock) }
    }),
  'history.compare': (mock, { query }) => compare(mock, query),
  'history.fork': (mock, { body: { name, id } }) =>
    after(
      refusing('name', () => mock.history.fork(name, id)),
      () => ({ name }),
    ),
}
