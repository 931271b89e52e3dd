import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Model, Schemas } from '../answers.ts'
import { choice, loading } from '../controls.ts'
import { count, shortId } from '../format.ts'
import { paging, typed } from '../paging.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import { cell, columnsOf, type RowPage, titleOf } from '../row-values.ts'
import type { Field } from '../schema-fields.ts'

/** The keys of the address that are not filters by a field. */
const ownKeys = new Set(['q', 'sort', 'page'])
const rowsOfPage = 50
/** Fields with more values than these, such as currencies, are looked for by typing. */
const maxChoices = 20

/** The model of an address that names none. */
export const firstModel = 'record'

/** The rows of any model: found, sorted and filtered as the address says; and one of them beside the list. */
export class Data extends Part {
  schemas: Schemas | undefined
  page: RowPage | undefined
  /** The address of the rows that were requested last. */
  #asked = ''

  protected override async load(): Promise<void> {
    this.schemas ??= await this.live.get<Schemas>('/schemas')
    await this.#read()
  }

  protected override update(): void {
    if (this.schemas && this.#wanted !== this.#asked) void this.#read()
    super.update()
  }

  get #name(): string {
    return this.live.place.path[1] || firstModel
  }

  get #model(): Model | undefined {
    return this.schemas?.models.find(({ name }) => name === this.#name)
  }

  /** What the control API is asked for. */
  get #wanted(): string {
    const { q = '', sort = '', page = '', ...filters } = this.live.place.values
    const orderBy = sort || `-${this.#model?.created}`
    const query = { ...filters, search: q, orderBy, page, limit: rowsOfPage, names: 'true' }
    return toRoute(['db', this.#name], query)
  }

  async #read(): Promise<void> {
    if (!this.#model) return
    const wanted = this.#wanted
    if (wanted.split('?')[0] !== this.#asked.split('?')[0]) this.page = undefined
    this.#asked = wanted
    const page = await this.live.get<RowPage>(`/${wanted}`)
    if (page && wanted === this.#wanted) this.page = page
  }

  protected override render(): TemplateResult {
    const { place, health } = this.live
    const [, , uuid] = place.path
    const model = this.#model
    return html` <nav class="tabs" aria-label="Models">
        ${this.schemas?.models.map(
          ({ name, collection }) =>
            html`<a href="#/data/${name}" aria-current=${name === this.#name ? 'page' : nothing}
              >${collection}<small>${count(health?.counts[name] ?? 0)}</small></a
            >`,
        )}
      </nav>
      ${model ? this.#list(model, uuid) : this.schemas ? html`<p class="empty">There is no such model.</p>` : loading}`
  }

  #list(model: Model, uuid: string | undefined): TemplateResult {
    const { place } = this.live
    const query = place.values
    const filters = Object.entries(query).filter(([key]) => !ownKeys.has(key))
    const states = model.fields.filter(({ kind, values }) => kind === 'choice' && values.length <= maxChoices)
    const none =
      query['q'] || filters.length > 0
        ? `No ${model.title} fits.`
        : html`No ${model.collection} yet. <a href="#/scenarios">Pick a scenario</a>, or make one.`
    return html`<div class="columns ${uuid ? 'split' : ''}">
      <section class="panel grow list" aria-label=${model.collection}>
        <div class="title">
          <h1>${model.collection}</h1>
          <span class="note wide-only">${model.description}</span>
          <span class="actions"
            ><a class="button primary" href="#/${toRoute(['data', model.name, 'new'], query)}"
              >New ${model.title}</a
            ></span
          >
        </div>
        <div class="tools">
          <input
            type="search"
            placeholder="Any part of a value"
            aria-label="Search ${model.collection}"
            .value=${query['q'] ?? ''}
            @input=${(event: Event) => this.#look({ q: typed(event) })}
          />
          ${states.map(({ name, values }) =>
            choice(
              name,
              query[name] ?? '',
              ['', ...values].map((value) => [value, value || `any ${name}`]),
              (value) => this.#look({ [name]: value }),
            ),
          )}
          ${filters
            .filter(([key]) => !states.some(({ name }) => name === key))
            .map(
              ([key, value]) =>
                html`<button class="chip" title="Drop the filter" @click=${() => this.#look({ [key]: '' })}>
                  ${key}: ${this.page?.names?.[value] ?? shortId(value)} ✕
                </button>`,
            )}
        </div>
        ${this.page?.total === 0 ? html`<p class="empty">${none}</p>` : this.#table(model, uuid)}
        ${paging(this.page, (page) => this.#look({ page: String(page) }, true))}
      </section>
      ${
        uuid
          ? html`<callcamp-row
              class="panel card"
              .live=${this.live}
              .model=${model}
              .models=${this.schemas?.models}
              .uuid=${uuid}
            ></callcamp-row>`
          : nothing
      }
    </div>`
  }

  #table(model: Model, uuid: string | undefined): TemplateResult {
    const columns = columnsOf(model)
    const { live, page } = this
    const query = live.place.values
    const names = page?.names ?? {}
    const zone = live.zone
    const heading = model.fields.find(({ name }) => name === 'name') ? 'name' : 'uuid'
    return html`<table class="long" aria-busy=${page ? 'false' : 'true'}>
      <thead>
        <tr>
          ${this.#head(heading, '')}${columns.map((field, index) => this.#head(field.name, classesOf(field, index)))}
        </tr>
      </thead>
      <tbody @keydown=${(event: KeyboardEvent) => this.#press(event)}>
        ${page?.rows.map(
          (row) =>
            html`<tr class=${row.uuid === uuid ? 'current' : ''}>
              <td>
                <a class="row" href="#/${toRoute(['data', model.name, row.uuid], query)}" title=${row.uuid}
                  ><bdi>${titleOf(model, row, names)}</bdi></a
                >
              </td>
              ${columns.map(
                (field, index) =>
                  html`<td class=${classesOf(field, index)}>${cell(model, field, row, names, zone)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`
  }

  /** The head of a column sorts by it, and turns the order around. */
  #head(name: string, width: string): TemplateResult {
    const sort = this.live.place.query.get('sort')
    const [up, down] = [sort === name, sort === `-${name}`]
    return html`<th class=${width} aria-sort=${up ? 'ascending' : down ? 'descending' : nothing}>
      <button class="sort" @click=${() => this.#look({ sort: up ? `-${name}` : name })}>
        ${name}${up ? ' ↑' : down ? ' ↓' : ''}
      </button>
    </th>`
  }

  /** Looks for something else, from the first page on unless one is given. */
  #look(change: Readonly<Record<string, string>>, turns = false): void {
    const { place } = this.live
    const query = { ...place.values, ...(turns ? {} : { page: '' }), ...change }
    place.go(toRoute(place.path.length > 1 ? place.path : ['data', this.#name], query), { replace: !turns })
  }

  #press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const links = [...this.querySelectorAll<HTMLElement>('tbody a.row')]
    const index = links.findIndex((link) => link.closest('tr')?.contains(event.target as Node))
    const next = step === undefined || index === -1 ? undefined : links[index + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
}

/** From which width on a column is shown, and whether it has figures. */
const classesOf = ({ kind }: Field, index: number): string =>
  `w${Math.min(4, Math.ceil((index + 1) / 2) + (index > 1 ? 1 : 0))} ${kind === 'number' ? 'figure' : ''}`
