import { EventFeed, feedTypes, type FeedType } from '../control/feed.ts'
import { Problem, problems, show } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import type { Mock } from '../mock.ts'
import type { EventStream, StreamSource } from '../transports/http-stream.ts'
import { wait } from '../transports/timers.ts'

/** What happens, streamed to whoever watches. */

/** How long events are kept for watchers to come back, once the last one has gone. */
const linger = 60_000

interface Watched {
  readonly feed: EventFeed
  readonly mock: Mock
  readonly streams: Set<EventStream>
  giveUp: () => void
}

export class LiveEvents {
  readonly #watched = new Map<Mock, Watched>()
  /** They outlive their watchers, so that no id is given twice. */
  readonly #feeds = new WeakMap<Mock, EventFeed>()

  /** The stream that a request asks for. */
  open(mock: Mock, request: MockRequest, hold: () => () => void): StreamSource | Problem {
    const types = typesOf(new URLSearchParams(request.query).get('types'))
    if (types instanceof Problem) return types
    const last = request.header('last-event-id') ?? ''
    // What is no id of ours is one of another time.
    const after = last === '' ? undefined : /^\d{1,15}$/.test(last) ? Number(last) : Number.POSITIVE_INFINITY
    return (stream) => {
      const watched = this.#watch(mock)
      const release = hold()
      watched.giveUp()
      watched.streams.add(stream)
      const stop = watched.feed.subscribe((entry) => stream.send(entry), { types, after })
      return () => {
        stop()
        release()
        watched.streams.delete(stream)
        if (watched.streams.size === 0) watched.giveUp = wait(linger, () => this.#forget(watched))
      }
    }
  }

  /** Tells all watchers the time; those of a sandbox that is gone are sent home. */
  beat(root: Mock): void {
    for (const watched of this.#watched.values()) {
      const { sandbox } = watched.mock.info
      if (sandbox === null || root.sandboxes.get(sandbox) === watched.mock) {
        watched.feed.beat()
        continue
      }
      for (const stream of watched.streams) stream.end()
      this.#forget(watched)
    }
  }

  close(): void {
    for (const watched of this.#watched.values()) {
      watched.giveUp()
      this.#forget(watched)
    }
  }

  #watch(mock: Mock): Watched {
    const known = this.#watched.get(mock)
    if (known) return known
    const feed = this.#feeds.get(mock) ?? new EventFeed(mock)
    this.#feeds.set(mock, feed)
    const watched = { feed, mock, streams: new Set<EventStream>(), giveUp: () => {} }
    this.#watched.set(mock, watched)
    return watched
  }

  #forget(watched: Watched): void {
    watched.feed.stop()
    this.#watched.delete(watched.mock)
  }
}

function typesOf(text: string | null): readonly FeedType[] | undefined | Problem {
  if (text === null) return undefined
  const names = text.split(',').map((name) => name.trim())
  const types = feedTypes.filter((type) => names.includes(type))
  const unknown = names.filter((name) => !feedTypes.some((type) => type === name))
  return unknown.length === 0
    ? types
    : problems.invalid([
        { field: 'types', message: `must be a list of ${feedTypes.join(', ')}; received ${show(unknown.join(','))}` },
      ])
}
