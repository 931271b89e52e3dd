import { dayMs, hourMs, minuteMs, secondMs, weekMs } from './durations.ts'
import { parseMoment } from './formats.ts'
import { earliest, latest } from './timestamps.ts'
import { show } from './problems.ts'

/** A span of time: milliseconds, `'90s'` `'15m'` `'2h'` `'3d'` `'1w'`, or an ISO 8601 duration such as `'PT1H30M'`. */
export type Duration = number | string

/** A moment: ISO 8601 with an offset, milliseconds since 1970, or a Date. */
export type Moment = string | number | Date

const units: Record<string, number> = { ms: 1, s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: weekMs }
const isoDuration =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i

/** The milliseconds of a duration. Throws a TypeError that lists the accepted forms. */
export function toMilliseconds(duration: Duration): number {
  const ms =
    typeof duration === 'number' ? duration : typeof duration === 'string' ? readDuration(duration.trim()) : undefined
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) {
    throw new TypeError(
      `Not a duration: ${show(duration)}. Write milliseconds, '90s', '15m', '2h', '3d', '1h30m', or an ISO 8601 duration such as 'PT1H30M'`,
    )
  }
  return Math.round(ms)
}

function readDuration(text: string): number | undefined {
  const iso = isoDuration.exec(text)
  if (iso) {
    return iso.slice(1).reduce((sum, part, index) => sum + Number(part ?? 0) * (units['wdhms'.charAt(index)] ?? 0), 0)
  }
  if (!/^(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g))
    total += Number(amount) * (units[unit] ?? 0)
  return total
}

/** The milliseconds of a moment since 1970. Throws a TypeError that lists the accepted forms. */
export function toInstant(moment: Moment): number {
  const ms = typeof moment === 'string' ? parseMoment(moment) : moment instanceof Date ? moment.getTime() : moment
  if (typeof ms !== 'number' || !(ms >= earliest && ms <= latest)) {
    throw new TypeError(
      `Not a moment between 1970 and 9999: ${moment instanceof Date && Number.isNaN(ms) ? 'an invalid date' : show(moment)}. Write ISO 8601 with an offset such as '2026-05-04T08:00:00Z', milliseconds since 1970, or a Date`,
    )
  }
  return Math.floor(ms)
}
