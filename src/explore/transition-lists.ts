import { campaignStatuses } from '../contract/campaigns.ts'
import { operationIds } from '../contract/operation-ids.ts'
import { routes } from '../contract/routes.ts'
import { orderStatuses } from '../contract/statuses.ts'
import { networkKinds } from './kinds/network.ts'
import { pageEdges, type Transition } from './transitions.ts'

/** What of each operation was reached, and what was not: by status, by row, by page, by fault. */

/** What of one operation was reached, and what was not. */
export interface OperationCoverage {
  readonly operation: string
  readonly reached: readonly string[]
  readonly missed: readonly string[]
}

/** What there is to reach for an operation. The refusals that any operation can have are left out: the network brings them. */
function reachable(operation: (typeof operationIds)[number]): string[] {
  const route = routes[operation]
  const refusals: readonly number[] = 'refusals' in route ? route.refusals : []
  const isList = operation.endsWith('.list')
  const subjects = /^campaigns\.(?:get|update|create)$/.test(operation)
    ? campaignStatuses
    : /^orders\.(?:update|create)$/.test(operation)
      ? orderStatuses
      : []
  return [
    ...refusals.map((status) => `answers ${status}`),
    ...subjects.map((status) => `a row that is ${status}`),
    ...(isList ? pageEdges.map((edge) => `page: ${edge}`) : []),
    ...Object.keys(networkKinds).map((fault) => `fault: ${fault}`),
  ]
}

/** The operations that were asked for; with `all`, the others as well. */
export function coverageOf(transitions: Iterable<Transition>, all = false): OperationCoverage[] {
  const reached = new Map<string, Set<string>>()
  for (const { operation, status, subject, fault, page } of transitions) {
    const facts = reached.get(operation) ?? new Set<string>()
    reached.set(operation, facts)
    if (fault === undefined) facts.add(`answers ${status}`)
    if (subject !== undefined) facts.add(`a row that is ${subject}`)
    if (page !== undefined) facts.add(`page: ${page}`)
    if (fault !== undefined) facts.add(`fault: ${fault}`)
  }
  return operationIds
    .filter((operation) => all || reached.has(operation))
    .map((operation) => {
      const facts = reached.get(operation) ?? new Set<string>()
      return {
        operation,
        reached: [...facts].toSorted(),
        missed: reachable(operation).filter((fact) => !facts.has(fact)),
      }
    })
}

export function describeTransitions(transitions: ReadonlyMap<string, Transition>): string {
  return `Transitions reached: ${transitions.size}.\n${describeCoverage(coverageOf(transitions.values()))}`
}

export function describeCoverage(operations: readonly OperationCoverage[]): string {
  const lines: string[] = []
  for (const { operation, reached, missed } of operations) {
    lines.push(`  ${operation}: ${reached.length === 0 ? 'nothing' : reached.join(', ')}`)
    if (missed.length > 0) lines.push(`    not reached: ${missed.join(', ')}`)
  }
  return lines.join('\n')
}
