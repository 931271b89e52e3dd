import type { Exchange } from '../src/contract/events.ts'

/** A request and its answer as the journal keeps them: a GET that nothing is special about, unless told otherwise. */
export function exchange(parts: Partial<Exchange> = {}): Exchange {
  return {
    id: 1,
    at: '2026-05-04T08:00:00Z',
    sandbox: null,
    operation: null,
    method: 'GET',
    url: '/api/campaigns',
    params: {},
    query: {},
    headers: {},
    body: undefined,
    status: 200,
    response: undefined,
    responseHeaders: {},
    durationMs: 0,
    warnings: [],
    fault: null,
    step: null,
    undone: false,
    ...parts,
  }
}
