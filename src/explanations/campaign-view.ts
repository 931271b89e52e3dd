import { campaignDefaults } from '../contract/campaigns.ts'
import type { Fix } from '../contract/explanations.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { Stored } from '../world/stored.ts'
import type { World } from '../world/world.ts'
import { Dialer } from '../simulator/dialer.ts'
import { toCampaignSettings } from '../simulator/campaign-settings.ts'
import { isSameDay, toWallText, weekdayAt } from '../simulator/wall-time.ts'

/** Something that keeps a whole campaign from calling. */
export interface Obstacle {
  /** What follows "Planned, but …". */
  readonly text: string
  readonly fix?: Fix
}

/** A campaign as explanations look at it. */
export class CampaignView {
  readonly dialer: Dialer
  readonly timezone: string
  readonly #world: World
  readonly #row: CampaignRow
  readonly #isEnabled: boolean

  constructor(world: World, isEnabled: boolean, campaign: Stored<CampaignRow>) {
    this.#world = world
    this.#row = campaign.row
    this.#isEnabled = isEnabled
    this.timezone = campaign.row.timezone ?? campaignDefaults.timezone
    this.dialer = new Dialer(campaign, toCampaignSettings(campaign.row.simulator, world.simulator))
    this.dialer.readNextEvent(world.tables, world.clock.now)
  }

  /** What keeps the campaign from calling at any time; undefined when nothing does. */
  get obstacle(): Obstacle | undefined {
    const { uuid, status, type } = this.#row
    const change = (label: string, data: object): Fix => ({ label, model: 'campaign', uuid, data: { ...data } })
    if (!this.#isEnabled) return { text: 'the call simulator is switched off' }
    if (type !== 'outbound')
      return {
        text: 'the campaign is inbound and makes no calls',
        fix: change('Make the campaign outbound', { type: 'outbound' }),
      }
    if (status !== 'active')
      return { text: `the campaign is ${status}`, fix: change('Activate the campaign', { status: 'active' }) }
    if (this.dialer.windows.next(this.#world.clock.now) === Infinity)
      return {
        text: 'the campaign has no calling hours',
        fix: change('Let the campaign call at any time', { schedule: null }),
      }
    if (this.dialer.rules.progression === 'manual')
      return {
        text: 'the campaign waits to be stepped',
        fix: change('Let the campaign call as time passes', {
          simulator: { ...this.#row.simulator, progression: 'time' },
        }),
      }
    return undefined
  }

  /** A moment on the wall clock of the campaign. The zone is named unless it is UTC and the day is today. */
  when(ms: number): string {
    const { now } = this.#world.clock
    const text = toWallText(ms, now, this.timezone)
    return this.timezone === 'UTC' && isSameDay(ms, now, 'UTC') ? text : `${text} ${this.timezone}`
  }

  /** The calling hours of the day of a moment, such as `Mon 09:00–17:30`; `Sun` on a day without any. */
  hoursAt(ms: number): string {
    const day = weekdayAt(ms, this.timezone)
    const window = this.#row.schedule?.[day]
    const name = day.charAt(0).toUpperCase() + day.slice(1)
    return window ? `${name} ${window.start}–${window.end}` : name
  }
}
