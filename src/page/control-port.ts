import { createControl } from '../control/control.ts'
import { clockEvent, EventFeed } from '../control/feed.ts'
import { plainRequest } from '../engine/exchange.ts'
import { internals } from '../engine/internals.ts'
import type { LiveEvent, Port } from '../inspector/port.ts'
import type { Mock } from '../mock.ts'
import { every } from '../transports/timers.ts'
import type { RunInTurn } from './kept-mock.ts'

/** How often a ticking clock moves on while an inspector is subscribed. */
const clockIntervalMs = 250

/**
 * Connects an inspector to the control API of a mock in the same page.
 * @internal
 */
export function createControlPort(mock: Mock, runInTurn: RunInTurn, root = mock): Port {
  const control = createControl()
  const feed = new EventFeed()
  feed.follow(mock)
  return {
    async request(method, address, body) {
      const asked = plainRequest(method, address, body === undefined ? undefined : JSON.stringify(body))
      const answer = await runInTurn(() => control.run(mock, asked))
      return { status: answer.status, body: answer.body === undefined ? undefined : JSON.parse(answer.body) }
    },
    subscribe(listener) {
      const send = (data: string) => listener(JSON.parse(data) as LiveEvent)
      const unsubscribe = feed.subscribe(mock, send)
      let sentClock = ''
      const sendClock = async () => {
        if (mock.clock.settings.mode === 'ticking') await runInTurn(() => mock[internals].tick())
        const clock = JSON.stringify(clockEvent(mock))
        if (clock !== sentClock) send(clock)
        sentClock = clock
      }
      const stopClock = every(clockIntervalMs, () => void sendClock())
      return () => {
        unsubscribe()
        stopClock()
      }
    },
    enter: (sandbox) => createControlPort(sandbox === null ? root : root.sandbox(sandbox), runInTurn, root),
  }
}
