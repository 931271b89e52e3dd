import { defaultEdition, wire } from '../contract/editions.ts'
import { Problem, show } from '../contract/problems.ts'
import type { MockAnswer } from '../engine/exchange.ts'
import type { Pause } from '../world/slices.ts'
import { locate, toBaseAddress } from './address.ts'
import { answerOrigin } from './cors.ts'
import { FetchRequest, readBody, toRequest, toResponse } from './fetch.ts'
import type { Answerer } from './msw.ts'
import { unlessAborted } from './timers.ts'

/** A mock as its own `fetch` needs it. */
interface FetchTarget extends Answerer {
  refuse(problem: Problem): MockAnswer
  /** Called for each request. */
  readonly takeTurn: Pause
}

/** Answers a request from a mock, without interception. A path is one of the mock's base URL. */
export async function fetchFromMock(
  mock: FetchTarget,
  baseUrl: string,
  input: Request | string | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  const isPath = typeof input === 'string' && input.startsWith('/')
  const request = toCheckedRequest(isPath ? toAbsoluteUrl(baseUrl, input) : input, init)
  request.signal?.throwIfAborted()
  const turn = mock.takeTurn()
  if (turn) await turn
  const location = locate(request.url, mock.api.base)
  const reading = location && readBody(request)
  // Only a signal of the user's can abort: every other Request has one of its own that never does.
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
  const asked = location && new FetchRequest(request, location, reading && (await unlessAborted(reading, signal)))
  const answer = asked
    ? answerOrigin(asked, () => mock.run(asked))
    : mock.refuse(new Problem(404, `Nothing is mocked at ${show(request.url)}: the API is found under ${baseUrl}`))
  const response = await toResponse(answer, request)
  if (!response) throw new TypeError('Failed to fetch: a fault broke the connection')
  return response
}

function toCheckedRequest(target: Request | string | URL, init: RequestInit | undefined): ReturnType<typeof toRequest> {
  try {
    return toRequest(target, init)
  } catch (error) {
    if (target instanceof Request || URL.canParse(target)) throw error
    throw new TypeError(
      `mock.fetch takes an absolute address, a path that starts with /, or a Request; received ${show(target)}`,
      { cause: error },
    )
  }
}

function toAbsoluteUrl(baseUrl: string, path: string): string {
  const { origin, prefix } = toBaseAddress(baseUrl)
  return `${origin ?? wire[defaultEdition].baseUrl}${prefix}${path}`
}
