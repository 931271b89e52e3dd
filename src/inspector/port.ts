import type { ClockSettings } from '../contract/clock-settings.ts'
import type { MockEvent, RequestEvent } from '../contract/events.ts'

export type { Exchange } from '../contract/events.ts'

/** How the inspector reaches a mock: over HTTP, or inside the page. Both speak the control API. */

export interface Reply {
  readonly status: number
  /** The parsed body; undefined without one. */
  readonly body: unknown
}

/** Events of the mock. The port adds `connection`: whether the mock can be reached. */
export type LiveEvent =
  | { readonly type: 'connection'; readonly open: boolean }
  | ({ readonly type: 'clock'; readonly at: string } & ClockSettings)
  | Pick<RequestEvent, 'type' | 'request'>
  // `look`: some events may be missing.
  | { readonly type: Exclude<MockEvent['type'], 'request'> | 'gap' | 'look' }

export interface Port {
  /** Asks the control API; the path is the one behind `/__mock`. Rejects when the mock can't be reached. */
  request(method: string, path: string, body?: unknown): Promise<Reply>
  /** Calls the listener with every event, until the returned function is called. */
  subscribe(listener: (event: LiveEvent) => void): () => void
  /** The port of a sandbox, or of the mock itself; undefined where the page is left for another one. */
  enter(sandbox: string | null): Port | undefined
}
