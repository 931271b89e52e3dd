import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import type { LiveEvents } from './live.ts'
import type { MemoryBudget } from './memory.ts'
import type { Gauge } from './metrics.ts'

/** What a server holds now, for its metrics. */
export function readGauges(mock: Mock, live: LiveEvents, memory: MemoryBudget): Gauge[] {
  const mocks = [mock, ...mock.sandboxes.values()]
  const faults = mocks.reduce((sum, one) => sum + one[internals].engine.faults.strikes, 0)
  return [
    { name: 'sandboxes', help: 'Sandboxes there are.', type: 'gauge', value: mock.sandboxes.size },
    { name: 'memory_bytes', help: 'Bytes of the budget that are used.', type: 'gauge', value: memory.bytes },
    { name: 'memory_limit_bytes', help: 'Bytes of the budget.', type: 'gauge', value: memory.maxBytes },
    { name: 'event_streams', help: 'Streams of events that are open.', type: 'gauge', value: live.streams },
    { name: 'event_backlog_bytes', help: 'Bytes of events to be sent.', type: 'gauge', value: live.backlogBytes },
    { name: 'events_total', help: 'Events that happened.', type: 'counter', value: live.events },
    { name: 'faults_struck', help: 'Requests that faults struck.', type: 'gauge', value: faults },
  ]
}
