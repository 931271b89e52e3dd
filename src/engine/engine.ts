import type { FaultedRequest } from '../contract/faults.ts'
import type { Wait } from '../contract/formats.ts'
import type { References } from '../contract/models.ts'
import { Problem } from '../contract/problems.ts'
import { nothingAt } from '../operations/nearest.ts'
import type { Operation, Scope } from '../operations/operation.ts'
import { machineTime } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { cut, decodeInput } from './decode.ts'
import type { Encoder } from './encode.ts'
import { answerOf, type MockAnswer, type MockRequest, notAllowed } from './exchange.ts'
import type { FinishedExchange } from './exchange-entry.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { applyFault, toFaultedRequest } from './fault-effects.ts'
import type { FaultRegistry, Strike } from './fault-registry.ts'
import { checkKey, type Latency, type RateLimit } from './limits.ts'
import { Refusals } from './refusals.ts'
import type { Match, Router } from './route.ts'

/** What a mock's engine shares with those of its sandboxes. */
export interface EngineSettings {
  readonly router: Router<Operation>
  readonly encoder: Encoder
  readonly references: References
  readonly strict: boolean
  readonly keys: ReadonlySet<string> | undefined
  readonly latency: Latency | undefined
  readonly formatError: ((problem: Problem) => unknown) | undefined
}

export interface EngineHooks {
  /** Called before each request, so that a ticking clock catches up. */
  before(request: MockRequest): void
  /** Returns what strikes a request that no fault of the mock strikes. */
  strike(read: () => FaultedRequest): Strike | undefined
}

type JournalField = 'operation' | 'params' | 'query' | 'body' | 'warnings' | 'fault'
/** What the journal notes of a request, filled in while it is handled. */
type JournalDraft = { -readonly [Field in JournalField]: FinishedExchange[Field] }

const nothing: Readonly<Record<string, string>> = {}

/** Handles the requests of one world. */
export class Engine {
  readonly world: World
  readonly faults: FaultRegistry
  readonly log: ExchangeLog
  readonly #settings: EngineSettings
  readonly #limit: RateLimit | undefined
  readonly #hooks: EngineHooks
  readonly #refusals: Refusals

  constructor(
    world: World,
    settings: EngineSettings,
    parts: { faults: FaultRegistry; log: ExchangeLog; limit: RateLimit | undefined; hooks: EngineHooks },
  ) {
    this.world = world
    this.#settings = settings
    this.faults = parts.faults
    this.log = parts.log
    this.#limit = parts.limit
    this.#hooks = parts.hooks
    this.#refusals = new Refusals(world, settings.formatError)
  }

  /** Handles a request and adds it to the log. A path without an operation is refused with 404. */
  run(request: MockRequest): MockAnswer {
    const { clock } = this.world
    const started = clock.settings.mode === 'ticking' ? machineTime() : undefined
    this.#hooks.before(request)
    const match = request.match === undefined ? this.#settings.router.find(request.method, request.path) : request.match
    const draft: JournalDraft = {
      operation: match?.row?.id ?? null,
      params: match?.params ?? nothing,
      query: nothing,
      body: undefined,
      warnings: [],
      fault: null,
    }
    return this.world.events.hold(() => this.#journal(request, match, draft, started))
  }

  /** Answers a request and adds it to the log. Listeners are called after both. */
  #journal(
    request: MockRequest,
    match: Match<Operation> | null,
    draft: JournalDraft,
    started: number | undefined,
  ): MockAnswer {
    const { clock, history } = this.world
    const last = history.lastId
    const answer = match
      ? this.#answer(request, match, draft)
      : this.refuse(new Problem(404, nothingAt(this.#settings.router.rows, request.path)))
    const step = history.lastId === last ? null : history.lastId
    const ticked = started === undefined ? 0 : Math.round((machineTime() - started) * 1_000) / 1_000
    const durationMs = answer.delay + ticked
    const { operation, params, query, body, warnings, fault } = draft
    // Written out, here and in `toEntry`: in Node 20 a spread with further fields takes 2 µs, as much as half a request.
    this.log.add({
      at: clock.timestamp,
      operation,
      params,
      query,
      body,
      warnings,
      fault,
      durationMs,
      request,
      answer,
      step,
      lastStep: last,
    })
    return warnings.length === 0 ? answer : { ...answer, warnings }
  }

  /** A refusal with the body that all refusals of this mock have. */
  refuse(problem: Problem): MockAnswer {
    return this.#refusals.toAnswer(problem)
  }

  /** Forgets exchanges, faults and counted requests. */
  reset(): void {
    this.faults.clear()
    this.log.reset()
    this.#limit?.reset()
  }

  #answer(request: MockRequest, match: Match<Operation>, draft: JournalDraft): MockAnswer {
    const { row } = match
    if (!row) {
      const answer = notAllowed(request.method, match.allow)
      return answer instanceof Problem ? this.refuse(answer) : answer
    }
    const read = () => toFaultedRequest(row.id, match.params, request)
    // The condition `when` is a function of the user's.
    const struck =
      this.world.guard.run('the function when of a fault', () =>
        this.faults.strike(row, request, read, this.world.settings.report),
      ) ?? this.#hooks.strike(read)
    const answer = () => this.#withLatency(row, this.#operate(request, row, draft))
    if (!struck) return answer()
    draft.fault = struck.fault
    const struckAnswer = applyFault(struck.fault, answer, {
      drawDelay: (wait) => this.#drawn(wait),
      refuse: (problem) => this.refuse(problem),
    })
    return struck.gate ? { ...struckAnswer, gate: struck.gate } : struckAnswer
  }

  /** Runs the operation unless the key, the rate limit or the transport refuses the request. */
  #operate(request: MockRequest, row: Operation, draft: JournalDraft): MockAnswer {
    const outcome =
      checkKey(this.#settings.keys, request) ??
      this.#limit?.check() ??
      request.refusal ??
      this.#handle(request, row, draft)
    return outcome instanceof Problem ? this.refuse(outcome) : outcome
  }

  #handle(request: MockRequest, row: Operation, draft: JournalDraft): MockAnswer | Problem {
    const { strict, references } = this.#settings
    const handlerWarnings: string[] = []
    const scope: Scope = { world: this.world, references, warn: (warning) => handlerWarnings.push(warning) }
    const { params } = draft
    const check = row.check && ((body: unknown) => row.check?.(scope, { params, body }) ?? [])
    const { query, body, warnings, input } = decodeInput(row, request, params, { strict, allowsBlanks: true, check })
    draft.query = query
    draft.body = body
    draft.warnings = warnings
    if (input instanceof Problem) return input
    const answer = () => {
      const value = row.handle(scope, input)
      if (value instanceof Problem) return value
      if (handlerWarnings.length > 0) draft.warnings = cut([...draft.warnings, ...handlerWarnings])
      return answerOf(row.answer.status, this.#settings.encoder.encode(this.world, row, value))
    }
    if (row.method === 'GET') return answer()
    const { method, path } = request
    return this.world.change({ type: 'request', method, path, operation: row.id }, answer)
  }

  /** Adds the delay of the option `latency`. */
  #withLatency(row: Operation, answer: MockAnswer): MockAnswer {
    const { latency } = this.#settings
    if (latency === undefined) return answer
    const wanted = typeof latency === 'number' || isRange(latency) ? latency : (latency[row.id] ?? 0)
    const delay = this.#drawn(wanted)
    return delay === 0 ? answer : { ...answer, delay }
  }

  #drawn(wait: Wait): number {
    return typeof wait === 'number' ? wait : this.world.random.faults.between(wait[0], wait[1])
  }
}

function isRange(latency: Latency): latency is readonly [number, number] {
  return Array.isArray(latency)
}
