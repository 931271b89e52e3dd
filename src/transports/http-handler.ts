import type { Problem } from '../contract/problems.ts'
import type { MockAnswer } from '../engine/exchange.ts'
import type { HeaderList } from './http-answer.ts'
import type { HttpRequest } from './http-request.ts'
import type { StreamSource } from './http-stream.ts'

/** What a server needs of the code that answers its requests. */

/** The result of a request. */
export interface HttpOutcome {
  readonly answer: MockAnswer
  /** Additional headers. */
  readonly extra: HeaderList
  readonly sandbox?: string | undefined
  /** What is sent instead of the body: the same, compressed, as one of the headers on top says. */
  readonly bytes?: Uint8Array | undefined
  /** Turns the answer into a stream. */
  readonly stream?: StreamSource | undefined
}

/** A promise where something has to be loaded first. */
export type HttpResult = HttpOutcome | Promise<HttpOutcome>

/** What the head of a request decides. */
export interface Admission {
  readonly wantsBody: boolean
  /** How large the body may be. */
  readonly largest: number
  /** Answers the request once its body has arrived, if its head has already decided how. Otherwise `HttpHandler.answer` does. */
  readonly answer?: ((request: HttpRequest) => HttpResult) | undefined
}

export interface HttpHandler {
  /** Decides about a request with a body from its head. */
  admit(request: HttpRequest): Admission
  answer(request: HttpRequest): HttpResult
  /** Answers a request that the transport itself refuses because it is incomplete. */
  refuse(request: HttpRequest | undefined, problem: Problem): HttpOutcome
}

/** Returns the origin in the Host header: `http://127.0.0.1:3000`. */
export type OriginOf = (host: string | undefined) => string
