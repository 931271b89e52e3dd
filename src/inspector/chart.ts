import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import { type OrderStatus, statuses } from '../contract/statuses.ts'
import type { Series } from './answers.ts'
import { group, pairs, toggle } from './controls.ts'
import { count, moment, plural } from './format.ts'
import { Part } from './part.ts'
import { glyph, orderStatuses, words } from './statuses.ts'

const pointCount = 200
const minute = 60_000
const ranges = { opened: 'Since opened', hour: 'Hour', day: 'Day', all: 'All' } as const
type RangeName = keyof typeof ranges
/** A drag across less than this share of the chart is a click. */
const smallestBrush = 0.02
/** The share of the width that the forecast takes. */
const forecastShare = 0.3

/** Orders by status over virtual time, stacked; the legend tells the numbers of the moment under the pointer. */
export class Chart extends Part {
  range: RangeName | readonly [from: number, to: number] = 'all'
  series: Series | undefined
  /** The index of the point under the pointer; undefined for the last one. */
  at: number | undefined
  /** What a drag has marked, as shares of the width. */
  brush: readonly [left: number, right: number] | undefined

  protected override async load(): Promise<void> {
    const { range } = this
    const now = Date.parse(this.live.clock?.now ?? '')
    const starts = {
      opened: Math.min(this.live.opened ?? now, now - minute),
      hour: now - 60 * minute,
      day: now - 1_440 * minute,
      all: 0,
    }
    const [from, to] = typeof range === 'string' ? [starts[range], now] : range
    const part = range === 'all' ? '' : `&from=${from}&to=${to}`
    const series = await this.live.get<Series>(`/series?points=${pointCount}${part}`)
    if (range === this.range) this.series = series ?? this.series
  }

  protected override render(): TemplateResult {
    const { series } = this
    const { stats } = this.live
    if (stats?.orders.total === 0) return html`<p class="empty">No orders yet.</p>`
    return html`<div class="ranges">
        ${group(
          'Range of the chart',
          Object.entries(ranges).map(([name, title]) =>
            toggle(title, name === this.range, () => this.#show(name as RangeName)),
          ),
        )}
        ${
          typeof this.range === 'string'
            ? html`<span class="note">Drag to zoom</span>`
            : html`<button @click=${() => this.#show('all')}>Zoom out</button>`
        }
      </div>
      ${
        series
          ? this.#chart(series)
          : html`<div class="chart">
              <div class="plot"><svg></svg></div>
            </div>`
      }`
  }

  #chart(series: Series): TemplateResult {
    const present = orderStatuses.filter((status) => series.statuses[status])
    const index = Math.min(this.at ?? pointCount - 1, pointCount - 1)
    const [from, to] = [Date.parse(series.from), Date.parse(series.to)]
    const now = Date.parse(this.live.clock?.now ?? series.to)
    const name = (ms: number) => moment(new Date(ms).toISOString(), this.live.zone)
    const at = name(from + ((to - from) / (pointCount - 1)) * index)
    const title = this.at === undefined && now >= to - 1_000 ? 'Now' : at
    const counts = Object.fromEntries(present.map((status) => [status, series.statuses[status]?.[index] ?? 0]))
    const value = `${at}: ${present.map((status) => `${words(status)} ${counts[status]}`).join(', ')}`
    const future = typeof this.range === 'string' && now >= to - 1_000 ? series.forecast : null
    const ahead = Object.fromEntries(
      present.map((status) => [status, [series.statuses[status]?.at(-1) ?? 0, future?.statuses[status] ?? 0]]),
    )
    const share = future ? forecastShare : 0
    const width = 100 - share * 100
    const peak = peakOf(series)
    const place = (x: number) => (x * width) / (pointCount - 1)
    const leave = () => (this.at = undefined)
    return html`<div class="chart">
        <div class="plot" @pointerdown=${(event: PointerEvent) => this.#drag(event, share)}>
          <div class="scale" aria-hidden="true"><span>${count(peak)}</span><span>0</span></div>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            ${layers(series.statuses, present, peak, place)}
            ${future ? svg`<g class="forecast">${layers(ahead, present, peak, (x) => width + x * (100 - width))}</g>` : nothing}
            ${future || now < to ? line(((now - from) / (to - from)) * width, 'present') : nothing}
            ${this.at === undefined ? nothing : line(place(index), 'cursor')}
            ${
              this.brush
                ? svg`<rect class="brush" x=${this.brush[0] * width} width=${(this.brush[1] - this.brush[0]) * width} y="0" height="100" />`
                : nothing
            }
          </svg>
          <input
            type="range"
            min="0"
            max=${pointCount - 1}
            .value=${String(index)}
            aria-label="Moment of the chart"
            aria-valuetext=${value}
            @input=${(event: Event) => (this.at = Number((event.target as HTMLInputElement).value))}
            @pointermove=${(event: PointerEvent) => (this.at = Math.round(Math.min(1, shareAt(event, share)) * (pointCount - 1)))}
            @pointerleave=${leave}
            @blur=${leave}
          />
          <div class="axis" aria-hidden="true">
            ${[from, (from + to) / 2, to].map((ms) => html`<span>${name(ms)}</span>`)}
            ${future ? html`<span class="ahead">${name(Date.parse(future.to))}</span>` : nothing}
          </div>
        </div>
        ${pairs('legend', [
          [title, count(Object.values(counts).reduce((sum, value) => sum + value, 0))],
          ...present
            .toReversed()
            .map((status) => [html`${glyph(status)}${words(status)}`, count(counts[status] ?? 0)] as const),
        ])}
      </div>
      <p class="note">
        ${
          Date.parse(series.last) > now
            ? 'The clock was set back: right of the line lies what was there before.'
            : future
              ? `Lighter: a forecast for ${plural(this.#open(series), 'open order')}.`
              : ''
        }&nbsp;
      </p>`
  }

  /** How many orders are still to be called. */
  #open(series: Series): number {
    return orderStatuses
      .filter((status) => statuses[status].state === 'open')
      .reduce((sum, status) => sum + (series.statuses[status]?.at(-1) ?? 0), 0)
  }

  #show(range: Chart['range']): void {
    this.range = range
    void this.load()
  }

  #drag(down: PointerEvent, share: number): void {
    const { series } = this
    const plot = down.currentTarget as HTMLElement
    const input = plot.querySelector('input')
    if (!series || !input || down.button !== 0) return
    const start = shareAt(down, share, input)
    const listening = new AbortController()
    const { signal } = listening
    const move = (event: PointerEvent) => {
      const end = Math.min(1, shareAt(event, share, input))
      this.brush = start < end ? [start, end] : [end, start]
    }
    const up = () => {
      listening.abort()
      const [left, right] = this.brush ?? [0, 0]
      this.brush = undefined
      if (right - left < smallestBrush) return
      const [from, to] = [Date.parse(series.from), Date.parse(series.to)]
      const at = (x: number) => Math.round(from + (to - from) * x)
      this.#show([at(left), at(right)])
    }
    addEventListener('pointermove', move, { signal })
    addEventListener('pointerup', up, { signal })
    addEventListener('pointercancel', up, { signal })
  }
}

/** Where a pointer is in the part of the chart that is no forecast, from 0 to 1 and beyond. */
function shareAt({ clientX, target }: PointerEvent, forecast: number, of = target as HTMLElement): number {
  const { left, width } = of.getBoundingClientRect()
  return Math.max(0, (clientX - left) / width / (1 - forecast))
}

function peakOf({ statuses }: Series): number {
  const lists = Object.values(statuses)
  return Math.max(
    1,
    ...Array.from({ length: pointCount }, (_, index) => lists.reduce((sum, list) => sum + (list[index] ?? 0), 0)),
  )
}

/** One area for each status, each on top of the one before. */
function layers(
  statuses: Series['statuses'],
  present: readonly OrderStatus[],
  peak: number,
  place: (index: number) => number,
): TemplateResult[] {
  const length = Object.values(statuses)[0]?.length ?? 0
  let floor = Array.from({ length }, () => 0)
  const path = (heights: readonly number[]) =>
    heights.map((height, index) => `${place(index).toFixed(2)} ${(100 - (height / peak) * 100).toFixed(2)}`)
  return present.map((status) => {
    const below = path(floor)
    floor = floor.map((height, index) => height + (statuses[status]?.[index] ?? 0))
    return svg`<path class="layer" .style=${`fill:var(--c-${status})`} d="M${path(floor).join('L')}L${below.toReversed().join('L')}Z" />`
  })
}

const line = (x: number, name: string) => svg`<path class=${name} d="M${x} 0V100" />`
