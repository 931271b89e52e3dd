import { weekdays, type Schedule } from '../../src/contract/campaigns.ts'

/** Whether a weekly schedule is open, asked of `Intl` every single time: slow, and nothing to get wrong. */

const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, string>()

/** What a clock on the wall shows, such as `mon 09:30`. */
function wallClock(ms: number, timeZone: string): string {
  const minute = `${timeZone} ${Math.floor(ms / 60_000)}`
  const answer = known.get(minute)
  if (answer !== undefined) return answer
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
  const shown = `${parts['weekday']?.toLowerCase()} ${parts['hour']}:${parts['minute']}`
  if (known.size > 500_000) known.clear()
  known.set(minute, shown)
  return shown
}

export function isOpen(ms: number, schedule: Schedule | null, timeZone: string): boolean {
  if (schedule === null) return true
  const [name, time = ''] = wallClock(ms, timeZone).split(' ')
  const window = schedule[weekdays.find((one) => one === name) ?? 'mon']
  return window !== undefined && window.start <= time && time < window.end
}
