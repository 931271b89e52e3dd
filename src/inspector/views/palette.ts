import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Campaign, ContactRecord } from '../answers.ts'
import { pathOf, timeOfDay } from '../format.ts'
import { typed } from '../paging.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import { themes, timeZones } from '../preferences.ts'

/** Something that the palette offers. */
interface Choice {
  readonly group: string
  readonly title: string
  readonly note?: string
  readonly run: () => unknown
}

const maxEach = 6

/** Everything there is to do and to open, found by typing: actions, campaigns, contacts and requests. */
export class Palette extends Part {
  declare close: () => void
  search = ''
  current = 0
  campaigns: readonly Campaign[] = []
  records: readonly ContactRecord[] = []
  #asked: string | undefined

  protected override update(): void {
    if (this.search !== this.#asked) void this.#find()
    super.update()
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  async #find(): Promise<void> {
    const { search, live } = this
    this.#asked = search
    if (search.trim() === '') return void Object.assign(this, { campaigns: [], records: [] })
    const query = { search, limit: maxEach }
    const [campaigns, records] = await Promise.all([
      live.rows<Campaign>('campaign', query),
      live.rows<ContactRecord>('record', query),
    ])
    if (search !== this.#asked) return
    this.campaigns = campaigns?.rows ?? []
    this.records = records?.rows ?? []
  }

  protected override render(): TemplateResult {
    const choices = this.#choices()
    const current = Math.min(this.current, choices.length - 1)
    return html`<dialog
      class="palette"
      aria-label="Search and commands"
      @close=${() => this.close()}
      @click=${(event: Event) => event.target === event.currentTarget && this.close()}
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="choices"
        aria-activedescendant=${choices.length > 0 ? `choice-${current}` : nothing}
        aria-label="Search and commands"
        placeholder="Type a command, a campaign, a contact or a path"
        spellcheck="false"
        autocomplete="off"
        .value=${this.search}
        @input=${(event: Event) => Object.assign(this, { search: typed(event), current: 0 })}
        @keydown=${(event: KeyboardEvent) => this.#press(event, choices, current)}
      />
      <ul id="choices" role="listbox" aria-label="Choices">
        ${choices.map(
          ({ group, title, note, run }, index) =>
            html`${group === choices[index - 1]?.group ? nothing : html`<li class="head" role="presentation">${group}</li>`}
              <li
                role="option"
                id="choice-${index}"
                aria-selected=${index === current ? 'true' : 'false'}
                @pointermove=${() => (this.current = index)}
                @click=${() => this.#run(run)}
              >
                <bdi>${title}</bdi>${note ? html`<small>${note}</small>` : nothing}
              </li>`,
        )}
      </ul>
      ${choices.length === 0 ? html`<p class="empty">Nothing fits.</p>` : nothing}
    </dialog>`
  }

  #choices(): readonly Choice[] {
    const { live } = this
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean)
    const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word))
    const actions = this.#actions().filter(({ title, note }) => fits(`${title} ${note}`))
    const open = (group: string, title: string, route: readonly string[], note?: string): Choice => ({
      group,
      title,
      ...(note && { note }),
      run: () => live.place.go(toRoute(route)),
    })
    if (words.length === 0) return actions
    const requests = live.requests
      .filter(({ method, url, operation, status }) => fits(`${method} ${pathOf(url)} ${operation} ${status}`))
      .slice(-maxEach)
      .toReversed()
    return [
      ...this.campaigns.map(({ name, uuid, status }) => open('Campaigns', name, ['campaign', uuid], status)),
      ...this.records.map(({ name, uuid, phoneNumber }) =>
        open('Contacts', name, ['data', 'record', uuid], phoneNumber),
      ),
      ...actions,
      ...requests.map(({ id, method, url, status, at }) =>
        open(
          'Requests',
          `${method} ${pathOf(url)}`,
          ['requests', String(id)],
          `${status} · ${timeOfDay(at, live.zone())}`,
        ),
      ),
    ]
  }

  #actions(): readonly Choice[] {
    const { live } = this
    const { clock, health, faults, preferences } = live
    const go = (title: string, route: string): Choice => ({ group: 'Go to', title, run: () => live.place.go(route) })
    const act = (group: string, title: string, run: () => unknown, note?: string): Choice => ({
      group,
      title,
      run,
      ...(note && { note }),
    })
    const ticking = clock?.mode === 'ticking'
    return [
      go('Overview', 'overview'),
      ...Object.keys(health?.counts ?? { record: 0 }).map((model) => go(`Data: ${model}`, `data/${model}`)),
      go('Requests', 'requests'),
      go('Refused requests', 'requests?is=refused'),
      go('Faults', 'faults'),
      go('New fault', 'faults/new'),
      go('Time', 'time'),
      go('Simulator', 'simulator'),
      go('Scenarios and state', 'scenarios'),
      act('Clock', ticking ? 'Pause the clock' : 'Run the clock', () => live.setClock({ frozen: ticking })),
      ...(clock?.next
        ? [
            act('Clock', 'Step to the next event', () => live.setClock({ step: true })),
            act('Clock', 'Run to the end', () => live.setClock({ runToEnd: true })),
          ]
        : []),
      ...['15m', '1h', '1d'].map((advance) => act('Clock', `Advance by ${advance}`, () => live.setClock({ advance }))),
      ...[1, 60, 3_600].map((speed) => act('Clock', `Run at ×${speed}`, () => live.setClock({ frozen: false, speed }))),
      ...(faults.length > 0 ? [act('Faults', 'Remove all faults', () => live.act('DELETE', '/faults'))] : []),
      act('Mock', 'Clear the requests', () => live.clearRequests()),
      act('Mock', `Start over: ${health?.scenario ?? ''}`, () => live.act('POST', '/reset')),
      ...themes
        .filter((theme) => theme !== preferences.theme)
        .map((theme) => act('Show', `Theme: ${theme}`, () => live.prefer({ theme }))),
      ...timeZones
        .filter((times) => times !== preferences.times)
        .map((times) =>
          act(
            'Show',
            `Times in ${times === 'utc' ? 'UTC' : times === 'local' ? 'local time' : 'the time of the campaign'}`,
            () => live.prefer({ times }),
          ),
        ),
    ]
  }

  #press(event: KeyboardEvent, choices: readonly Choice[], current: number): void {
    const { key } = event
    // What is typed here is for nothing else.
    event.stopPropagation()
    if (key === 'ArrowDown' || key === 'ArrowUp')
      this.current = (current + (key === 'ArrowDown' ? 1 : choices.length - 1)) % Math.max(1, choices.length)
    else if (key === 'Enter') this.#run(choices[current]?.run)
    else if (key === 'Escape') this.close()
    else return
    event.preventDefault()
  }

  #run(run: Choice['run'] | undefined): void {
    if (!run) return
    this.close()
    void run()
  }
}

const keys = {
  'Ctrl K': 'commands, campaigns, contacts and requests',
  '/': 'search what is shown',
  '↑ ↓': 'the row above or below',
  'Home End': 'the first or the last row',
  Enter: 'opens a row',
  Esc: 'closes what is open',
  '?': 'these keys',
}

/** The keys there are. */
export class Keys extends Part {
  declare close: () => void

  protected override update(): void {
    super.update()
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="keys"
      aria-label="Keys"
      @close=${() => this.close()}
      @click=${(event: Event) => event.target === event.currentTarget && this.close()}
    >
      <h2>Keys<button class="close" aria-label="Close" @click=${() => this.close()}>✕</button></h2>
      <dl class="fields">
        ${Object.entries(keys).map(
          ([key, does]) =>
            html`<div>
              <dt>${key.split(' ').map((one) => html`<kbd>${one}</kbd> `)}</dt>
              <dd>${does}</dd>
            </div>`,
        )}
      </dl>
    </dialog>`
  }
}
