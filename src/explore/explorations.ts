import { createRequire } from 'node:module'
import type * as FastCheck from 'fast-check'
import { type ExploreAnswer, type ExploreBody, exploreBody } from '../contract/control/server.ts'
import { messageOf, Problem, show } from '../contract/problems.ts'
import { decodeInput } from '../engine/decode.ts'
import type { MockRequest } from '../engine/exchange.ts'
import type { Mock } from '../mock.ts'
import { RemoteExploration, type RemoteWorlds } from './remote-exploration.ts'

/** The searches of a server, for clients in any language: each request takes a verdict, and returns the next world. */

/** The oldest searches are forgotten beyond this number: their clients are most likely gone. */
const maxExplorations = 100

export interface SandboxAccess {
  readonly open: (name: string) => Mock | Problem
  readonly drop: (name: string) => void
}

export class Explorations {
  readonly #sandboxes: SandboxAccess
  readonly #running = new Map<string, RemoteExploration>()
  #count = 0

  constructor(sandboxes: SandboxAccess) {
    this.#sandboxes = sandboxes
  }

  /** Answers `POST /__mock/explore`: starts a search, or continues one. `urlOf` returns the address of a sandbox. */
  answer(request: MockRequest, urlOf: (sandbox: string) => string): ExploreAnswer | Problem {
    const input = readStep(request)
    if (input instanceof Problem) return input
    const { exploration, passed, error } = input
    if (exploration === undefined) return this.#begin(input, urlOf)
    const running = this.#running.get(exploration)
    if (!running) return new Problem(404, `There is no search ${show(exploration)}: it may have ended`)
    if (passed === undefined)
      return new Problem(
        400,
        'The request is not valid: passed is needed, as the test held or failed in the last world',
      )
    const answer = running.take(passed, error, urlOf)
    if (answer instanceof Problem || !answer.world) this.#running.delete(exploration)
    return answer
  }

  #begin(input: ExploreBody, urlOf: (sandbox: string) => string): ExploreAnswer | Problem {
    const fc = loadFastCheck()
    if (fc instanceof Problem) return fc
    this.#count += 1
    const name = String(this.#count)
    const worlds: RemoteWorlds = {
      open: (number) => this.#sandboxes.open(`explore-${name}-${number}`),
      drop: (number) => this.#sandboxes.drop(`explore-${name}-${number}`),
    }
    try {
      const begun = new RemoteExploration(fc, name, input, worlds)
      const answer = begun.begin(urlOf)
      this.#running.set(name, begun)
      const [oldest] = this.#running.keys()
      if (this.#running.size > maxExplorations && oldest !== undefined) this.#running.delete(oldest)
      return answer
    } catch (error) {
      if (error instanceof TypeError) return new Problem(400, error.message)
      throw error
    }
  }
}

/** Without a body, a search begins. */
function readStep(request: MockRequest): ExploreBody | Problem {
  const { input } = decodeInput({ body: exploreBody.optional() }, request, {}, { strict: true })
  return input instanceof Problem ? input : exploreBody.parse(input.body ?? {})
}

/** Loaded when a search begins: a request waits for nothing. */
function loadFastCheck(): typeof FastCheck | Problem {
  const load = createRequire(import.meta.url)
  try {
    return load('fast-check')
  } catch (error) {
    return new Problem(400, `A search needs fast-check: npm install --save-dev fast-check (${messageOf(error)})`)
  }
}
