import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Problem, show } from '../contract/problems.ts'
import { inOtherCharset, notUtf8, tooLarge } from '../engine/decode.ts'
import type { MockAnswer } from '../engine/exchange.ts'
import { machineTime } from '../world/clock.ts'
import { type HeaderList, writeAnswer } from './http-answer.ts'
import { type BodyResult, hasBody, readBody } from './http-body.ts'
import { HttpRequest, toTarget } from './http-request.ts'
import { streamEvents, streamHead, type StreamSource } from './http-stream.ts'
import { delay, wait } from './timers.ts'

/** HTTP over sockets: the engine is asked directly, with no Request and no Response on the way. */

/** What becomes of a request. */
export interface HttpOutcome {
  readonly answer: MockAnswer
  /** Headers that come on top. */
  readonly extra: HeaderList
  readonly sandbox?: string | undefined
  /** Makes the answer one that goes on. */
  readonly stream?: StreamSource | undefined
}

export interface HttpHandler {
  answer(request: HttpRequest): HttpOutcome
  /** A refusal that the transport itself has to make: of what is no whole request. */
  refuse(request: HttpRequest | undefined, problem: Problem): HttpOutcome
  /** The most bytes that a body may have. */
  largestBody(path: string): number
}

/** One request that was answered, for people who watch. */
export interface LogLine {
  readonly method: string
  /** Path and query, as they came. */
  readonly path: string
  /** Null where there was no answer, on purpose. */
  readonly status: number | null
  readonly ms: number
  readonly sandbox: string | null
  readonly warnings: readonly string[]
}

/** Milliseconds of real time. */
export interface HttpTimeouts {
  /** How long the head of a request may take. */
  readonly headers: number
  /** How long a whole request may take. */
  readonly request: number
  /** How long a connection may idle. */
  readonly idle: number
  /** How long requests that are being answered may take on, when the server stops. */
  readonly grace: number
}

export const defaultTimeouts: HttpTimeouts = { headers: 10_000, request: 30_000, idle: 60_000, grace: 500 }

export interface HttpSettings {
  readonly timeouts: HttpTimeouts
  readonly report: (error: unknown) => void
  readonly log: ((line: LogLine) => void) | undefined
}

/** Where a request was sent to, by its Host header: `http://127.0.0.1:3000`. */
export type OriginOf = (host: string | undefined) => string

/** An answer that is not sent yet. */
interface Held {
  /** Sends it at once. */
  hurry(): void
}

/** Nothing is asked before `serve`. */
const unready: HttpHandler = { answer: tooEarly, refuse: tooEarly, largestBody: tooEarly }

function tooEarly(): never {
  throw new Error('A request came before the server was ready')
}

export class HttpServer {
  readonly #settings: HttpSettings
  readonly #server: Server
  readonly #held = new Set<Held>()
  readonly #streams = new Set<ServerResponse>()
  #handler: HttpHandler = unready
  #originOf: OriginOf = () => ''
  #closing = false
  #closed: Promise<void> | undefined

  constructor(settings: HttpSettings) {
    const { timeouts } = settings
    this.#settings = settings
    this.#server = createServer({
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.idle,
      connectionsCheckingInterval: Math.max(50, Math.min(timeouts.headers, timeouts.request, 5_000) / 4),
      // Refused below, with a body like every other refusal.
      requireHostHeader: false,
    })
    this.#server.on('request', (message, response) => this.#receive(message, response))
    this.#server.on('checkContinue', (message, response) => this.#expect(message, response))
    this.#server.on('clientError', (error, socket) => this.#breakOff(error, socket))
    // A tunnel through a mock leads nowhere.
    this.#server.on('connect', (_message, socket) =>
      this.#hangUp(socket, new Problem(405, 'CONNECT is not possible here')),
    )
  }

  /** Takes a port; 0 takes any that is free. Answers which. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject)
        this.#server.on('error', this.#settings.report)
        resolve((this.#server.address() as AddressInfo).port)
      })
    })
  }

  /** Begins to answer. */
  serve(originOf: OriginOf, handler: HttpHandler): void {
    this.#originOf = originOf
    this.#handler = handler
  }

  /** Takes no more connections, answers what was asked, and cuts off what takes longer than the grace. */
  close(): Promise<void> {
    this.#closing = true
    this.#closed ??= new Promise((resolve) => {
      this.#server.close(() => resolve())
      for (const stream of this.#streams) stream.end()
      for (const held of this.#held) held.hurry()
      this.#server.closeIdleConnections()
      const stopWaiting = wait(this.#settings.timeouts.grace, () => this.#server.closeAllConnections())
      this.#server.once('close', stopWaiting)
    })
    return this.#closed
  }

  #receive(message: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(message)) {
      this.#answer(message, response, undefined)
      return
    }
    const { path } = this.#toRequest(message, undefined)
    const largest = this.#handler.largestBody(path)
    readBody(message, largest, (body) => this.#answer(message, response, body, largest))
  }

  /** A client that asks before it sends: what is too large need not be sent. */
  #expect(message: IncomingMessage, response: ServerResponse): void {
    const { path } = this.#toRequest(message, undefined)
    const largest = this.#handler.largestBody(path)
    if (Number(message.headers['content-length']) > largest) {
      this.#answer(message, response, 'endless', largest)
      return
    }
    response.writeContinue()
    this.#receive(message, response)
  }

  /** What a client has sent always has a method and an address. */
  #toRequest(message: IncomingMessage, body: string | Problem | undefined): HttpRequest {
    return new HttpRequest(
      String(message.method),
      this.#originOf(message.headers.host),
      toTarget(String(message.url)),
      message.headers,
      body,
    )
  }

  #answer(message: IncomingMessage, response: ServerResponse, body: BodyResult | undefined, largest?: number): void {
    const { log, report } = this.#settings
    const started = log ? machineTime() : 0
    const request = this.#toRequest(message, unreadable(message) ?? textOf(message, body, largest))
    if (this.#closing || body === 'endless') response.shouldKeepAlive = false
    try {
      const outcome = this.#outcome(message, request)
      this.#send(message, response, outcome)
      if (log) this.#log(log, request, outcome, machineTime() - started)
    } catch (error) {
      report(error)
      this.#apologize(request, response)
    }
  }

  #outcome(message: IncomingMessage, request: HttpRequest): HttpOutcome {
    const handler = this.#handler
    const { headers, httpVersionMinor } = message
    if (headers.host === undefined && httpVersionMinor > 0)
      return handler.refuse(request, new Problem(400, 'A request needs a Host header'))
    return handler.answer(request)
  }

  #send(message: IncomingMessage, response: ServerResponse, outcome: HttpOutcome): void {
    const { answer } = outcome
    if (outcome.stream) this.#stream(message, response, outcome, outcome.stream)
    else if (answer.delay === 0 && answer.failure === undefined && !answer.gate)
      writeAnswer(response, answer, outcome.extra)
    else if (this.#closing) this.#finish(response, outcome)
    else this.#hold(response, outcome)
  }

  /** An answer that has to wait. A client that goes does not get it. */
  #hold(response: ServerResponse, outcome: HttpOutcome): void {
    const finish = () => {
      stopWaiting()
      this.#held.delete(held)
      this.#finish(response, outcome)
    }
    const held: Held = {
      hurry: () => {
        response.shouldKeepAlive = false
        finish()
      },
    }
    const { delay: ms, gate } = outcome.answer
    let stopWaiting = () => {}
    const begin = () => {
      if (!this.#held.has(held)) return
      if (ms > 0) stopWaiting = delay(ms, finish)
      else finish()
    }
    this.#held.add(held)
    response.once('close', () => {
      stopWaiting()
      this.#held.delete(held)
    })
    if (gate) void gate.then(begin)
    else begin()
  }

  #finish(response: ServerResponse, { answer, extra }: HttpOutcome): void {
    // What never answers waits for the client to go, or for the server to stop.
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
    this.#streams.add(response)
    response.once('close', () => this.#streams.delete(response))
    streamEvents(response, source)
  }

  #log(log: (line: LogLine) => void, request: HttpRequest, { answer, sandbox, stream }: HttpOutcome, ms: number): void {
    const broken = answer.failure !== undefined && answer.failure !== 'truncated'
    const path = request.url.slice(request.origin.length)
    const line: LogLine = {
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
      // Who asked has an answer by now.
      this.#settings.report(error)
    }
  }

  /** Our own fault, and the last resort. */
  #apologize(request: HttpRequest, response: ServerResponse): void {
    try {
      if (response.headersSent) throw new Error('Too late to apologize')
      // A head that could not be written has left the words of its own status.
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

  /** What is no HTTP, or comes too slowly, is answered where it can be. */
  #breakOff(error: Error & { code?: string }, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    this.#hangUp(socket, problemOf(error.code))
  }

  #hangUp(socket: Duplex, problem: Problem): void {
    const { body = '' } = this.#handler.refuse(undefined, problem).answer
    const head = `HTTP/1.1 ${problem.status} ${reasons[problem.status]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`
    socket.end(head + body, () => socket.destroy())
    socket.on('error', () => socket.destroy())
  }
}

/** Why a body can't be read, whatever is in it. */
function unreadable({ headers }: IncomingMessage): Problem | undefined {
  const encoding = headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return undefined
  return new Problem(415, `The body must be sent as it is; received one with the content encoding ${show(encoding)}`)
}

/** The text of a body, or why there is none. */
function textOf(
  { headers }: IncomingMessage,
  body: BodyResult | undefined,
  largest: number | undefined,
): string | Problem | undefined {
  if (body === 'not-utf-8') return inOtherCharset(headers['content-type']) ?? notUtf8()
  return typeof body === 'string' ? tooLarge(largest) : body?.text
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'The request took too long to arrive')
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'The headers of the request are too large')
  return new Problem(400, 'This is not a request in HTTP/1.1')
}
