import { type Problem, toErrorBody } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import type { World } from '../world/world.ts'
import { answerOf, json, type MockAnswer } from './exchange.ts'

/** Turns problems into answers, with the body that `formatError` makes, or the documented one if that fails. */
export class Refusals {
  readonly #world: World
  readonly #formatError: ((problem: Problem) => unknown) | undefined
  #hasReportedUnusable = false

  constructor(world: World, formatError: ((problem: Problem) => unknown) | undefined) {
    this.#world = world
    this.#formatError = formatError
  }

  toAnswer(problem: Problem): MockAnswer {
    return answerOf(
      problem.status,
      this.#format(problem) ?? JSON.stringify(toErrorBody(problem)),
      problem.headers ? { ...json, ...problem.headers } : json,
    )
  }

  #format(problem: Problem): string | undefined {
    const formatError = this.#formatError
    if (!formatError) return undefined
    try {
      const { body, text } = this.#world.guard.run('formatError', () => {
        const made = formatError(problem)
        return { body: made, text: isThenable(made) ? undefined : JSON.stringify(made) }
      })
      // Nobody awaits the promise: without a handler, its rejection would end the process.
      if (isThenable(body)) body.then(undefined, () => {})
      if (text === undefined) this.#reportUnusable(isThenable(body))
      return text
    } catch (error) {
      this.#world.settings.report(error)
      return undefined
    }
  }

  #reportUnusable(isPromise: boolean): void {
    if (this.#hasReportedUnusable) return
    this.#hasReportedUnusable = true
    const returned = isPromise ? 'a promise, and a refusal waits for none' : 'nothing that JSON can carry'
    this.#world.settings.report(new TypeError(`formatError returned ${returned}: refusals have their usual bodies`))
  }
}
