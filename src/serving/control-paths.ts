import { controlPath, sandboxPrefix } from '../contract/addressing.ts'
import { serverRoutes } from '../contract/control-routes.ts'
import { Problem } from '../contract/problems.ts'
import { type Control, type ControlMatch, createControl } from '../control/control.ts'
import { answerOf, json, type MockAnswer } from '../engine/exchange.ts'
import { internals } from '../engine/internals.ts'
import type { Explorations } from '../explore/explorations.ts'
import type { Mock } from '../mock.ts'
import { isPreflight } from '../transports/cors.ts'
import type { HeaderList } from '../transports/http-answer.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import type { HttpOutcome, HttpResult } from '../transports/http-handler.ts'
import { preflightHeaders } from './cors.ts'
import { readGauges } from './gauges.ts'
import { guard, type GuardSettings } from './guard.ts'
import type { LiveEvents } from './live.ts'
import type { MemoryBudget } from './memory.ts'
import type { Metrics } from './metrics.ts'
import type { Pages } from './pages.ts'
import type { PublicDocuments } from './public-documents.ts'
import type { SandboxKeeper } from './sandboxes.ts'
import type { ServerSettings } from './settings.ts'

/** Answers requests behind `/__mock`: the control API, the inspector, the documentation, metrics and events. */

export interface ControlPathsSettings {
  readonly mock: Mock
  readonly sandboxes: SandboxKeeper
  readonly live: LiveEvents
  readonly memory: MemoryBudget
  readonly guard: GuardSettings
  readonly settings: ServerSettings
}

/** A request and the sandbox that it names. */
export interface Addressed {
  readonly request: HttpRequest
  readonly sandbox: string | undefined
  /** The prefix of the path that names a sandbox: empty or `/~name`. */
  readonly prefix: string
}

export const nothingExtra: HeaderList = []
const prometheus = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }

const pathOf = (id: keyof typeof serverRoutes) => controlPath + serverRoutes[id].path
const [metricsPath, eventsPath, documentPath, explorePath] = [
  pathOf('server.metrics'),
  pathOf('server.events'),
  pathOf('server.openapi'),
  pathOf('server.explore'),
]

export class ControlPaths {
  readonly #settings: ControlPathsSettings
  readonly #metrics: Metrics
  readonly #documents: PublicDocuments
  readonly #control: Control = createControl()
  // Most servers are never asked for these two. Loaded with the rest, they would make each start a twelfth slower.
  #pages: Promise<Pages> | undefined
  #explorations: Promise<Explorations> | undefined

  constructor(settings: ControlPathsSettings, metrics: Metrics, documents: PublicDocuments) {
    this.#settings = settings
    this.#metrics = metrics
    this.#documents = documents
  }

  /** Returns how a request is answered with its body, or undefined if its head tells that no body is wanted. */
  admit(head: HttpRequest): ((addressed: Addressed) => HttpResult) | undefined {
    if (!this.#settings.settings.control) return undefined
    const guarded = guard(head, this.#settings.guard)
    if (guarded instanceof Problem) return undefined
    if (isExploring(head)) return (addressed) => this.#outcome(addressed, guarded)
    const match = this.#control.find(head.method, head.path)
    return match?.row?.body && ((addressed) => this.#outcome(addressed, guarded, match))
  }

  answer(addressed: Addressed): HttpResult {
    const { mock, settings } = this.#settings
    const refuse = (problem: Problem) => ({ answer: mock[internals].refuse(problem), extra: nothingExtra })
    if (!settings.control) return refuse(new Problem(404, 'The control API is switched off'))
    const guarded = guard(addressed.request, this.#settings.guard)
    return guarded instanceof Problem ? refuse(guarded) : this.#outcome(addressed, guarded)
  }

  #outcome(addressed: Addressed, extra: HeaderList, match?: ControlMatch): HttpResult {
    const { request, sandbox } = addressed
    if (isPreflight(request)) return { answer: answerOf(204, undefined, preflightHeaders), extra, sandbox }
    if (request.refusal === undefined && isPage(request)) return this.#page(addressed, extra)
    if (request.refusal === undefined && isExploring(request)) return this.#explore(addressed, extra)
    const outcome = request.refusal ?? this.#document(addressed, extra) ?? this.#controlled(addressed, extra, match)
    return this.#answered(outcome, addressed, extra)
  }

  #answered(outcome: HttpOutcome | Problem, { sandbox }: Addressed, extra: HeaderList): HttpOutcome {
    if (!(outcome instanceof Problem)) return outcome
    return { answer: this.#settings.mock[internals].refuse(outcome), extra, sandbox }
  }

  async #page(addressed: Addressed, extra: HeaderList): Promise<HttpOutcome> {
    const { request, sandbox } = addressed
    this.#pages ??= import('./pages.ts').then((loaded) => new loaded.Pages())
    const page = (await this.#pages).answer(request, nameOf(request), extra)
    return page ? { ...page, sandbox } : this.#answered(this.#controlled(addressed, extra), addressed, extra)
  }

  /** What is the same for every sandbox. */
  #document({ request, sandbox, prefix }: Addressed, extra: HeaderList): HttpOutcome | undefined {
    const { mock, live, memory } = this.#settings
    const { path } = request
    // A relative address works with the prefix of a sandbox too.
    if (path === controlPath)
      return { answer: answerOf(308, undefined, { location: `${controlPath.slice(1)}/` }), extra, sandbox }
    if (!isReading(request)) return undefined
    if (path === documentPath)
      return { answer: answerOf(200, this.#documents.openApi(request, prefix, 'control')), extra, sandbox }
    if (path !== metricsPath) return undefined
    const metrics = this.#metrics.render(readGauges(mock, live, memory))
    return { answer: answerOf(200, metrics, prometheus), extra, sandbox }
  }

  #controlled({ request, sandbox }: Addressed, extra: HeaderList, match?: ControlMatch): HttpOutcome | Problem {
    const mock = this.#settings.sandboxes.mockOf(sandbox)
    if (mock instanceof Problem) return mock
    if (request.path !== eventsPath || !isReading(request)) {
      const answer = this.#steer(mock, request, match)
      return { answer, extra: [...extra, 'cache-control', 'no-store'], sandbox }
    }
    const stream = this.#settings.live.open(mock, request)
    return stream instanceof Problem ? stream : { answer: answerOf(200, undefined), extra, sandbox, stream }
  }

  /**
   * Runs a control request. One that adds data is charged for its text and may be refused; one that frees memory never
   * is.
   */
  #steer(mock: Mock, request: HttpRequest, match?: ControlMatch): MockAnswer {
    const { memory, settings } = this.#settings
    const { body = '', path } = request
    const isAdding = body !== '' && !/\/(?:reset|clock|state|batch)$/.test(path)
    const full = memory.refusalOfText(body) ?? (isAdding ? memory.refusal(mock) : undefined)
    const facts = { baseUrl: this.#documents.urlOf(request, ''), settings }
    const answer = full ? mock[internals].refuse(full) : this.#control.run(mock, request, facts, match)
    memory.charge(mock, isAdding && answer.status < 300 ? body.length : 0)
    return answer
  }

  async #explore({ request, sandbox }: Addressed, extra: HeaderList): Promise<HttpOutcome> {
    const { mock, sandboxes } = this.#settings
    this.#explorations ??= import('../explore/explorations.ts').then(
      (loaded) =>
        new loaded.Explorations({
          open: (name) => sandboxes.use(name),
          drop: (name) => void mock.dropSandbox(name),
        }),
    )
    const step = (await this.#explorations).answer(request, (name) =>
      this.#documents.urlOf(request, sandboxPrefix(name)),
    )
    const answer = step instanceof Problem ? mock[internals].refuse(step) : answerOf(200, JSON.stringify(step), json)
    return { answer, extra, sandbox }
  }
}

/** The last part of a path below `/__mock/`. */
function nameOf({ path }: HttpRequest): string {
  return path.slice(controlPath.length + 1)
}

/** Whether a request may be for the inspector or the documentation. */
function isPage(request: HttpRequest): boolean {
  const { path } = request
  return isReading(request) && (path === `${controlPath}/` || path === `${controlPath}/docs` || path.endsWith('.js'))
}

function isExploring({ method, path }: HttpRequest): boolean {
  return method === 'POST' && path === explorePath
}

export function isReading({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}
