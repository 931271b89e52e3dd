import type { Fault } from '../contract/faults.ts'
import { type FieldError, show } from '../contract/problems.ts'
import { nearestPath } from '../operations/nearest.ts'
import type { Operation } from '../operations/operation.ts'
import { haveCommonPath, type PathPattern, toPathPattern } from './path-pattern.ts'

/** Finds the operations that a fault can strike. */

type Target = Pick<Operation, 'id' | 'method' | 'path' | 'body'>

/** The error of a fault whose conditions fit no operation, so that it would never strike. */
export function missOf(
  { operation, method, path, requestBody }: Fault,
  pattern: PathPattern | undefined,
  targets: readonly Target[],
): FieldError | undefined {
  const named = targets.filter(({ id }) => operation === undefined || id === operation)
  const asked = named.filter((target) => method === undefined || methodsOf(target).includes(method.toUpperCase()))
  const where = operation === undefined ? '' : ` for ${operation}`
  if (asked.length === 0)
    return { field: 'method', message: `must be ${oneOf(named.flatMap(methodsOf))}${where}; received ${show(method)}` }
  const found = asked.filter((target) => pattern === undefined || haveCommonPath(pattern, toPathPattern(target.path)))
  if (found.length === 0) {
    const near = path === undefined ? undefined : nearestPath(asked, path)
    return {
      field: 'path',
      message: `must fit ${oneOf(asked.map((target) => target.path))}${where || (method === undefined ? '' : ` for ${method.toUpperCase()}`)}; received ${show(path)}${near === undefined ? '' : `; did you mean ${near}?`}`,
    }
  }
  if (requestBody === undefined || found.some(({ body }) => body !== undefined)) return undefined
  return {
    field: 'requestBody',
    message: `is for operations that have one: ${found.map(({ id }) => id).join(', ')} ${found.length === 1 ? 'has' : 'have'} none`,
  }
}

/** HEAD is handled as GET. */
function methodsOf({ method }: Target): readonly string[] {
  return method === 'GET' ? [method, 'HEAD'] : [method]
}

function oneOf(choices: readonly string[]): string {
  const [first = '', ...more] = new Set(choices)
  return more.length === 0 ? first : `one of ${[first, ...more].join(', ')}`
}
