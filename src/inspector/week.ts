import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import { isOutcome, outcomes } from '../contract/statuses.ts'
import type { Call, Campaign } from './answers.ts'
import { plural } from './format.ts'

/** The calls of one week by day and half hour, over the hours in which the campaign may call. */

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const titles = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const slots = 48
const dayLength = 86_400_000

interface Slot {
  reached: number
  others: number
  going: number
}

export function week(campaign: Campaign, calls: readonly Call[], now: string, back: number): TemplateResult {
  const zone = zoneOf(campaign)
  const reader = clockOf(zone)
  const today = Math.floor(local(now, reader) / dayLength)
  const monday = today - weekday(today) - back * 7
  const grid = days.map(() => Array.from({ length: slots }, (): Slot => ({ reached: 0, others: 0, going: 0 })))
  let shown = 0
  for (const call of calls) {
    const at = local(call.startedAt, reader)
    const slot = grid[Math.floor(at / dayLength) - monday]?.[Math.floor(((at % dayLength) / dayLength) * slots)]
    if (!slot) continue
    shown += 1
    if (call.outcome === null) slot.going += 1
    else if (isOutcome(call.outcome) && outcomes[call.outcome].reached) slot.reached += 1
    else slot.others += 1
  }
  const most = Math.max(1, ...grid.flat().map(total))
  const from = new Date(monday * dayLength)
  return html` <div
      class="week"
      role="img"
      aria-label="${plural(shown, 'call')} in the week of ${from.toISOString().slice(0, 10)}: ${days.map((_, index) => `${titles[index]} ${sum(grid[index])}`).join(', ')}"
    >
      ${days.map((day, index) => {
        const hours = campaign.schedule ? campaign.schedule[day] : { start: '00:00', end: '24:00' }
        const current = monday + index === today
        return html` <span class="day ${current ? 'today' : ''}"
            >${titles[index]} ${new Date((monday + index) * dayLength).getUTCDate()}</span
          >
          <svg viewBox="0 0 96 20" preserveAspectRatio="none">
            ${hours ? svg`<rect class="open" x=${place(hours.start)} y="0" width=${place(hours.end) - place(hours.start)} height="20" />` : nothing}
            ${grid[index]?.map((slot, at) => bar(slot, at, 18 / most))}
            ${current ? svg`<path class="cursor" d="M${((local(now, reader) % dayLength) / dayLength) * 96} 0V20" />` : nothing}
          </svg>
          <span class="sum">${sum(grid[index]) || nothing}</span>`
      })}
      <span></span>
      <div class="axis">
        ${[0, 6, 12, 18, 24].map((hour) => html`<span>${String(hour).padStart(2, '0')}:00</span>`)}
      </div>
    </div>
    <p class="note keys">
      <span><i class="open"></i>calling hours (${zone})</span><span><i class="reached"></i>reached</span
      ><span><i class="others"></i>not reached</span
      ><span><i class="going"></i>on the line</span
      >${most > 1 ? html`<span>highest bar: ${plural(most, 'call')} in 30 min</span>` : nothing}
    </p>`
}

/** A campaign without a time zone calls by UTC. */
export const zoneOf = ({ timezone }: Pick<Campaign, 'timezone'>): string => timezone ?? 'UTC'

/** How many weeks lie between a moment and now, by the calendar of a zone. */
export function weeksBack(timezone: string, then: string, now: string): number {
  const reader = clockOf(timezone)
  const week = (iso: string) => Math.floor((Math.floor(local(iso, reader) / dayLength) + 3) / 7)
  return Math.max(0, week(now) - week(then))
}

function bar(slot: Slot, at: number, scale: number) {
  let top = 20
  return (['reached', 'others', 'going'] as const).map((kind) => {
    const height = slot[kind] * scale
    top -= height
    return height ? svg`<rect class=${kind} x=${at * 2 + 0.2} y=${top} width="1.6" height=${height} />` : nothing
  })
}

const total = ({ reached, others, going }: Slot): number => reached + others + going
const sum = (slots: readonly Slot[] = []): number => slots.reduce((all, slot) => all + total(slot), 0)

/** Where a time of day lies on a line of 96 quarter hours. */
function place(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 4 + minutes / 15
}

/** 1970 began on a Thursday. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

/** What the clocks of a zone show, in milliseconds as if it were UTC. */
function local(iso: string, reader: Intl.DateTimeFormat): number {
  const part = Object.fromEntries(reader.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]))
  return Date.parse(
    `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`,
  )
}
