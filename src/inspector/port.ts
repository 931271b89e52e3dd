import type { MockEvent, OrderStatusEvent, RequestEvent } from '../contract/events.ts'

export type { Exchange } from '../contract/events.ts'

/** How the inspector reaches a mock: over HTTP, or inside the page. Both speak the control API. */

interface Reply {
  readonly status: number
  /** The parsed body; undefined without one. */
  readonly body: unknown
}

type ClockMode = 'frozen' | 'ticking'

/** What the mock tells by itself. `connection` is told by the port: whether the mock can be heard. */
export type LiveEvent =
  | { readonly type: 'connection'; readonly open: boolean }
  | { readonly type: 'clock'; readonly at: string; readonly mode: ClockMode; readonly speed: number }
  | Pick<OrderStatusEvent, 'type' | 'at' | 'campaignUuid' | 'from' | 'to'>
  | Pick<RequestEvent, 'type' | 'request'>
  | { readonly type: Exclude<MockEvent['type'], 'order.status' | 'request'> | 'gap' }

export interface Port {
  /** Asks the control API; the path is the one behind `/__mock`. Rejects when the mock can't be reached. */
  request(method: string, path: string, body?: unknown): Promise<Reply>
  /** Hears what happens, until the function it answers is called. */
  subscribe(listener: (event: LiveEvent) => void): () => void
}
