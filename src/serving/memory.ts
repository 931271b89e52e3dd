import { modelNames } from '../contract/models.ts'
import { Problem, problems } from '../contract/problems.ts'
import { maxControlBodyBytes } from '../control/control.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { machineTime } from '../world/clock.ts'
import { textLength } from '../world/row-size.ts'
import type { WorldBase } from '../world/state.ts'
import { differences } from '../world/tables.ts'

/** The byte budget of a server: how much its mocks retain, and what is dropped when that is too much. */

export const defaultMemoryBytes = 536_870_912

/** What the process takes before the first request, beyond the 64 MiB that a budget may be exceeded by. */
const processBytes = 41_943_040
/** A small budget is not divided further: a single large body could not be kept. */
const minRetainedBytes = 25_165_824

/** Divides a budget. A quarter stays free for garbage, which V8 collects late. */
export function shareMemory(bytes: number): {
  /** For journals, histories, events, faults and rows. */
  readonly retained: number
  /** For bodies that are being read. */
  readonly bodies: number
  /** For events that are being sent. */
  readonly backlog: number
  /** The most that a body of the control API may have. */
  readonly controlBody: number
} {
  return {
    retained: Math.max(Math.min(bytes / 2, minRetainedBytes), bytes / 2 - processBytes),
    bodies: bytes / 8,
    backlog: bytes / 8,
    controlBody: Math.floor(Math.min(maxControlBodyBytes, bytes / 8)),
  }
}

/** The cost of an empty mock. */
const mockBytes = 24_000
/** The cost of a row without its texts, and of its places in the lists of its table. */
const rowBytes = 600
/** The cost of a small JSON value once it is parsed and validated. */
const parsedValueBytes = 128
/** Making room for one request at a time would be slow, so relief stops at this share of the budget. */
const reliefShare = 0.9

/** Of a mock with less to look back at, nothing is dropped. */
const smallPastBytes = 65_536
/** A sandbox without a request for this long is idle. It counts as larger than it is, so that one in use stays longer. */
const idleMs = 1_000
const idleWeight = 8
/** The pause after relief that did not help. */
const reliefPauseMs = 1_000

interface Holding {
  /** Bytes of the texts that were written since the start. Rows that are gone are subtracted by a recount. */
  writtenBytes: number
  /** How many rows differ from those that all sandboxes start with. */
  changedRows: number
  bytes: number
  /** The machine's time of the last request. */
  usedAt: number
  stop: () => void
}

/** What a budget asks of its server. */
export interface MemoryHooks {
  eventBytes(mock: Mock): number
  forget(sandbox: string): void
}

export class MemoryBudget {
  readonly maxBytes: number
  readonly #root: Mock
  /** The base that the server was started with. */
  readonly #first: WorldBase
  readonly #hooks: MemoryHooks
  readonly #holdings = new Map<Mock, Holding>()
  #bytes = 0
  #relievedAt = Number.NEGATIVE_INFINITY

  constructor(root: Mock, maxBytes: number, hooks: MemoryHooks) {
    this.#root = root
    this.#first = root[internals].world.base
    this.maxBytes = maxBytes
    this.#hooks = hooks
    this.add(root)
  }

  /** Roughly how many bytes all mocks retain. */
  get bytes(): number {
    return this.#bytes
  }

  /** Roughly how many bytes a mock retains. */
  bytesOf(mock: Mock): number {
    return this.#holdings.get(mock)?.bytes ?? 0
  }

  /** Starts to charge a mock. */
  add(mock: Mock): Holding {
    const known = this.#holdings.get(mock)
    if (known) return known
    const holding: Holding = {
      writtenBytes: 0,
      changedRows: 0,
      bytes: 0,
      usedAt: machineTime(),
      stop: () => {},
    }
    holding.stop = mock.on('reset', () => {
      holding.writtenBytes = 0
    })
    this.#holdings.set(mock, holding)
    return holding
  }

  remove(mock: Mock): void {
    const holding = this.#holdings.get(mock)
    if (!holding) return
    holding.stop()
    this.#holdings.delete(mock)
    this.#bytes -= holding.bytes
  }

  /** Charges what a request leaves behind: its exchange, and the text that it wrote into rows. */
  charge(mock: Mock, writtenLength: number): void {
    if (!this.#isCurrent(mock)) return
    const holding = this.add(mock)
    holding.writtenBytes += 2 * writtenLength
    holding.usedAt = machineTime()
    this.#settle(mock, holding)
    if (this.#bytes > this.maxBytes) this.#relieve()
  }

  /** Charges what changed without requests. */
  sweep(): void {
    this.#prune()
    for (const [mock, holding] of this.#holdings) {
      holding.changedRows = countChanged(mock)
      this.#settle(mock, holding)
    }
    if (this.#bytes > this.maxBytes) this.#relieve()
  }

  /** Returns why a mock can't hold more, or undefined if it can. */
  refusal(mock: Mock): Problem | undefined {
    const isFull = () => this.#bytes > this.maxBytes || (mock !== this.#root && this.bytesOf(mock) > this.maxBytes / 2)
    if (!isFull()) return undefined
    this.#relieve()
    return isFull() ? problems.memoryFull() : undefined
  }

  /** Returns why a text is not parsed: its values would take more than the budget. */
  refusalOfText(text: string): Problem | undefined {
    if (text.length * parsedValueBytes < this.maxBytes) return undefined
    let values = 0
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      // A comma, an opening bracket or an opening brace.
      if (code === 0x2c || code === 0x5b || code === 0x7b) values += 1
    }
    if (values * parsedValueBytes < this.maxBytes) return undefined
    return new Problem(413, `The body has ${values} values: more than the server has memory for; see --memory`)
  }

  /** Whether a sandbox still has its name. A request may outlive its sandbox. */
  #isCurrent(mock: Mock): boolean {
    const { sandbox } = mock.info
    return sandbox === null || this.#root.sandboxes.get(sandbox) === mock
  }

  /** Forgets sandboxes that were dropped without the server. */
  #prune(): void {
    for (const mock of this.#holdings.keys()) if (!this.#isCurrent(mock)) this.remove(mock)
  }

  #settle(mock: Mock, holding: Holding): void {
    const { writtenBytes, changedRows } = holding
    const bytes =
      mockBytes +
      pastBytes(mock) +
      mock[internals].engine.faults.bytes +
      this.#hooks.eventBytes(mock) +
      this.#baseBytes(mock) +
      writtenBytes +
      changedRows * rowBytes
    this.#bytes += bytes - holding.bytes
    holding.bytes = bytes
  }

  /** The rows that a mock starts with, unless they are those of the server, which sandboxes share. */
  #baseBytes(mock: Mock): number {
    const { base } = mock[internals].world
    const isShared = base === this.#first || (mock !== this.#root && base === this.#root[internals].world.base)
    return isShared ? 0 : base.bytes
  }

  /** Makes room: trims the longest journals and histories, then forgets the largest sandboxes. */
  #relieve(): void {
    const now = machineTime()
    if (now < this.#relievedAt + reliefPauseMs) return
    this.#relievedAt = now
    const aim = this.maxBytes * reliefShare
    this.#prune()
    this.#trimPasts(aim)
    if (this.#bytes > aim) this.#recount()
    const weightOf = ({ bytes, usedAt }: Holding) => (usedAt < now - idleMs ? idleWeight * bytes : bytes)
    const largest = [...this.#holdings].toSorted(([, a], [, b]) => weightOf(b) - weightOf(a))
    for (const [mock] of largest) {
      if (this.#bytes <= aim) break
      const { sandbox } = mock.info
      if (sandbox !== null) this.#hooks.forget(sandbox)
    }
    if (this.#bytes <= aim) this.#relievedAt = Number.NEGATIVE_INFINITY
  }

  /** Rows are worth more than what is known of their past, so all pasts become short before a sandbox is forgotten. */
  #trimPasts(aim: number): void {
    for (;;) {
      const byPast = [...this.#holdings].toSorted(([a], [b]) => pastBytes(b) - pastBytes(a))
      let isTrimmed = false
      for (const [mock, holding] of byPast) {
        if (this.#bytes <= aim) return
        const bytes = pastBytes(mock)
        if (bytes <= smallPastBytes) break
        trimPast(mock)
        this.#settle(mock, holding)
        isTrimmed ||= pastBytes(mock) < bytes
      }
      if (!isTrimmed) return
    }
  }

  /** Measures the rows of mocks with many writes: what was written may have been deleted or replaced since. */
  #recount(): void {
    for (const [mock, holding] of this.#holdings) {
      if (holding.writtenBytes < this.maxBytes / 100) continue
      holding.writtenBytes = Math.min(holding.writtenBytes, measureWritten(mock))
      this.#settle(mock, holding)
    }
  }
}

/** What a mock keeps to look back at: its journal and its history. */
function pastBytes(mock: Mock): number {
  const { log, world } = mock[internals]
  return log.bytes + world.history.bytes
}

/** Drops the older half of a mock's journal and history. */
function trimPast(mock: Mock): void {
  const { log, world } = mock[internals]
  log.trim(log.bytes / 2)
  world.history.trim(world.history.bytes / 2)
}

function countChanged(mock: Mock): number {
  const { tables } = mock[internals].world
  return modelNames.reduce((sum, model) => sum + tables[model].changedSize, 0)
}

/** The texts of the rows that differ from those that all sandboxes start with. */
function measureWritten(mock: Mock): number {
  let bytes = 0
  for (const { after } of differences(mock[internals].world.tables)) bytes += 2 * textLength(after?.row)
  return bytes
}
