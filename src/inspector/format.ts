/** How numbers and moments read. Virtual time is shown in UTC, as the API writes it. */

const whole = new Intl.NumberFormat('en')
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

export const count = (value: number): string => whole.format(value)

export const percent = (part: number, all: number): string => share.format(all === 0 ? 0 : part / all)

/** `Mon 4 May, 08:00` */
export const moment = (iso: string): string => dayAndTime.format(new Date(iso))

/** `Mon` */
export const weekday = (iso: string): string => moment(iso).slice(0, 3)

/** `2026-05-04 08:00:00` */
export const stamp = (iso: string): string => iso.slice(0, 19).replace('T', ' ')

/** `08:00:00` */
export const timeOfDay = (iso: string): string => iso.slice(11, 19)

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
