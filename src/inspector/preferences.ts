import { keep, recall } from './memory.ts'

/** The preferences of the user: the colour theme, and the zone in which moments are shown. The browser keeps them. */

export const themes: Readonly<Record<string, string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** `campaign` is the zone of the campaign that is shown, and UTC where none is. */
export const timeZones: Readonly<Record<string, string>> = { utc: 'UTC', campaign: 'Campaign', local: 'Local' }

export class Preferences {
  theme = 'auto'
  times = 'utc'

  constructor() {
    const [theme = '', times = ''] = recall('preferences').split(' ')
    if (Object.hasOwn(themes, theme)) this.theme = theme
    if (Object.hasOwn(timeZones, times)) this.times = times
  }

  change(change: { readonly theme?: string; readonly times?: string }): void {
    Object.assign(this, change)
    keep('preferences', `${this.theme} ${this.times}`)
  }

  /** The zone in which moments are shown, beside a campaign in its own. */
  zone(campaign: string): string {
    if (this.times === 'local') return new Intl.DateTimeFormat().resolvedOptions().timeZone
    return this.times === 'campaign' ? campaign : 'UTC'
  }
}
