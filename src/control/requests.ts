import { Problem, show } from '../contract/problems.ts'
import { toCode } from './code.ts'
import { internals } from '../engine/internals.ts'
import type { Controlled } from './controlled.ts'
import { type HandlersOf, refusing } from './handlers.ts'

/** Routes of the journal. */

function noRequest(id: string): Problem {
  return new Problem(404, `There is no request ${show(id)} in the journal: it may be too long ago to be kept`)
}

/** The first step after a request came, whose start is the state that it found; undefined if there is none. */
function stepAfter(mock: Controlled, lastStep: number | null): number | undefined {
  const steps = mock.history.all()
  const at = steps.findIndex(({ id }) => id === lastStep)
  // There may have been no step yet when the request came.
  if (at === -1 && (lastStep !== null || (steps[0] && steps[0].id !== 1)))
    throw new TypeError('must be that of a request whose state the history still has: later steps are kept, or none')
  return steps[at + 1]?.id
}

/** Forks the state that a request found, writes it as a document, and drops the fork. */
function stateBefore(mock: Controlled, id: number, lastStep: number | null) {
  const name = `state before request ${id}`
  const fork = mock.history.fork(name, stepAfter(mock, lastStep))
  try {
    return { document: fork.document(), link: fork.link() }
  } finally {
    mock.dropSandbox(name)
  }
}

export const requestHandlers: HandlersOf<'requests'> = {
  'requests.list': (mock, { query: { limit, ...filter } }) => ({
    requests: mock[internals].log.latest(filter, limit),
    total: mock.requests.count(filter),
  }),
  'requests.get': (mock, { params: { id } }) => mock[internals].log.get(Number(id)) ?? noRequest(id),
  'requests.state'(mock, { params: { id } }) {
    const lastStep = mock[internals].log.lastStepBefore(Number(id))
    if (lastStep === undefined) return noRequest(id)
    return refusing('id', () => stateBefore(mock, Number(id), lastStep))
  },
  'requests.code'(mock, { params: { id }, query: { as }, baseUrl }) {
    const { log } = mock[internals]
    const exchange = log.get(Number(id))
    const lastStep = log.lastStepBefore(Number(id))
    if (!exchange || lastStep === undefined) return noRequest(id)
    const found = refusing('id', () => stateBefore(mock, Number(id), lastStep))
    const { scenario, seed, edition } = mock.info
    const state = found instanceof Problem ? undefined : found
    return { code: toCode(exchange, as, { scenario, seed, edition, baseUrl, state }) }
  },
  'requests.clear': (mock) => mock.requests.clear(),
}
