/** How people want it: by day or by night, and in which zone moments are shown. The browser remembers it. */

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** `campaign` is the zone of the campaign that is shown, and UTC where none is. */
export const timeZones = ['utc', 'campaign', 'local'] as const
export type TimeZoneChoice = (typeof timeZones)[number]

const storageKey = 'callcamp-mock:preferences'

export class Preferences {
  theme: Theme = 'auto'
  times: TimeZoneChoice = 'utc'

  constructor() {
    const { theme, times } = read()
    this.theme = themes.find((one) => one === theme) ?? this.theme
    this.times = timeZones.find((one) => one === times) ?? this.times
  }

  change(change: { readonly theme?: Theme; readonly times?: TimeZoneChoice }): void {
    Object.assign(this, change)
    try {
      localStorage.setItem(storageKey, JSON.stringify({ theme: this.theme, times: this.times }))
    } catch {
      // A page may forbid storage: then it holds until the page is left.
    }
  }

  /** The zone in which moments are shown, beside a campaign in its own. */
  zone(campaign = 'UTC'): string {
    if (this.times === 'local') return new Intl.DateTimeFormat().resolvedOptions().timeZone
    return this.times === 'campaign' ? campaign : 'UTC'
  }
}

function read(): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return typeof kept === 'object' && kept !== null ? { ...kept } : {}
  } catch {
    return {}
  }
}
