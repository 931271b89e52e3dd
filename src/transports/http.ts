import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Problem, problems, show } from '../contract/problems.ts'
import { machineTime, wallTime } from '../world/clock.ts'
import { writeAnswer, writeBytes } from './http-answer.ts'
import { BodyMeter, discardBody, hasBody, isEndless, readBody, unreadable } from './http-body.ts'
import type { Admission, HttpHandler, HttpOutcome, HttpResult, OriginOf } from './http-handler.ts'
import { hangUp, problemOf } from './http-refusals.ts'
import { HttpRequest, isLoopbackPeer, toTarget } from './http-request.ts'
import type { HttpSettings, ListenTarget, LogLine } from './http-settings.ts'
import { EventStream, streamHead, type StreamSource } from './http-stream.ts'
import { delay, wait } from './timers.ts'

/** HTTP over sockets. It calls the engine directly, without Request and Response. */

/** Used before `serve` is called. */
const unready: HttpHandler = { answer: tooEarly, refuse: tooEarly, admit: tooEarly }

function tooEarly(): never {
  throw new Error('A request came before the server was ready')
}

export class HttpServer {
  readonly #settings: HttpSettings
  readonly #server: Server
  /** The answers that wait, as functions that send them at once. */
  readonly #held = new Set<() => void>()
  readonly #streams = new Set<EventStream>()
  readonly #meter: BodyMeter
  #handler: HttpHandler = unready
  #originOf: OriginOf = () => ''
  #isUnixSocket = false
  #closing = false
  #closed: Promise<void> | undefined

  constructor(settings: HttpSettings) {
    const { timeouts } = settings
    this.#settings = settings
    this.#meter = new BodyMeter(settings.maxBodyBytes)
    const options = {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.idle,
      connectionsCheckingInterval: Math.max(50, Math.min(timeouts.headers, timeouts.request, 5_000) / 4),
      // Refused below with the usual body.
      requireHostHeader: false,
    }
    this.#server = (settings.createServer ?? createServer)(options)
    this.#server.on('request', (message, response) => this.#receive(message, response, false))
    this.#server.on('checkContinue', (message, response) => this.#receive(message, response, true))
    // Refused below with the usual body.
    this.#server.on('checkExpectation', (message, response) => this.#receive(message, response, false))
    this.#server.on('clientError', (error, socket) => this.#answerClientError(error, socket))
    // A mock is no proxy.
    this.#server.on('connect', (_message, socket) => this.#refuseSocket(socket, problems.methodNotAllowed('CONNECT')))
  }

  /** Listens on a port or a unix socket. Port 0 takes any free one. Returns the port, or 0 for a socket. */
  listen(target: ListenTarget): Promise<number> {
    this.#isUnixSocket = 'path' in target
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(target, () => {
        this.#server.off('error', reject)
        this.#server.on('error', this.#settings.report)
        const address = this.#server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  }

  /** Whether the server answers requests and is not about to stop. */
  get isReady(): boolean {
    return this.#handler !== unready && !this.#closing
  }

  /** Starts to answer. */
  serve(originOf: OriginOf, handler: HttpHandler): void {
    this.#originOf = originOf
    this.#handler = handler
  }

  /** Accepts no more connections, answers open requests, and disconnects those that take longer than the grace period. */
  close(): Promise<void> {
    this.#closing = true
    this.#closed ??= new Promise((resolve) => {
      this.#server.close(() => resolve())
      for (const stream of this.#streams) stream.end()
      for (const hurry of this.#held) hurry()
      this.#server.closeIdleConnections()
      const stopWaiting = wait(this.#settings.timeouts.grace, () => this.#server.closeAllConnections())
      this.#server.once('close', stopWaiting)
    })
    return this.#closed
  }

  /** Answers `Expect: 100-continue`: a client need not send a body that nobody reads. */
  #receive(message: IncomingMessage, response: ServerResponse, asksFirst: boolean): void {
    response.on('error', this.#settings.report)
    if (this.#closing) response.shouldKeepAlive = false
    const head = this.#toRequest(message, unreadable(message))
    if (!hasBody(message)) return this.#answer(message, response, head)
    const { wantsBody, largest, answer } = this.#admit(head)
    const refusal = unreadable(message, wantsBody ? largest : undefined)
    if (wantsBody && refusal === undefined) {
      if (asksFirst) response.writeContinue()
      readBody(message, largest, this.#meter, (body, isEndless) => {
        if (this.#closing || isEndless) response.shouldKeepAlive = false
        this.#answer(message, response, head.with(body), answer)
      })
      return
    }
    if (asksFirst || isEndless(message, largest)) response.shouldKeepAlive = false
    discardBody(message, largest)
    this.#answer(message, response, head.with(refusal))
  }

  #admit(head: HttpRequest): Admission {
    try {
      return this.#handler.admit(head)
    } catch (error) {
      this.#settings.report(error)
      return { wantsBody: false, largest: 0 }
    }
  }

  /** A received request always has a method and an address. */
  #toRequest(message: IncomingMessage, body: string | Problem | undefined): HttpRequest {
    const { method, url, headers } = message
    const head = {
      method: String(method),
      origin: this.#originOf(headers.host),
      target: toTarget(String(url)),
      headers,
      // A connection that is gone has no peer any more, and might have come from anywhere.
      isLocal: this.#isUnixSocket || isLoopbackPeer(message.socket.remoteAddress),
    }
    return new HttpRequest(head, body)
  }

  #answer(
    message: IncomingMessage,
    response: ServerResponse,
    request: HttpRequest,
    answer?: Admission['answer'],
  ): void {
    const started = this.#settings.log ? machineTime() : 0
    const fail = (error: unknown) => {
      this.#settings.report(error)
      this.#answerInternalError(request, response)
    }
    const finish = (outcome: HttpOutcome) => {
      this.#send(message, response, outcome)
      const { log } = this.#settings
      if (log) this.#log(log, request, outcome, machineTime() - started)
    }
    try {
      const outcome = this.#outcome(message, request, answer)
      if (outcome instanceof Promise) void outcome.then(finish).catch(fail)
      else finish(outcome)
    } catch (error) {
      fail(error)
    }
  }

  #outcome(message: IncomingMessage, request: HttpRequest, answer?: Admission['answer']): HttpResult {
    const handler = this.#handler
    const { headers, httpVersionMinor } = message
    if (headers.host === undefined && httpVersionMinor > 0)
      return handler.refuse(request, new Problem(400, 'A request needs a Host header'))
    if (headers.expect !== undefined && !/(?:^|\W)100-continue(?:$|\W)/i.test(headers.expect))
      return handler.refuse(request, new Problem(417, `Expect must be 100-continue; received ${show(headers.expect)}`))
    return answer ? answer(request) : handler.answer(request)
  }

  #send(message: IncomingMessage, response: ServerResponse, outcome: HttpOutcome): void {
    const { answer } = outcome
    if (outcome.stream) this.#stream(message, response, outcome, outcome.stream)
    else if (outcome.bytes) writeBytes(response, answer, outcome.extra, outcome.bytes)
    else if (answer.delay === 0 && answer.failure === undefined && !answer.gate)
      writeAnswer(response, answer, outcome.extra)
    else if (this.#closing) this.#finish(response, outcome)
    else this.#hold(response, outcome)
  }

  /** Delays an answer. It is dropped if the client disconnects. */
  #hold(response: ServerResponse, outcome: HttpOutcome): void {
    const finish = () => {
      stopWaiting()
      this.#held.delete(hurry)
      this.#finish(response, outcome)
    }
    const hurry = () => {
      response.shouldKeepAlive = false
      finish()
    }
    const { delay: ms, gate } = outcome.answer
    let stopWaiting = () => {}
    const begin = () => {
      if (!this.#held.has(hurry)) return
      if (ms > 0) stopWaiting = delay(ms, finish)
      else finish()
    }
    this.#held.add(hurry)
    response.once('close', () => {
      stopWaiting()
      this.#held.delete(hurry)
    })
    if (gate) void gate.then(begin)
    else begin()
  }

  #finish(response: ServerResponse, { answer, extra }: HttpOutcome): void {
    // A request without an answer stays open until the client disconnects or the server stops.
    if (answer.failure === 'timeout' && !this.#closing) return
    if (answer.failure === 'reset') response.socket?.resetAndDestroy()
    else if (answer.failure === 'timeout' || answer.failure === 'network-error') response.socket?.destroy()
    else writeAnswer(response, answer, extra)
  }

  #stream(message: IncomingMessage, response: ServerResponse, { extra }: HttpOutcome, source: StreamSource): void {
    response.shouldKeepAlive = false
    response.writeHead(200, [...streamHead, ...extra])
    if (message.method === 'HEAD' || this.#closing) {
      response.end()
      return
    }
    const stream = new EventStream(response, source)
    this.#streams.add(stream)
    response.once('close', () => this.#streams.delete(stream))
  }

  #log(log: (line: LogLine) => void, request: HttpRequest, { answer, sandbox, stream }: HttpOutcome, ms: number): void {
    const broken = answer.failure !== undefined && answer.failure !== 'truncated'
    const path = request.url.slice(request.origin.length)
    const line: LogLine = {
      time: new Date(wallTime()).toISOString(),
      method: request.method,
      path,
      status: broken ? null : stream ? 200 : answer.status,
      ms: answer.delay + ms,
      sandbox: sandbox ?? null,
      warnings: answer.warnings ?? [],
    }
    try {
      log(line)
    } catch (error) {
      // The client already has its answer.
      this.#settings.report(error)
    }
  }

  /** The last resort for errors of our own. */
  #answerInternalError(request: HttpRequest, response: ServerResponse): void {
    try {
      if (response.headersSent) throw new Error('The answer has begun already')
      // The status message of the head that could not be written is still set.
      response.statusMessage = ''
      const { answer, extra } = this.#handler.refuse(
        request,
        new Problem(500, 'The mock itself failed; its standard error tells how'),
      )
      writeAnswer(response, answer, extra)
    } catch {
      response.destroy()
    }
  }

  /** Answers invalid or slow requests if the socket still allows it. */
  #answerClientError(error: Error & { code?: string }, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    this.#refuseSocket(socket, problemOf(error.code))
  }

  #refuseSocket(socket: Duplex, problem: Problem): void {
    const { body = '' } = this.#handler.refuse(undefined, problem).answer
    hangUp(socket, problem.status, body)
  }
}
