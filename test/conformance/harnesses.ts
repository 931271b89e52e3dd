import { wire } from '../../src/contract/editions.ts'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'
import type { Harness } from './suite.ts'

/** The address under which a mock is asked: its own, or some address where it answers to any. */
export function addressOf({ baseUrl, edition = 'hosted' }: MockOptions): string {
  if (baseUrl === '*') return 'https://any.example:8443'
  return baseUrl ?? wire[edition].baseUrl
}

/** Asks a mock with no interception at all. */
export function overFetch(more: MockOptions = {}): Harness {
  return {
    async start(options) {
      const all = { ...options, ...more }
      const mock = createMock(all)
      return { mock, fetch: (path, init) => mock.fetch(`${addressOf(all)}${path}`, init), stop: async () => {} }
    },
  }
}
