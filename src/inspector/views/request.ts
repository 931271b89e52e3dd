import { html, nothing, type TemplateResult } from 'lit/html.js'
import { copy, diff } from '../details.ts'
import { group, pairs } from '../controls.ts'
import { pathOf, stamp } from '../format.ts'
import { json, textOf } from '../json.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import type { Exchange } from '../port.ts'
import { draftOf, faultSentence } from '../fault-words.ts'
import type { RowChange } from '../../contract/history.ts'
import { jsonOrText } from '../../contract/json-or-text.ts'
import { changedRows } from '../changed-rows.ts'
import { code } from './requests.ts'

const forms = ['curl', 'fetch', 'vitest', 'Playwright']

/** One exchange in full: what was asked and answered, why, and what it changed. */
export class RequestDetails extends Part {
  number = ''
  /** Undefined until it is there; null where it is no longer kept. */
  exchange: Exchange | null | undefined
  changes: readonly RowChange[] | undefined
  /** What a button did last. */
  told = ''
  /** The code that was copied last. */
  snippet = ''
  /** The old answer and the new one. */
  answers: readonly [string, string] | undefined
  #read = ''

  protected override update(): void {
    if (this.number !== this.#read) void this.#open()
    super.update()
  }

  async #open(): Promise<void> {
    const { number, live } = this
    this.#read = number
    Object.assign(this, { exchange: undefined, changes: undefined, told: '', snippet: '', answers: undefined })
    const exchange =
      live.requests.find(({ id }) => String(id) === number) ??
      (await live.find<Exchange>(`/requests/${number}`)) ??
      null
    if (number !== this.#read) return
    this.exchange = exchange
    const step = exchange?.undone ? null : exchange?.step
    const history = step ? await live.find<{ changes: readonly RowChange[] }>(`/history/${step}`) : undefined
    if (number === this.#read) this.changes = history?.changes
  }

  protected override render(): TemplateResult {
    const { exchange: one, live, number } = this
    const close = html`<a class="close" href="#/${toRoute(['requests'], live.place.values)}" aria-label="Close">✕</a>`
    if (!one)
      return html`<h2>Request ${number}${close}</h2>
        <p class="empty">${one === null ? 'This request is no longer kept.' : 'Loading…'}</p>`
    const zone = live.zone
    const facts: readonly [string, unknown][] = [
      ['Operation', one.operation ?? 'none'],
      ['Virtual time', `${stamp(one.at, zone)} ${zone}`],
      ['Wall clock', one.receivedAt && stamp(one.receivedAt, zone) + one.receivedAt.slice(19, 23)],
      ['Took', `${one.durationMs} ms`],
      ['Sandbox', one.sandbox],
      [
        'Step',
        one.step === null ? 'changed nothing' : `${one.step} of the history${one.undone ? ', undone since' : ''}`,
      ],
    ]
    return html`<section aria-label="Request ${one.id}">
      <h2>${code(one.status)} <span>${one.method}</span> <span class="address">${pathOf(one.url)}</span>${close}</h2>
      <div class="tools">
        <button class="primary" @click=${() => this.#replay(one)}>Replay</button
        ><a class="button" href="#/${toRoute(['faults', 'new'], { from: faultLike(one) })}">Make a fault of this</a
        >${group(
          'Copy as',
          forms.map(
            (form) =>
              html`<button @click=${() => this.#copy(one, form.toLowerCase())} aria-label="Copy as ${form}">
                ${form}
              </button>`,
          ),
        )}<span class="note" role="status">${this.told}</span>
      </div>
      ${this.snippet ? html`<pre class="json" tabindex="0" aria-label="Code">${this.snippet}</pre>` : nothing}
      ${
        this.answers
          ? html`<h3>The answer then, and now</h3>
              ${diff(...this.answers)}`
          : nothing
      }
      ${pairs(
        'fields',
        facts.filter(([, value]) => value),
      )}
      ${
        one.fault
          ? html`<h3>The fault that struck</h3>
              <p>${this.#faultLink(one.fault.id)}: ${faultSentence(one.fault)}</p>`
          : nothing
      }
      ${
        one.warnings.length > 0
          ? html`<h3>Warnings</h3>
              ${one.warnings.map((warning) => html`<p class="warning">${warning}</p>`)}`
          : nothing
      }
      ${
        this.changes
          ? html`<h3>Changed rows</h3>
              ${changedRows(this.changes, this.changes.length, zone)}`
          : nothing
      }
      <h3>Request</h3>
      ${part('Path parameters', one.params)}${part('Query', one.query)}${part('Body', one.body)}${part('Headers', one.headers, false)}
      <h3>Answer</h3>
      ${part('Answer', one.response)}${part('Headers of the answer', one.responseHeaders, false)}
    </section>`
  }

  /** A fault that is used up has no page. */
  #faultLink(id: number): TemplateResult | string {
    const name = `Fault ${id}`
    const runs = this.live.faults.some((fault) => fault.id === id)
    return runs ? html`<a href="#/faults/${id}">${name}</a>` : `${name}, used up`
  }

  async #copy(one: Exchange, form: string): Promise<void> {
    const { code = '' } = (await this.live.get<{ code: string }>(`/requests/${one.id}/code?as=${form}`)) ?? {}
    this.snippet = code
    if (code) this.told = await copy(code)
  }

  /** Asks again as the client did: the one thing here that goes to the API itself. */
  async #replay(one: Exchange): Promise<void> {
    const { method, url, headers, body, status, response } = one
    this.told = '…'
    const before = readable(status, response)
    try {
      const answer = await fetch(new URL(url, location.href), {
        method,
        headers: { ...headers },
        body: body === undefined ? null : textOf(body),
      })
      const text = await answer.text()
      this.told = `Answered ${answer.status}`
      this.answers = [before, readable(answer.status, jsonOrText(text))]
    } catch {
      this.told = 'No answer'
      this.answers = [before, this.told]
    }
  }
}

const part = (title: string, value: unknown, open = true) =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
    ? nothing
    : html`<h4>${title}</h4>
        <div class="json">${json(value, undefined, open)}</div>`

/** The fault that does to such requests what was done to this one; one that was answered well fails from now on. */
function faultLike({ operation, method, url, params, status, response, fault }: Exchange): string {
  if (fault) return draftOf(fault)
  const path =
    Object.keys(params).length > 0 ? new URL(url, 'http://mock').pathname.replace(/^\/~[^/]+/, '') : undefined
  return JSON.stringify({
    ...(operation === null ? { method } : { operation }),
    ...(path && { path }),
    times: 1,
    ...(status >= 400 ? { status, body: response } : { status: 503 }),
  })
}

const readable = (status: number, body: unknown): string =>
  `${status || 'No answer'}\n${typeof body === 'string' ? body : (JSON.stringify(body, undefined, 2) ?? '')}`
