import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { StateAndLink } from '../../contract/control/state.ts'
import type { PendingEvent } from '../../contract/simulator.ts'
import { choice } from '../controls.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import { badge, isOutcome, orderStatuses, words } from '../statuses.ts'

/** Scripts how the next calls of an order or a phone number end, one after another. */
export class OutcomeScript extends Part {
  /** An order or a phone number; empty where it is to be typed. */
  target = ''
  typedTarget = ''
  outcomes: readonly string[] = []
  /** What is scripted and has not happened yet. */
  pending: readonly Pick<Extract<PendingEvent, { readonly type: 'script' }>, 'target' | 'outcomes'>[] = []

  protected override async load(): Promise<void> {
    const state = await this.live.find<StateAndLink>('/document')
    this.pending = (state?.document.events ?? []).flatMap((event) =>
      event.type === 'script' && (!this.target || this.target === event.target) ? [event] : [],
    )
  }

  protected override render(): TemplateResult {
    const { outcomes, target } = this
    return html`<h3>The next calls end</h3>
      ${this.pending.map(
        (one) =>
          html`<p class="tools">
            ${target ? nothing : html`<b>${one.target}</b>`}${one.outcomes.map((outcome) => badge(outcome))}
          </p>`,
      )}
      <div class="tools">
        ${
          target
            ? nothing
            : html`<label
                >Order or phone<input
                  name="target"
                  .value=${this.typedTarget}
                  @input=${(event: Event) => (this.typedTarget = typed(event))}
              /></label>`
        }
        ${outcomes.map(
          (outcome, index) =>
            html`<button
              class="chip"
              aria-label="Leave out ${words(outcome)}"
              @click=${() => (this.outcomes = outcomes.toSpliced(index, 1))}
            >
              ${words(outcome)} ✕
            </button>`,
        )}
        ${choice(
          'Add an outcome',
          '',
          [
            ['', outcomes.length > 0 ? 'then…' : 'by chance'],
            ...orderStatuses.filter(isOutcome).map((outcome) => [outcome, words(outcome)] as const),
          ],
          (outcome) => (this.outcomes = [...outcomes, outcome].filter(Boolean)),
        )}
        <button ?disabled=${outcomes.length === 0 || !(target || this.typedTarget)} @click=${() => void this.#script()}>
          Script
        </button>
      </div>`
  }

  async #script(): Promise<void> {
    const body = { target: this.target || this.typedTarget, outcomes: this.outcomes }
    if (await this.live.act('POST', '/simulator/outcomes', body)) this.outcomes = []
  }
}
