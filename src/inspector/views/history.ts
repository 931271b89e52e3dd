import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { RowChange } from '../../contract/history.ts'
import { changedRows } from '../changed-rows.ts'
import { choice } from '../controls.ts'
import { count, plural, stamp } from '../format.ts'
import { field } from '../paging.ts'
import { Part } from '../part.ts'
import { groupsOf, movesClock, type StepGroup } from '../step-words.ts'
import { back, fork, forward, goTo } from '../undo.ts'

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
    const { steps, checkpoints } = live.history
    const marked = new Set(checkpoints.map(({ step }) => step))
    const done = groupsOf(steps, marked).toReversed()
    const ahead = groupsOf(live.history.ahead, marked).toReversed()
    const hidden = done.length - this.shown
    const comparing =
      picked &&
      `Comparing the state before ${picked.title}, ${stamp(picked.at, live.zone)}: pick another point, or now.`
    return html`<section class="panel">
        <h2>
          History <small>${plural(steps.length, 'step')}</small>
          ${
            live.sandboxes.length > 0 && !live.health?.sandbox
              ? html`<span class="actions note"
                  >${choice(
                    'Compare with a sandbox',
                    '',
                    ['', ...live.sandboxes].map((name) => [name, name || 'Compare with a sandbox…']),
                    (name) => this.#read(`Here and in ${name}`, `sandbox=${encodeURIComponent(name)}`),
                  )}</span
                >`
              : nothing
          }
        </h2>
        <form class="tools" @submit=${(event: SubmitEvent) => this.#mark(event)}>
          <input name="name" required placeholder="Name" aria-label="Name of the checkpoint" /><button>
            Set a checkpoint
          </button>
        </form>
        <p class="note">A fork goes on in a sandbox: a copy of that point.</p>
        ${
          comparing
            ? html`<p class="note" role="status">
                ${comparing} <button class="close" @click=${() => (this.picked = undefined)}>Cancel</button>
              </p>`
            : nothing
        }
        ${
          done.length + ahead.length + checkpoints.length === 0
            ? html`<p class="empty">Nothing has changed yet. Every change can be undone here.</p>`
            : html`<ol class="steps">
                ${ahead.map((group) => this.#row(group, true))}
                <li>
                  <span class="grow here">Now</span>
                  ${picked ? html`<button @click=${() => this.#pick(undefined)}>Compare with now</button>` : nothing}
                </li>
                ${done.slice(0, this.shown).map((group, index) => this.#row(group, false, done[index - 1]?.at ?? live.clock?.now))}
                ${this.#flags(0)}
              </ol>`
        }
        ${hidden > 0 ? html`<button @click=${() => (this.shown += atOnce)}>${count(Math.min(hidden, atOnce))} more</button>` : nothing}
      </section>
      ${
        comparison
          ? html`<section class="panel" aria-label="Comparison">
              <h2>
                ${comparison.title} <small>${plural(comparison.total, 'row')}</small
                ><button class="close" aria-label="Close" @click=${() => (this.comparison = undefined)}>✕</button>
              </h2>
              ${
                comparison.total === 0
                  ? html`<p class="empty">No row differs.</p>`
                  : changedRows(comparison.changes, comparison.total, live.zone)
              }
            </section>`
          : nothing
      }`
  }

  /** `until` is when the next group began. A group that moves the clock tells it. */
  #row(group: StepGroup, isUndone: boolean, until = group.at): TemplateResult {
    const { live, picked } = this
    const moves = until !== group.at && movesClock(group)
    const name = `${group.title}, ${stamp(group.at, live.zone)}`
    return html`${this.#flags(group.last)}
      <li class=${isUndone ? 'undone' : ''}>
        <i class=${group.type}></i>
        <span class="grow"
          >${group.title}${group.steps > 1 ? html` <small>${plural(group.steps, 'step')}</small>` : nothing}</span
        >
        <span class="note"
          >${`${plural(group.changes, 'row')} · ${stamp(group.at, live.zone)}${moves ? ` → ${stamp(until, live.zone)}` : ''}`}</span
        >
        ${
          isUndone
            ? html`<button aria-label="Redo up to here: ${name}" @click=${() => forward(live, group.last)}>
                Redo up to here
              </button>`
            : html`<button
                  aria-label="Rows of ${name}"
                  @click=${() => this.#read(group.title, `from=${group.first}&to=${group.last}`)}
                >
                  Rows</button
                ><button
                  aria-pressed=${picked?.first === group.first}
                  aria-label="Compare the state before ${name}"
                  @click=${() => this.#pick(group)}
                >
                  Compare</button
                ><button aria-label="Fork before ${name}" @click=${() => fork(live, group.first)}>Fork</button
                ><button aria-label="Undo from here: ${name}" @click=${() => back(live, group.first)}>
                  Undo from here
                </button>`
        }
      </li>`
  }

  #mark(event: SubmitEvent): void {
    this.live.history.mark(field(event, 'name'))
    ;(event.target as HTMLFormElement).reset()
    this.requestUpdate()
  }

  #flags(after: number): unknown {
    const { live } = this
    return live.history.checkpoints
      .filter(({ step }) => step === after)
      .map(
        ({ name, step }) =>
          html`<li>
            <b class="grow">⚑ <bdi>${name}</bdi></b>
            <button
              aria-label="Go there: ${name}"
              ?disabled=${step === (live.history.last ?? 0)}
              @click=${() => goTo(live, step)}
            >
              Go there
            </button>
          </li>`,
      )
  }

  /** Begins a comparison with a group, or compares it with another one, or with now; the same one again ends it. */
  async #pick(other: StepGroup | undefined): Promise<void> {
    const one = this.picked
    this.picked = one ? undefined : other
    if (!one || one.first === other?.first) return
    const [from, to] = other && other.first < one.first ? [other, one] : [one, other]
    const title = `Before ${from.title} and ${to ? `before ${to.title}` : 'now'}`
    await this.#read(title, `from=${from.first}${to ? `&to=${to.first - 1}` : ''}`)
  }

  async #read(title: string, query: string): Promise<void> {
    const found = await this.live.get<Omit<Comparison, 'title'>>(`/compare?${query}&limit=${maxRows}`)
    if (found) this.comparison = { title, ...found }
  }
}
