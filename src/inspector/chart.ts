import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import { count, moment, plural } from './format.ts'
import { Part } from './part.ts'
import type { Sample } from './series.ts'
import type { OrderStatus } from '../contract/statuses.ts'
import { glyph, orderStatuses, words } from './statuses.ts'

/** Orders by status over virtual time, stacked; the legend tells the numbers of the moment under the pointer. */
export class Chart extends Part {
  /** The sample that is looked at; the last one where it is undefined. */
  at: number | undefined

  protected override render(): TemplateResult {
    const samples = this.#samples()
    const last = samples.length - 1
    const index = Math.min(this.at ?? last, last)
    const sample = samples[index]
    if (!sample) return html`<p class="empty">Loading…</p>`
    const present = orderStatuses.filter((status) => samples.some(({ counts }) => counts[status] > 0))
    if (present.length === 0)
      return html`<p class="empty">No orders yet. Add contacts to a campaign, or pick another scenario.</p>`
    const time = moment(new Date(sample.at).toISOString())
    const total = totalOf(sample)
    const value = `${time}: ${present.map((status) => `${words(status)} ${sample.counts[status]}`).join(', ')}`
    return html` <div class="chart">
        <div class="plot">
          <div class="scale" aria-hidden="true"><span>${count(peakOf(samples))}</span><span>0</span></div>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            ${layers(samples, present)}${this.at === undefined ? nothing : line(placesIn(samples)(sample))}
          </svg>
          <input
            type="range"
            min="0"
            max=${last}
            .value=${String(index)}
            aria-label="Moment of the chart"
            aria-valuetext=${value}
            @input=${(event: Event) => this.#look(Number((event.target as HTMLInputElement).value))}
            @pointermove=${(event: PointerEvent) => this.#point(event, samples)}
            @pointerleave=${() => this.#look(undefined)}
            @blur=${() => this.#look(undefined)}
          />
          <div class="axis" aria-hidden="true">${axis(samples)}</div>
        </div>
        <dl class="legend">
          <div class="head">
            <dt>${this.at === undefined ? 'Now' : time}</dt>
            <dd>${count(total)}</dd>
          </div>
          ${present.toReversed().map(
            (status) =>
              html`<div>
                <dt>${glyph(status)}${words(status)}</dt>
                <dd>${count(sample.counts[status])}</dd>
              </div>`,
          )}
        </dl>
      </div>
      ${this.live.untold > 0 ? html`<p class="note">Begins late: ${plural(this.live.untold, 'earlier call')} not drawn.</p>` : nothing}`
  }

  /** Until now, also where nothing has changed since. */
  #samples(): readonly Sample[] {
    const { clock, series } = this.live
    const last = series.samples.at(-1)
    const now = Date.parse(clock?.now ?? '')
    return last && now > last.at ? [...series.samples, { ...last, at: now }] : series.samples
  }

  #look(index: number | undefined): void {
    this.at = index
  }

  #point(event: PointerEvent, samples: readonly Sample[]): void {
    const box = (event.target as HTMLElement).getBoundingClientRect()
    const wanted = ((event.clientX - box.left) / box.width) * 100
    const place = placesIn(samples)
    const index = samples.findLastIndex((sample) => place(sample) <= wanted)
    this.#look(Math.max(0, index))
  }
}

const totalOf = ({ counts }: Sample): number => Object.values(counts).reduce((sum, value) => sum + value, 0)
const peakOf = (samples: readonly Sample[]): number => Math.max(1, ...samples.map(totalOf))

function spanOf(samples: readonly Sample[]): [from: number, to: number] {
  const moments = samples.map(({ at }) => at)
  const from = Math.min(...moments)
  return [from, Math.max(...moments, from + 1)]
}

/** Where a moment stands from left to right, in percent. */
function placesIn(samples: readonly Sample[]): (sample: Sample) => number {
  const [from, to] = spanOf(samples)
  return ({ at }) => (samples.length === 1 ? 0 : ((at - from) / (to - from)) * 100)
}

/** How high the areas below stand at a moment, and how much there is of each status. */
interface Point {
  readonly counts: Sample['counts']
  readonly place: number
  readonly height: number
}

/** One step-shaped area for each status, each on top of the one before. */
function layers(samples: readonly Sample[], present: readonly OrderStatus[]): TemplateResult[] {
  const scale = 100 / peakOf(samples)
  const place = placesIn(samples)
  let floor = samples.map((sample): Point => ({ counts: sample.counts, place: place(sample), height: 0 }))
  return present.map((status) => {
    const below = steps(floor, scale)
    floor = floor.map(({ counts, place, height }) => ({ counts, place, height: height + counts[status] }))
    const above = steps(floor, scale)
    return svg`<path class="layer" .style=${`fill:var(--c-${status})`} d="M${above.join('L')}L${below.toReversed().join('L')}Z" />`
  })
}

/** A status holds until the next moment, so lines run level and then jump. */
function steps(points: readonly Point[], scale: number): string[] {
  return points.flatMap(({ place, height }, index) => {
    const end = points[index + 1]?.place ?? 100
    return [place, end].map((at) => `${at.toFixed(2)} ${(100 - height * scale).toFixed(2)}`)
  })
}

const line = (place: number) => svg`<path class="cursor" d="M${place} 0V100" />`

function axis(samples: readonly Sample[]): TemplateResult[] {
  const [from, to] = spanOf(samples)
  const marks = samples.length === 1 ? [from] : [from, (from + to) / 2, to]
  return marks.map((at) => html`<span>${moment(new Date(at).toISOString())}</span>`)
}
