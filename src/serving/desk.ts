import { controlPath, serverRoutes } from '../contract/control-routes.ts'
import { Problem, show } from '../contract/problems.ts'
import { version } from '../contract/version.ts'
import { type Control, createControl } from '../control/control.ts'
import { siteFile } from '../docs/site.ts'
import { largestBody } from '../engine/decode.ts'
import { answerOf, json, type MockAnswer } from '../engine/exchange.ts'
import { checkKey } from '../engine/limits.ts'
import { Explorations, readExploreStep } from '../explore/explorations.ts'
import { inspectorPage, inspectorScript } from '../inspector/page.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { toOpenApi } from '../openapi/document.ts'
import { answerPreflight, isPreflight } from '../transports/cors.ts'
import type { HeaderList } from '../transports/http-answer.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import type { HttpHandler, HttpOutcome } from '../transports/http.ts'
import { machineTime } from '../world/clock.ts'
import { openAnswer, preflightHeaders } from './cors.ts'
import { CompressedFiles } from './compressed-files.ts'
import { guard, type GuardSettings } from './guard.ts'
import { toControlOpenApi } from './control-document.ts'
import type { LiveEvents } from './live.ts'
import type { MemoryBudget } from './memory.ts'
import { type Gauge, Metrics } from './metrics.ts'
import { forwardedUrl, type PublicUrl } from './public-url.ts'
import type { SandboxKeeper } from './sandboxes.ts'
import type { ServerSettings } from './settings.ts'

/** Routes a request to the API, the control API or a document, of the mock itself or of a sandbox. */

export interface DeskSettings {
  readonly mock: Mock
  readonly url: string
  /** The public address of the server, if it was set. Otherwise the request or a proxy gives it. */
  readonly publicUrl: PublicUrl | undefined
  readonly sandboxes: SandboxKeeper
  readonly live: LiveEvents
  /** Whether there is a control API. */
  readonly control: boolean
  readonly guard: GuardSettings
  readonly memory: MemoryBudget
  /** The most bytes that a body of the control API may have. */
  readonly maxControlBytes: number
  readonly settings: ServerSettings
  /** Whether the server answers requests and is not about to stop. */
  readonly isReady: () => boolean
}

interface Addressed {
  readonly request: HttpRequest
  readonly sandbox: string | undefined
  /** The prefix of the path that names a sandbox: empty or `/~name`. */
  readonly prefix: string
}

const nothingExtra: HeaderList = []
/** The page may only connect to its own server and run its scripts. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const html = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': policy,
}
const javascript = { ...html, 'content-type': 'text/javascript; charset=utf-8' }

const prometheus = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }

const pathOf = (id: keyof typeof serverRoutes) => controlPath + serverRoutes[id].path
const [readyPath, metricsPath, eventsPath, documentPath, explorePath] = [
  pathOf('server.ready'),
  pathOf('server.metrics'),
  pathOf('server.events'),
  pathOf('server.openapi'),
  pathOf('server.explore'),
]

const isApi = (path: string) => path.startsWith('/api/') || path === '/api'
const isControl = (path: string) => path.startsWith(`${controlPath}/`) || path === controlPath
/** The path of a sandbox: its name, and the rest. */
const behindPrefix = /^\/~([^/]*)(\/.*)?$/

export class Desk implements HttpHandler {
  readonly #settings: DeskSettings
  readonly #control: Control = createControl()
  readonly #metrics = new Metrics()
  readonly #explorations: Explorations
  readonly #files = new CompressedFiles()
  /** The prefix of all paths, if a proxy passes it on. */
  readonly #basePrefix: string
  readonly #ownDocuments: { api?: string; control?: string } = {}

  constructor(settings: DeskSettings) {
    this.#settings = settings
    this.#explorations = new Explorations({
      open: (name) => settings.sandboxes.use(name),
      drop: (name) => void settings.mock.dropSandbox(name),
    })
    this.#basePrefix = settings.publicUrl?.prefix ?? ''
  }

  answer(whole: HttpRequest): HttpOutcome {
    const { mock } = this.#settings
    const request = this.#behindBase(whole)
    const name = request.header('x-mock-sandbox')
    // Nearly every request is for the API of the mock itself.
    if (name === undefined && request.path.startsWith('/api/')) return this.#api(mock, request, undefined)
    return this.#addressed(this.#address(request, name))
  }

  refuse(request: HttpRequest | undefined, problem: Problem): HttpOutcome {
    const answer = this.#settings.mock[internals].refuse(problem)
    const isForControl = request && isControl(behindPrefix.exec(request.path)?.[2] ?? request.path)
    return isForControl ? { answer, extra: nothingExtra } : openAnswer(request?.header('origin'), answer)
  }

  admit(whole: HttpRequest): { readonly wantsBody: boolean; readonly largest: number } {
    const head = this.#address(this.#behindBase(whole), undefined).request
    const { path } = head
    if (head.refusal !== undefined) return { wantsBody: false, largest: largestBody }
    if (isApi(path)) {
      const hasKey = checkKey(this.#settings.guard.keys, head) === undefined
      const route = hasKey ? this.#find(head)?.row : undefined
      return { wantsBody: route?.body !== undefined, largest: largestBody }
    }
    const isAllowed =
      this.#settings.control && isControl(path) && !(guard(head, this.#settings.guard) instanceof Problem)
    const wantsBody = isAllowed && (isExploring(head.method, path) || this.#control.wantsBody(head.method, path))
    return { wantsBody, largest: wantsBody ? this.#settings.maxControlBytes : largestBody }
  }

  #behindBase(request: HttpRequest): HttpRequest {
    const prefix = this.#basePrefix
    return prefix !== '' && request.path.startsWith(`${prefix}/`)
      ? request.at(request.path.slice(prefix.length))
      : request
  }

  #address(request: HttpRequest, name: string | undefined): Addressed {
    const [, prefixed, rest = '/'] = behindPrefix.exec(request.path) ?? []
    if (prefixed === undefined) return { request, sandbox: name, prefix: '' }
    return { request: request.at(rest), sandbox: prefixed, prefix: `/~${prefixed}` }
  }

  #addressed({ request, sandbox, prefix }: Addressed): HttpOutcome {
    const { path, method } = request
    const reading = method === 'GET' || method === 'HEAD'
    if (path === readyPath && reading) return this.#readiness()
    if (isControl(path)) return this.#guarded(request, sandbox, prefix)
    if (isApi(path)) {
      // A preflight makes no sandbox.
      const preflight = answerPreflight(request)
      if (preflight) return { answer: preflight, extra: nothingExtra, sandbox }
      const mock = this.#mockOf(sandbox)
      return mock instanceof Problem ? this.refuse(request, mock) : this.#api(mock, request, sandbox)
    }
    if (path === '/openapi.json' && reading)
      return openAnswer(request.header('origin'), answerOf(200, this.#document(request, prefix)))
    if (path === '/' && reading) return { answer: this.#greeting(request, prefix), extra: nothingExtra }
    if (path === '/openapi.json' || path === '/')
      return this.refuse(
        request,
        new Problem(405, `${method} is not possible here; possible are GET, HEAD`, { headers: { allow: 'GET, HEAD' } }),
      )
    return this.refuse(
      request,
      new Problem(
        404,
        `There is nothing at ${show(path)}; the API is found at /api, its description at /openapi.json${this.#settings.control ? `, the control API at ${controlPath}` : ''}`,
      ),
    )
  }

  #api(mock: Mock, request: HttpRequest, sandbox: string | undefined): HttpOutcome {
    const preflight = answerPreflight(request)
    if (preflight) return { answer: preflight, extra: nothingExtra, sandbox }
    const isWriting = request.body !== undefined && request.body !== ''
    const full = isWriting ? this.#settings.memory.refusal(mock) : undefined
    if (full) return this.refuse(request, full)
    const operation = this.#find(request)?.row?.id ?? 'none'
    const started = machineTime()
    const answer = mock[internals].run(request)
    this.#count(operation, answer, machineTime() - started)
    this.#settings.memory.charge(mock, isWriting && answer.status < 300 ? (request.body?.length ?? 0) : 0)
    return { ...openAnswer(request.header('origin'), answer), sandbox }
  }

  #mockOf(sandbox: string | undefined): Mock | Problem {
    return sandbox === undefined ? this.#settings.mock : this.#settings.sandboxes.use(sandbox)
  }

  #guarded(request: HttpRequest, sandbox: string | undefined, prefix: string): HttpOutcome {
    const { control, mock } = this.#settings
    if (!control)
      return {
        answer: mock[internals].refuse(new Problem(404, 'The control API is switched off')),
        extra: nothingExtra,
      }
    const guarded = guard(request, this.#settings.guard)
    if (guarded instanceof Problem) return { answer: mock[internals].refuse(guarded), extra: nothingExtra }
    if (isPreflight(request)) return { answer: answerOf(204, undefined, preflightHeaders), extra: guarded, sandbox }
    const answer = request.refusal ?? this.#controlled(request, { sandbox, prefix }, guarded)
    return answer instanceof Problem ? { answer: mock[internals].refuse(answer), extra: guarded, sandbox } : answer
  }

  #controlled(
    request: HttpRequest,
    { sandbox, prefix }: Omit<Addressed, 'request'>,
    extra: HeaderList,
  ): HttpOutcome | Problem {
    const { live } = this.#settings
    const { path, method } = request
    const reading = method === 'GET' || method === 'HEAD'
    // A relative address works with the prefix of a sandbox too.
    if (path === controlPath)
      return { answer: answerOf(308, undefined, { location: `${controlPath.slice(1)}/` }), extra, sandbox }
    if (path === `${controlPath}/` && reading) return { answer: answerOf(200, inspectorPage(), html), extra, sandbox }
    const script = reading ? inspectorScript(path.slice(controlPath.length + 1)) : undefined
    if (script !== undefined) return { ...this.#files.answer(request, script, javascript, extra), sandbox }
    const docs = reading ? siteFile(path.slice(controlPath.length + 1)) : undefined
    const docsHead = docs?.kind === 'html' ? html : javascript
    if (docs) return { ...this.#files.answer(request, docs.text, docsHead, extra), sandbox }
    if (path === documentPath && reading)
      return { answer: answerOf(200, this.#document(request, prefix, 'control')), extra, sandbox }
    if (path === metricsPath && reading)
      return { answer: answerOf(200, this.#metrics.render(this.#gauges()), prometheus), extra, sandbox }
    if (isExploring(method, path)) return { answer: this.#explore(request), extra, sandbox }
    const mock = this.#mockOf(sandbox)
    if (mock instanceof Problem) return mock
    if (path !== eventsPath || !reading) {
      const answer = this.#steer(mock, request)
      return { answer, extra: [...extra, 'cache-control', 'no-store'], sandbox }
    }
    const stream = live.open(mock, request)
    return stream instanceof Problem ? stream : { answer: answerOf(200, undefined), extra, sandbox, stream }
  }

  /**
   * Runs a control request. One that adds data is charged for its text and may be refused; one that frees memory never
   * is.
   */
  #steer(mock: Mock, request: HttpRequest): MockAnswer {
    const { memory, settings } = this.#settings
    const { body = '', path } = request
    const isAdding = body !== '' && !/\/(?:reset|clock|state|batch)$/.test(path)
    const full = memory.refusalOfText(body) ?? (isAdding ? memory.refusal(mock) : undefined)
    const facts = { baseUrl: this.#urlOf(request, ''), settings }
    const answer = full ? mock[internals].refuse(full) : this.#control.run(mock, request, facts)
    memory.charge(mock, answer.status < 300 ? body.length : 0)
    return answer
  }

  #explore(request: HttpRequest): MockAnswer {
    const input = readExploreStep(request)
    const step =
      input instanceof Problem ? input : this.#explorations.step(input, (name) => this.#urlOf(request, `/~${name}`))
    return step instanceof Problem
      ? this.#settings.mock[internals].refuse(step)
      : answerOf(200, JSON.stringify(step), json)
  }

  #readiness(): HttpOutcome {
    const ready = this.#settings.isReady()
    return openAnswer(undefined, answerOf(ready ? 200 : 503, JSON.stringify({ ready })))
  }

  #find(request: HttpRequest) {
    return request.matchIn(this.#settings.mock[internals].api.find)
  }

  #count(operation: string, { status, failure, delay }: MockAnswer, ms: number): void {
    const isSilent = failure === 'network-error' || failure === 'timeout'
    this.#metrics.observe(operation, isSilent ? 'none' : status, ms + delay)
  }

  #gauges(): Gauge[] {
    const { mock, live, memory } = this.#settings
    const mocks = [mock, ...mock.sandboxes.values()]
    const faults = mocks.reduce((sum, one) => sum + one[internals].engine.faults.strikes, 0)
    return [
      { name: 'sandboxes', help: 'Sandboxes there are.', type: 'gauge', value: mock.sandboxes.size },
      { name: 'memory_bytes', help: 'Bytes of the budget that are used.', type: 'gauge', value: memory.bytes },
      { name: 'memory_limit_bytes', help: 'Bytes of the budget.', type: 'gauge', value: memory.maxBytes },
      { name: 'event_streams', help: 'Streams of events that are open.', type: 'gauge', value: live.streams },
      { name: 'event_backlog_bytes', help: 'Bytes of events to be sent.', type: 'gauge', value: live.backlogBytes },
      { name: 'events_total', help: 'Events that happened.', type: 'counter', value: live.events },
      { name: 'faults_struck', help: 'Requests that faults struck.', type: 'gauge', value: faults },
    ]
  }

  /** The public address of the API for a client: with the prefix of a proxy and of a sandbox. */
  #urlOf(request: HttpRequest, prefix: string): string {
    const { origin, prefix: base } = this.#publicUrl(request)
    return `${origin ?? request.origin}${base}${prefix}`
  }

  #publicUrl(request: HttpRequest): PublicUrl {
    return this.#settings.publicUrl ?? forwardedUrl(request)
  }

  #document(request: HttpRequest, prefix: string, kind: 'api' | 'control' = 'api'): string {
    const { mock, url, guard, settings } = this.#settings
    const baseUrl = this.#urlOf(request, prefix)
    const auth = guard.keys !== undefined
    const describe = () =>
      JSON.stringify(
        kind === 'api'
          ? toOpenApi({ edition: mock.info.edition, baseUrl, auth, strict: settings.strict })
          : toControlOpenApi({ baseUrl, auth }),
      )
    // Only one of each is cached, since there may be many sandboxes and host names.
    return baseUrl === url ? (this.#ownDocuments[kind] ??= describe()) : describe()
  }

  /** Redirects browsers to the inspector, and tells programs the addresses. */
  #greeting(request: HttpRequest, prefix: string): MockAnswer {
    const { control, mock } = this.#settings
    const base = this.#publicUrl(request).prefix + prefix
    if (control && request.header('accept')?.includes('text/html'))
      return answerOf(302, undefined, { location: `${base}${controlPath}/` })
    const links = {
      api: `${base}/api`,
      openapi: `${base}/openapi.json`,
      ...(control && { inspector: `${base}${controlPath}/`, control: `${base}${controlPath}/health` }),
    }
    return answerOf(200, JSON.stringify({ name: 'callcamp-mock', version, edition: mock.info.edition, ...links }), json)
  }
}

function isExploring(method: string, path: string): boolean {
  return method === 'POST' && path === explorePath
}
