import type { OrderStatus } from './statuses.ts'

/** How the inspector reaches a mock: over HTTP, or inside the page. Both speak the control API. */

interface Reply {
  readonly status: number
  /** The parsed body; undefined without one. */
  readonly body: unknown
}

/** What the mock tells by itself. `connection` is told by the port: whether the mock can be heard. */
export type LiveEvent =
  | { readonly type: 'connection'; readonly open: boolean }
  | { readonly type: 'clock'; readonly at: string; readonly mode: ClockMode; readonly speed: number }
  | {
      readonly type: 'order.status'
      readonly at: string
      readonly campaignUuid: string
      readonly from: OrderStatus | null
      readonly to: OrderStatus
    }
  | { readonly type: 'request'; readonly request: Exchange }
  | { readonly type: 'reset' | 'history' | 'gap' | 'call.started' | 'call.ended' | 'campaign.status' }

export type ClockMode = 'frozen' | 'ticking'

/** One request that the mock answered. */
export interface Exchange {
  readonly id: number
  readonly at: string
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly status: number
  readonly response?: unknown
  readonly durationMs: number
  readonly warnings: readonly string[]
}

export interface Port {
  /** Asks the control API; the path is the one behind `/__mock`. Rejects when the mock can't be reached. */
  request(method: string, path: string, body?: unknown): Promise<Reply>
  /** Hears what happens, until the function it answers is called. */
  subscribe(listener: (event: LiveEvent) => void): () => void
}
