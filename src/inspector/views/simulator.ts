import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Schemas, SimulatorState } from '../answers.ts'
import { Part } from '../part.ts'
import { schemaForm } from '../schema-form.ts'
import { loading } from '../controls.ts'

/** How calls are made up: every setting of the simulator, and what is scripted. */
export class SimulatorView extends Part {
  schemas: Schemas | undefined
  simulator: SimulatorState | undefined

  protected override async load(): Promise<void> {
    this.schemas ??= await this.live.get<Schemas>('/schemas')
    this.simulator = (await this.live.get<SimulatorState>('/simulator')) ?? this.simulator
  }

  protected override render(): TemplateResult {
    const { schemas, simulator, live } = this
    return html` <h1>Simulator</h1>
      ${
        !schemas || !simulator
          ? html`<section class="panel">${loading}</section>`
          : html`${simulator.enabled ? nothing : html`<p class="banner" role="status">The call simulator is switched off.</p>`}
              <section class="panel" aria-label="Settings">
                <h2>Settings</h2>
                <p class="note">A campaign's own settings replace these.</p>
                ${schemaForm({
                  fields: schemas.simulator,
                  row: { ...schemas.simulatorDefaults, ...simulator.settings },
                  submit: 'Save',
                  save: (changes) => void this.#save(changes),
                  live,
                })}
              </section>
              <section class="panel" aria-label="Scripts"><callcamp-script .live=${live}></callcamp-script></section>`
      }`
  }

  async #save(changes: object): Promise<void> {
    if (Object.keys(changes).length > 0) await this.live.act('PATCH', '/simulator', changes, 'Saved')
  }
}
