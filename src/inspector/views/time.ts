import { html, nothing, type TemplateResult } from 'lit/html.js'
import { between, stamp, weekday } from '../format.ts'
import { momentField, typed } from '../paging.ts'
import { Part } from '../part.ts'
import { eventWords } from '../step-words.ts'
import { speeds } from '../speeds.ts'
import { loading } from '../controls.ts'

/** The clock: let it stand or run, step, jump. */
export class Time extends Part {
  /**
   * The text of the field when it got the focus. It is not updated until the user leaves it unchanged, or has used it.
   */
  #held: string | undefined

  protected override render(): TemplateResult {
    const { clock, health, zone } = this.live
    if (!clock) return loading
    const { now, mode, speed, next } = clock
    const ticking = mode === 'ticking'
    const hold = () => (this.#held ??= now.slice(0, 16))
    return html` <h1>Time</h1>
      <div class="trio">
        <section class="panel">
          <p class="now"><time datetime=${now}>${weekday(now, zone)} ${stamp(now, zone)}</time> ${zone}</p>
          <p class="note">
            ${ticking ? `ticking, ${speed} virtual ${speed === 1 ? 'second' : 'seconds'} a second` : 'standing still until it is moved'}
          </p>
          <div class="tools">
            <button class="primary" @click=${() => this.live.setClock({ frozen: ticking })}>
              ${ticking ? 'Pause' : 'Run'}
            </button>
            ${speeds(this.live)}
          </div>
        </section>
        <section class="panel">
          <h2>Next event</h2>
          <p>
            ${next ? html`<b>${eventWords(next.type)}</b> in ${between(now, next.at)} <span class="note">${stamp(next.at, zone)}</span>` : 'Nothing is going to happen by itself.'}
          </p>
          <div class="tools">
            <button ?disabled=${!next} @click=${() => this.live.setClock({ step: true })}>Step to it</button>
            <button ?disabled=${!next} @click=${() => this.live.setClock({ runToEnd: true })}>Run to the end</button>
          </div>
          ${health?.simulator === false ? html`<p class="note">The call simulator is switched off.</p>` : nothing}
        </section>
        <section class="panel">
          <h2>Jump</h2>
          <div class="tools">
            ${['1m', '15m', '1h', '8h', '1d', '7d'].map((duration) => html`<button @click=${() => this.live.setClock({ advance: duration })}>+${duration}</button>`)}
          </div>
          <form class="tools" @submit=${(event: SubmitEvent) => void this.#jump(event)}>
            <label
              >To (UTC)<input
                type="datetime-local"
                name="to"
                required
                .value=${this.#held ?? now.slice(0, 16)}
                @focus=${hold}
                @input=${hold}
                @blur=${(event: Event) => typed(event) === this.#held && this.#release()} /></label
            ><button>Jump</button>
          </form>
        </section>
      </div>
      <callcamp-history .live=${this.live}></callcamp-history>`
  }

  async #jump(event: SubmitEvent): Promise<void> {
    if (await this.live.setClock({ set: momentField(event, 'to') })) this.#release()
  }

  #release(): void {
    this.#held = undefined
    this.requestUpdate()
  }
}
