/** How numbers and moments read. Moments are shown in UTC, as the API writes them, or in a zone that is given. */

const whole = new Intl.NumberFormat('en')
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

const dayAndTime = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
const utcDayAndTime = dayAndTime('UTC')

export const count = (value: number): string => whole.format(value)

export const percent = (part: number, all: number): string => share.format(all === 0 ? 0 : part / all)

/** `Mon 4 May, 08:00` */
export const moment = (iso: string, zone = 'UTC'): string =>
  (zone === 'UTC' ? utcDayAndTime : dayAndTime(zone)).format(new Date(iso))

/** `Mon` */
export const weekday = (iso: string, zone?: string): string => moment(iso, zone).slice(0, 3)

/** `2026-05-04 08:00:00` */
export const stamp = (iso: string, zone = 'UTC'): string =>
  zone === 'UTC'
    ? iso.slice(0, 19).replace('T', ' ')
    : // Swedes write a date as the API does.
      new Date(iso).toLocaleString('sv', { timeZone: zone })

/** `08:00:00` */
export const timeOfDay = (iso: string, zone?: string): string => stamp(iso, zone).slice(11)

/** The part of an id by which people tell it from others. */
export const shortId = (id: string): string => /^(?:[a-z]+_)?[\da-f]{8}(?=-)/.exec(id)?.[0] ?? id

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** The time between two moments, in its two largest units: `2 h 5 min`. */
export function between(from: string, to: string): string {
  let seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000))
  const parts: string[] = []
  for (const [size, unit] of [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const) {
    if (seconds >= size && parts.length < 2) parts.push(`${Math.floor(seconds / size)} ${unit}`)
    seconds %= size
  }
  return parts.join(' ') || 'now'
}

export const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url, 'http://mock')
  return pathname + search
}
