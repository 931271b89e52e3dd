/** How numbers and moments read. Moments are shown in the zone that is given, and in UTC where none is. */

const whole = new Intl.NumberFormat('en')
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

export const count = (value: number): string => whole.format(value)

export const percent = (part: number, all: number): string => share.format(all === 0 ? 0 : part / all)

/** `2026-05-04 08:00:00` */
export const stamp = (iso: string, zone = 'UTC'): string =>
  zone === 'UTC'
    ? iso.slice(0, 19).replace('T', ' ')
    : // The Swedish locale writes `2026-05-04 08:00:00`.
      new Date(iso).toLocaleString('sv', { timeZone: zone })

/** `08:00:00` */
export const timeOfDay = (iso: string, zone?: string): string => stamp(iso, zone).slice(11)

const utcDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })

/** What a clock of the zone shows, as if it were UTC. */
const wall = (iso: string, zone?: string): Date => new Date(`${stamp(iso, zone).replace(' ', 'T')}Z`)

/** `Mon 4 May, 08:00` */
export const moment = (iso: string, zone?: string): string =>
  `${utcDay.format(wall(iso, zone)).replace(',', '')}, ${timeOfDay(iso, zone).slice(0, 5)}`

/** `Mon` */
export const weekday = (iso: string, zone?: string): string => moment(iso, zone).slice(0, 3)

/** The part of an id by which people tell it from others. */
export const shortId = (id: string): string => /^(?:[a-z]+_)?[\da-f]{8}(?=-)/.exec(id)?.[0] ?? id

export const plural = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? '' : 's'}`

const units = { d: 86_400, h: 3_600, min: 60, s: 1 }

/** The time between two moments, in its two largest units: `2 h 5 min`. */
export function between(from: string, to: string): string {
  let seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000))
  const parts: string[] = []
  for (const [unit, size] of Object.entries(units)) {
    if (seconds >= size && parts.length < 2) parts.push(`${Math.floor(seconds / size)} ${unit}`)
    seconds %= size
  }
  return parts.join(' ') || 'now'
}

/** When something happens: `in 2 h 5 min`, or `now`. */
export const until = (from: string, to: string): string => (to > from ? `in ${between(from, to)}` : 'now')

export const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url, 'http://mock')
  return pathname + search
}
