import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Call, Campaign, ContactRecord, Order, Page, Stats, Week } from '../answers.ts'
import type { Explanation } from '../../contract/explanations.ts'
import type { CallEnding } from '../../contract/calls.ts'
import { choice, loading } from '../controls.ts'
import { stamp } from '../format.ts'
import { paging, typed } from '../paging.ts'
import { Part } from '../part.ts'
import { progress, whenDone } from '../progress.ts'
import { badge, campaignBadge, glyph, orderStatuses, words } from '../statuses.ts'
import { why } from '../why.ts'
import { week } from '../week.ts'

interface OrderQuery {
  readonly search: string
  readonly status: string
  readonly page: number
}

/** One campaign: its state, the week's calls, its orders. */
export class CampaignView extends Part {
  uuid = ''
  campaign: Campaign | null | undefined
  stats: Stats | undefined
  /** The week that is shown. */
  week: Week | undefined
  orders: Page<Order> | undefined
  records: ReadonlyMap<string, ContactRecord> = new Map()
  /** Why the campaign and its orders are called or not, by their ids. */
  explanations: ReadonlyMap<string, Explanation> = new Map()
  /** How the latest call of each order ended. */
  endings: ReadonlyMap<string, CallEnding | null | undefined> = new Map()
  /** How many weeks back was asked for; the mock picks the week of the last call otherwise. */
  #back: number | undefined
  #query: OrderQuery = { search: '', status: '', page: 1 }

  protected override async load(): Promise<void> {
    const { uuid, live } = this
    const found = await live.rows<Campaign>('campaign', { uuid, limit: 1 })
    if (!found) return
    const campaign = found.rows[0]
    if (!campaign) return void (this.campaign = null)
    const [stats, explanation] = await Promise.all([
      live.get<Stats>(`/stats?campaign=${uuid}`),
      live.get<Explanation>(`/why/${uuid}`),
      this.#turn(this.#back),
      this.#list(),
    ])
    // These are set together, as a `select` keeps the width of its first texts.
    this.campaign = campaign
    live.zoneOfCampaign = campaign.timezone
    live.place.title = campaign.name
    this.stats = stats ?? this.stats
    if (explanation) this.explanations = new Map([...this.explanations, [uuid, explanation]])
  }

  async #turn(back: number | undefined): Promise<void> {
    this.#back = back
    const week = await this.live.get<Week>(`/week?campaign=${this.uuid}${back === undefined ? '' : `&back=${back}`}`)
    if (week && back === this.#back) this.week = week
  }

  async #list(change: Partial<OrderQuery> = {}): Promise<void> {
    const query = {
      ...this.#query,
      page: change.page ?? (Object.keys(change).length > 0 ? 1 : this.#query.page),
      ...change,
    }
    this.#query = query
    const orders = await this.live.rows<Order>('order', { campaignUuid: this.uuid, limit: 25, ...query })
    if (!orders || query !== this.#query) return
    const [found, endings, explanations] = await Promise.all([
      Promise.all(
        [...new Set(orders.rows.map((order) => order.recordUuid))].map((uuid) =>
          this.live.get<ContactRecord>(`/db/record/${uuid}`),
        ),
      ),
      Promise.all(
        orders.rows.map(async ({ uuid }) => {
          const calls = await this.live.rows<Call>('call', { orderUuid: uuid, orderBy: '-startedAt', limit: 2 })
          return [uuid, calls?.rows.find(({ outcome }) => outcome !== null)?.outcome] as const
        }),
      ),
      Promise.all(
        orders.rows.map(async ({ uuid }) => [uuid, await this.live.get<Explanation>(`/why/${uuid}`)] as const),
      ),
    ])
    // Something else may have been looked for meanwhile, and be shown already.
    if (query !== this.#query) return
    const own = this.explanations.get(this.uuid)
    this.explanations = new Map([
      ...(own ? [[this.uuid, own] as const] : []),
      ...explanations.flatMap(([uuid, explanation]) => (explanation ? [[uuid, explanation] as const] : [])),
    ])
    this.records = new Map(found.flatMap((record) => (record ? [[record.uuid, record] as const] : [])))
    this.endings = new Map(endings)
    this.orders = orders
  }

  protected override render(): TemplateResult {
    const { campaign, stats, live, week: shown } = this
    const back = shown?.back ?? 0
    if (campaign === null)
      return html`<p class="empty">This campaign is gone. <a href="#/overview">Back to the overview</a></p>`
    if (!campaign || !live.clock) return loading
    const { status, type, description, timezone } = campaign
    const zoneAndEnd = ` · ${timezone ?? 'UTC'}${stats ? whenDone(stats, live.clock.now) : ''}`
    return html` <p class="crumb"><a href="#/overview">Overview</a> /</p>
      <div class="title">
        <h1><bdi>${campaign.name}</bdi></h1>
        ${campaignBadge(status)}
        <span class="actions">
          ${
            status === 'active'
              ? html`<button @click=${() => this.#become('paused')}>Pause</button>`
              : html`<button class="primary" @click=${() => this.#become('active')}>
                  ${status === 'paused' ? 'Go on' : 'Start'}
                </button>`
          }
          ${status === 'closed' ? nothing : html`<button @click=${() => this.#become('closed')}>Close</button>`}
        </span>
      </div>
      <p class="note">${description ? html`<bdi>${description}</bdi> · ` : nothing}${type}${zoneAndEnd}</p>
      <p>${why(live, this.explanations.get(this.uuid))}</p>
      ${stats ? html`<div class="wide">${progress(stats)}</div>` : nothing}
      <section class="panel">
        <h2>
          Calls by week
          <span class="actions"
            ><button aria-label="The week before" @click=${() => this.#turn(back + 1)}>‹</button
            ><button ?disabled=${back <= 0} aria-label="The week after" @click=${() => this.#turn(back - 1)}>
              ›
            </button></span
          >
        </h2>
        ${shown ? week(shown) : loading}
      </section>
      <section class="panel">
        <h2>Orders</h2>
        <div class="tools">
          <input
            type="search"
            placeholder="Name or phone"
            aria-label="Search orders"
            .value=${this.#query.search}
            @input=${(event: Event) => this.#list({ search: typed(event) })}
          />
          ${choice(
            'Status',
            this.#query.status,
            [
              ['', 'Every status'],
              ...orderStatuses
                .toReversed()
                .map((name) => [name, `${words(name)} (${stats?.orders[name] ?? 0})`] as const),
            ],
            (status) => this.#list({ status }),
          )}
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
    const { live } = this
    const record = this.records.get(order.recordUuid)
    const name = record?.name ?? order.recordUuid
    const explanation = this.explanations.get(order.uuid)
    const attempts = explanation?.attempts
    const last = this.endings.get(order.uuid)
    return html`<tr>
      <td>
        <a href="#/data/record/${order.recordUuid}"><bdi>${name}</bdi></a>
      </td>
      <td class="roomy number">${record?.phoneNumber}</td>
      <td>
        <label class="state"
          >${glyph(order.status)}${choice(
            `Status of ${name}`,
            order.status,
            orderStatuses.map((status) => [status, words(status)]),
            (status) => live.act('PATCH', `/db/order/${order.uuid}`, { status }),
          )}</label
        >
      </td>
      <td class="wide-only number">${attempts ? `${attempts.made} of ${attempts.most}` : '–'}</td>
      <td class="roomy">${last ? badge(last) : '–'}</td>
      <td class="roomy number">${order.scheduledTime ? stamp(order.scheduledTime, live.zone) : '–'}</td>
      <td class="wide-only">${why(live, explanation)}</td>
      <td class="end">
        <a class="button" href="#/data/order/${order.uuid}" aria-label="Edit ${name}">Edit</a>
      </td>
    </tr>`
  }

  #become(status: string): void {
    void this.live.act('PATCH', `/db/campaign/${this.uuid}`, { status })
  }
}
