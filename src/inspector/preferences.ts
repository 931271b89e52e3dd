/** The preferences of the user: the colour theme, and the zone in which moments are shown. The browser keeps them. */

export const themes: Readonly<Record<string, string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** `campaign` is the zone of the campaign that is shown, and UTC where none is. */
export const timeZones: Readonly<Record<string, string>> = { utc: 'UTC', campaign: 'Campaign', local: 'Local' }

const storageKey = 'callcamp-mock:preferences'

export class Preferences {
  theme = 'auto'
  times = 'utc'

  constructor() {
    const [theme = '', times = ''] = read().split(' ')
    if (Object.hasOwn(themes, theme)) this.theme = theme
    if (Object.hasOwn(timeZones, times)) this.times = times
  }

  change(change: { readonly theme?: string; readonly times?: string }): void {
    Object.assign(this, change)
    try {
      localStorage.setItem(storageKey, `${this.theme} ${this.times}`)
    } catch {
      // A page may forbid storage: then it holds until the page is left.
    }
  }

  /** The zone in which moments are shown, beside a campaign in its own. */
  zone(campaign: string): string {
    if (this.times === 'local') return new Intl.DateTimeFormat().resolvedOptions().timeZone
    return this.times === 'campaign' ? campaign : 'UTC'
  }
}

function read(): string {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}
