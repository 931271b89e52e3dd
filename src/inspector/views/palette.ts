import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Campaign, ContactRecord } from '../answers.ts'
import { pairs } from '../controls.ts'
import { pathOf, timeOfDay } from '../format.ts'
import { typed } from '../paging.ts'
import type { Live } from '../live.ts'
import { views } from '../navigation.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import { themes, timeZones } from '../preferences.ts'
import { usualSpeeds } from '../speeds.ts'
import { spansIn, typedSpan } from '../spans.ts'
import { back, backTo, fork } from '../undo.ts'

/** Something that the palette offers. */
interface Choice {
  readonly group: string
  readonly title: string
  readonly note?: string
  readonly run: () => unknown
}

const maxEach = 6

/** What lies above everything until it is closed. */
abstract class Dialog extends Part {
  declare close: () => void

  protected override update(): void {
    super.update()
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  protected dialog(name: string, label: string, content: TemplateResult): TemplateResult {
    // A browser tells of a closed dialog a little later, when another one may have taken its place.
    return html`<dialog
      class=${name}
      aria-label=${label}
      @close=${() => this.isConnected && this.close()}
      @click=${(event: Event) => event.target === event.currentTarget && this.close()}
    >
      ${content}
    </dialog>`
  }
}

/** Everything there is to do and to open, found by typing: actions, campaigns, contacts and requests. */
export class Palette extends Dialog {
  search = ''
  current = 0
  campaigns: readonly Campaign[] = []
  records: readonly ContactRecord[] = []
  #asked: string | undefined

  protected override update(): void {
    if (this.search !== this.#asked) void this.#find()
    super.update()
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
    return this.dialog(
      'palette',
      'Search and commands',
      html`<input
          role="combobox"
          aria-expanded="true"
          aria-controls="choices"
          aria-activedescendant=${choices.length > 0 ? `choice-${current}` : nothing}
          aria-label="Search and commands"
          placeholder="A command, campaign, contact or path"
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
                  aria-selected=${index === current}
                  @pointermove=${() => (this.current = index)}
                  @click=${() => this.#run(run)}
                >
                  <bdi>${title}</bdi>${note ? html`<small>${note}</small>` : nothing}
                </li>`,
          )}
        </ul>
        ${choices.length === 0 ? html`<p class="empty">Nothing fits.</p>` : nothing}`,
    )
  }

  #choices(): readonly Choice[] {
    const { live } = this
    const words = wordsIn(this.search)
    const fits = (text: string) => missing(text, words) === 0
    // People ask in words of their own: one of four may be another one.
    const task = wordsIn(this.search.replace(typedSpan, '$1 $2'))
    const actions = this.#actions().filter(({ title }) => missing(title, task) * 4 <= task.length)
    if (words.length === 0) return actions
    const open = (group: string, title: string, route: readonly string[], note: string): Choice => ({
      group,
      title,
      note,
      run: () => live.place.go(toRoute(route)),
    })
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
      ...requests.map(({ id, method, url, status, at }) => {
        const note = `${status} · ${timeOfDay(at, live.zone)}`
        return open('Requests', `${method} ${pathOf(url)}`, ['requests', String(id)], note)
      }),
    ]
  }

  #actions(): readonly Choice[] {
    const { live } = this
    const { clock, health, faults, preferences } = live
    const choices: Choice[] = []
    const add = (group: string, title: string, run: Choice['run']) => choices.push({ group, title, run })
    const open = (title: string, route: string) => add('Go to', title, () => live.place.go(route))
    const move = (title: string, change: Parameters<Live['setClock']>[0]) =>
      add('Clock', title, () => live.setClock(change))
    for (const [name, [title]] of Object.entries(views)) open(title, name)
    for (const model of Object.keys(health?.counts ?? {})) open(`Data: ${model}`, `data/${model}`)
    open('Make a fault', 'faults/new')
    const isTicking = clock?.mode === 'ticking'
    move(isTicking ? 'Pause the clock' : 'Run the clock', { frozen: isTicking })
    if (clock?.next) {
      move('Step to the next event', { step: true })
      move('Run to the end', { runToEnd: true })
    }
    const spans = spansIn('10m', '1h', '1d', this.search)
    for (const { title, ms } of spans) move(`Advance by ${title}`, { advance: ms })
    for (const speed of usualSpeeds) move(`Run at ×${speed}`, { frozen: false, speed })
    const now = Date.parse(clock?.now ?? '')
    for (const { title, ms } of spans) add('History', `Go back ${title}`, () => backTo(live, now - ms))
    add('History', 'Undo the last step', () => back(live))
    add('History', 'Fork here into a sandbox', () => fork(live))
    if (faults.length > 0) add('Mock', 'Remove all faults', () => live.act('DELETE', '/faults'))
    add('Mock', 'Clear the requests', () => live.clearRequests())
    add('Mock', `Start over: ${health?.scenario ?? ''}`, () =>
      live.act('POST', '/reset', undefined, 'Reset to the start'),
    )
    for (const [theme, title] of Object.entries(themes))
      if (theme !== preferences.theme) add('Show', `Theme: ${title}`, () => live.prefer({ theme }))
    for (const [times, title] of Object.entries(timeZones))
      if (times !== preferences.times) add('Show', `Times: ${title}`, () => live.prefer({ times }))
    return choices
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

const wordsIn = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** How many of the words a text does not hold. */
const missing = (text: string, words: readonly string[]): number =>
  words.filter((word) => !text.toLowerCase().includes(word)).length

const keys = {
  'Ctrl K': 'commands, campaigns, contacts and requests',
  'Ctrl Z': 'undoes the last step; with Shift, redoes it',
  '/': 'search what is shown',
  '↑ ↓': 'row above or below',
  'Home End': 'first or last row',
  Enter: 'opens a row',
  Esc: 'closes what is open',
  '?': 'these keys',
}

/** The keys there are. */
export class Keys extends Dialog {
  protected override render(): TemplateResult {
    const rows = Object.entries(keys).map(
      ([key, does]) => [key.split(' ').map((one) => html`<kbd>${one}</kbd> `), does] as const,
    )
    return this.dialog(
      'keys',
      'Keys',
      html`<h2>Keys<button class="close" aria-label="Close" @click=${() => this.close()}>✕</button></h2>
        ${pairs('fields', rows)}${this.live.place.framed ? nothing : html`<a href="docs">Documentation</a>`}`,
    )
  }
}
