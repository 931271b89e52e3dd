import { controlPath, isControlPath, readSandboxPath, sandboxHeader, sandboxPrefix } from '../contract/addressing.ts'
import { serverRoutes } from '../contract/control-routes.ts'
import { Problem, problems, show } from '../contract/problems.ts'
import { maxBodyBytes } from '../engine/decode.ts'
import { answerOf, type MockAnswer } from '../engine/exchange.ts'
import { internals } from '../engine/internals.ts'
import { checkKey } from '../engine/limits.ts'
import { isUnderApi } from '../transports/address.ts'
import { answerPreflight } from '../transports/cors.ts'
import type { HttpRequest } from '../transports/http-request.ts'
import type { Admission, HttpHandler, HttpOutcome, HttpResult } from '../transports/http-handler.ts'
import { machineTime } from '../world/clock.ts'
import { type Addressed, ControlPaths, type ControlPathsSettings, isReading, nothingExtra } from './control-paths.ts'
import { openAnswer } from './cors.ts'
import { Metrics } from './metrics.ts'
import { PublicDocuments, type PublicDocumentsSettings } from './public-documents.ts'

/** Routes a request to the API, the control API or a document, of the mock itself or of a sandbox. */

export interface RequestRouterSettings extends ControlPathsSettings, PublicDocumentsSettings {
  /** The most bytes that a body of the control API may have. */
  readonly maxControlBytes: number
  /** Whether the server answers requests and is not about to stop. */
  readonly isReady: () => boolean
}

const noBody: Admission = { wantsBody: false, largest: maxBodyBytes }
const readyPath = controlPath + serverRoutes['server.ready'].path

export class RequestRouter implements HttpHandler {
  readonly #settings: RequestRouterSettings
  readonly #metrics = new Metrics()
  readonly #documents: PublicDocuments
  readonly #control: ControlPaths
  /** The prefix of all paths, if a proxy passes it on. */
  readonly #basePrefix: string

  constructor(settings: RequestRouterSettings) {
    this.#settings = settings
    this.#documents = new PublicDocuments(settings)
    this.#control = new ControlPaths(settings, this.#metrics, this.#documents)
    this.#basePrefix = settings.publicUrl?.prefix ?? ''
  }

  answer(whole: HttpRequest): HttpResult {
    const request = this.#behindBase(whole)
    const name = request.header(sandboxHeader)
    // Nearly every request is for the API of the mock itself.
    if (name === undefined && isUnderApi(request.path)) return this.#api(request, undefined)
    return this.#addressed(address(request, name))
  }

  refuse(request: HttpRequest | undefined, problem: Problem): HttpOutcome {
    const answer = this.#settings.mock[internals].refuse(problem)
    const isForControl = request && isControlPath(readSandboxPath(request.path)?.rest ?? request.path)
    return isForControl ? { answer, extra: nothingExtra } : openAnswer(request?.header('origin'), answer)
  }

  admit(whole: HttpRequest): Admission {
    const addressed = address(this.#behindBase(whole), whole.header(sandboxHeader))
    const { request: head } = addressed
    const { path } = head
    if (head.refusal !== undefined) return noBody
    if (isUnderApi(path)) {
      const hasKey = checkKey(this.#settings.guard.keys, head) === undefined
      const route = hasKey ? this.#find(head)?.row : undefined
      return { wantsBody: route?.body !== undefined, largest: maxBodyBytes }
    }
    const answer = isControlPath(path) ? this.#control.admit(head) : undefined
    if (!answer) return noBody
    return {
      wantsBody: true,
      largest: this.#settings.maxControlBytes,
      answer: (request) => answer({ ...addressed, request: request.at(path) }),
    }
  }

  #behindBase(request: HttpRequest): HttpRequest {
    const prefix = this.#basePrefix
    return prefix !== '' && request.path.startsWith(`${prefix}/`)
      ? request.at(request.path.slice(prefix.length))
      : request
  }

  #addressed(addressed: Addressed): HttpResult {
    const { request, sandbox, prefix } = addressed
    const { path, method } = request
    const reading = isReading(request)
    if (path === readyPath && reading) return this.#readiness()
    if (isControlPath(path)) return this.#control.answer(addressed)
    if (isUnderApi(path)) return this.#api(request, sandbox)
    if (path === '/openapi.json' && reading)
      return openAnswer(request.header('origin'), answerOf(200, this.#documents.openApi(request, prefix, 'api')))
    if (path === '/' && reading) return { answer: this.#documents.greeting(request, prefix), extra: nothingExtra }
    return this.refuse(
      request,
      path === '/openapi.json' || path === '/' ? problems.methodNotAllowed(method, 'GET, HEAD') : this.#nothingAt(path),
    )
  }

  #nothingAt(path: string): Problem {
    const control = this.#settings.settings.control ? `, the control API at ${controlPath}` : ''
    return new Problem(
      404,
      `There is nothing at ${show(path)}; the API is found at /api, its description at /openapi.json${control}`,
    )
  }

  #api(request: HttpRequest, sandbox: string | undefined): HttpOutcome {
    // A preflight makes no sandbox.
    const preflight = answerPreflight(request)
    if (preflight) return { answer: preflight, extra: nothingExtra, sandbox }
    const mock = this.#settings.sandboxes.mockOf(sandbox)
    if (mock instanceof Problem) return this.refuse(request, mock)
    const isWriting = request.body !== undefined && request.body !== ''
    const full = isWriting ? this.#settings.memory.refusal(mock) : undefined
    if (full) return this.refuse(request, full)
    const operation = this.#find(request)?.row?.id ?? 'none'
    const started = machineTime()
    const answer = mock[internals].run(request)
    this.#count(operation, answer, machineTime() - started)
    this.#settings.memory.charge(mock, isWriting && answer.status < 300 ? (request.body?.length ?? 0) : 0)
    const open = openAnswer(request.header('origin'), answer)
    return { answer: open.answer, extra: open.extra, sandbox }
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
}

function address(request: HttpRequest, name: string | undefined): Addressed {
  const prefixed = readSandboxPath(request.path)
  if (prefixed === undefined) return { request, sandbox: name, prefix: '' }
  return { request: request.at(prefixed.rest), sandbox: prefixed.name, prefix: sandboxPrefix(prefixed.name) }
}
