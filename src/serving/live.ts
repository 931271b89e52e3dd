import { feedTypes, type FeedType } from '../contract/control/server.ts'
import {
  clockEvent,
  EventFeed,
  type FeedCursor,
  type FeedEvent,
  type ForgetReason,
  type SandboxForgottenEvent,
} from '../control/feed.ts'
import { Problem, problems, show } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import type { Mock } from '../mock.ts'
import { Backlog, encodeEvent, type EventStream, SharedChunk, type StreamSource } from '../transports/http-stream.ts'

/** Streams the events of one mock, one sandbox, or all of them to watchers. */

export interface StreamLimits {
  /** How many streams there may be. */
  readonly maxStreams: number
  /** How many unsent bytes all streams together may have. */
  readonly maxBacklogBytes: number
}

interface Watcher {
  readonly cursor: FeedCursor
  readonly stream: EventStream
}

/** A mock whose events are kept, with its watchers. */
interface Followed {
  readonly feed: EventFeed
  readonly watchers: Set<Watcher>
  sentClock: string
}

export class LiveEvents {
  readonly #root: Mock
  readonly #epoch: string
  readonly #limits: StreamLimits
  readonly #forgotten: (event: SandboxForgottenEvent) => void
  /** The events of all mocks. */
  readonly #all: EventFeed
  readonly #watchersOfAll = new Set<Watcher>()
  readonly #followed = new Map<Mock, Followed>()
  readonly #backlog = new Backlog()
  readonly #chunks = new WeakMap<FeedEvent, SharedChunk>()
  #epochs = 0

  constructor(root: Mock, epoch: string, limits: StreamLimits, forgotten: (event: SandboxForgottenEvent) => void) {
    this.#root = root
    this.#epoch = epoch
    this.#limits = limits
    this.#forgotten = forgotten
    this.#all = new EventFeed({ epoch: this.#nextEpoch() })
    this.follow(root)
  }

  /** The number of open streams. */
  get streams(): number {
    return [...this.#followed.values()].reduce((sum, { watchers }) => sum + watchers.size, this.#watchersOfAll.size)
  }

  /** The number of events so far. */
  get events(): number {
    return this.#all.lastNumber
  }

  /** The number of unsent bytes. */
  get backlogBytes(): number {
    return this.#backlog.bytes
  }

  /** The approximate size in bytes of the kept events of a mock. */
  bytesOf(mock: Mock): number {
    return this.#followed.get(mock)?.feed.bytes ?? 0
  }

  /** Starts to keep the events of a mock. */
  follow(mock: Mock): Followed {
    const known = this.#followed.get(mock)
    if (known) return known
    const feed = new EventFeed({ epoch: this.#nextEpoch() })
    feed.follow(mock)
    this.#all.follow(mock)
    const followed = { feed, watchers: new Set<Watcher>(), sentClock: '' }
    this.#followed.set(mock, followed)
    return followed
  }

  /** Opens the stream that a request asks for: of one mock or of all. */
  open(mock: Mock, request: MockRequest): StreamSource | Problem {
    const query = new URLSearchParams(request.query)
    const types = typesOf(query.get('types'))
    if (types instanceof Problem) return types
    const sandbox = query.get('sandbox')
    if (sandbox !== null && sandbox !== '*')
      return problems.invalid([
        {
          field: 'sandbox',
          message: `must be *, for the events of all sandboxes; those of one are found behind its prefix or header; received ${show(sandbox)}`,
        },
      ])
    if (this.streams >= this.#limits.maxStreams)
      return new Problem(429, `There are ${this.#limits.maxStreams} streams of events already`, {
        headers: { 'retry-after': '5' },
      })
    // An empty header means that the client has seen nothing and wants no old events.
    const after = request.header('last-event-id') || undefined
    return (stream) => {
      const { feed, watchers } =
        sandbox === null ? this.follow(mock) : { feed: this.#all, watchers: this.#watchersOfAll }
      const watcher = { cursor: feed.cursor(mock, { types, after }), stream }
      const pump = () => this.#pump(watcher)
      pump()
      if (watcher.cursor.wants('clock')) stream.send(this.#clockChunk(mock))
      watchers.add(watcher)
      stream.onDrain(pump)
      const stopListening = feed.listen(pump)
      return () => {
        stopListening()
        watchers.delete(watcher)
      }
    }
  }

  /** Sends the time to all watchers if it has changed, and ends the streams of sandboxes that are gone. */
  sendHeartbeat(): void {
    for (const sandbox of this.#root.sandboxes.values()) this.follow(sandbox)
    for (const [mock, followed] of this.#followed) {
      const { sandbox } = mock.info
      if (sandbox !== null && this.#root.sandboxes.get(sandbox) !== mock) this.forget(mock, sandbox, 'dropped')
      else if (followed.watchers.size > 0) this.#sendClock(mock, followed)
    }
  }

  /** Sends that a sandbox is gone, and ends its streams. */
  forget(mock: Mock, sandbox: string, reason: ForgetReason): void {
    const followed = this.#followed.get(mock)
    this.#followed.delete(mock)
    this.#all.unfollow(mock)
    const event: SandboxForgottenEvent = { type: 'sandbox.forgotten', at: mock.clock.now(), sandbox, reason }
    this.#all.tell(this.#root, event)
    followed?.feed.tell(mock, event)
    followed?.feed.unfollow(mock)
    for (const { stream } of followed?.watchers ?? []) stream.end()
    this.#forgotten(event)
  }

  close(): void {
    for (const [mock, { feed }] of this.#followed) {
      feed.unfollow(mock)
      this.#all.unfollow(mock)
    }
    this.#followed.clear()
  }

  #nextEpoch(): string {
    this.#epochs += 1
    return `${this.#epoch}.${this.#epochs}`
  }

  /** Sends new events as long as the watcher keeps up. */
  #pump({ cursor, stream }: Watcher): void {
    while (stream.hasRoom) {
      const chunk = cursor.take((event) => this.#chunkOf(event))
      if (!chunk) return
      stream.send(chunk)
      if (this.#backlog.bytes > this.#limits.maxBacklogBytes) this.#cutSlowest()
    }
  }

  #chunkOf(event: FeedEvent): SharedChunk | undefined {
    const known = this.#chunks.get(event)
    if (known) return known
    const data = event.data()
    if (data === undefined) return undefined
    const { id, type } = event
    const chunk = new SharedChunk(encodeEvent({ id, type, data }), this.#backlog, () => this.#chunks.delete(event))
    this.#chunks.set(event, chunk)
    return chunk
  }

  #clockChunk(mock: Mock): SharedChunk {
    const text = encodeEvent({ id: null, type: 'clock', data: JSON.stringify(clockEvent(mock)) })
    return new SharedChunk(text, this.#backlog, () => {})
  }

  #sendClock(mock: Mock, followed: Followed): void {
    const chunk = this.#clockChunk(mock)
    const text = chunk.bytes.toString()
    if (text === followed.sentClock) return
    followed.sentClock = text
    for (const { cursor, stream } of followed.watchers) if (stream.hasRoom && cursor.wants('clock')) stream.send(chunk)
  }

  #cutSlowest(): void {
    let slowest: EventStream | undefined
    for (const watchers of [this.#watchersOfAll, ...Array.from(this.#followed.values(), (one) => one.watchers)])
      for (const { stream } of watchers) if (stream.pendingBytes > (slowest?.pendingBytes ?? 0)) slowest = stream
    slowest?.cut()
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
