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

type IsVaried = (fault: string, operation: string) => boolean

/** What there is to reach for an operation. The refusals that any operation can have are left out: the network brings them. */
function reachable(operation: (typeof operationIds)[number], isVaried: IsVaried): string[] {
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
    ...Object.keys(networkKinds)
      .filter((fault) => isVaried(fault, operation))
      .map((fault) => `fault: ${fault}`),
  ]
}

interface CoverageScope {
  /** Whether operations that were not asked for are listed as well. Default false. */
  readonly all?: boolean
  /** Whether a fault may happen to an operation. The others are not listed as missed. Default: each may. */
  readonly isVaried?: IsVaried
}

/** The operations that were asked for, with what was reached of them. */
export function coverageOf(
  transitions: Iterable<Transition>,
  { all = false, isVaried = () => true }: CoverageScope = {},
): OperationCoverage[] {
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
        missed: reachable(operation, isVaried).filter((fact) => !facts.has(fact)),
      }
    })
}

export function describeTransitions(transitions: ReadonlyMap<string, Transition>, isVaried: IsVaried): string {
  const operations = coverageOf(transitions.values(), { isVaried })
  return [`Transitions reached: ${transitions.size}.`, ...coverageLines(operations)].join('\n')
}

/** What was reached, and what was not, a line each. */
export function coverageLines(operations: readonly OperationCoverage[]): string[] {
  const lines: string[] = []
  for (const { operation, reached, missed } of operations) {
    lines.push(`  ${operation}: ${reached.length === 0 ? 'nothing' : reached.join(', ')}`)
    if (missed.length > 0) lines.push(`    not reached: ${missed.join(', ')}`)
  }
  return lines
}
