import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Live } from './live.ts'
import { field as textIn } from './paging.ts'
import { changesIn, type Field, toText, valueIn } from './schema-fields.ts'

/** A form that is made from the fields of a schema. */
export function schemaForm(options: {
  readonly fields: readonly Field[]
  /** What stands in the fields at first. */
  readonly row: object
  readonly needed?: readonly string[] | undefined
  /** So many fields are the first part, which a line divides from the second. */
  readonly split?: number | undefined
  /** What the button says. */
  readonly submit: string
  /** Other buttons. */
  readonly more?: TemplateResult | undefined
  /** `how` is the value of the button. */
  readonly save: (changes: Readonly<Record<string, unknown>>, how: string) => void
  readonly live: Live
}): TemplateResult {
  const { fields, row, needed = [], save, live } = options
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    let changes
    try {
      changes = changesIn(fields, row, ({ name }) => textIn(event, name))
    } catch (error) {
      return live.tell(error instanceof Error ? error.message : String(error))
    }
    save(changes, event.submitter instanceof HTMLButtonElement ? event.submitter.value : '')
  }
  return html`<form class="schema" @submit=${send}>
    ${fields.map((field, index) => {
      const text = toText(field, valueIn(row, field.name))
      return html`${index === options.split ? html`<hr />` : nothing}
        <div>
          <label
            ><span>${field.name}${needed.includes(field.name) ? html`<b class="needed"> needed</b>` : nothing}</span
            >${control(field, text, needed.includes(field.name))}</label
          ><small id="about-${field.name}">${field.description}</small>
        </div>`
    })}
    <p class="tools"><button class="primary">${options.submit}</button>${options.more ?? nothing}</p>
  </form>`
}

function control({ name, kind, values, example, least, most }: Field, text: string, needed: boolean): TemplateResult {
  const about = `about-${name}`
  if (kind === 'choice' || kind === 'boolean') {
    const all = ['', ...(kind === 'choice' ? values : ['true', 'false'])]
    return html`<select name=${name} aria-describedby=${about} ?required=${needed}>
      ${all.map((value) => html`<option value=${value} ?selected=${value === text}>${value || '–'}</option>`)}
    </select>`
  }
  if (kind === 'json' || kind === 'value')
    return html`<textarea
      name=${name}
      aria-describedby=${about}
      rows=${text.length > 60 ? 5 : 1}
      spellcheck="false"
      placeholder="JSON"
      .value=${text}
    ></textarea>`
  const isMoment = kind === 'moment'
  return html`<input
    dir="auto"
    type=${isMoment ? 'datetime-local' : kind}
    step=${isMoment ? 1 : 'any'}
    name=${name}
    aria-describedby=${about}
    aria-description=${isMoment ? 'UTC' : nothing}
    min=${least ?? nothing}
    max=${most ?? nothing}
    placeholder=${example || nothing}
    ?required=${needed && !isMoment}
    .value=${text}
  />`
}
