import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Explanation } from '../contract/explanations.ts'
import type { Live } from './live.ts'

/** Why something waits or is stuck: a sentence, and the button that changes it or goes to where it changes by itself. */
export function why(live: Live, explanation: Explanation | undefined): TemplateResult {
  const { sentence, fix, next } = explanation ?? {}
  const isLater = next && live.clock && next.at > live.clock.now
  const change = () => fix && void live.act('PATCH', `/db/${fix.model}/${fix.uuid}`, fix.data, `${fix.label}: done`)
  return html`<span class="why"
    ><span title=${explanation?.because.join('\n') ?? ''}>${sentence ?? '…'}</span>${
      fix
        ? html`<button @click=${change}>${fix.label}</button>`
        : isLater
          ? html`<button aria-label="Go there: ${next.at}" @click=${() => live.setClock({ set: next.at })}>
              Go there
            </button>`
          : nothing
    }</span
  >`
}

/** Whether a user must act: something waits that no event will change. */
export const needsAttention = ({ sentence, fix }: Explanation): boolean =>
  fix !== undefined && (/^\d/.test(sentence) || sentence.includes('no calling hours'))
