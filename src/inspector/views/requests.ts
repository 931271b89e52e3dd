import { html, nothing, type TemplateResult } from 'lit/html.js'
import { textOf, toCurl } from '../curl.ts'
import { pathOf, plural, timeOfDay } from '../format.ts'
import { json } from '../json.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import type { Exchange } from '../port.ts'

/** The journal, newest first, and one exchange in full. */
export class Requests extends Part {
  search = ''
  kind = ''
  open = 0
  /** What a button did last. */
  told = ''

  protected override render(): TemplateResult {
    const { requests } = this.live
    const shown = requests.filter((one) => this.#fits(one)).toReversed()
    const exchange = requests.find(({ id }) => id === this.open)
    return html` <header class="title">
        <h1>Requests</h1>
        <span class="actions"
          ><button ?disabled=${requests.length === 0} @click=${() => void this.live.clearRequests()}>
            Clear
          </button></span
        >
      </header>
      <div class="columns ${exchange ? 'split' : ''}">
        <section class="panel grow list">
          <div class="tools">
            <input
              type="search"
              placeholder="Path, operation or status"
              aria-label="Filter requests"
              .value=${this.search}
              @input=${(event: Event) => (this.search = typed(event))}
            />
            <select aria-label="Kind" @change=${(event: Event) => (this.kind = typed(event))}>
              <option value="">All</option>
              <option value="reads">Reads</option>
              <option value="writes">Writes</option>
              <option value="refused">Refused</option>
            </select>
          </div>
          ${
            shown.length === 0
              ? html`<p class="empty">
                  ${requests.length > 0 ? 'No request fits.' : 'No requests yet: they show up here as they come in.'}
                </p>`
              : html`<div class="scroll">
                    <table class="journal">
                      <thead>
                        <tr>
                          <th>Status</th>
                          <th>Request</th>
                          <th class="wide-only">Operation</th>
                          <th class="wide-only">Time</th>
                        </tr>
                      </thead>
                      <tbody>
                        ${shown.slice(0, 200).map(
                          (one) =>
                            html`<tr class=${one.id === this.open ? 'current' : ''}>
                              <td>${code(one.status)}</td>
                              <td class="path">
                                <button class="link" @click=${() => this.#show(one)}>
                                  <b>${one.method}</b> ${pathOf(one.url)}</button
                                >${one.warnings.length > 0 ? html`<span class="warning" title=${one.warnings.join('\n')}>${plural(one.warnings.length, 'warning')}</span>` : nothing}
                              </td>
                              <td class="wide-only">${one.operation ?? '–'}</td>
                              <td class="wide-only number">${timeOfDay(one.at)}</td>
                            </tr>`,
                        )}
                      </tbody>
                    </table>
                  </div>
                  <p class="note">
                    ${shown.length > 200 ? `The latest 200 of ${plural(shown.length, 'request')}` : plural(shown.length, 'request')}
                  </p>`
          }
        </section>
        ${exchange ? this.#details(exchange) : nothing}
      </div>`
  }

  #details(one: Exchange): TemplateResult {
    const part = (title: string, value: unknown, open = true) =>
      value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
        ? nothing
        : html`<h3>${title}</h3>
            <div class="json">${json(value, undefined, open)}</div>`
    return html`<section class="panel card" aria-label="Request ${one.id}">
      <h2>
        <span>${code(one.status)} ${one.method} ${one.operation}</span
        ><button class="close" aria-label="Close the details" @click=${() => (this.open = 0)}>✕</button>
      </h2>
      <p class="address">${one.url}</p>
      <div class="tools">
        <button @click=${() => void this.#copy(one)}>Copy as curl</button
        ><button @click=${() => void this.#replay(one)}>Replay</button
        ><span class="note" role="status">${this.told}</span>
      </div>
      ${one.warnings.map((warning) => html`<p class="warning">${warning}</p>`)}
      ${part('Path parameters', one.params)}${part('Query', one.query)}${part('Body', one.body)}${part('Answer', one.response)}${part('Headers', one.headers, false)}
    </section>`
  }

  #show({ id }: Exchange): void {
    this.open = id
    this.told = ''
  }

  #fits({ method, url, operation, status }: Exchange): boolean {
    if (this.kind === 'reads' && method !== 'GET') return false
    if (this.kind === 'writes' && method === 'GET') return false
    if (this.kind === 'refused' && status < 400) return false
    return `${method} ${url} ${operation} ${status}`.toLowerCase().includes(this.search.trim().toLowerCase())
  }

  async #copy(one: Exchange): Promise<void> {
    try {
      await navigator.clipboard.writeText(toCurl(one))
      this.told = 'Copied'
    } catch {
      this.told = 'The browser does not allow copying here'
    }
  }

  /** Asks again as the client did: the one thing here that goes to the API itself. */
  async #replay({ method, url, headers, body }: Exchange): Promise<void> {
    this.told = '…'
    try {
      const response = await fetch(new URL(url, location.href), {
        method,
        headers: { ...headers },
        body: body === undefined ? null : textOf(body),
      })
      this.told = `Answered ${response.status}`
    } catch {
      this.told = 'No answer'
    }
  }
}

const code = (status: number): TemplateResult => html`<span class="code s${Math.floor(status / 100)}">${status}</span>`
