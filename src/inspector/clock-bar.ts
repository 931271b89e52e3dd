import { html, type TemplateResult } from 'lit/html.js'
import { iconButton } from './controls.ts'
import { stamp, until, weekday } from './format.ts'
import type { Live } from './live.ts'
import { pausePath, runPath, stepPath } from './icons.ts'
import { speeds } from './speeds.ts'
import { eventWords } from './step-words.ts'

/** What time it is, and the buttons that move it. */
export function clockBar(live: Live): TemplateResult {
  const { clock, zone } = live
  if (!clock) return html`<div class="clock"></div>`
  const { now, next } = clock
  const isTicking = clock.mode === 'ticking'
  const run = isTicking ? 'Pause' : 'Run'
  const coming = next ? `${eventWords(next.type)} ${until(now, next.at)}: step to it` : 'Nothing is due'
  const [date, time] = stamp(now, zone).split(' ')
  return html`<div class="clock" role="group" aria-label="Clock">
    <time datetime=${now} class=${isTicking ? 'ticking' : ''}
      >${weekday(now, zone)} <span class="date">${date} </span>${time} <small>${zone}</small></time
    >
    ${iconButton(run, isTicking ? pausePath : runPath, () => live.setClock({ frozen: isTicking }))} ${speeds(live)}
    ${iconButton('Step to the next event', stepPath, () => live.setClock({ step: true }), !next, coming)}
  </div>`
}
