import type { Fault, FaultedRequest } from '../contract/faults.ts'
import type { Wait } from '../contract/formats.ts'
import { jsonOrText } from '../contract/json-or-text.ts'
import { Problem } from '../contract/problems.ts'
import { parseQuery } from './decode.ts'
import { answerOf, type MockAnswer, type MockRequest } from './exchange.ts'

interface Effects {
  readonly drawDelay: (wait: Wait) => number
  readonly refuse: (problem: Problem) => MockAnswer
}

/** The answer to a request that a fault strikes. `answer` runs the operation, which not every fault does. */
export function applyFault(fault: Fault, answer: () => MockAnswer, { drawDelay, refuse }: Effects): MockAnswer {
  const { status, headers, body, networkError, reset, timeout, malformed, truncated } = fault
  const usual = fault.after ? answer() : undefined
  const delay = drawDelay(fault.delay ?? 0)
  if (networkError || reset || timeout)
    return { ...answerOf(0, undefined), delay, failure: networkError ? 'network-error' : reset ? 'reset' : 'timeout' }
  const isReplaced = status !== undefined || body !== undefined
  const good = withHeaders(isReplaced ? toReplacement(status ?? 200, body, refuse) : (usual ?? answer()), headers)
  const text = malformed && !isBodiless(good.status) ? malform(good.body ?? '{}') : good.body
  const waiting = { ...good, body: text, delay: good.delay + delay }
  return truncated ? { ...waiting, failure: 'truncated' } : waiting
}

/** A request as conditions of faults read it. A body that is no JSON stays text. */
export function toFaultedRequest(
  operation: string,
  params: Readonly<Record<string, string>>,
  request: MockRequest,
): FaultedRequest {
  const { method, path, body } = request
  return {
    operation,
    method,
    path,
    params,
    query: parseQuery(request.query).values,
    body: body === undefined || body === '' ? undefined : jsonOrText(body),
    headers: request.headers(),
  }
}

function toReplacement(status: number, body: unknown, refuse: Effects['refuse']): MockAnswer {
  const answer =
    body === undefined && status >= 400
      ? refuse(new Problem(status, `The mock was told to answer ${status}`))
      : answerOf(status, body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  return isBodiless(status) ? { ...answer, body: undefined } : answer
}

/** Whether answers of this status have no body: `new Response` throws if they have one. */
function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

/** JSON that no parser accepts. */
function malform(text: string): string {
  return `${text.slice(0, -1)}<`
}

/** The headers of the fault replace those of the answer. */
function withHeaders(answer: MockAnswer, headers: Fault['headers']): MockAnswer {
  if (!headers) return answer
  const added = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(added) } }
}
