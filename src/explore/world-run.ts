import { show } from '../contract/problems.ts'
import type { Exchange } from '../contract/events.ts'
import type { FaultedRequest } from '../contract/faults.ts'
import type { MockRequest } from '../engine/exchange.ts'
import type { Strike } from '../engine/fault-registry.ts'
import type { Router } from '../engine/route.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import type { Disturber } from '../mock-internals.ts'
import type { Operation } from '../operations/operation.ts'
import type { Deviation } from './deviation.ts'
import type { HeldAnswers } from './held-answers.ts'
import { type ExploredModel, meanwhileKind, modelOf } from './kinds/meanwhile.ts'
import { networkKind } from './kinds/network.ts'
import { sizes } from './kinds/rows.ts'
import type { Transcript } from './transcript.ts'
import { toKey, type Transition, transitionOf } from './transitions.ts'

/** A client that sends more requests than this in one world has no end. A page may need several for each row. */
const maxRequests = 4 * Math.max(...sizes)

const never = new Promise<void>(() => {})

export interface RunParts {
  readonly router: Router<Operation>
  readonly held: Pick<HeldAnswers, 'hold'>
  readonly transcript: Transcript
  /** Whether an operation may be disturbed, by the name of the kind. */
  readonly isVaried: (kind: string, operation: string) => boolean
}

/** One world while a client is in it: what happens when its requests arrive. */
export class WorldRun implements Disturber {
  readonly #world: readonly Deviation[]
  readonly #parts: RunParts
  #mock: Mock | undefined
  #given: ReadonlySet<string> = new Set()
  /** How many requests have arrived. */
  requests = 0
  readonly transitions = new Map<string, Transition>()
  /** The operations that were asked for, in order. */
  readonly operations: (string | null)[] = []
  /** What the network did, as far as the test can know of it. */
  readonly troubles: string[] = []
  /** Code that reproduces what the world did. */
  readonly code: string[] = []
  #fault: string | undefined

  constructor(world: readonly Deviation[], parts: RunParts) {
    this.#world = world
    this.#parts = parts
  }

  /** Whether the client has sent so many requests that it probably never ends. */
  get isEndless(): boolean {
    return this.requests > maxRequests
  }

  /** From now on, requests come from the client under test. */
  begin(mock: Mock, given: ReadonlySet<string>): void {
    this.#mock = mock
    this.#given = given
    const { log } = mock[internals]
    log.observe((entry) => this.#note(log.toExchange(entry)))
  }

  before(request: MockRequest): void {
    if (!this.#mock) return
    this.requests += 1
    this.#fault = undefined
    const match = this.#parts.router.find(request.method, request.path)
    const operation = match?.row?.id
    this.operations.push(operation ?? null)
    if (operation === undefined || this.isEndless) return
    for (const { kind, at, pick } of this.#world) {
      const meanwhile = at === this.requests ? meanwhileKind(kind) : undefined
      if (!meanwhile || !this.#parts.isVaried(kind, operation)) continue
      const model = modelOf(operation)
      const done = meanwhile.run({
        mock: this.#mock,
        model,
        subject: subjectOf(model, match?.params ?? {}),
        pick,
        isGiven: (uuid) => this.#given.has(uuid),
      })
      if (!done) continue
      this.#parts.transcript.note('world', done.sentence)
      this.code.push(`// before request ${at}\n${done.code}`)
    }
  }

  strike({ operation }: FaultedRequest): Strike | undefined {
    if (!this.#mock) return undefined
    if (this.isEndless) return { fault: { id: this.requests }, gate: never }
    const deviation = this.#world.find(
      ({ kind, at }) => at === this.requests && networkKind(kind) && this.#parts.isVaried(kind, operation),
    )
    const network = deviation && networkKind(deviation.kind)
    if (!deviation || !network) return undefined
    const { fault, heldMs } = network
    this.#fault = deviation.kind
    this.troubles.push(deviation.kind)
    this.code.push(codeOf(this.requests, network))
    return {
      fault: { id: this.requests, ...fault },
      gate: heldMs === undefined ? undefined : this.#parts.held.hold(heldMs, this.requests),
    }
  }

  #note(exchange: Exchange): void {
    const { transcript } = this.#parts
    const transition = transitionOf(exchange, this.#fault)
    this.transitions.set(toKey(transition), transition)
    const { operation, status } = exchange
    transcript.note('client', describe(exchange), `${operation} ${status}`)
    if (this.#fault !== undefined) transcript.note('world', networkKind(this.#fault)?.sentence ?? this.#fault)
  }
}

/** Code that reproduces what the world did to this request. */
function codeOf(request: number, { fault, heldMs, sentence }: { fault: object; heldMs?: number; sentence: string }) {
  if (heldMs === 0)
    return `// request ${request}: ${sentence}\nconst gate${request} = mock.faults.hold({ nth: ${request} }) // gate${request}.release() sends its answer`
  const settings = { nth: request, ...fault, ...(heldMs !== undefined && { delay: heldMs }) }
  return `// request ${request}: ${sentence}\nmock.faults.add(${JSON.stringify(settings)})`
}

function subjectOf(model: ExploredModel, params: Readonly<Record<string, string>>): string | undefined {
  return model === 'order' ? params['orderUuid'] : params['uuid']
}

function describe({ method, url, body, status, response }: Exchange): string {
  const { pathname, search } = new URL(url, 'http://localhost')
  const sent = body === undefined ? '' : ` ${show(body)}`
  return `${method} ${pathname}${search}${sent} → ${status === 0 ? 'no answer' : status}${rowsOf(response)}`
}

function rowsOf(response: unknown): string {
  if (typeof response !== 'object' || response === null) return ''
  const rows = Object.values(response).find((value) => Array.isArray(value))
  const total: unknown = Reflect.get(response, 'total')
  return typeof total === 'number' && Array.isArray(rows) ? `, ${rows.length} of ${total} rows` : ''
}
