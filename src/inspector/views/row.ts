import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Model } from '../answers.ts'
import { pairs } from '../controls.ts'
import { count, stamp } from '../format.ts'
import { Part } from '../part.ts'
import { toRoute } from '../place.ts'
import { cell, type Names, type Row, rowLink, type RowPage, titleOf, whole } from '../row-values.ts'
import { schemaForm } from '../schema-form.ts'

/** Rows that refer to this one, by one of their fields. */
interface Referring {
  readonly model: Model
  readonly field: string
  readonly page: RowPage
}

const maxReferring = 5

/** One row of any model: its fields, the rows that refer to it, and a form to change it or to make another. */
export class RowCard extends Part {
  declare model: Model
  declare models: readonly Model[]
  /** The row, or `new`. */
  uuid = ''
  /** Null where there is none. */
  row: Row | null | undefined
  names: Names = {}
  referring: readonly Referring[] = []
  /** The row as it was when the form was opened: what came in since is not overwritten. */
  editing: Row | undefined
  #read = ''

  protected override async load(): Promise<void> {
    const { model, uuid, live } = this
    const key = `${model.name} ${uuid}`
    if (key !== this.#read) Object.assign(this, { row: undefined, editing: undefined, referring: [] })
    this.#read = key
    if (uuid === 'new') return
    const page = await live.get<RowPage>(`/${toRoute(['db', model.name], { uuid, names: 'true' })}`)
    const referring = await this.#readReferring()
    if (key !== this.#read || !page) return
    this.row = page.rows[0] ?? null
    this.names = page.names ?? {}
    this.referring = referring
  }

  async #readReferring(): Promise<readonly Referring[]> {
    const wanted = this.models.flatMap((model) =>
      Object.entries(model.references)
        .filter(([, name]) => name === this.model.name)
        .map(([field]) => ({ model, field })),
    )
    const read = wanted.map(async ({ model, field }) => {
      const query = { [field]: this.uuid, names: 'true', limit: maxReferring, orderBy: `-${model.created}` }
      const page = await this.live.get<RowPage>(`/${toRoute(['db', model.name], query)}`)
      return page ? [{ model, field, page }] : []
    })
    return (await Promise.all(read)).flat()
  }

  protected override update(): void {
    if (`${this.model.name} ${this.uuid}` !== this.#read) void this.load()
    super.update()
  }

  protected override render(): TemplateResult {
    const { model, row, uuid, live } = this
    const close = html`<a class="close" href="#/${toRoute(['data', model.name], live.place.values)}" aria-label="Close"
      >✕</a
    >`
    if (uuid === 'new')
      return html`<section aria-label="New ${model.title}">
        <h2>New ${model.title}${close}</h2>
        ${this.#create()}
      </section>`
    if (!row)
      return html`<h2>${model.title}${close}</h2>
        <p class="empty">${row === null ? `This ${model.title} is gone.` : 'Loading…'}</p>`
    return html`<section aria-label=${model.title}>
      <h2><bdi>${titleOf(model, row, this.names)}</bdi>${close}</h2>
      <div class="tools">
        ${model.name === 'campaign' ? html`<a class="button" href="#/campaign/${uuid}">Open</a>` : nothing}<button
          aria-expanded=${!!this.editing}
          @click=${() => (this.editing = this.editing ? undefined : row)}
        >
          Edit</button
        ><button @click=${() => this.#delete()}>Delete</button>
      </div>
      ${this.editing ? this.#edit(this.editing) : this.#fields(row)}
      ${
        model.name === 'order' || model.name === 'record'
          ? html`<callcamp-script
              .live=${live}
              .target=${model.name === 'order' ? uuid : String(row['phoneNumber'])}
            ></callcamp-script>`
          : nothing
      }
      ${this.referring.map((one) => this.#referring(one))}
    </section>`
  }

  #fields(row: Row): TemplateResult {
    const { model, names } = this
    const zone = this.live.zone
    return pairs(
      'fields',
      model.fields.map((field) => [
        html`<span title=${field.description || nothing}>${field.name}</span
          >${model.hidden.includes(field.name) ? html`<i title="Never goes over the wire"> ·</i>` : nothing}`,
        whole(model, field, row, names, zone),
      ]),
    )
  }

  #referring({ model, field, page }: Referring): TemplateResult {
    const zone = this.live.zone
    const state = model.fields.find(({ kind }) => kind === 'choice')
    return html`<h3>
        <a href="#/${toRoute(['data', model.name], { [field]: this.uuid })}"
          >${model.collection} by ${field} <small>${count(page.total)}</small></a
        >
      </h3>
      <ul class="referring">
        ${page.rows.map(
          (row) =>
            html`<li>
              ${rowLink(model.name, row.uuid, titleOf(model, row, page.names ?? {}, this.model.name))}
              ${state ? cell(model, state, row, {}, zone) : nothing}
              <span class="note">${stamp(String(row['updatedAt'] ?? row[model.created]), zone)}</span>
            </li>`,
        )}
      </ul>`
  }

  #edit(row: Row): TemplateResult {
    const { model, live } = this
    return schemaForm({
      fields: model.fields.filter(({ name }) => name !== 'uuid'),
      row,
      submit: 'Save',
      more: html`<button type="button" @click=${() => (this.editing = undefined)}>Cancel</button>`,
      save: (changes) => void this.#save(changes),
      live,
    })
  }

  #create(): TemplateResult {
    const { model, live } = this
    const isField = ([key]: readonly [string, unknown]) => model.fields.some(({ name }) => name === key)
    const draft = Object.fromEntries(Object.entries(live.place.values).filter(isField))
    return html`<p class="note">What you leave empty is made up.</p>
      ${schemaForm({
        fields: model.fields,
        row: draft,
        needed: model.needed.filter((name) => model.references[name]),
        submit: `Make the ${model.title}`,
        save: (changes) => void this.#make({ ...draft, ...changes }),
        live,
      })}`
  }

  async #save(changes: object): Promise<void> {
    const { model, uuid, live } = this
    const done =
      Object.keys(changes).length === 0 || (await live.act('PATCH', `/${toRoute(['db', model.name, uuid])}`, changes))
    if (done) this.editing = undefined
  }

  async #make(parts: Readonly<Record<string, unknown>>): Promise<void> {
    const { model, live } = this
    const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null)
    const made = await live.act<Row>('POST', `/db/${model.name}`, Object.fromEntries(given))
    if (made) live.place.go(toRoute(['data', model.name, made.uuid]))
  }

  async #delete(): Promise<void> {
    const { model, uuid, live } = this
    if (await live.act('DELETE', `/${toRoute(['db', model.name, uuid])}`)) live.place.go(toRoute(['data', model.name]))
  }
}
