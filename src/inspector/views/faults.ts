import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Fault, Operation } from '../answers.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'

/** What goes wrong on purpose: switches for every operation, and all that runs. */
export class Faults extends Part {
  operations: readonly Operation[] | undefined
  status = 503
  delay = 2_000

  protected override async load(): Promise<void> {
    this.operations ??= (await this.live.get<{ operations: Operation[] }>('/operations'))?.operations
  }

  protected override refuge(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.faults li:last-child button') ?? super.refuge()
  }

  protected override render(): TemplateResult {
    const { faults } = this.live
    return html` <h1>Faults</h1>
      <section class="panel">
        <h2>Running <small>${faults.length}</small></h2>
        ${
          faults.length === 0
            ? html`<p class="empty">Nothing goes wrong. Switch something on below.</p>`
            : html`<ul class="faults">
                  ${faults.map((fault) => html`<li><b>${targetOf(fault)}</b> <span>${effectOf(fault)}</span><button aria-label="Remove ${effectOf(fault)} for ${targetOf(fault)}" @click=${() => void this.#remove(fault)}>Remove</button></li>`)}
                </ul>
                <div class="tools">
                  <button @click=${() => void this.live.act('DELETE', '/faults')}>Remove all</button>
                </div>`
        }
      </section>
      <section class="panel">
        <h2>Switches</h2>
        <div class="tools">
          <label
            >Status<input
              type="number"
              min="200"
              max="599"
              .value=${String(this.status)}
              @change=${(event: Event) => void this.#set({ status: Number(typed(event)) })}
          /></label>
          <label
            >Delay in ms<input
              type="number"
              min="0"
              step="100"
              .value=${String(this.delay)}
              @change=${(event: Event) => void this.#set({ delay: Number(typed(event)) })}
          /></label>
        </div>
        <table class="switches">
          <thead>
            <tr>
              <th>Operation</th>
              <th>Goes wrong with</th>
            </tr>
          </thead>
          <tbody>
            ${this.#row(undefined)}${this.operations?.map((operation) => this.#row(operation))}
          </tbody>
        </table>
      </section>`
  }

  #row(operation: Operation | undefined): TemplateResult {
    const { status, delay } = this
    const id = operation?.id
    return html`<tr>
      <td>
        ${id ?? html`<b>Every operation</b>`}${operation ? html`<small class="wide-only">${operation.method} ${operation.path}</small>` : nothing}
      </td>
      <td>
        <span class="group" role="group" aria-label=${id ?? 'Every operation'}>
          ${this.#switch(id, String(status), { status })}${this.#switch(id, 'slow', { delay })}${this.#switch(id, 'offline', { networkError: true })}
        </span>
      </td>
    </tr>`
  }

  /** On while a fault of this kind runs for the operation, whatever its number. */
  #switch(operation: string | undefined, label: string, effect: Partial<Fault>): TemplateResult {
    const kind = Object.keys(effect)[0] as keyof Fault
    const running = this.live.faults.find(
      (fault) => fault.operation === operation && !fault.path && !fault.method && fault[kind] !== undefined,
    )
    const toggle = () =>
      void (running ? this.#remove(running) : this.live.act('POST', '/faults', { operation, ...effect }))
    return html`<button aria-pressed=${running ? 'true' : 'false'} @click=${toggle}>
      ${kind === 'status' ? (running?.status ?? label) : label}
    </button>`
  }

  /** A new number is also that of the switches that are on with the old one; faults that say more were not made here. */
  async #set(effect: { status: number } | { delay: number }): Promise<void> {
    const on = this.live.faults.filter(
      ({ id, operation, remaining, ...fault }) =>
        JSON.stringify(fault) === JSON.stringify('status' in effect ? { status: this.status } : { delay: this.delay }),
    )
    Object.assign(this, effect)
    for (const fault of on)
      if (await this.live.act('POST', '/faults', { operation: fault.operation, ...effect })) await this.#remove(fault)
  }

  #remove({ id }: Fault): Promise<unknown> {
    return this.live.act('DELETE', `/faults/${id}`)
  }
}

const targetOf = ({ operation, method, path }: Fault): string =>
  operation ?? ([method, path].filter(Boolean).join(' ') || 'Every operation')

function effectOf(fault: Fault): string {
  const { status, delay, hold, networkError, reset, timeout, malformed, truncated, probability, remaining } = fault
  const effects = [
    status,
    hold && 'held back',
    networkError && 'offline',
    reset && 'reset',
    timeout && 'no answer',
    malformed && 'malformed JSON',
    truncated && 'broken off',
    delay !== undefined && `${[delay].flat().join(' to ')} ms late`,
    probability !== undefined && `${Number((probability * 100).toPrecision(3))} % of the time`,
    typeof remaining === 'number' && `${remaining} left`,
  ]
  return effects.filter(Boolean).join(', ')
}
