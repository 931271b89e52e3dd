import type { Edition } from '../contract/editions.ts'
import { Problem } from '../contract/problems.ts'
import { Encoder } from '../engine/encode.ts'
import type { Operation } from '../operations/operation.ts'
import { findScenario } from '../scenarios/catalog.ts'
import { loadScenario } from '../scenarios/load.ts'
import { createBase } from '../world/base.ts'
import { World } from '../world/world.ts'

/** Examples are no prose: each is run over the scenario of the documented examples, and its answer is what came. */

export interface Example {
  readonly body: object | undefined
  /** Undefined where there is no body in the answer. */
  readonly answer: unknown
}

export function runExample(edition: Edition, operation: Operation): Example {
  const asked = operation.example
  const base = createBase(loadScenario(findScenario(asked.scenario), { edition }))
  const settings = { edition, clock: { mode: 'frozen', speed: 1 }, sandbox: null, report: () => {} } as const
  const world = new World({ ...settings, history: { maxSteps: 0, maxBytes: 0 } }, base)
  const input = {
    params: asked.params ?? {},
    query: operation.query?.parse({}),
    body: operation.body?.parse(asked.body),
  }
  const value = operation.handle({ world, references: 'strict', warn: () => {} }, input)
  if (value instanceof Problem)
    throw new Error(`The example for ${operation.id} is refused: ${value.message} ${JSON.stringify(value.errors)}`)
  const text = new Encoder().encode(world, operation, value)
  return { body: asked.body, answer: text === undefined ? undefined : JSON.parse(text) }
}
