import type { CampaignRow } from '../contract/models.ts'
import type { Stored } from '../world/stored.ts'
import type { Write } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import { Dialer, happensBefore, isLive } from './dialer.ts'
import { Heap } from './heap.ts'
import { type CampaignSettings, toCampaignSettings } from './campaign-settings.ts'

/**
 * The live campaigns, ordered by the time of their next event. It is an index over rows, and can be rebuilt at any time
 * without a difference.
 */
export class Agenda {
  readonly #world: World
  readonly #dialers = new Map<string, Dialer>()
  /** Campaigns whose next event happens as time passes. */
  readonly #timed = new Heap(happensBefore)
  /** Campaigns with `progression: 'manual'`, which wait for a step. */
  readonly #manual = new Heap(happensBefore)
  /** Campaigns whose rows have changed since they were read. */
  readonly #changed = new Set<string>()
  /** The rules of each campaign, and the settings of its row that they are made of. */
  readonly #rules = new Map<string, { readonly from: CampaignRow['simulator']; readonly rules: CampaignSettings }>()
  readonly epoch: number
  readonly settings: World['simulator']

  constructor(world: World) {
    this.#world = world
    this.epoch = world.epoch
    this.settings = world.simulator
    for (const { uuid } of world.tables.campaign.list('status', 'active') ?? []) this.#changed.add(uuid)
  }

  /** Must be called for every write. */
  written({ model, before, after }: Write): void {
    if (model === 'campaign') this.#touch((after ?? before)?.uuid)
    if (model !== 'order' && model !== 'call') return
    this.#touch(after?.row.campaignUuid)
    if (before?.row.campaignUuid !== after?.row.campaignUuid) this.#touch(before?.row.campaignUuid)
  }

  /** The campaign with the next event that happens as time passes. */
  get nextTimed(): Dialer | undefined {
    this.#refresh()
    return this.#timed.peek()
  }

  /** The campaign with the next event, whether that waits for time or for a step. */
  get next(): Dialer | undefined {
    this.#refresh()
    this.#rereadMissed()
    const [timed, manual] = [this.#timed.peek(), this.#manual.peek()]
    return manual && manual.at < (timed?.at ?? Infinity) ? manual : timed
  }

  get dialers(): ReadonlyMap<string, Dialer> {
    this.#refresh()
    this.#rereadMissed()
    return this.#dialers
  }

  /** The rules of a campaign, live or not. */
  rulesOf(campaign: Stored<CampaignRow>): CampaignSettings {
    const from = campaign.row.simulator
    const known = this.#rules.get(campaign.uuid)
    if (known && known.from === from) return known.rules
    const rules = toCampaignSettings(from, this.settings)
    this.#rules.set(campaign.uuid, { from, rules })
    return rules
  }

  #touch(uuid: string | undefined): void {
    if (uuid !== undefined) this.#changed.add(uuid)
  }

  #refresh(): void {
    if (this.#changed.size === 0) return
    for (const uuid of this.#changed) this.#place(uuid)
    this.#changed.clear()
  }

  /** Reads those campaigns again whose event was missed, because the clock moved past it without a step. */
  #rereadMissed(): void {
    const { now } = this.#world.clock
    for (let late = this.#manual.peek(); late && late.at < now && !late.endsCall; late = this.#manual.peek()) {
      late.readNextEvent(this.#world.tables, now)
      if (late.at === Infinity) this.#manual.remove(late)
      else this.#manual.place(late)
    }
  }

  #place(uuid: string): void {
    const { tables, clock } = this.#world
    const campaign = tables.campaign.stored(uuid)
    if (!campaign) this.#rules.delete(uuid)
    const known = this.#dialers.get(uuid)
    const dialer = this.#dialerOf(campaign, known)
    if (known && known !== dialer) {
      this.#timed.remove(known)
      this.#manual.remove(known)
      this.#dialers.delete(uuid)
    }
    if (!dialer) return
    this.#dialers.set(uuid, dialer)
    dialer.readNextEvent(tables, clock.now)
    const heap = dialer.rules.progression === 'manual' ? this.#manual : this.#timed
    if (dialer.at === Infinity) heap.remove(dialer)
    else heap.place(dialer)
  }

  #dialerOf(campaign: Stored<CampaignRow> | undefined, known: Dialer | undefined): Dialer | undefined {
    if (!campaign || !isLive(campaign.row)) return undefined
    if (known?.campaign === campaign) return known
    return new Dialer(campaign, this.rulesOf(campaign), known)
  }
}
