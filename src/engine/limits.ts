import type { Wait } from '../contract/formats.ts'
import { type Problem, problems } from '../contract/problems.ts'
import { toMilliseconds } from '../contract/moments.ts'
import type { Clock } from '../world/clock.ts'
import type { MockRequest } from './exchange.ts'

/** Authentication and the rate limit. */

/** A problem if keys are configured and the request contains none of them. */
export function checkKey(keys: ReadonlySet<string> | undefined, request: MockRequest): Problem | undefined {
  if (!keys) return undefined
  const authorization = request.header('authorization') ?? ''
  const key = /^bearer\s+(.+)$/i.exec(authorization)?.[1]?.trim() ?? request.header('x-api-key')
  if (key && keys.has(key)) return undefined
  return problems.unauthorized(Boolean(key))
}

export interface RateLimitSettings {
  /** The number of requests in a window. */
  readonly requests: number
  /** The length of a window in virtual time. */
  readonly window: string | number
}

/** Counts requests in windows of virtual time, and refuses those beyond the limit. */
export class RateLimit {
  readonly #clock: Clock
  readonly #requests: number
  readonly #window: number
  #start = Number.NEGATIVE_INFINITY
  #used = 0

  constructor(clock: Clock, settings: RateLimitSettings) {
    this.#clock = clock
    this.#requests = settings.requests
    this.#window = toMilliseconds(settings.window)
  }

  check(): Problem | undefined {
    const now = this.#clock.now
    if (now >= this.#start + this.#window || now < this.#start) {
      this.#start = now
      this.#used = 0
    }
    this.#used += 1
    if (this.#used <= this.#requests) return undefined
    const { seconds, advice } = this.#wait(this.#start + this.#window - now)
    return problems.tooManyRequests(this.#requests, this.#window / 1_000, advice, seconds)
  }

  /** How long to wait, and the advice for the client: real seconds, or virtual ones if the clock stands still. */
  #wait(ms: number): { readonly seconds: number; readonly advice: string } {
    const { mode, speed } = this.#clock.settings
    const isStill = mode === 'frozen' || speed === 0
    const seconds = wholeSeconds(isStill ? ms : ms / speed)
    const advice = isStill ? `, and the clock stands still: move it on by ${seconds} s` : `; try again in ${seconds} s`
    return { seconds, advice }
  }

  reset(): void {
    this.#start = Number.NEGATIVE_INFINITY
    this.#used = 0
  }
}

/** At least one second, and at most what clients can represent. */
function wholeSeconds(ms: number): number {
  return Math.max(1, Math.min(Math.ceil(ms / 1_000), Number.MAX_SAFE_INTEGER))
}

/** The delay of answers in milliseconds: of all operations, or of some. */
export type Latency = Wait | { readonly [operation: string]: Wait }
