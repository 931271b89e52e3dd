import { html, render } from 'lit/html.js'
import {
  bodyOf,
  type Description,
  exampleIn,
  meaningOf,
  type Operation,
  operationsIn,
  type Parameter,
  resolve,
  type Schema,
  typeOf,
} from './description.ts'
import { createTrial } from './trial.ts'

/** The API reference: every operation of the server's own OpenAPI description, with a form to try it. */
export async function showReference(): Promise<void> {
  const place = document.querySelector<HTMLElement>('#operations')
  if (!place) return
  // Relative, so that a sandbox shows and tries its own API.
  const response = await fetch('../openapi.json')
  const description: Description = await response.json()
  place.replaceChildren()
  render(
    operationsIn(description).map((operation) => operationPart(description, operation)),
    place,
  )
}

function operationPart(description: Description, operation: Operation): unknown {
  const { 'x-operation': id, method, path, summary, parameters = [], responses } = operation
  const body = bodyOf(operation)
  const example = exampleIn(operation)
  const trial = createTrial(operation, (description.security ?? []).length > 0)
  return html`<details class="operation" id="operation-${id}" @toggle=${trial.open}>
    <summary><code class="method ${method}">${method}</code> <code>${path}</code> <span>${summary}</span></summary>
    ${parameters.length > 0 ? table(description, 'parameter', parameters.map(toRow)) : ''}
    ${body ? table(description, 'field of the body', fieldsOf(description, body.schema)) : ''}
    <p class="responses">
      ${Object.entries(responses).map(
        ([status, answer]) => html`<span><code>${status}</code> ${meaningOf(description, answer)}</span>`,
      )}
    </p>
    ${
      example === undefined
        ? ''
        : html`<details>
            <summary>An example of the answer</summary>
            <pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>
          </details>`
    }
    ${trial.form}
  </details>`
}

interface TableRow {
  readonly name: string
  readonly note: string
  readonly schema: Schema
  readonly text: string
}

function toRow({ name, in: note, schema, description: text = '' }: Parameter): TableRow {
  return { name, note, schema, text }
}

function fieldsOf(description: Description, body: Schema): TableRow[] {
  const { properties = {}, required = [] } = resolve(description, body)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    note: required.includes(name) ? 'required' : '',
    schema,
    text: schema.description ?? resolve(description, schema).description ?? '',
  }))
}

function table(description: Description, title: string, rows: readonly TableRow[]): unknown {
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          <th>${title}</th>
          <th>type</th>
          <th>what it is</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, note, schema, text }) =>
            html`<tr>
              <td><code>${name}</code> <small>${note}</small></td>
              <td>${typeOf(description, schema)}</td>
              <td>${text}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
