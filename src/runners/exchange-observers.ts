import type { Exchange } from '../contract/events.ts'

/** Who wants to know what the mocks of tests have answered, when a test has ended. */
export const exchangeObservers = new Set<(exchanges: readonly Exchange[]) => void>()

export function tellObservers(mock: { readonly requests: { all(): readonly Exchange[] } }): void {
  if (exchangeObservers.size === 0) return
  const exchanges = mock.requests.all()
  for (const observe of exchangeObservers) observe(exchanges)
}
