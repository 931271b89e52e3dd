import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Explanation } from '../../contract/explanations.ts'
import type { Campaign } from '../answers.ts'
import { pairs, loading } from '../controls.ts'
import { between, count, moment, percent, plural } from '../format.ts'
import type { Stats } from '../answers.ts'
import { Part } from '../part.ts'
import { progress, whenDone } from '../progress.ts'
import { eventWords } from '../step-words.ts'
import { callEndings, campaignBadge, campaignStatuses, glyph, words } from '../statuses.ts'
import { needsAttention, why } from '../why.ts'

/** How many campaigns are shown at first, and how many more each time. */
const atOnce = 100

/** So many campaigns that need attention are named. */
const maxAttention = 5

const rank = ({ status }: Campaign): number => campaignStatuses.indexOf(status)

/** Campaigns with their progress, orders over time, calls by outcome. */
export class Overview extends Part {
  campaigns: readonly Campaign[] | undefined
  shown = atOnce
  each: ReadonlyMap<string, Stats> = new Map()
  why: ReadonlyMap<string, Explanation> = new Map()
  /** Whether all was read once: until then nothing is drawn that what comes later would move. */
  isRead = false

  protected override async load(): Promise<void> {
    const campaigns = await this.live.all<Campaign>('campaign')
    if (!campaigns) return
    this.campaigns = campaigns.toSorted((a, b) => rank(a) - rank(b))
    const each = new Map(this.each)
    const explanations = new Map(this.why)
    await Promise.all(
      this.#rows.map(async ({ uuid }) => {
        const [stats, explanation] = await Promise.all([
          this.live.get<Stats>(`/stats?campaign=${uuid}`),
          this.live.get<Explanation>(`/why/${uuid}`),
        ])
        if (stats) each.set(uuid, stats)
        if (explanation) explanations.set(uuid, explanation)
      }),
    )
    this.each = each
    this.why = explanations
    this.isRead = true
  }

  protected override render(): TemplateResult {
    const { stats, clock } = this.live
    if (!stats || !clock) return loading
    const hidden = (this.campaigns?.length ?? 0) - this.shown
    const { calls, attempts, reachedRate, next, estimatedEnd } = stats
    const most = Math.max(1, ...callEndings.map((ending) => calls[ending]))
    const until = (at: string, what = '') =>
      html`${between(clock.now, at)}<small>${what}${moment(at, this.live.zone)}</small>`
    return html` <h1>Overview</h1>
      ${pairs('facts', [
        ['Orders', count(stats.orders.total)],
        ['On the line', count(calls.calling)],
        ['Calls made', count(attempts)],
        ['Reached', reachedRate === null ? '–' : percent(reachedRate, 1)],
        ['Next event', next ? until(next.at, `${eventWords(next.type)}, `) : '–'],
        ['Done in', estimatedEnd ? until(estimatedEnd) : '–'],
      ])}
      ${this.isRead ? nothing : loading}
      <div ?hidden=${!this.isRead}>
        ${this.#attention()}
        <section class="panel">
          <h2>Orders by status</h2>
          <callcamp-chart .live=${this.live}></callcamp-chart>
        </section>
        <div class="columns">
          <section class="panel grow">
            <h2>Campaigns <small>${this.campaigns ? count(this.campaigns.length) : ''}</small></h2>
            ${
              this.campaigns?.length === 0
                ? html`<p class="empty">
                    No campaigns yet. <a href="#/scenarios">Pick a scenario</a>, or create one through the API.
                  </p>`
                : html`<ul class="campaigns">
                      ${this.#rows.map((row) => this.#campaign(row))}
                    </ul>
                    ${hidden > 0 ? html`<button @click=${() => this.#more()}>${count(Math.min(hidden, atOnce))} more</button>` : nothing}`
            }
          </section>
          <section class="panel">
            <h2>Calls by outcome</h2>
            ${
              attempts + calls.calling === 0
                ? html`<p class="empty">No calls yet.</p>`
                : html`<dl class="bars">
                    ${callEndings.map((ending) => {
                      const value = calls[ending]
                      return html`<div>
                        <dt>${glyph(ending)}${words(ending)}</dt>
                        <dd><i .style=${`width:${(value / most) * 100}%;background:var(--c-${ending})`}></i></dd>
                        <dd>${count(value)}</dd>
                      </div>`
                    })}
                  </dl>`
            }
          </section>
        </div>
      </div>`
  }

  /** What only people can change comes before all else. */
  #attention(): TemplateResult | typeof nothing {
    const { live } = this
    const stuck = this.#rows.flatMap((row) => {
      const explanation = this.why.get(row.uuid)
      return explanation && needsAttention(explanation) ? [{ row, explanation }] : []
    })
    if (stuck.length + live.faults.length === 0) return nothing
    return html`<section class="panel attention">
      <h2>Needs attention</h2>
      <ul>
        ${
          live.faults.length > 0
            ? html`<li>
                <a href="#/faults">${plural(live.faults.length, 'fault')}</a>
                <span class="why">Requests go wrong on purpose.</span>
              </li>`
            : nothing
        }
        ${stuck.slice(0, maxAttention).map(
          ({ row, explanation }) =>
            html`<li>
              <a href="#/campaign/${row.uuid}"><bdi>${row.name}</bdi></a> ${why(live, explanation)}
            </li>`,
        )}
      </ul>
      ${stuck.length > maxAttention ? html`<p class="note">and ${plural(stuck.length - maxAttention, 'more campaign')}</p>` : nothing}
    </section>`
  }

  get #rows(): readonly Campaign[] {
    return this.campaigns?.slice(0, this.shown) ?? []
  }

  #more(): void {
    this.shown += atOnce
    void this.load()
  }

  #campaign(row: Campaign): TemplateResult {
    const stats = this.each.get(row.uuid)
    return html`<li>
      <a href="#/campaign/${row.uuid}">
        <span class="name"><bdi>${row.name}</bdi></span
        >${campaignBadge(row.status)}
        ${
          stats
            ? html`${progress(stats)}
                <span class="note"
                  >${plural(stats.orders.total, 'order')}${whenDone(stats, this.live.clock?.now ?? '')}</span
                >`
            : nothing
        }
      </a>
      ${why(this.live, this.why.get(row.uuid))}
    </li>`
  }
}
