import type { Fault, FaultedRequest, StruckFault } from '../contract/faults.ts'
import type { Wait } from '../contract/formats.ts'
import type { References } from '../contract/models.ts'
import { Problem, toErrorBody } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import { nothingAt } from '../operations/nearest.ts'
import type { Operation, Scope } from '../operations/operation.ts'
import { machineTime } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import { decodeInput, parseQuery } from './decode.ts'
import type { Encoder } from './encode.ts'
import { answerOf, json, type MockAnswer, type MockRequest, notAllowed } from './exchange.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { FaultRegistry } from './fault-registry.ts'
import { checkKey, type Latency, type RateLimit } from './limits.ts'
import type { Match, Router } from './route.ts'

/** What all engines of a mock share: its settings, and what was worked out of them once. */
export interface EngineSettings {
  readonly router: Router<Operation>
  readonly encoder: Encoder
  readonly references: References
  readonly strict: boolean
  readonly keys: ReadonlySet<string> | undefined
  readonly latency: Latency | undefined
  readonly formatError: ((problem: Problem) => unknown) | undefined
}

/** What an engine tells the rest of the mock. */
export interface EngineHooks {
  /** Before a request: time may have to catch up. */
  before(): void
}

/** What of a request is worked out on the way, for the journal. */
interface Trail {
  operation: string | null
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: unknown
  warnings: readonly string[]
  fault: StruckFault | null
}

const nothing: Readonly<Record<string, string>> = {}

/** Answers one request after another over one world. */
export class Engine {
  readonly world: World
  readonly faults: FaultRegistry
  readonly log: ExchangeLog
  readonly #settings: EngineSettings
  readonly #limit: RateLimit | undefined
  readonly #hooks: EngineHooks
  /** Whether it was said that formatError returns nothing of use. */
  #complained = false

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
  }

  /** The whole life of a request. A path that no operation has is refused with 404. */
  run(request: MockRequest): MockAnswer {
    const { clock } = this.world
    const started = clock.settings.mode === 'ticking' ? machineTime() : undefined
    this.#hooks.before()
    const match = request.match === undefined ? this.#settings.router.find(request.method, request.path) : request.match
    const trail: Trail = {
      operation: match?.row?.id ?? null,
      params: match?.params ?? nothing,
      query: nothing,
      body: undefined,
      warnings: [],
      fault: null,
    }
    return this.world.events.hold(() => this.#journal(request, match, trail, started))
  }

  /** Answers a request and notes it. Listeners are called when both are done. */
  #journal(
    request: MockRequest,
    match: Match<Operation> | null,
    trail: Trail,
    started: number | undefined,
  ): MockAnswer {
    const { clock, history } = this.world
    const last = history.lastId
    const answer = match
      ? this.#answer(request, match, trail)
      : this.refuse(new Problem(404, nothingAt(this.#settings.router.rows, request.path)))
    const step = history.lastId === last ? null : history.lastId
    const ticked = started === undefined ? 0 : Math.round((machineTime() - started) * 1_000) / 1_000
    const durationMs = answer.delay + ticked
    const { operation, params, query, body, warnings, fault } = trail
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

  /** An answer in the form of every refusal, for what no operation is asked for. */
  refuse(problem: Problem): MockAnswer {
    const { formatError } = this.#settings
    let text: string | undefined
    if (formatError) {
      try {
        const { body, json: written } = this.world.guard('formatError', () => {
          const body = formatError(problem)
          return { body, json: isThenable(body) ? undefined : JSON.stringify(body) }
        })
        const isLate = isThenable(body)
        // Nobody waits for it: should it fail, that must not end the process.
        if (isLate) body.then(undefined, () => {})
        text = written
        if (text === undefined && !this.#complained) {
          this.#complained = true
          this.world.settings.report(
            new TypeError(
              `formatError returned ${isLate ? 'a promise, and a refusal waits for none' : 'nothing that JSON can carry'}: refusals have their usual bodies`,
            ),
          )
        }
      } catch (error) {
        this.world.settings.report(error)
      }
    }
    return answerOf(
      problem.status,
      text ?? JSON.stringify(toErrorBody(problem)),
      problem.headers ? { ...json, ...problem.headers } : json,
    )
  }

  /** Takes back what was noted and injected. */
  reset(): void {
    this.faults.clear()
    this.log.reset()
    this.#limit?.reset()
  }

  #answer(request: MockRequest, match: Match<Operation>, trail: Trail): MockAnswer {
    const { row } = match
    if (!row) {
      const answer = notAllowed(request.method, match.allow)
      return answer instanceof Problem ? this.refuse(answer) : answer
    }
    // A fault may ask a function of the user's.
    const struck = this.world.guard('the function when of a fault', () =>
      this.faults.strike(
        row,
        request,
        () => toFaultedRequest(row.id, match.params, request),
        this.world.settings.report,
      ),
    )
    const answer = () => this.#late(row, this.#operate(request, row, trail))
    if (!struck) return answer()
    trail.fault = struck.fault
    if (struck.gate) return { ...answer(), gate: struck.gate }
    return this.#faulty(struck.fault, answer)
  }

  /** Runs the operation, or says why not. */
  #operate(request: MockRequest, row: Operation, trail: Trail): MockAnswer {
    const outcome =
      checkKey(this.#settings.keys, request) ??
      this.#limit?.check() ??
      request.refusal ??
      this.#handle(request, row, trail)
    if (outcome instanceof Problem) return this.refuse(outcome)
    return outcome
  }

  #handle(request: MockRequest, row: Operation, trail: Trail): MockAnswer | Problem {
    const { strict, references } = this.#settings
    const scope: Scope = { world: this.world, references }
    const { params } = trail
    const check = row.check && ((body: unknown) => row.check?.(scope, { params, body }) ?? [])
    const { query, body, warnings, input } = decodeInput(row, request, params, { strict, check })
    trail.query = query
    trail.body = body
    trail.warnings = warnings
    if (input instanceof Problem) return input
    const answer = () => {
      const value = row.handle(scope, input)
      if (value instanceof Problem) return value
      return answerOf(row.answer.status, this.#settings.encoder.encode(this.world, row, value))
    }
    if (row.method === 'GET') return answer()
    const { method, path } = request
    return this.world.change({ type: 'request', method, path, operation: row.id }, answer)
  }

  /** An answer that waits as long as answers are meant to. */
  #late(row: Operation, answer: MockAnswer): MockAnswer {
    const { latency } = this.#settings
    if (latency === undefined) return answer
    const wanted = typeof latency === 'number' || isRange(latency) ? latency : (latency[row.id] ?? 0)
    const delay = this.#drawn(wanted)
    return delay === 0 ? answer : { ...answer, delay }
  }

  /** What becomes of a request that a fault strikes. */
  #faulty(fault: Fault, answer: () => MockAnswer): MockAnswer {
    const { status, headers, body, networkError, reset, timeout, malformed, truncated } = fault
    const usual = fault.after ? answer() : undefined
    const delay = this.#drawn(fault.delay ?? 0)
    if (networkError || reset || timeout)
      return { ...answerOf(0, undefined), delay, failure: networkError ? 'network-error' : reset ? 'reset' : 'timeout' }
    const replaced = status !== undefined || body !== undefined
    const good = withHeaders(replaced ? this.#replaced(status ?? 200, body) : (usual ?? answer()), headers)
    const text = malformed && !isBodiless(good.status) ? malform(good.body ?? '{}') : good.body
    const waiting = { ...good, body: text, delay: good.delay + delay }
    return truncated ? { ...waiting, failure: 'truncated' } : waiting
  }

  #drawn(wait: Wait): number {
    return typeof wait === 'number' ? wait : this.world.random.faults.between(wait[0], wait[1])
  }

  #replaced(status: number, body: unknown): MockAnswer {
    const answer =
      body === undefined && status >= 400
        ? this.refuse(new Problem(status, `The mock was told to answer ${status}`))
        : answerOf(status, body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
    return isBodiless(status) ? { ...answer, body: undefined } : answer
  }
}

/** A request as faults look at it: its body is read without a word where it is no JSON, as nobody has asked for it yet. */
function toFaultedRequest(
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
    body: body === undefined || body === '' ? undefined : parsedOr(body),
    headers: request.headers(),
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether answers of this status have no body: no Response takes one. */
function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

function isRange(latency: Latency): latency is readonly [number, number] {
  return Array.isArray(latency)
}

/** JSON that no parser takes: its end is missing, and what stands there instead is none. */
function malform(text: string): string {
  return `${text.slice(0, -1)}<`
}

/** An answer with the headers of a fault, which go before its own. */
function withHeaders(answer: MockAnswer, headers: Readonly<Record<string, string>> | undefined): MockAnswer {
  if (!headers) return answer
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
  }
}
