import { html, type TemplateResult } from 'lit/html.js'
import type { Live } from './live.ts'

/** Buttons for how fast time goes. */
export function speeds(live: Live): TemplateResult {
  const { clock } = live
  // Any speed can be set over the control API.
  const known = [1, 60, 3_600]
  const all = clock && !known.includes(clock.speed) ? [...known, clock.speed].toSorted((a, b) => a - b) : known
  return html`<span class="group" role="group" aria-label="Speed"
    >${all.map((speed) => html`<button aria-pressed=${clock?.mode === 'ticking' && clock.speed === speed ? 'true' : 'false'} @click=${() => live.setClock({ frozen: false, speed })}>×${speed}</button>`)}</span
  >`
}
