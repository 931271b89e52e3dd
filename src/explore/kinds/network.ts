import type { Fault } from '../../contract/faults.ts'

/** What a network does to a request. */
interface NetworkKind {
  readonly sentence: string
  /** What strikes it, in the words of faults. */
  readonly fault: Fault
  /** How long its answer is held back, in milliseconds of the client's timers; 0 waits until the client has nothing else to do. */
  readonly heldMs?: number
}

const afterIdle = 0
const delayedMs = 1_000
const slowMs = 30_000
/** When a peer gives up a connection on which nothing comes. */
const silentMs = 300_000

export const networkKinds = {
  late: { sentence: 'the answer comes after those to later requests', fault: {}, heldMs: afterIdle },
  delayed: { sentence: 'the answer takes a second', fault: {}, heldMs: delayedMs },
  slow: { sentence: 'the answer takes 30 seconds', fault: {}, heldMs: slowMs },
  'rate-limited': { sentence: 'answers 429, Retry-After: 1', fault: { status: 429, headers: { 'Retry-After': '1' } } },
  unavailable: { sentence: 'answers 503', fault: { status: 503 } },
  'bad-gateway': {
    sentence: 'a proxy answers 502, with a page',
    fault: { status: 502, body: '<html>Bad Gateway</html>', headers: { 'Content-Type': 'text/html' } },
  },
  unauthorized: { sentence: 'answers 401', fault: { status: 401 } },
  lost: { sentence: 'the connection breaks before the request arrives', fault: { networkError: true } },
  'answer-lost': {
    sentence: 'the request is carried out, but the connection breaks before the answer',
    fault: { networkError: true, after: true },
  },
  silent: {
    sentence: 'nothing answers',
    fault: { networkError: true },
    heldMs: silentMs,
  },
  'answer-silent': {
    sentence: 'the request is carried out, but nothing answers',
    fault: { networkError: true, after: true },
    heldMs: silentMs,
  },
  'cut-off': { sentence: 'the body breaks off in the middle', fault: { truncated: true } },
  malformed: { sentence: 'the body is no JSON', fault: { malformed: true } },
} as const satisfies Readonly<Record<string, NetworkKind>>

export function networkKind(kind: string): NetworkKind | undefined {
  return Object.hasOwn(networkKinds, kind) ? networkKinds[kind as keyof typeof networkKinds] : undefined
}
