import type { MockEvent } from '../contract/events.ts'
import type { Events } from '../world/events.ts'

/** Debug output by namespace: `DEBUG=callcamp:*`, `DEBUG=callcamp:requests`. Silent otherwise. */

const namespaces = {
  requests: ['request'],
  simulator: ['call.started', 'call.ended', 'order.status', 'campaign.status'],
  mock: ['reset'],
} as const

/** Returns the enabled namespaces. A page has none, since it has an inspector. */
export function debugNamespaces(): (keyof typeof namespaces)[] {
  const asked = typeof process === 'object' ? process.env['DEBUG'] : undefined
  const patterns = (asked ?? '').split(/[\s,]+/).filter((pattern) => pattern.startsWith('callcamp:') || pattern === '*')
  return (['requests', 'simulator', 'mock'] as const).filter((name) =>
    patterns.some((pattern) => pattern === '*' || pattern === 'callcamp:*' || pattern === `callcamp:${name}`),
  )
}

/** Writes one line per event to the console. */
export function writeDebugLines(events: Events, asked: readonly (keyof typeof namespaces)[]): void {
  for (const name of asked) {
    // oxlint-disable-next-line no-console
    for (const type of namespaces[name]) events.on(type, (event) => console.debug(`callcamp:${name} ${toLine(event)}`))
  }
}

function toLine(event: MockEvent): string {
  const where = event.sandbox === null ? '' : ` [${event.sandbox}]`
  switch (event.type) {
    case 'request': {
      const { method, url, status, warnings } = event.request
      return `${event.at}${where} ${method} ${url} → ${status}${warnings.length > 0 ? `  (${warnings.join('; ')})` : ''}`
    }
    case 'call.started':
      return `${event.at}${where} call ${event.attempt} of ${event.orderUuid} started`
    case 'call.ended':
      return `${event.at}${where} call ${event.attempt} of ${event.orderUuid} ended: ${event.outcome}, ${event.durationSeconds} s`
    case 'order.status':
      return `${event.at}${where} order ${event.orderUuid}: ${event.from ?? 'new'} → ${event.to}`
    case 'campaign.status':
      return `${event.at}${where} campaign ${event.campaignUuid}: ${event.from ?? 'new'} → ${event.to}`
    case 'history':
      return event.undone.length > 0
        ? `${event.at}${where} went back over ${event.undone.length} steps`
        : `${event.at}${where} went forward over ${event.redone.length} steps`
    default:
      return `${event.at}${where} reset to ${event.scenario}, seed ${event.seed}`
  }
}
