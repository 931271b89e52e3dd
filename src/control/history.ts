import { compare } from './compare.ts'
import type { Controlled } from './controlled.ts'
import { type Problem, problems, show } from '../contract/problems.ts'
import { wholeNumber } from '../contract/numbers.ts'
import { after, type HandlersOf, type QueryOf, refusing } from './handlers.ts'

function historyOf(mock: Controlled, { after, limit }: QueryOf<'history.list'> = { after: 0, limit: 10_000 }) {
  const steps = mock.history.all()
  return {
    steps: steps.filter(({ id }) => id > after).slice(-limit),
    ahead: mock.history.ahead(),
    first: steps[0]?.id ?? null,
    last: steps.at(-1)?.id ?? null,
  }
}

const stepId = wholeNumber(1)

function stepOf(text: string): number | Problem {
  const { data, error } = stepId.safeParse(text)
  if (!error) return data
  return problems.invalid([{ field: 'id', message: `${error.issues[0]?.message}; received ${show(text)}` }])
}

function takenName(mock: Controlled, name: string): Problem | undefined {
  if (!mock.sandboxes.has(name)) return undefined
  const message = `is taken by a sandbox; choose another name, or delete that one with DELETE /__mock/sandboxes/${name}`
  return problems.invalid([{ field: 'name', message }])
}

export const historyHandlers: HandlersOf<'history'> = {
  'history.list': (mock, { query }) => historyOf(mock, query),
  'history.changes': (mock, { params }) => {
    const id = stepOf(params.id)
    return typeof id === 'number' ? refusing('id', () => ({ changes: mock.history.changes(id) })) : id
  },
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
  'history.fork': (mock, { body: { name, id } }) => {
    const isStep = id === undefined || mock.history.all().some((step) => step.id === id)
    const forked = takenName(mock, name) ?? refusing(isStep ? 'name' : 'id', () => mock.history.fork(name, id))
    return after(forked, () => ({ name }))
  },
}
