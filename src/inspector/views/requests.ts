import { parseSearch } from '../journal-search.ts'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import { group, toggle } from '../controls.ts'
import { count, pathOf, plural, timeOfDay } from '../format.ts'
import { HeldList } from '../held-list.ts'
import { LongList } from '../long-list.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import type { Exchange } from '../port.ts'

const kinds = { '': 'All', read: 'Reads', write: 'Writes', refused: 'Refused', faulty: 'Faulty' } as const

/** The journal, newest first, and one exchange in full. What is looked for stands in the address. */
export class Requests extends Part {
  readonly #held = new HeldList<Exchange>(() => this.requestUpdate())
  readonly #list = new LongList(this)
  /** What was open beside the list last. */
  #last = ''
  /** What the list shows, newest first, and of what it was made. */
  #shown: { readonly of: readonly Exchange[]; readonly search: string; readonly rows: readonly Exchange[] } | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#list.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#list.stop()
  }

  protected override focusFallback(): HTMLElement | null {
    return this.#list.link(this.#last) ?? super.focusFallback()
  }

  protected override update(): void {
    const focused = this.querySelector<HTMLElement>('tr[data-id] a:focus')
    const id = focused?.closest('tr')?.dataset['id']
    super.update()
    // Rows are drawn anew in their places: the focus goes with its request, not with the place.
    if (id !== undefined && focused?.closest('tr')?.dataset['id'] !== id)
      (this.#list.link(id) ?? this.closest('.view'))?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { place, requests } = this.live
    const id = place.path[1] ?? ''
    const q = place.query.get('q') ?? ''
    const kind = place.query.get('is') ?? ''
    const search = `${kind && `is:${kind}`} ${q}`
    const { problem } = parseSearch(search)
    const all = this.#held.show(requests)
    const rows = this.#fitting(all, search)
    const { fresh, hold, release } = this.#held
    if (id) this.#last = id
    return html` <div class="columns ${id ? 'split' : ''}">
      <section
        class="panel grow list"
        @pointerenter=${hold}
        @pointerleave=${release}
        @focusin=${hold}
        @focusout=${release}
      >
        <div class="title">
          <h1>Requests</h1>
          <span class="note" role="status"
            >${
              rows.length === requests.length
                ? count(rows.length)
                : `${count(rows.length)} of ${count(requests.length)}`
            }</span
          >
          <span class="actions"
            ><button ?disabled=${requests.length === 0} @click=${() => this.live.clearRequests()}>Clear</button></span
          >
        </div>
        <div class="tools">
          <input
            type="search"
            placeholder="status:4xx method:POST body:phone"
            aria-label="Filter requests"
            aria-describedby="search-problem"
            spellcheck="false"
            .value=${q}
            @input=${(event: Event) => this.#look({ q: typed(event) })}
          />
          ${group(
            'Kind',
            Object.entries(kinds).map(([name, title]) => toggle(title, name === kind, () => this.#look({ is: name }))),
          )}
        </div>
        <p class="warning" id="search-problem" role="status">${problem}</p>
        ${
          fresh > 0
            ? html`<button class="primary waiting" @click=${() => this.#held.catchUp()}>
                ${plural(fresh, 'new request')}
              </button>`
            : nothing
        }
        ${rows.length === 0 ? this.#empty() : this.#table(rows, id)}
      </section>
      ${id ? html`<callcamp-request class="panel card" .live=${this.live} .number=${id}></callcamp-request>` : nothing}
    </div>`
  }

  #table(all: readonly Exchange[], open: string): TemplateResult {
    const { rows, above, below } = this.#list.window(all)
    const { place } = this.live
    const query = place.values
    const zone = this.live.zone
    return html`<table
        class="long journal"
        aria-rowcount=${all.length + 1}
        @keydown=${(event: KeyboardEvent) => this.#press(event, all, open)}
      >
        <thead>
          <tr>
            <th class="status">Status</th>
            <th>Request</th>
            <th class="w2 operation">Operation</th>
            <th class="w3 figure">ms</th>
            <th class="w1 figure clock-time">Time</th>
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden="true" .style=${`height:${above}px`}></tr>
          ${rows.map(
            (one) =>
              html`<tr
                data-id=${one.id}
                class="${String(one.id) === open ? 'current' : ''} ${one.undone ? 'undone' : ''}"
              >
                <td>${code(one.status)}</td>
                <td>
                  <a
                    class="row"
                    href="#/${toRoute(['requests', String(one.id)], query)}"
                    aria-current=${String(one.id) === open ? 'true' : nothing}
                    ><b>${one.method}</b> ${pathOf(one.url)}</a
                  >${one.fault ? html`<span class="tag bad">fault</span>` : nothing}${
                    one.warnings.length > 0
                      ? html`<span class="tag" title=${one.warnings.join('\n')}
                          >${plural(one.warnings.length, 'warning')}</span
                        >`
                      : nothing
                  }
                </td>
                <td class="w2">${one.operation ?? '–'}</td>
                <td class="w3 figure">${one.durationMs ? count(Math.round(one.durationMs)) : '–'}</td>
                <td class="w1 figure">${timeOfDay(one.at, zone)}</td>
              </tr>`,
          )}
          <tr aria-hidden="true" .style=${`height:${below}px`}></tr>
        </tbody>
      </table>
      <p class="note">${this.#gone()}</p>`
  }

  #empty(): TemplateResult {
    const gone = this.#gone()
    const none =
      this.live.requests.length > 0 ? 'No request fits.' : 'No requests yet: they show up here as they come in.'
    return html`<p class="empty">${`${none} ${gone}`}</p>`
  }

  /** A sentence about older requests that are no longer kept. */
  #gone(): string {
    const gone = (this.live.requests[0]?.id ?? 1) - 1
    return gone > 0 ? `No longer kept: the first ${plural(gone, 'request')}.` : ''
  }

  #fitting(of: readonly Exchange[], search: string): readonly Exchange[] {
    if (this.#shown?.of !== of || this.#shown.search !== search)
      this.#shown = { of, search, rows: of.filter(parseSearch(search).fits).toReversed() }
    return this.#shown.rows
  }

  /** Looks for something else; the address is that of what is looked for. */
  #look(change: Readonly<Record<string, string>>): void {
    const { place } = this.live
    place.go(toRoute(place.path, { ...place.values, ...change }), { replace: true })
  }

  /** Arrows go from row to row; what is open beside the list follows. */
  #press(event: KeyboardEvent, rows: readonly Exchange[], open: string): void {
    const current = (event.target as Element).closest<HTMLElement>('tr[data-id]')?.dataset['id']
    const index = this.#list.next(
      event.key,
      rows.findIndex(({ id }) => String(id) === current),
      rows.length,
    )
    const to = index === undefined ? undefined : rows[index]
    if (index === undefined || !to) return
    event.preventDefault()
    const id = String(to.id)
    this.#list.focus(index, id)
    const { place } = this.live
    if (open) place.go(toRoute(['requests', id], place.values), { replace: true })
  }
}

export const code = (status: number): TemplateResult =>
  html`<span class="code s${Math.floor(status / 100)}">${status || '–'}</span>`
