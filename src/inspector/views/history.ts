import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { RowChange } from '../../contract/history.ts'
import { changedRows } from '../changed-rows.ts'
import { count, plural, stamp } from '../format.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import { groupsOf, type StepGroup } from '../step-words.ts'

/** How many groups are listed at first, and how many more each time. */
const atOnce = 50
/** So many rows of a comparison are shown. */
const maxRows = 50

interface Comparison {
  readonly title: string
  readonly changes: readonly RowChange[]
  readonly total: number
}

/** What happened, newest first: to look at, to go back to, to continue from, to compare. */
export class HistoryView extends Part {
  shown = atOnce
  comparison: Comparison | undefined
  /** The group whose state is compared with another one's. */
  picked: StepGroup | undefined

  protected override render(): TemplateResult {
    const { live, comparison, picked } = this
    const done = groupsOf(live.history.steps).toReversed()
    const ahead = groupsOf(live.history.ahead).toReversed()
    const hidden = done.length - this.shown
    return html`<section class="panel">
        <h2>
          History <small>${plural(live.history.steps.length, 'step')}</small>
          ${
            live.sandboxes.length > 0 && !live.health?.sandbox
              ? html`<span class="actions"
                  ><select
                    aria-label="Compare with a sandbox"
                    @change=${(event: Event) => void this.#compareSandbox(event)}
                  >
                    <option value="">Compare with a sandbox…</option>
                    ${live.sandboxes.map((name) => html`<option>${name}</option>`)}
                  </select></span
                >`
              : nothing
          }
        </h2>
        ${picked ? html`<p class="note" role="status">Comparing the state before ${picked.title}, ${stamp(picked.at)}: pick another point, or now.</p>` : nothing}
        ${
          done.length + ahead.length === 0
            ? html`<p class="empty">
                Nothing has changed yet. Each change of the mock is listed here, and can be undone.
              </p>`
            : html`<ol class="steps">
                ${ahead.map((group) => this.#row(group, true))}
                <li>
                  <span class="grow here">Now</span>
                  ${picked ? html`<button @click=${() => void this.#compare(picked, undefined)}>Compare with now</button>` : nothing}
                </li>
                ${done.slice(0, this.shown).map((group) => this.#row(group, false))}
              </ol>`
        }
        ${hidden > 0 ? html`<button @click=${() => (this.shown += atOnce)}>${count(Math.min(hidden, atOnce))} more</button>` : nothing}
      </section>
      ${
        comparison
          ? html`<section class="panel" aria-label="Comparison">
              <h2>
                ${comparison.title} <small>${plural(comparison.total, 'row')}</small
                ><button class="close" aria-label="Close the comparison" @click=${() => (this.comparison = undefined)}>
                  ✕
                </button>
              </h2>
              ${
                comparison.total === 0
                  ? html`<p class="empty">No row differs.</p>`
                  : changedRows(comparison.changes, comparison.total, live.zone())
              }
            </section>`
          : nothing
      }`
  }

  #row(group: StepGroup, isUndone: boolean): TemplateResult {
    const { live, picked } = this
    const name = `${group.title}, ${stamp(group.at)}`
    return html`<li class=${isUndone ? 'undone' : ''}>
      <i class=${group.type}></i>
      <span class="grow"
        >${group.title}${group.steps > 1 ? html` <small>${plural(group.steps, 'step')}</small>` : nothing}</span
      >
      <span class="note">${plural(group.changes, 'row')} · ${stamp(group.at)}</span>
      ${
        isUndone
          ? html`<button aria-label="Redo up to ${name}" @click=${() => void live.forward(group.last)}>Redo</button>`
          : html`<button aria-label="Show the rows of ${name}" @click=${() => void this.#show(group)}>Rows</button
              ><button
                aria-pressed=${picked === group ? 'true' : 'false'}
                aria-label="Compare the state before ${name}"
                @click=${() => (picked ? void this.#compare(picked, group) : (this.picked = group))}
              >
                Compare</button
              ><button aria-label="Fork before ${name}" @click=${() => void live.fork(group.first)}>Fork</button
              ><button aria-label="Go back before ${name}" @click=${() => void live.back(group.first)}>Go back</button>`
      }
    </li>`
  }

  #show(group: StepGroup): Promise<void> {
    return this.#read(group.title, `from=${group.first}&to=${group.last}`)
  }

  /** The states before two groups; without the second, before one and now. */
  async #compare(one: StepGroup, other: StepGroup | undefined): Promise<void> {
    this.picked = undefined
    const [from, to] = other && other.first < one.first ? [other, one] : [one, other]
    const title = `Before ${from.title} and ${to ? `before ${to.title}` : 'now'}`
    if (from === to) this.comparison = { title, changes: [], total: 0 }
    else await this.#read(title, `from=${from.first}${to ? `&to=${to.first - 1}` : ''}`)
  }

  async #compareSandbox(event: Event): Promise<void> {
    const name = typed(event)
    if (name !== '') await this.#read(`Here and in ${name}`, `sandbox=${encodeURIComponent(name)}`)
  }

  async #read(title: string, query: string): Promise<void> {
    const found = await this.live.get<Omit<Comparison, 'title'>>(`/compare?${query}&limit=${maxRows}`)
    if (found) this.comparison = { title, ...found }
  }
}
