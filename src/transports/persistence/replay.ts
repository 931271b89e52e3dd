import type { ModelName } from '../../contract/models.ts'
import type { Origin } from '../../contract/scenarios.ts'
import { errorsOfRow } from '../../scenarios/row-checks.ts'
import { prepareIndexes } from '../../world/base.ts'
import type { Registers } from '../../world/state.ts'
import { differences, type Write } from '../../world/tables.ts'
import { World } from '../../world/world.ts'
import { createPause } from '../pauses.ts'
import { type Pause, runInPauses } from '../../world/slices.ts'
import { applyKept, type EntryHead, fromKeptRegisters, parsePart } from './entries.ts'
import { DamagedError, damagedPart, type Head, missingPart, readHead, unseal } from './log.ts'
import type { MockParts } from './mock-parts.ts'
import type { KeptStore } from './store.ts'

/** Applies stored entries to a world. */

/** Restarts and undoes. A mock has to do more for this than its world alone. */
export interface ReplayTarget {
  begin(call: string, origin: Origin | null): void
  back(id: number): void
}

/** An entry of which some parts are not read yet. */
interface OpenEntry {
  readonly head: EntryHead
  readonly before: Registers
  readonly writes: Write[]
}

/** Takes the parts of entries one at a time, in order, and makes their changes in a world. */
export class Replay {
  readonly #world: World
  readonly #place: string
  readonly #target: ReplayTarget
  #entry: number
  #part = 0
  #open: OpenEntry | undefined
  /** The number of the entry with the state before the history, which makes no step. */
  readonly #base: number | undefined

  constructor(
    world: World,
    place: string,
    target: ReplayTarget,
    { from, base }: { readonly from: number; readonly base?: number },
  ) {
    this.#world = world
    this.#place = place
    this.#target = target
    this.#entry = from
    this.#base = base
  }

  /** The numbers of the next part. */
  get next(): readonly [entry: number, part: number] {
    return [this.#entry, this.#part]
  }

  take(kept: unknown): void {
    const { head, writes } = parsePart(unseal(kept, this.#place, this.#entry, this.#part))
    if ((head === undefined) !== this.#part > 0) throw new DamagedError(damagedPart)
    if (head) this.#open = { head, before: this.#world.registers, writes: [] }
    const open = this.#open
    if (!open) throw new DamagedError(damagedPart)
    if (head && 'origin' in head && this.#entry !== this.#base) this.#target.begin(head.cause.call, head.origin)
    for (const write of applyKept(this.#world, writes)) open.writes.push(write)
    this.#part += 1
    if (this.#part < open.head.parts) return
    this.#finish(open)
    this.#entry += 1
    this.#part = 0
  }

  #finish({ head, before, writes }: OpenEntry): void {
    const world = this.#world
    if ('undone' in head) {
      const oldest = world.history.steps.at(-head.undone)
      if (!oldest) throw new DamagedError(damagedPart)
      this.#target.back(oldest.id)
      return
    }
    const { at, cause } = head
    const after = fromKeptRegisters(head.after)
    if ('origin' in head) world.registers = after
    else world.repeat({ at, cause, before, writes, after })
  }
}

/** The number of parts that are read in one transaction. */
const batchSize = 40

/** Reads the stored state into a new world, in slices. Throws if it is incomplete, or if its rows are inconsistent. */
export async function readWorld(
  store: KeptStore,
  place: string,
  parts: MockParts,
): Promise<{ readonly world: World; readonly head: Head }> {
  const { startOf, own } = parts
  const { settings } = parts.world
  const pause = createPause()
  let replay: Replay | undefined
  let world: World | undefined
  let started: Head | undefined
  for (;;) {
    const [entry, part] = replay?.next ?? []
    const { head, found } = await store.transact('readonly', async (transaction) => {
      const current = await readHead(transaction, place)
      if (!current) throw new DamagedError('it was removed')
      const from = [place, current.generation, entry ?? current.first, part ?? 0] as const
      return { head: current, found: await transaction.parts([...from], batchSize) }
    })
    // Another tab has compacted the log, so reading starts over.
    if (started && head.generation !== started.generation) return readWorld(store, place, parts)
    started = head
    if (!world || !replay) {
      const { head: first } = parsePart(unseal(found[0], place, head.first, 0))
      if (!first || !('origin' in first)) throw new DamagedError(damagedPart)
      const made = new World(settings, startOf(first.origin))
      // A reset leaves what is kept, and starts from the options of the page again.
      made.home = own.base
      // The first writes would otherwise build them at once.
      await runInPauses(prepareIndexes(made.base), pause)
      world = made
      replay = new Replay(
        made,
        place,
        {
          begin(call, origin) {
            made.start(startOf(origin), { type: 'start', call })
            made.home = own.base
          },
          back: (id) => made.back(id),
        },
        { from: head.first, base: head.first },
      )
    }
    for (const one of found) {
      replay.take(one)
      await pause()
    }
    const [reached] = replay.next
    if (reached > head.last) {
      await checkRows(world, pause)
      return { world, head }
    }
    if (found.length === 0) throw new DamagedError(missingPart)
  }
}

/** Checks the rows that differ from the start: their schemas and their references. */
async function checkRows(world: World, pause: Pause): Promise<void> {
  const { tables } = world
  for (const { model, before, after } of differences(tables)) {
    const uuid = (after ?? before)?.uuid ?? ''
    if (after) {
      // As in a snapshot, references may be loose: the test API allows that.
      const [error] = errorsOfRow(world, 'loose', model, after.row, after.row)
      if (error) throw new DamagedError(`${model} ${uuid}: ${error.field} ${error.message}`)
    } else if (isNeeded(world, model, uuid)) throw new DamagedError(`${model} ${uuid} is gone, and others need it`)
    await pause()
  }
}

/** Whether other rows need a row that was removed. */
function isNeeded({ tables: { order, call } }: World, model: ModelName, uuid: string): boolean {
  if (model === 'campaign') return (order.list('campaign', uuid)?.size ?? 0) > 0
  if (model === 'record') return order.lookup('record', uuid).length > 0
  return model === 'order' && call.lookup('order', uuid).length > 0
}
