import { html, nothing, type TemplateResult } from 'lit/html.js'
import { stamp, until, weekday } from '../format.ts'
import { momentField } from '../paging.ts'
import { Part } from '../part.ts'
import { eventWords } from '../step-words.ts'
import { spansIn } from '../spans.ts'
import { backTo } from '../undo.ts'
import { loading } from '../controls.ts'

/** The clock: let it stand or run, step, jump. */
export class Time extends Part {
  protected override render(): TemplateResult {
    const { clock, health, zone } = this.live
    if (!clock) return loading
    const { now, mode, speed, next } = clock
    const coming = next
      ? html`<b>${eventWords(next.type)}</b> ${until(now, next.at)} <span class="note">${stamp(next.at, zone)}</span>`
      : 'Nothing is going to happen by itself.'
    return html` <h1>Time</h1>
      <div class="trio">
        <section class="panel">
          <p class="now"><time datetime=${now}>${weekday(now, zone)} ${stamp(now, zone)}</time> ${zone}</p>
          <p class="note">
            ${
              mode === 'ticking'
                ? `ticking, ${speed} virtual ${speed === 1 ? 'second' : 'seconds'} a second`
                : 'standing still until it is moved'
            }
          </p>
          <p>${coming}</p>
          <div class="tools">
            <button ?disabled=${!next} @click=${() => this.live.setClock({ step: true })}>Step to it</button>
            <button ?disabled=${!next} @click=${() => this.live.setClock({ runToEnd: true })}>Run to the end</button>
          </div>
          ${health?.simulator === false ? html`<p class="note">The call simulator is switched off.</p>` : nothing}
        </section>
        <section class="panel">
          <h2>Jump</h2>
          <div class="tools">
            ${['1m', '15m', '1h', '1d', '7d'].map(
              (duration) =>
                html`<button @click=${() => this.live.setClock({ advance: duration })}>+${duration}</button>`,
            )}
          </div>
          <form class="tools" @submit=${(event: SubmitEvent) => this.#jump(event)}>
            <label>To (UTC)<input type="datetime-local" name="to" required value=${now.slice(0, 16)} /></label
            ><button>Jump</button><button value="back">Go back</button>
          </form>
        </section>
        <section class="panel">
          <h2>Go back</h2>
          <div class="tools">
            ${spansIn('10m', '1h', '1d').map(
              ({ title, ms }) =>
                html`<button @click=${() => backTo(this.live, Date.parse(now) - ms)}>${title}</button>`,
            )}
          </div>
          <p class="note">Undoes all since then. Redo leads forward again, until something changes.</p>
        </section>
      </div>
      <callcamp-history .live=${this.live}></callcamp-history>`
  }

  async #jump(event: SubmitEvent): Promise<void> {
    const to = momentField(event, 'to')
    const isBack = event.submitter instanceof HTMLButtonElement && event.submitter.value
    const form = event.target as HTMLFormElement
    if (isBack) await backTo(this.live, Date.parse(to))
    else if (!(await this.live.setClock({ set: to }))) return
    // What was typed is replaced by the time again.
    form.reset()
  }
}
