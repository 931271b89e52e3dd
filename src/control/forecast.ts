import { openStatuses, type OrderStatus, orderStatuses, statuses } from '../contract/statuses.ts'

type Counts = Readonly<Partial<Record<OrderStatus, number>>>

/**
 * How many orders will be in each status in the end. The open orders are divided among the final outcomes: by their
 * shares so far, or by their weights if nothing is final yet.
 */
export function forecast(counts: Counts): Counts {
  const outcomes = orderStatuses.filter((name) => statuses[name].state === 'final' && 'outcome' in statuses[name])
  const sumOf = (list: readonly OrderStatus[], of: (name: OrderStatus) => number) =>
    list.reduce((sum, name) => sum + of(name), 0)
  const countOf = (name: OrderStatus) => counts[name] ?? 0
  const likely = (name: OrderStatus) => {
    const row = statuses[name]
    return 'outcome' in row ? row.outcome.weight : 0
  }
  const weight = sumOf(outcomes, countOf) > 0 ? countOf : likely
  const total = sumOf(outcomes, weight)
  const open = sumOf([...openStatuses], countOf)
  return Object.fromEntries(
    orderStatuses.map((name) => {
      const share = outcomes.includes(name) ? (open * weight(name)) / total : 0
      return [name, openStatuses.has(name) ? 0 : countOf(name) + share]
    }),
  )
}
