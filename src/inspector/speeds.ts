import { html, type TemplateResult } from 'lit/html.js'
import type { Live } from './live.ts'

/** Buttons for how fast time goes. */
export function speeds(live: Live): TemplateResult {
  const { clock } = live
  return html`<span class="group" role="group" aria-label="Speed"
    >${[1, 60, 3_600].map((speed) => html`<button aria-pressed=${clock?.mode === 'ticking' && clock.speed === speed ? 'true' : 'false'} @click=${() => live.setClock({ frozen: false, speed })}>×${speed}</button>`)}</span
  >`
}
