import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Call, Campaign, ContactRecord, Order, Page } from '../answers.ts'
import { moment, plural, stamp } from '../format.ts'
import { json } from '../json.ts'
import { paging, typed } from '../paging.ts'
import { Part } from '../part.ts'
import { badge, words } from '../statuses.ts'

interface Details {
  readonly record: ContactRecord | undefined
  readonly orders: readonly Order[]
  readonly calls: readonly Call[]
  readonly campaigns: ReadonlyMap<string, string>
}

/** All contacts, and the card of one with its parameters and history. */
export class Records extends Part {
  uuid = ''
  page: Page<ContactRecord> | undefined
  details: Details | undefined
  #query = { search: '', page: 1 }
  #shown = ''

  protected override async load(): Promise<void> {
    await Promise.all([this.#list(), this.#open()])
  }

  protected override update(): void {
    super.update()
    if (this.uuid !== this.#shown) void this.#open()
  }

  async #list(change: Partial<{ search: string; page: number }> = {}): Promise<void> {
    const query = { ...this.#query, ...(change.search === undefined ? {} : { page: 1 }), ...change }
    this.#query = query
    const page = await this.live.rows<ContactRecord>('record', { ...query, orderBy: '-createdAt', limit: 25 })
    if (page && query === this.#query) this.page = page
  }

  async #open(): Promise<void> {
    const { uuid, live } = this
    if (uuid !== this.#shown) this.details = undefined
    this.#shown = uuid
    if (!uuid) return
    const [record, orders, calls, campaigns] = await Promise.all([
      live.rows<ContactRecord>('record', { uuid, limit: 1 }),
      live.all<Order>('order', { recordUuid: uuid }),
      live.all<Call>('call', { recordUuid: uuid, orderBy: '-startedAt' }),
      live.all<Campaign>('campaign', {}),
    ])
    if (uuid !== this.uuid) return
    this.details = {
      record: record?.rows[0],
      orders: orders?.rows ?? [],
      calls: calls?.rows ?? [],
      campaigns: new Map(campaigns?.rows.map((row) => [row.uuid, row.name])),
    }
  }

  protected override render(): TemplateResult {
    return html` <h1>Records</h1>
      <div class="columns ${this.uuid ? 'split' : ''}">
        <section class="panel grow list">
          <div class="tools">
            <input
              type="search"
              placeholder="Name, email, phone or parameter"
              aria-label="Search records"
              .value=${this.#query.search}
              @input=${(event: Event) => void this.#list({ search: typed(event) })}
            />
          </div>
          ${
            this.page?.total === 0
              ? html`<p class="empty">
                  ${this.#query.search ? 'No record fits.' : html`No records yet. <a href="#/scenarios">Pick a scenario</a>, or create one through the API.`}
                </p>`
              : html`<div class="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>Name</th>
                        <th>Phone</th>
                        <th class="wide-only">Email</th>
                        <th class="wide-only">Country</th>
                        <th class="wide-only">Status</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${this.page?.rows.map(
                        (row) =>
                          html`<tr class=${row.uuid === this.uuid ? 'current' : ''}>
                            <td>
                              <a href="#/records/${row.uuid}"><bdi>${row.name}</bdi></a>
                            </td>
                            <td class="number">${row.phoneNumber}</td>
                            <td class="wide-only"><bdi>${row.email ?? '–'}</bdi></td>
                            <td class="wide-only">${row.country ?? '–'}</td>
                            <td class="wide-only">${row.status}</td>
                          </tr>`,
                      )}
                    </tbody>
                  </table>
                </div>`
          }
          ${paging(this.page, (page) => void this.#list({ page }))}
        </section>
        ${this.uuid ? this.#card() : nothing}
      </div>`
  }

  #card(): TemplateResult {
    const { details } = this
    if (!details) return html`<section class="panel card"><p class="empty">Loading…</p></section>`
    const { record, orders, calls, campaigns } = details
    if (!record)
      return html`<section class="panel card">
        <p class="empty">This record is gone. <a href="#/records">Close</a></p>
      </section>`
    const fields: readonly [string, string | null][] = [
      ['Phone', record.phoneNumber],
      ['Email', record.email],
      ['Country', record.country],
      ['Status', record.status],
      ['Created', stamp(record.createdAt)],
      ['Changed', stamp(record.updatedAt)],
      ['Id', record.uuid],
    ]
    return html`<section class="panel card" aria-label="Record">
      <h2><bdi>${record.name}</bdi><a class="close" href="#/records" aria-label="Close the card">✕</a></h2>
      <dl class="fields">
        ${fields.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd><bdi>${value ?? '–'}</bdi></dd>
            </div>`,
        )}
      </dl>
      <h3>Parameters</h3>
      ${
        Object.keys(record.parameters).length === 0
          ? html`<p class="note">None.</p>`
          : html`<dl class="fields">
              ${Object.entries(record.parameters).map(
                ([key, value]) =>
                  html`<div>
                    <dt><bdi>${key}</bdi></dt>
                    <dd>${typeof value === 'string' ? html`<bdi>${value}</bdi>` : json(value)}</dd>
                  </div>`,
              )}
            </dl>`
      }
      <h3>History</h3>
      ${
        orders.length === 0
          ? html`<p class="note">In no campaign.</p>`
          : orders.map((order) => {
              const made = calls.filter((call) => call.orderUuid === order.uuid)
              return html`<div class="history">
                <a href="#/campaign/${order.campaignUuid}"
                  ><bdi>${campaigns.get(order.campaignUuid) ?? order.campaignUuid}</bdi></a
                >${badge(order.status)}
                <span class="note">${made.length === 0 ? 'Not called yet' : plural(made.length, 'call')}</span>
                <ol>
                  ${made.map((call) => html`<li><span class="number">${moment(call.startedAt)}</span>${call.outcome ? badge(call.outcome) : words('calling')}</li>`)}
                </ol>
              </div>`
            })
      }
    </section>`
  }
}
