import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Fault, Operation, Schemas } from '../answers.ts'
import { effectOf, targetOf } from '../fault-words.ts'
import { group, toggle, loading } from '../controls.ts'
import { count } from '../format.ts'
import { Part } from '../part.ts'
import { schemaForm } from '../schema-form.ts'

const switches: readonly (readonly [label: string, effect: Partial<Fault>])[] = [
  ['503', { status: 503 }],
  ['slow', { delay: 2_000 }],
  ['offline', { networkError: true }],
]

/** What goes wrong on purpose: all that runs, a form with every field, and switches for every operation. */
export class Faults extends Part {
  operations: readonly Operation[] | undefined
  schemas: Schemas | undefined

  protected override async load(): Promise<void> {
    this.operations ??= (await this.live.get<{ operations: Operation[] }>('/operations'))?.operations
    this.schemas ??= await this.live.get<Schemas>('/schemas')
  }

  protected override focusFallback(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.faults tr:last-child button') ?? super.focusFallback()
  }

  protected override render(): TemplateResult {
    const { faults, place } = this.live
    const [, id] = place.path
    const isNew = id === 'new'
    return html` <div class="title">
        <h1>Faults</h1>
        <span class="actions">
          ${isNew ? nothing : html`<a class="button primary" href="#/faults/new">New fault</a>`}<button
            ?disabled=${faults.length === 0}
            @click=${() => this.live.act('DELETE', '/faults')}
          >
            Remove all
          </button>
        </span>
      </div>
      ${isNew ? this.#form() : nothing}
      ${
        !id || isNew || faults.some((fault) => String(fault.id) === id)
          ? nothing
          : html`<p class="warning" role="status">Fault ${id} no longer runs.</p>`
      }
      <section class="panel list">
        <h2>Running <small>${faults.length}</small></h2>
        ${
          faults.length === 0
            ? html`<p class="empty">Nothing goes wrong. Add a fault, or switch one on below.</p>`
            : html`<table class="faults">
                <thead>
                  <tr>
                    <th>Requests</th>
                    <th>What happens</th>
                    <th class="figure">Hits</th>
                    <th class="w1 figure">Left</th>
                    <th><span class="hidden">Actions</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${faults.map((fault) => this.#running(fault))}
                </tbody>
              </table>`
        }
      </section>
      <section class="panel list">
        <h2>Switches</h2>
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

  #running(fault: Fault): TemplateResult {
    const [target, effect] = [targetOf(fault), effectOf(fault)]
    return html`<tr>
      <td><b>${target}</b></td>
      <td>${effect}</td>
      <td class="figure">${fault.hits ? html`<a href="#/requests?is=faulty">${count(fault.hits)}</a>` : '0'}</td>
      <td class="w1 figure">${fault.remaining ?? '∞'}</td>
      <td class="end">
        <button
          aria-label="${fault.hold ? 'Release' : 'Remove'} ${effect} for ${target}"
          @click=${() => this.#remove(fault)}
        >
          ${fault.hold ? 'Release' : 'Remove'}
        </button>
      </td>
    </tr>`
  }

  /** All fields of a fault. Those that hold for answers that are held back come first, as the mock lists them. */
  #form(): TemplateResult {
    const { live, schemas } = this
    const draft = draftIn(live.place.query.get('from'))
    if (!schemas) return html`<section class="panel">${loading}</section>`
    const isCondition = ({ name }: { readonly name: string }) => schemas.hold.some((one) => one.name === name)
    return html`<section class="panel" aria-label="New fault">
      <h2>New fault<a class="close" href="#/faults" aria-label="Close">✕</a></h2>
      <p class="note">What fits all of the first part has all of the second happen to it.</p>
      ${schemaForm({
        fields: schemas.fault,
        row: draft,
        split: schemas.hold.length,
        submit: 'Add the fault',
        more: html`<button value="hold" title="Answers wait until you release them">Hold answers back</button>`,
        save: (changes, how) => void this.#add({ ...draft, ...changes }, how, isCondition),
        live,
      })}
    </section>`
  }

  async #add(
    given: Readonly<Record<string, unknown>>,
    how: string,
    isCondition: (field: { readonly name: string }) => boolean,
  ): Promise<void> {
    const said = Object.entries(given).filter(
      ([name, value]) => value !== undefined && (how !== 'hold' || isCondition({ name })),
    )
    const path = how === 'hold' ? '/faults/hold' : '/faults'
    if (await this.live.act('POST', path, Object.fromEntries(said))) this.live.place.go('faults')
  }

  #row(operation: Operation | undefined): TemplateResult {
    const id = operation?.id
    return html`<tr>
      <td>
        ${id ?? html`<b>Every operation</b>`}${operation ? html`<small class="w1">${operation.method} ${operation.path}</small>` : nothing}
      </td>
      <td>
        ${group(
          id ?? 'Every operation',
          switches.map(([label, effect]) => this.#switch(id, label, effect)),
        )}
      </td>
    </tr>`
  }

  /** On while a fault of this kind runs for the operation, whatever its number. */
  #switch(operation: string | undefined, label: string, effect: Partial<Fault>): TemplateResult {
    const kind = Object.keys(effect)[0] as keyof Fault
    const running = this.live.faults.find(
      (fault) => fault.operation === operation && !fault.path && !fault.method && fault[kind] !== undefined,
    )
    return toggle(kind === 'status' ? (running?.status ?? label) : label, !!running, () =>
      running ? this.#remove(running) : this.live.act('POST', '/faults', { operation, ...effect }),
    )
  }

  #remove({ id }: Fault): Promise<unknown> {
    return this.live.act('DELETE', `/faults/${id}`)
  }
}

/** The fault that the address suggests. */
function draftIn(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const draft: unknown = JSON.parse(text ?? '{}')
    return typeof draft === 'object' && draft !== null ? { ...draft } : {}
  } catch {
    return {}
  }
}
