import { html, type TemplateResult } from 'lit/html.js'
import type { ScenarioSummary } from '../answers.ts'
import { copy } from '../details.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import { restoreFile, saveFile } from '../state-file.ts'
import { loading } from '../controls.ts'

/** Where the data begins: scenarios, seeds, and snapshots in files. */
export class Scenarios extends Part {
  scenarios: readonly ScenarioSummary[] | undefined
  seed = ''
  told = ''

  protected override async load(): Promise<void> {
    this.scenarios ??= (await this.live.get<{ scenarios: ScenarioSummary[] }>('/scenarios'))?.scenarios
  }

  protected override render(): TemplateResult {
    const { live } = this
    const { health } = live
    if (!health || !this.scenarios) return loading
    return html` <h1>Scenarios</h1>
      <section class="panel">
        <h2>Start over</h2>
        <p class="note">
          Now: <b><bdi>${health.scenario}</bdi></b
          >, seed ${health.seed}. The same seed makes the same data.
        </p>
        <div class="tools">
          <label
            >Seed<input
              type="number"
              placeholder=${health.seed}
              .value=${this.seed}
              @input=${(event: Event) => (this.seed = typed(event))}
          /></label>
          <button class="primary" @click=${() => this.#reset()}>Reset ${health.scenario}</button>
        </div>
      </section>
      <ul class="cards">
        ${this.scenarios.map(
          ({ name, description }) =>
            html`<li class="panel ${name === health.scenario ? 'current' : ''}">
              <h2>${name}</h2>
              <p class="note">${description || 'No description.'}</p>
              <button @click=${() => this.#reset(name)}>
                ${name === health.scenario ? 'Start over' : 'Start'}<span class="hidden"> ${name}</span>
              </button>
            </li>`,
        )}
      </ul>
      <section class="panel">
        <h2>Snapshot</h2>
        <p class="note">
          All there is: rows, time, chance and what is going to happen. A file can also be dropped onto this page.
        </p>
        <div class="tools">
          <button @click=${() => this.#share()}>Copy the state link</button>
          <button @click=${() => saveFile(live)}>Save to a file</button>
          <label class="button"
            >Load a file<input
              class="hidden"
              type="file"
              accept=".json,application/json"
              @change=${({ target }: Event) => {
                const field = target as HTMLInputElement
                void restoreFile(live, field.files?.[0])
                field.value = ''
              }}
          /></label>
          <span class="note" role="status">${this.told}</span>
        </div>
      </section>`
  }

  #reset(scenario?: string): void {
    const seed = this.seed === '' ? undefined : Number(this.seed)
    const done = scenario === undefined ? 'Reset to the start' : `Started ${scenario}`
    void this.live.act('POST', '/reset', { scenario, seed }, done)
  }

  async #share(): Promise<void> {
    const state = await this.live.get<{ readonly link: string }>('/document')
    if (state) this.told = await copy(this.live.place.share(state.link))
  }
}
