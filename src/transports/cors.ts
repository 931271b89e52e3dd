import { answerOf, type MockAnswer } from '../engine/exchange.ts'

/** What browsers, and what imitates them, want to hear before a page reads answers of another origin. */

type Ask = (name: string) => string | null | undefined

/** The answer to a question that precedes a request; undefined when this is none. */
export function answerPreflight(method: string, header: Ask): MockAnswer | undefined {
  const wanted = method === 'OPTIONS' ? header('access-control-request-method') : undefined
  if (wanted == null) return undefined
  return answerOf(204, undefined, {
    'access-control-allow-origin': header('origin') ?? '*',
    'access-control-allow-methods': wanted,
    'access-control-allow-headers': header('access-control-request-headers') ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-max-age': '600',
  })
}

/** An answer that a page of any origin may read, with all of its headers, unless it says itself who may. */
export function openTo(origin: string, answer: MockAnswer): MockAnswer {
  const { headers } = answer
  const open = {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': Object.keys(headers).join(', '),
    ...(origin === '*' ? undefined : { 'access-control-allow-credentials': 'true', vary: 'origin' }),
  }
  return { ...answer, headers: { ...open, ...headers } }
}
