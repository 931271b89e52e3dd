import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Call, Campaign, ContactRecord, Order, Page } from '../answers.ts'
import type { Explanation } from '../../contract/explanations.ts'
import { isOutcome } from '../../contract/statuses.ts'
import { between, stamp } from '../format.ts'
import type { Stats } from '../answers.ts'
import { field, momentField, paging, typed } from '../paging.ts'
import { Part } from '../part.ts'
import { progress } from '../progress.ts'
import { badge, campaignBadge, glyph, orderStatuses, words } from '../statuses.ts'
import { why } from '../why.ts'
import { week, weeksBack, zoneOf } from '../week.ts'

/** One campaign: its state, the week's calls, its orders. */
export class CampaignView extends Part {
  uuid = ''
  campaign: Campaign | null | undefined
  stats: Stats | undefined
  calls: readonly Call[] = []
  /** Of the weeks less far back than this, all calls are read. */
  read = 0
  orders: Page<Order> | undefined
  records: ReadonlyMap<string, ContactRecord> = new Map()
  /** Why the campaign and its orders are called or not, by their ids. */
  explanations: ReadonlyMap<string, Explanation> = new Map()
  /** How many weeks back the week grid shows. */
  back: number | undefined
  /** The order whose fields are open. */
  editing = ''
  #turn = 0
  #query = { search: '', status: '', page: 1 }

  protected override async load(): Promise<void> {
    const { uuid, live } = this
    const found = await live.rows<Campaign>('campaign', { uuid, limit: 1 })
    if (!found) return
    const campaign = found.rows[0]
    if (!campaign) return void (this.campaign = null)
    const [stats, explanation] = await Promise.all([
      live.get<Stats>(`/stats?campaign=${uuid}`),
      live.get<Explanation>(`/why/${uuid}`),
      this.#readCalls(campaign),
      this.#list(),
    ])
    // All at once: a list of choices whose texts grow later keeps its first width.
    this.campaign = campaign
    this.stats = stats ?? this.stats
    if (explanation) this.explanations = new Map([...this.explanations, [uuid, explanation]])
  }

  /** All calls from now back to the week that is shown, which is at first that of the latest. */
  async #readCalls(campaign: Campaign): Promise<void> {
    const turn = (this.#turn += 1)
    const weeks = ({ startedAt }: Call) => weeksBack(zoneOf(campaign), startedAt, this.live.clock?.now ?? startedAt)
    const calls = await this.live.all<Call>('call', { campaignUuid: campaign.uuid, orderBy: '-startedAt' }, (rows) =>
      rows.slice(-1).some((last) => weeks(last) > (this.back ?? weeks(rows[0] ?? last))),
    )
    if (!calls || turn !== this.#turn) return
    const [latest, earliest] = [calls.rows[0], calls.rows.at(-1)]
    if (latest) this.back ??= weeks(latest)
    this.read = earliest && calls.rows.length < calls.total ? weeks(earliest) : Infinity
    this.calls = calls.rows
  }

  #show(back: number): void {
    this.back = back
    if (back >= this.read && this.campaign) void this.#readCalls(this.campaign)
  }

  async #list(change: Partial<{ search: string; status: string; page: number }> = {}): Promise<void> {
    const query = {
      ...this.#query,
      page: change.page ?? (Object.keys(change).length > 0 ? 1 : this.#query.page),
      ...change,
    }
    this.#query = query
    const orders = await this.live.rows<Order>('order', { campaignUuid: this.uuid, limit: 25, ...query })
    if (!orders || query !== this.#query) return
    const [found, explanations] = await Promise.all([
      Promise.all(
        [...new Set(orders.rows.map((order) => order.recordUuid))].map((uuid) =>
          this.live.get<ContactRecord>(`/db/record/${uuid}`),
        ),
      ),
      Promise.all(
        orders.rows.map(async ({ uuid }) => [uuid, await this.live.get<Explanation>(`/why/${uuid}`)] as const),
      ),
    ])
    const own = this.explanations.get(this.uuid)
    this.explanations = new Map([
      ...(own ? [[this.uuid, own] as const] : []),
      ...explanations.flatMap(([uuid, explanation]) => (explanation ? [[uuid, explanation] as const] : [])),
    ])
    this.records = new Map(found.flatMap((record) => (record ? [[record.uuid, record] as const] : [])))
    this.orders = orders
  }

  protected override render(): TemplateResult {
    const { campaign, stats, live, back = 0 } = this
    if (campaign === null)
      return html`<p class="empty">This campaign is gone. <a href="#/overview">Back to the overview</a></p>`
    if (!campaign || !live.clock) return html`<p class="empty">Loading…</p>`
    const { status, type, description } = campaign
    return html` <p class="crumb"><a href="#/overview">Overview</a> /</p>
      <header class="title">
        <h1><bdi>${campaign.name}</bdi></h1>
        ${campaignBadge(status)}
        <span class="actions">
          ${status === 'active' ? html`<button @click=${() => this.#become('paused')}>Pause</button>` : html`<button class="primary" @click=${() => this.#become('active')}>${status === 'paused' ? 'Go on' : 'Start'}</button>`}
          ${status === 'closed' ? nothing : html`<button @click=${() => this.#become('closed')}>Close</button>`}
        </span>
      </header>
      <p class="note">
        ${description ? html`<bdi>${description}</bdi> · ` : nothing}${type}${` · ${zoneOf(campaign)}`}${stats?.estimatedEnd ? html` · done in about ${between(live.clock.now, stats.estimatedEnd)}` : nothing}
      </p>
      <p>${why(live, this.explanations.get(this.uuid))}</p>
      ${stats ? html`<div class="wide">${progress(stats)}</div>` : nothing}
      <section class="panel">
        <h2>
          Calls by week
          <span class="actions"
            ><button aria-label="The week before" @click=${() => this.#show(back + 1)}>‹</button
            ><button ?disabled=${back <= 0} aria-label="The week after" @click=${() => this.#show(back - 1)}>
              ›
            </button></span
          >
        </h2>
        ${back < this.read ? week(campaign, this.calls, live.clock.now, back) : html`<p class="empty">Loading…</p>`}
      </section>
      <section class="panel">
        <h2>Orders</h2>
        <div class="tools">
          <input
            type="search"
            placeholder="Name or phone"
            aria-label="Search orders"
            .value=${this.#query.search}
            @input=${(event: Event) => void this.#list({ search: typed(event) })}
          />
          <select aria-label="Status" @change=${(event: Event) => void this.#list({ status: typed(event) })}>
            <option value="">Every status</option>
            ${orderStatuses.toReversed().map((name) => html`<option value=${name} ?selected=${name === this.#query.status}>${words(name)}${stats ? ` (${stats.orders[name]})` : ''}</option>`)}
          </select>
        </div>
        ${
          this.orders?.total === 0
            ? html`<p class="empty">
                ${this.#query.search || this.#query.status ? 'No order fits.' : 'No contacts in this campaign yet.'}
              </p>`
            : html`<div class="scroll">
                <table>
                  <thead>
                    <tr>
                      <th>Contact</th>
                      <th class="roomy">Phone</th>
                      <th>Status</th>
                      <th class="wide-only">Attempt</th>
                      <th class="roomy">Last call</th>
                      <th class="roomy">Scheduled</th>
                      <th class="wide-only">What comes next</th>
                      <th><span class="hidden">Edit</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    ${this.orders?.rows.map((order) => this.#order(order))}
                  </tbody>
                </table>
              </div>`
        }
        ${paging(this.orders, (page) => void this.#list({ page }))}
      </section>`
  }

  #order(order: Order): TemplateResult {
    const record = this.records.get(order.recordUuid)
    const name = record?.name ?? order.recordUuid
    const open = this.editing === order.uuid
    const explanation = this.explanations.get(order.uuid)
    const call = this.calls.find(({ orderUuid, outcome }) => orderUuid === order.uuid && outcome !== null)
    const last = call?.outcome ?? (isOutcome(order.status) && order.attempts > 0 ? order.status : undefined)
    return html`<tr>
        <td>
          <a href="#/data/record/${order.recordUuid}"><bdi>${name}</bdi></a>
        </td>
        <td class="roomy number">${record?.phoneNumber}</td>
        <td>
          <label class="state"
            >${glyph(order.status)}<select
              aria-label="Status of ${name}"
              .value=${order.status}
              @change=${(event: Event) => this.#choose(order, event)}
            >
              ${orderStatuses.map((status) => html`<option value=${status} ?selected=${status === order.status}>${words(status)}</option>`)}
            </select></label
          >
        </td>
        <td class="wide-only number">${attemptOf(explanation)}</td>
        <td class="roomy">${last ? badge(last) : '–'}</td>
        <td class="roomy number">${order.scheduledTime ? stamp(order.scheduledTime) : '–'}</td>
        <td class="wide-only">${why(this.live, explanation)}</td>
        <td class="end">
          <button
            aria-expanded=${open ? 'true' : 'false'}
            aria-label="Edit ${name}"
            @click=${() => (this.editing = open ? '' : order.uuid)}
          >
            ${open ? 'Close' : 'Edit'}
          </button>
        </td>
      </tr>
      ${
        open
          ? html`<tr class="form">
              <td colspan="8">${this.#form(order)}</td>
            </tr>`
          : nothing
      }`
  }

  #form(order: Order): TemplateResult {
    const save = async (event: SubmitEvent) => {
      const [scheduledTime, instructions] = [momentField(event, 'time'), field(event, 'instructions') || null]
      const change = {
        ...(scheduledTime !== order.scheduledTime && { scheduledTime }),
        ...(instructions !== (order.instructions || null) && { instructions }),
      }
      const saved = Object.keys(change).length === 0 || (await this.#edit(order, change))
      if (saved) this.editing = ''
    }
    return html`<form @submit=${save}>
      ${badge(order.status)}
      <label
        >Scheduled (UTC)<input
          type="datetime-local"
          step="1"
          name="time"
          .value=${order.scheduledTime?.slice(0, 19) ?? ''}
      /></label>
      <label class="grow"
        >Instructions<input dir="auto" name="instructions" .value=${order.instructions ?? ''}
      /></label>
      <button class="primary">Save</button>
    </form>`
  }

  /** The choice shows what is: it goes back at once, and becomes what was chosen when the mock has taken it. */
  #choose(order: Order, event: Event): void {
    const status = typed(event)
    ;(event.target as HTMLSelectElement).value = order.status
    void this.#edit(order, { status })
  }

  #edit(order: Order, change: object): Promise<unknown> {
    return this.live.act('PATCH', `/db/order/${order.uuid}`, change)
  }

  #become(status: string): void {
    void this.live.act('PATCH', `/db/campaign/${this.uuid}`, { status })
  }
}

/** `2 of 3`: how many attempts were made, and how many there may be. */
const attemptOf = (explanation: Explanation | undefined): string =>
  explanation?.because.join(' ').match(/\d+ of \d+(?= attempts)/)?.[0] ?? '–'
