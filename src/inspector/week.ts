import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import type { Week } from './answers.ts'
import { moment, plural } from './format.ts'

type Slot = Week['days'][number]['slots'][number]
const kinds = ['reached', 'others', 'going'] as const

const total = ({ reached, others, going }: Slot): number => reached + others + going

/** The calls of one week by day and half hour, over the hours in which the campaign may call. */
export function week({ zone, days, now }: Week): TemplateResult {
  const most = Math.max(1, ...days.flatMap(({ slots }) => slots.map(total)))
  const sums = days.map(({ slots }) => slots.reduce((all, slot) => all + total(slot), 0))
  const titles = days.map(({ date }) => moment(`${date}T00:00:00Z`).split(' ', 2))
  const shown = sums.reduce((all, one) => all + one, 0)
  return html` <div
      class="week"
      role="img"
      aria-label="${plural(shown, 'call')} in the week of ${days[0]?.date}: ${titles
        .map(([day], index) => `${day} ${sums[index]}`)
        .join(', ')}"
    >
      ${days.map(({ date, hours, slots }, index) => {
        const isToday = date === now.date
        return html` <span class="day ${isToday ? 'today' : ''}">${titles[index]?.join(' ')}</span>
          <svg viewBox="0 0 96 20" preserveAspectRatio="none">
            ${hours ? svg`<rect class="open" x=${hours.start} y="0" width=${hours.end - hours.start} height="20" />` : nothing}
            ${slots.map((slot) => bar(slot, 18 / most))}
            ${isToday ? svg`<path class="cursor" d="M${now.quarter} 0V20" />` : nothing}
          </svg>
          <span class="sum">${sums[index] || nothing}</span>`
      })}
      <span></span>
      <div class="axis">${['00', '06', '12', '18', '24'].map((hour) => html`<span>${hour}:00</span>`)}</div>
    </div>
    <p class="note keys">
      <span><i class="open"></i>calling hours (${zone})</span><span><i class="reached"></i>reached</span
      ><span><i class="others"></i>not reached</span
      ><span><i class="going"></i>on the line</span
      >${most > 1 ? html`<span>highest bar: ${plural(most, 'call')} in 30 min</span>` : nothing}
    </p>`
}

function bar(slot: Slot, scale: number) {
  let top = 20
  return kinds.map((kind) => {
    const height = slot[kind] * scale
    top -= height
    return height ? svg`<rect class=${kind} x=${slot.slot * 2 + 0.2} y=${top} width="1.6" height=${height} />` : nothing
  })
}
