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

  protected override render(): TemplateResult {
    const { faults } = this.live
    return html`
      <h1>Faults</h1>
      <section class="panel">
        <h2>Running <small>${faults.length}</small></h2>
        ${faults.length === 0 ? html`<p class="empty">Nothing goes wrong. Switch something on below.</p>` : html`<ul class="faults">${faults.map((fault) => html`<li><b>${targetOf(fault)}</b> <span>${effectOf(fault)}</span><button aria-label="Remove ${effectOf(fault)} for ${targetOf(fault)}" @click=${() => this.#remove(fault)}>Remove</button></li>`)}</ul>
          <div class="tools"><button @click=${() => void this.live.act('DELETE', '/faults')}>Remove all</button></div>`}
      </section>
      <section class="panel">
        <h2>Switches</h2>
        <div class="tools">
          <label>Status<input type="number" min="200" max="599" .value=${String(this.status)} @change=${(event: Event) => (this.status = Number(typed(event)))} /></label>
          <label>Delay in ms<input type="number" min="0" step="100" .value=${String(this.delay)} @change=${(event: Event) => (this.delay = Number(typed(event)))} /></label>
        </div>
        <table class="switches"><thead><tr><th>Operation</th><th>Goes wrong with</th></tr></thead>
          <tbody>${this.#row(undefined)}${this.operations?.map((operation) => this.#row(operation))}</tbody></table>
      </section>`
  }

  #row(operation: Operation | undefined): TemplateResult {
    const { status, delay } = this
    const id = operation?.id
    return html`<tr>
      <td>${id ?? html`<b>Every operation</b>`}${operation ? html`<small class="wide-only">${operation.method} ${operation.path}</small>` : nothing}</td>
      <td><span class="group" role="group" aria-label=${id ?? 'Every operation'}>
        ${this.#switch(id, String(status), { status })}${this.#switch(id, 'slow', { delay })}${this.#switch(id, 'offline', { networkError: true })}
      </span></td></tr>`
  }

  /** On while a fault of this kind runs for the operation, whatever its number. */
  #switch(operation: string | undefined, label: string, effect: Partial<Fault>): TemplateResult {
    const kind = Object.keys(effect)[0] as keyof Fault
    const running = this.live.faults.find((fault) => fault.operation === operation && !fault.path && !fault.method && fault[kind] !== undefined)
    const toggle = () => (running ? this.#remove(running) : void this.live.act('POST', '/faults', { operation, ...effect }))
    return html`<button aria-pressed=${running ? 'true' : 'false'} @click=${toggle}>${kind === 'status' ? (running?.status ?? label) : label}</button>`
  }

  #remove({ id }: Fault): void {
    void this.live.act('DELETE', `/faults/${id}`)
  }
}

const targetOf = ({ operation, method, path }: Fault): string => operation ?? ([method, path].filter(Boolean).join(' ') || 'Every operation')

function effectOf(fault: Fault): string {
  const { status, delay, networkError, timeout, malformed, truncated, probability, remaining } = fault
  const effects = [status, networkError && 'offline', timeout && 'no answer', malformed && 'malformed JSON', truncated && 'broken off', delay !== undefined && `${delay} ms late`, probability !== undefined && `${probability * 100} % of the time`, typeof remaining === 'number' && `${remaining} left`]
  return effects.filter(Boolean).join(', ')
}
