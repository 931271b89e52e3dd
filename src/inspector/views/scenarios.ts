import { html, type TemplateResult } from 'lit/html.js'
import type { ScenarioSummary } from '../answers.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'

/** Where the data begins: scenarios, seeds, and snapshots in files. */
export class Scenarios extends Part {
  scenarios: readonly ScenarioSummary[] | undefined
  seed = ''

  protected override async load(): Promise<void> {
    this.scenarios ??= (await this.live.get<{ scenarios: ScenarioSummary[] }>('/scenarios'))?.scenarios
  }

  protected override render(): TemplateResult {
    const { health } = this.live
    if (!health) return html`<p class="empty">Loading…</p>`
    return html` <h1>Scenarios</h1>
      <section class="panel">
        <h2>Start over</h2>
        <p class="note">
          Now: <b><bdi>${health.scenario}</bdi></b
          >, seed ${health.seed}. The same seed makes the same data. Starting over clears the journal and the faults
          too.
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
        ${this.scenarios?.map(
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
          All there is as one file: rows, time, chance and what is going to happen. A snapshot is a scenario too.
        </p>
        <div class="tools">
          <button @click=${() => void this.#save()}>Save to a file</button>
          <label class="button"
            >Load a file<input
              type="file"
              accept=".json,application/json"
              @change=${(event: Event) => void this.#restore(event)}
          /></label>
        </div>
      </section>`
  }

  #reset(scenario?: string): void {
    const seed = this.seed === '' ? undefined : Number(this.seed)
    const done = scenario === undefined ? 'Reset to the start' : `Started ${scenario}`
    void this.live.act('POST', '/reset', { scenario, seed }, done)
  }

  async #save(): Promise<void> {
    const snapshot = await this.live.get<{ name: string; now: string }>('/state')
    if (!snapshot) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify(snapshot, undefined, 2)], { type: 'application/json' }))
    link.download = `${snapshot.name}-${snapshot.now.replaceAll(':', '')}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }

  async #restore(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement
    const text = await field.files?.[0]?.text()
    field.value = ''
    if (text === undefined) return
    try {
      await this.live.act('PUT', '/state', JSON.parse(text), 'Restored the file')
    } catch {
      this.live.tell('This file holds no JSON')
    }
  }
}
