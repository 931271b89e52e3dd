import { html, svg, type TemplateResult } from 'lit/html.js'
import type { Explanation } from '../contract/explanations.ts'
import type { Campaign } from './answers.ts'
import { iconButton } from './controls.ts'
import { moment, plural, until } from './format.ts'
import type { Live } from './live.ts'
import { Part } from './part.ts'
import { groupsOf, type StepGroup } from './step-words.ts'
import { back, fork, forward } from './undo.ts'

/** What is due: a moment, and what happens then. */
interface Due {
  readonly at: string
  readonly what: string
}

/** The most groups that are shown. Older ones are only in the list of the history. */
const maxGroups = 80
const maxDue = 8

const undoPath = 'M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H6'
const redoPath = 'M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H10'

/** The history on the left, what is due on the right, and a thumb between them that moves the mock. */
export class Timeline extends Part {
  due: readonly Due[] = []
  /** Where the thumb is dragged to. */
  at: number | undefined
  #lastMove: Promise<void> = Promise.resolve()

  get #groups(): { readonly done: readonly StepGroup[]; readonly ahead: readonly StepGroup[] } {
    const { steps, ahead } = this.live.history
    return { done: groupsOf(steps).slice(-maxGroups), ahead: groupsOf(ahead) }
  }

  protected override async load(): Promise<void> {
    const { live } = this
    const found = await live.rows<Campaign>('campaign', { status: 'active', orderBy: '-createdAt', limit: 20 })
    const due = await Promise.all(
      (found?.rows ?? []).map(async ({ uuid, name }) => {
        const next = (await live.get<Explanation>(`/why/${uuid}`))?.next
        return next ? [{ at: next.at, what: `${next.what}: ${name}` }] : []
      }),
    )
    this.due = due
      .flat()
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .slice(0, maxDue)
  }

  protected override render(): TemplateResult {
    const { live, due } = this
    const { history } = live
    const { done, ahead } = this.#groups
    const [now, all] = [done.length, done.length + ahead.length + due.length]
    const at = Math.min(this.at ?? now, all)
    const words = wordsOf(at, done, ahead, due, live)
    const size = Math.max(1, all)
    const [nothingDone, nothingUndone] = [history.last === null, history.ahead.length === 0]
    return html`${iconButton('Undo', undoPath, () => back(live), nothingDone, 'Undo (Ctrl+Z)')}
      ${iconButton('Redo', redoPath, () => forward(live), nothingUndone, 'Redo (Ctrl+Shift+Z)')}
      <div class="track">
        <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
          <rect class="past" x="0" y="9" height="2" width=${(now / size) * 100} />
          <rect class="future" x=${(now / size) * 100} y="9" height="2" width=${100 - (now / size) * 100} />
          ${[...done, ...ahead].map((group, index) => mark(index, size, group.type, height(group), index >= now))}
          ${due.map((_, index) => mark(done.length + ahead.length + index, size, 'due', 5, true))}
        </svg>
        <input
          type="range"
          min="0"
          max=${size}
          aria-label="Timeline"
          aria-valuetext=${words}
          ?disabled=${all === 0}
          .value=${String(at)}
          @input=${(event: Event) => (this.at = valueOf(event))}
          @change=${(event: Event) => this.#move(valueOf(event))}
        />
      </div>
      <p class="note" role="status">${words}</p>
      <button class="fork" title="Go on from here in a sandbox" @click=${() => fork(live)}>Fork</button
      ><a class="note" href="#/time">History</a>`
  }

  /** Moves run one after another: each needs the history after the one before. */
  #move(to: number): void {
    this.#lastMove = this.#lastMove.then(() => this.#go(to))
  }

  async #go(to: number): Promise<void> {
    const { live, due } = this
    const { done, ahead } = this.#groups
    const target = done[to]
    if (target) await back(live, target.first)
    else if (to > done.length) {
      const again = ahead[Math.min(to - done.length, ahead.length) - 1]
      if (again) await forward(live, again.last)
      const event = due[to - done.length - ahead.length - 1]
      if (event) await live.setClock({ set: event.at })
    }
    this.at = undefined
  }
}

const valueOf = (event: Event): number => Number((event.target as HTMLInputElement).value)

/** What a place on the track means, and what going there does. */
function wordsOf(
  at: number,
  done: readonly StepGroup[],
  ahead: readonly StepGroup[],
  due: readonly Due[],
  { clock, zone }: Live,
): string {
  const target = done[at]
  if (target) {
    return `Back over ${plural(stepsOf(done.slice(at)), 'step')}, before: ${target.title}, ${moment(target.at, zone)}`
  }
  const event = due[at - done.length - ahead.length - 1]
  if (event) return `On to ${moment(event.at, zone)}: ${event.what}`
  const again = ahead[at - done.length - 1]
  if (again) return `Forward: ${again.title}, ${moment(again.at, zone)}`
  const next = due[0]
  const last = done.at(-1)
  const past = last ? `Last: ${last.title}` : 'Nothing has happened yet'
  const redo = ahead.length > 0 ? ` · ${plural(stepsOf(ahead), 'step')} to redo, until something changes` : ''
  const coming = next ? `${until(clock?.now ?? '', next.at)}: ${next.what}` : 'nothing is due'
  return `${past}${redo} · ${coming}`
}

const stepsOf = (groups: readonly StepGroup[]) => groups.reduce((sum, group) => sum + group.steps, 0)
const height = ({ changes }: StepGroup): number => 4 + Math.min(14, Math.log2(1 + changes) * 2)

/** A mark between two positions of the thumb: the steps that lead from one to the other. */
function mark(index: number, size: number, type: string, high: number, isAhead: boolean): TemplateResult {
  const width = Math.min(1.2, 60 / size)
  const x = ((index + 0.5) / size) * 100 - width / 2
  return svg`<rect class="mark ${type} ${isAhead ? 'ahead' : ''}" x=${x} y=${10 - high / 2} width=${width} height=${high} rx="0.3" />`
}
