import type { Edition } from './editions.ts'

/** What a mock is. */
export interface MockInfo {
  readonly edition: Edition
  readonly baseUrl: string
  /** The scenario that the mock started with. */
  readonly scenario: string
  readonly seed: number
  /** The name of the sandbox; null for the mock itself. */
  readonly sandbox: string | null
}
