import type { CallOutcome, PendingEvent } from '../contract/simulator.ts'

/** What a snapshot keeps beside the rows, by the rows it is about. */
export class Restored {
  readonly ends = new Map<string, { readonly at: number; readonly outcome: CallOutcome; readonly seconds: number; readonly scriptedBy: string | undefined }>()
  readonly retries = new Map<string, number>()

  constructor(pending: readonly PendingEvent[]) {
    for (const event of pending) {
      if (event.type === 'call.end') this.ends.set(event.callUuid, { at: Date.parse(event.at), outcome: event.outcome, seconds: 0, scriptedBy: event.scriptedBy })
      if (event.type === 'retry') this.retries.set(event.orderUuid, Date.parse(event.at))
    }
  }
}

export function toPrecise(ms: number): string {
  return new Date(ms).toISOString()
}
